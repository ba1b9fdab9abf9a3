"""Are the replica's translated stories found: by content alone, and after a crawl?"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.dedup.compared import compared, how
from newsspider.dedup.translations import translations
from tests.replica.crawls import crawl
from tests.replica.newsroom import publish
from tests.replica.run import Replica
from tests.replica.story import Story
from tests.replica.world import END, World

FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "PROGRESS_LIVE=0")
SITE = "polisia"
COMPARED = ("kk", "ru", "en")
Pair = frozenset[str]


def translated(stories: list[Story]) -> set[Pair]:
    """URLs of the same story in two languages, also where both translate a third."""
    known = {story.url: story for story in stories}
    told: dict[str, list[Story]] = {}
    for story in stories:
        original = story
        while original.translation_of in known:
            original = known[original.translation_of]
        told.setdefault(original.url, []).append(story)
    pairs = (pair for same in told.values() for pair in itertools.combinations(same, 2))
    return {frozenset((one.url, other.url)) for one, other in pairs if one.language != other.language}


@pytest.mark.parametrize("seed", [3, 7])
def test_found_by_content_alone(seed: int) -> None:
    stories = [story for story in publish(seed, END) if story.language in COMPARED and not story.duplicate_of]
    articles = [compared(story.text, title=story.title, at=story.at, source=story.site)[1] for story in stories]
    found = {
        frozenset((stories[pair.first].url, stories[pair.second].url))
        for pair in translations(articles)
        if how(pair, articles, lambda number: stories[number].text)
    }
    wanted = translated(stories)
    assert len(wanted) > 20
    assert found <= wanted
    assert len(found) >= 0.9 * len(wanted)


@dataclass(frozen=True, slots=True)
class Crawled:
    replica: Replica
    output: Path
    stories: list[Story]

    def told(self, *options: str) -> dict[str, list[dict[str, Any]]]:
        command = (sys.executable, "-m", "scrapy", "stories", SITE, "--translations", *options)
        ended = self.replica.run(*command)
        assert (ended.returncode, ended.stderr) == (0, "")
        files = sorted((self.output / "stories").glob("*.jsonl"))
        return {file.stem: [orjson.loads(line) for line in file.read_bytes().splitlines()] for file in files}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    output = tmp_path_factory.mktemp("output")
    world = World.make()
    with Replica(world, output=output) as replica:
        assert crawl(SITE, replica.whole_environment(), *FAST) == 0
        stories = [story for story in world.stories if story.site == SITE and story.language in COMPARED]
        yield Crawled(replica, output, stories)


def test_links_come_first_and_content_finds_the_rest(crawled: Crawled) -> None:
    rows = crawled.told("--paragraphs")["translations"]
    hows = {frozenset(row["urls"]): row["how"] for row in rows}
    linked = {
        frozenset((story.url, url)) for story in crawled.stories for _, url in story.alternates if url != story.url
    }
    assert linked
    assert {pair for pair, how in hows.items() if how == "hreflang"} == linked
    assert "content" in hows.values()
    assert hows.keys() <= translated(crawled.stories)
    assert len(hows) >= 0.9 * len(translated(crawled.stories))
    for row in rows:
        assert row["languages"] == sorted(row["languages"])
        assert (row["similarity"] is None) is (row["how"] == "hreflang")


def test_paragraphs_are_those_of_the_articles_in_their_order(crawled: Crawled) -> None:
    told = crawled.told("--paragraphs")
    by_id = {row["ids"][0] + row["ids"][1]: row["urls"] for row in told["translations"]}
    text_of = {story.url: story.text for story in crawled.stories}
    assert len(told["paragraphs"]) >= len(told["translations"])
    for row in told["paragraphs"]:
        for url, paragraph in zip(by_id["".join(row["ids"])], row["pair"], strict=True):
            assert paragraph in text_of[url]


def test_the_same_again_gives_the_same_files(crawled: Crawled) -> None:
    assert crawled.told("--paragraphs") == crawled.told("--paragraphs")
