"""Does a redesign show within one crawl, and cost no article? The short form of `make drill`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.replica.drill import f1, main, run_week
from tests.replica.run import Replica
from tests.replica.world import World


@pytest.mark.parametrize(("site", "redesign"), [("tengrinews", "pages"), ("kazinform", "lists")])
def test_a_week_with_a_redesign(site: str, redesign: str, tmp_path: Path) -> None:
    week = run_week(site, crawls=4, redesign=redesign, share=0.4, output=tmp_path)
    assert (week.ill, week.lost) == ([2, 3], [])
    assert week.f1 >= 0.95
    assert len(week.texts) > 10
    assert f"fit no layout; pages are kept under {tmp_path}/suspects/{site}" in week.why
    _look(site, tmp_path)


def _look(site: str, output: Path) -> None:
    """What the rules' author is told to do can be done."""
    environment = {"NEWSSPIDER_OUTPUT": str(output)}
    with Replica(World.make(small=True)) as replica:
        told = replica.run("scrapy", "status", site, env=environment)
        assert told.returncode == 1
        page = told.stdout.rpartition(f"scrapy record {site} ")[2].strip()
        article = json.loads(replica.run("scrapy", "extract", page).stdout)
        (health,) = json.loads(replica.run("scrapy", "status", site, "--json", env=environment).stdout)
    assert (article["source"], article["quality"]) == (site, ["unknown-layout"])
    assert article["url"] == json.loads(Path(page.removesuffix(".html.gz") + ".json").read_bytes())["url"]
    assert health["health"]["word"] == "ill"


def test_pages_that_cannot_be_kept_end_no_crawl(tmp_path: Path) -> None:
    (tmp_path / "suspects").write_text("a file, where a folder should be")
    week = run_week("kazinform", crawls=2, redesign="pages", share=0.1, output=tmp_path)
    assert (week.ill, week.lost, week.suspects) == ([1], [], 0)
    last = json.loads((tmp_path / "runs.jsonl").read_bytes().splitlines()[-1])
    assert (last["reason"], last["health"]) == ("finished", "ill")


def test_f1() -> None:
    assert f1("a b c d e", "a b c d e") == 1
    assert f1("a b c d e", "a b c d") == pytest.approx(2 / 3)
    assert f1("a b", "c d") == 0


def test_wrong_use() -> None:
    with pytest.raises(SystemExit):
        main(["--quiet", "many"])
