"""Are odd pages kept, never too many, and is nothing else touched?"""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import orjson
import pytest
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from newsspider.extensions.suspects import Suspects as Counting
from newsspider.monitor.counted import by_edition
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store import suspects
from newsspider.store.found import Found
from newsspider.store.registry import attach
from newsspider.store.session import Session
from newsspider.store.suspects import Suspects
from tests.test_own_lines import SITE, article, put
from tests.test_store import NOW

ID = "0123456789abcdef"
TOLD = {"url": "https://a.kz/1", "why": ["no-text"]}


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def keep(kept: Suspects, number: int, day: str) -> Path:
    page = kept.keep(f"{number:016x}", b"page", TOLD, day)
    os.utime(page, ns=(number, number))  # the clock of the disk is too coarse for a test
    return page


def test_a_page_and_what_is_known_of_it(tmp_path: Path) -> None:
    page = Suspects(tmp_path, "a").keep(ID, b"<p>page", TOLD, "2026-11-20")
    assert page == tmp_path / "suspects" / "a" / "2026-11-20" / f"{ID}.html.gz"
    assert gzip.decompress(page.read_bytes()) == b"<p>page"
    assert orjson.loads(page.with_name(f"{ID}.json").read_bytes()) == TOLD
    assert Suspects(tmp_path, "a").newest() == page
    assert Suspects(tmp_path, "b").newest() is None


@pytest.mark.parametrize("id", ["../../etc/passwd", "", "a" * 5000, "0123456789ABCDEF", "\0"])
def test_names_are_ours(tmp_path: Path, id: str) -> None:
    page = Suspects(tmp_path, "a").keep(id, b"page", TOLD, "2026-11-20")
    assert page.parent == tmp_path / "suspects" / "a" / "2026-11-20"
    assert len(names(tmp_path)) == 2


def test_the_newest_of_a_day_stay(tmp_path: Path) -> None:
    kept = Suspects(tmp_path, "a")
    for number in range(suspects.PER_DAY + 5):
        newest = keep(kept, number, "2026-11-20")
    assert len(names(tmp_path)) == 2 * suspects.PER_DAY
    assert not newest.with_name(f"{0:016x}.json").exists()
    assert kept.newest() == newest
    keep(kept, suspects.PER_DAY, "2026-11-20")  # again
    assert len(names(tmp_path)) == 2 * suspects.PER_DAY


def test_the_oldest_days_go(tmp_path: Path) -> None:
    kept = Suspects(tmp_path, "a")
    days = [f"2026-11-{day:02}" for day in range(1, 14)]
    for day in days:
        for number in range(suspects.PER_DAY):
            keep(kept, number, day)
    assert len(names(tmp_path)) == 2 * suspects.IN_ALL
    assert sorted(folder.name for folder in kept.folder.iterdir()) == days[-10:]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "suspects").write_text("a file, where a folder should be")
    with pytest.raises(OSError, match="suspects"):
        Suspects(tmp_path, "a").keep(ID, b"page", TOLD, "2026-11-20")


def test_half_a_page_leaves_nothing(tmp_path: Path) -> None:
    kept = Suspects(tmp_path, "a")
    (kept.folder / "2026-11-20" / f"{ID}.html.gz" / "a folder in its place").mkdir(parents=True)
    with pytest.raises(OSError, match=ID):
        kept.keep(ID, b"page", TOLD, "2026-11-20")
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


@pytest.mark.parametrize("backfill", [False, True])
def test_a_backfill_says_nothing_of_the_site_of_today(tmp_path: Path, backfill: bool) -> None:
    crawler = get_crawler(PolisiaSpider, {"BACKFILL": backfill})
    with Session.open(tmp_path, SITE, now=NOW, backfill=backfill) as session:
        attach(crawler, session)
        given, page = article(1), HtmlResponse("https://own.kz/kk/1", body=b"<p>")
        put(session, given)
        counting = Counting(crawler)
        counting.read(given, page, PolisiaSpider())
        counting.refused(page, Found("kk2", "https://own.kz/kk/2", "kk", "feed"), "no-text")
        counted = set(by_edition(session.counts()).get("kk", ()))
    assert ({"read", "compared"} <= counted) is not backfill
    assert bool(counted) is not backfill
    assert list(tmp_path.glob("suspects/*/*"))  # for a person to look at
