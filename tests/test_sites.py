"""Does every saved page become the article that was written down for it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from newsspider.commands.cases import PAGE, filled, load, read, saved
from tests.every_site import FOLDER, SITES

CASES = [pytest.param(name, file, id=f"{name}-{file.stem}") for name in SITES for file in saved(FOLDER / name)]


@pytest.mark.parametrize(("site", "file"), CASES)
def test_page_becomes_its_article(site: str, file: Path) -> None:
    body, case = load(file)
    assert filled(read(SITES[site], body, case)) == case.article


@pytest.mark.parametrize("site", SITES)
def test_every_site_has_a_page(site: str) -> None:
    assert saved(FOLDER / site), f"record one: scrapy record {site} URL"


def test_every_page_has_a_site_and_an_article() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} <= set(SITES)
    pages = {file.name.removesuffix(PAGE) for file in FOLDER.glob(f"*/*{PAGE}")}
    assert pages == {file.stem for file in FOLDER.glob("*/*.json")}
