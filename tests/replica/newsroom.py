"""What was published? A seeded newsroom: the same seed tells the same stories."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from tests.replica.blocks import Block
from tests.replica.compose import TOPICS, Draft, write
from tests.replica.desks import kazinform, polisia, tengrinews
from tests.replica.desks.order import Order
from tests.replica.events import Event, sentences
from tests.replica.houses import HOUSES
from tests.replica.oddities import add_oddities
from tests.replica.plan import PLAN, REPRINTS, Row, day
from tests.replica.story import Story

DESKS: dict[str, Callable[[Order], Story]] = {
    "tengrinews": tengrinews.dress,
    "kazinform": kazinform.dress,
    "polisia": polisia.dress,
}
LENGTHS = ("usual", "usual", "short", "usual", "usual", "long", "usual", "usual", "short", "usual")


def publish(seed: int, end: datetime, *, small: bool = False, plan: Sequence[Row] = PLAN) -> list[Story]:
    """All stories up to `end`, row by row."""
    stories: list[Story] = []
    told: dict[tuple[str, str, str], list[tuple[Order, Story]]] = {}
    taken: set[str] = set()
    for row in plan:
        originals = told.get((row.site, row.translates or "", row.design), [])
        for order, story in _row(row, seed, end, row.small if small else row.count, originals, taken):
            told.setdefault((row.site, row.edition, row.design), []).append((order, story))
            stories.append(story)
    stories += _reprints(told, end, taken)
    add_oddities(stories)
    return stories


def _row(
    row: Row, seed: int, end: datetime, count: int, originals: list[tuple[Order, Story]], taken: set[str]
) -> Iterator[tuple[Order, Story]]:
    chosen = random.Random(f"{seed}/{row.name}")
    language = row.language or ("kk" if row.edition == "qz" else row.edition)
    topics = [topic for topic in TOPICS if topic in sentences(language)]
    for number, at in enumerate(_times(row, end, count, chosen)):
        event = Event(f"{seed}/{row.name}/{number}", row.topic or topics[chosen.randrange(len(topics))])
        length = row.length or LENGTHS[(number * 3 + len(row.name)) % len(LENGTHS)]
        if language == "zh" and length == "long":
            length = "usual"  # there are not that many Chinese sentences
        headline, original = number, None
        if number % 3 == (2 if row.host == "en.inform.kz" else 1) and number < len(originals):
            order, original = originals[number]
            event, length, headline = order.event, order.length, order.headline
            at = min(original.at.replace(second=0) + timedelta(minutes=47 + number), end - timedelta(minutes=number))
        draft = write(event, language, HOUSES[row.site, language], length, headline=headline)
        order = Order(row, event, draft, at, number, chosen, language, length, headline, taken)
        story = DESKS[row.site](order)
        story.translation_of = original.url if original else None
        if row.special and number % row.special == len(row.name) % row.special:
            story.has |= {"special"}
        yield order, story


def _times(row: Row, end: datetime, count: int, chosen: random.Random) -> list[datetime]:
    """Whole minutes, each once, oldest first; half of what the newest design has is of the last three days."""
    if row.at:
        return list(row.at)
    since, until = day(row.since), min(day(row.until), end) if row.until else end
    if until - since < timedelta(days=7):
        return []  # a world that ends before this design came
    recent = 0 if row.until else (count + 1) // 2
    fresh = until - timedelta(days=3)
    return [
        start + timedelta(minutes=minute)
        for start, stop, share in ((since, fresh, count - recent), (fresh, until, recent))
        for minute in sorted(chosen.sample(range(max(share, int((stop - start).total_seconds() // 60))), share))
    ]


def _reprints(
    told: dict[tuple[str, str, str], list[tuple[Order, Story]]], end: datetime, taken: set[str]
) -> Iterator[Story]:
    for number, ((site, edition, design, which), (to, edition2, design2, host)) in enumerate(REPRINTS):
        known = told.get((site, edition, design))
        if not known:
            continue
        order, original = known[which % len(known)]
        blocks = [block for block in original.blocks if block.kind not in ("chrome", "picture")]
        lead, blocks = (original.lead, blocks) if original.lead else (blocks[0].lines[0], blocks[1:])
        row = Row(to, edition2, design2, host, 1, 1, "")
        again = Order(
            row,
            order.event,
            Draft(original.title, lead, [Block(block.kind, block.lines) for block in blocks]),
            min(original.at.replace(second=0) + timedelta(minutes=13), end - timedelta(minutes=2 + number)),
            1000 + number,
            random.Random(original.url),
            order.language,
            taken=taken,
            reprint=True,
        )
        story = DESKS[to](again)
        story.duplicate_of = original.url
        story.sent, story.dateline = original.sent, original.dateline
        yield story
