"""Is every edit of the replica web called a version, and no change of its pages' chrome?"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import orjson

from newsspider.article import Article
from newsspider.extract.article import extract_article
from newsspider.pipelines.write import WritePipeline
from tests.every_site import SITES
from tests.replica.editing import Editing
from tests.replica.redesign import Redesign
from tests.replica.story import Story
from tests.replica.world import END, World


def _read(world: World, story: Story, at: datetime) -> Article:
    reply = world.answer(story.host, story.path, at)
    assert reply is not None
    return extract_article(reply.body, url=story.url, site=SITES[story.site].reading(story.url), now=at)


def _judged(world: World, story: Story, before: datetime, after: datetime) -> str:
    old, new = _read(world, story, before), _read(world, story, after)
    return WritePipeline.compare(orjson.loads(old.to_json()), old, new).kind


def test_edits_are_versions_and_chrome_is_none() -> None:
    world = World.make(small=True, edits=Editing(share=0.5, chrome=0.5, removed=0))
    kinds: Counter[tuple[str, str]] = Counter()
    moment = timedelta(seconds=1)
    for story in world.stories:
        before = story
        for at, after in story.edits:
            changed = (before.title, before.text) != (after.title, after.text)
            kinds[("edit" if changed else "chrome"), _judged(world, story, at - moment, at + moment)] += 1
            before = after
    assert set(kinds) == {("edit", "version"), ("chrome", "unchanged"), ("chrome", "doubtful")}, kinds
    assert kinds["chrome", "unchanged"] > kinds["chrome", "doubtful"]  # the extractor lets some lines pass


def test_a_redesign_makes_no_version_of_any_article() -> None:
    world = World.make(small=True, redesign=Redesign(END - timedelta(hours=1)))
    stories = [story for story in world.stories if story.at < END - timedelta(hours=1)]
    kinds = Counter(_judged(world, story, END - timedelta(hours=2), END) for story in stories)
    assert "version" not in kinds
    assert kinds["unchanged"] > kinds["doubtful"]
