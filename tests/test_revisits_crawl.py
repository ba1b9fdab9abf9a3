"""Do real crawls see what becomes of the articles they stored, and ask no more than they must?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.replica.blocks import paragraph
from tests.replica.check import compare
from tests.replica.chromes import read_also
from tests.replica.clock import Clock
from tests.replica.crawls import crawl
from tests.replica.editing import Editing, edit_stories
from tests.replica.redesign import Redesign
from tests.replica.run import Replica
from tests.replica.story import Removal, Story
from tests.replica.world import World
from tests.replica.written import read_output

HOUR = timedelta(hours=1)
NOTHING = Editing(share=0, chrome=0, removed=0)  # validators only
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "LOG_LEVEL=WARNING")


def all_due(output: Path) -> int:
    """As if their time had come. How many articles wait for that?"""
    with closing(sqlite3.connect(output / "state.sqlite")) as state, state:
        return state.execute("UPDATE revisits SET next_at = '2000-01-01T00:00:00Z' WHERE next_at > ''").rowcount


def last_run(output: Path) -> dict[str, Any]:
    run: dict[str, Any] = orjson.loads((output / "runs.jsonl").read_bytes().splitlines()[-1])
    return run


def young(world: World, site: str, now: datetime) -> list[Story]:
    """Articles of the last days that no other one repeats, in designs that rules know."""
    repeated = {story.duplicate_of for story in world.stories}
    return [
        story
        for story in sorted(world.stories, key=lambda story: story.at)
        if story.site == site and story.edition == "ru" and story.at > now - timedelta(days=6)
        if not story.duplicate_of and story.url not in repeated and "special" not in story.has and story.listed is None
    ]


@pytest.mark.parametrize(("site", "validated"), [("kazinform", True), ("tengrinews", False)])
def test_what_becomes_of_young_articles(tmp_path: Path, site: str, validated: bool) -> None:
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    world = World.make(end=now, redesign=Redesign(now + 5 * HOUR))
    edit_stories(world.stories, 1, NOTHING)
    stories = young(world, site, now)
    titled, told, adorned, gone, moved, late = (*stories[:5], stories[-1])
    titled.edit(now + HOUR, title=titled.title + " — подробности")
    told.edit(now + HOUR, blocks=[*told.blocks[:-1], paragraph("Совсем другая мысль."), told.blocks[-1]])
    link = read_also(adorned.edition, 1, "Другая статья об ином", f"https://{adorned.host}/")
    adorned.edit(now + HOUR, blocks=[*adorned.blocks[:1], link, *adorned.blocks[1:]])
    gone.removed, moved.removed = Removal(now + HOUR, "410"), Removal(now + HOUR, "section")
    late.edit(now + 6 * HOUR, title="Совсем другой заголовок")
    arguments = ("-a", f"since={now - timedelta(days=6):%Y-%m-%d}", "-a", "editions=ru,kk", *FAST)
    output = tmp_path / "output"
    with Replica(world, output=output, clock=Clock(now)) as replica:

        def again(hours: int) -> list[Any]:
            """The requests for articles' pages of one more crawl."""
            before = len(replica.journal)
            replica.clock.set(now + hours * HOUR)
            assert crawl(site, replica.environment, *arguments) == 0
            pages = {url for story in world.stories for url in (story.url, *story.other_urls)}
            return [entry for entry in list(replica.journal)[before:] if entry.url in pages]

        again(0)
        stored = {line["url"]: line for line in read_output(output).articles}
        assert again(1) == []  # not yet
        waiting = all_due(output)
        assert waiting >= len(stories)
        asked = again(2)
        assert len(asked) == len({entry.url for entry in asked}) == waiting
        assert all(entry.conditional for entry in asked)
        counts = last_run(output)["counts"]
        assert counts["revisits"] == waiting
        assert counts["revisits/version"] == 2
        assert counts["revisits/gone"] == 2
        assert (counts.get("revisits/not-modified", 0) > waiting / 2) is validated
        assert (
            sum(number for name, number in counts.items() if name.count("/") == 1 and name.startswith("revisits/"))
            == waiting
        )
        assert not any(
            name.startswith(("read/", "suspect/", "stored", "duplicate", "refused")) for name in counts if counts[name]
        )
        written = read_output(output)
        truths = [truth for truth in world.truth(now + 2 * HOUR) if truth.url in stored]
        result = compare(truths, written, sources=[site])
        assert not result.problems
        later = {line["url"]: (line["version"], line["changed"]) for line in written.articles if line["version"] > 1}
        assert {url: version for url, (version, _) in later.items()} == {titled.url: 2, told.url: 2}
        assert "title" in later[titled.url][1]
        assert "text" in later[told.url][1]
        assert written.duplicates == []
        told_gone = {line["url"]: (line["reason"], line["version"]) for line in written.refused if line["version"]}
        assert told_gone == {gone.url: ("http-410", 1), moved.url: ("redirected-away", 1)}

        waiting = all_due(output)  # for the last of their moments some have waited already
        assert len(again(6)) == waiting > 2  # in a design that no rules know
        written = read_output(output)
        assert max(line["version"] for line in written.articles) == 2
        assert last_run(output)["health"] == "ok"
        (trace,) = [line for line in written.duplicates if line["url"] == late.url]
        assert (trace["title"], trace["reason"]) == ("Совсем другой заголовок", "doubtful-change")


def test_pages_of_other_editions_and_partial_crawls_wait(tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    world = World.make(small=True, end=now)
    output = tmp_path / "output"
    with Replica(world, output=output, clock=Clock(now)) as replica:
        crawl("polisia", replica.environment, "-a", "editions=ru,kk", *FAST)
        with closing(sqlite3.connect(output / "state.sqlite")) as state:
            editions = dict(state.execute("SELECT edition, COUNT(*) FROM revisits GROUP BY edition"))
        assert all_due(output) == sum(editions.values()) > editions["kk"]
        for arguments in ("until=2001-01-01", "sections=none"):
            crawl("polisia", replica.environment, "-a", arguments, "-a", "sources=feed", "-a", "editions=kk,ru", *FAST)
            assert "revisits" not in last_run(output)["counts"]
        crawl("polisia", replica.environment, "-a", "editions=kk", *FAST)
        assert last_run(output)["counts"]["revisits"] == editions["kk"]
