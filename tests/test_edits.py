"""Does the replica web edit and remove what it published, and know the truth of every moment?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.replica.blocks import paragraph
from tests.replica.clock import Clock
from tests.replica.editing import Editing
from tests.replica.run import Replica
from tests.replica.story import Removal, Story
from tests.replica.world import END, World
from tests.test_replica import Client

HOUR = timedelta(hours=1)


def _story(world: World, site: str, number: int = 0) -> Story:
    return [story for story in world.stories if story.site == site and not story.duplicate_of][number]


def _body(world: World, story: Story, after: timedelta) -> str:
    split = story.url.partition(story.host)
    reply = world.answer(story.host, split[2], story.at + after)
    return f"{reply.status} {reply.body.decode()}" if reply else "404"


@pytest.mark.parametrize("site", ["tengrinews", "kazinform", "polisia"])
def test_a_page_and_its_truth_are_those_of_the_moment(site: str) -> None:
    world = World.make(small=True)
    story = _story(world, site)
    story.edit(story.at + HOUR, title="Заголовок другой")
    story.edit(story.at + 2 * HOUR, blocks=[paragraph("Совсем другой текст.")])
    story.removed = Removal(story.at + 3 * HOUR, "410")
    pages = [_body(world, story, hours * HOUR) for hours in range(4)]
    assert [("Заголовок другой" in page, "Совсем другой текст." in page) for page in pages] == [
        (False, False),
        (True, False),
        (True, True),
        (False, False),
    ]
    assert pages[3].startswith("410")
    truths = [
        next(truth for truth in world.truth(story.at + hours * HOUR) if truth.url == story.url) for hours in range(5)
    ]
    assert [truth.expected["title"] == "Заголовок другой" for truth in truths] == [False, True, True, True, True]
    assert [len(truth.earlier) for truth in truths] == [0, 1, 2, 2, 2]
    assert truths[4].earlier == (truths[0].expected, truths[1].expected)
    assert [truth.gone_at for truth in truths[2:]] == [None, story.removed.at, story.removed.at]


def test_lists_show_the_title_of_the_moment_and_not_what_is_gone() -> None:
    world = World.make(small=True)
    first, second = sorted((story for story in world.stories if story.host == "tengrinews.kz"), key=lambda s: s.at)[-2:]
    first.edit(END - HOUR, title="Заголовок другой")
    second.removed = Removal(END - HOUR, "section")
    feed = world.answer("tengrinews.kz", "/news.rss", END)
    assert feed is not None
    assert "Заголовок другой" in feed.body.decode()
    assert second.url not in feed.body.decode()
    gone = world.answer(second.host, second.path, END)
    assert gone is not None
    assert gone.headers["Location"] == f"https://tengrinews.kz/{second.section}/"


def test_edits_are_seeded_and_late() -> None:
    editing = Editing(share=0.4, removed=0.1, chrome=0.2)
    worlds = [World.make(seed, edits=editing) for seed in (1, 1, 2)]
    first, again, other = ([(s.url, s.removed, [at for at, _ in s.edits]) for s in world.stories] for world in worlds)
    assert first == again != other
    stories = worlds[0].stories
    kinds: Counter[str] = Counter()
    for story in stories:
        kinds["removed"] += story.removed is not None
        told = [(story.title, story.text), *((after.title, after.text) for _, after in story.edits)]
        kinds["edited"] += len(set(told)) > 1
        kinds["chrome"] += len(told) > 1 and len(set(told)) == 1
        assert all(one != two for one, two in pairwise(told)) or len(set(told)) == 1
        assert all(story.at < at <= story.at + 24 * HOUR for at, _ in story.edits)
    assert 0.3 < kinds["edited"] / len(stories) < 0.5
    assert 0.1 < kinds["chrome"] / len(stories) < 0.3
    assert kinds["removed"] > 10


def test_nothing_happens_to_articles_by_default() -> None:
    world = World.make(small=True)
    assert not any(story.edits or story.removed or story.validators for story in world.stories)


@pytest.mark.parametrize(
    ("validators", "before", "after"),
    [
        ({"etag"}, 304, 200),
        ({"last-modified"}, 304, 200),
        ({"etag", "last-modified"}, 304, 200),
        ({"page-etag"}, 200, 200),  # what counts its readers
        ((), 200, 200),
    ],
)
def test_pages_are_validated_as_the_world_says(validators: set[str], before: int, after: int) -> None:
    world = World.make(small=True)
    story = max((story for story in world.stories if story.host == "tengrinews.kz"), key=lambda story: story.at)
    following = replace(story, key="1", path="/news/other-1/", title="Иное", at=story.at + HOUR)
    world = World.of([*world.stories, following], END)
    story.validators = frozenset(validators)
    story.edit(story.at + 3 * HOUR, title="Заголовок другой")
    names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    with Replica(world, clock=Clock(story.at + timedelta(minutes=1))) as replica:
        client = Client(replica)
        said = client.get(story.url).headers
        conditions = {header: said[name] for name, header in names.items() if said[name]}
        assert len(conditions) == len(validators)
        for hours, status in ((2, before), (4, after)):
            replica.clock.set(story.at + hours * HOUR)
            assert client.get(story.url, **conditions).status == status
