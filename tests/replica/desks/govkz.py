"""What do the ministries, the police and the prosecutors publish on the portal of the state?

A generator of its own, so that what the newsroom draws stays as it is.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from tests.replica.blocks import Block
from tests.replica.compose import TOPICS, write
from tests.replica.events import Event
from tests.replica.houses import HOUSES
from tests.replica.notice import LANGUAGES, Notice, Telling

ENTITIES = ("qriim", "mvd-atyrau", "prokuror", "afm")
COUNT, SMALL = 30, (14, 5, 5, 5)  # of the first entity two pages of the list
SINCE = datetime(2021, 6, 1, tzinfo=UTC)
MANNERS = ("document", "plain", "word", "divs")
# What stands under kk, ru and en: t is a text, - nothing, = a copy of the Russian text, r a Russian text that stands
# nowhere else.
SHAPES = ("ttt", "tt-", "=t-", "ttt", "tt=", "-t-", "t--", "ttt", "r--", "=tt")
_KNOWN_ID, _KNOWN_DAY, _A_DAY = 1254889, datetime(2026, 7, 8, tzinfo=UTC), 625


def publish(
    seed: int, end: datetime, *, small: bool = False, count: int | None = None, entities: Sequence[str] = ENTITIES
) -> list[Notice]:
    """Oldest first. `count`: of each entity, where the usual number is not wanted."""
    chosen = random.Random(f"{seed}/govkz")
    numbers = {
        entity: count if count is not None else (SMALL[place % len(SMALL)] if small else COUNT)
        for place, entity in enumerate(entities)
    }
    moments = sorted(
        (at, entity, number) for entity in entities for number, at in enumerate(_times(end, numbers[entity], chosen))
    )
    return [
        _notice(seed, key, at, entity, number, entities.index(entity))
        for key, (at, entity, number) in zip(_ids(at for at, _, _ in moments), moments, strict=True)
    ]


def _times(end: datetime, count: int, chosen: random.Random) -> list[datetime]:
    """Half of them of the last three days, oldest first."""
    fresh, recent = end - timedelta(days=3), (count + 1) // 2
    return [
        start + timedelta(seconds=second)
        for start, stop, share in ((SINCE, fresh, count - recent), (fresh, end, recent))
        for second in sorted(chosen.sample(range(int((stop - start).total_seconds())), share))
    ]


def _ids(moments: Iterable[datetime]) -> Iterator[int]:
    """Some 19,000 a month on the whole portal, none twice."""
    last = 0
    for at in moments:
        last = max(last + 1, _KNOWN_ID + int((at - _KNOWN_DAY) / timedelta(days=1) * _A_DAY))
        yield last


def _notice(seed: int, key: int, at: datetime, entity: str, number: int, place: int) -> Notice:
    chosen = random.Random(f"{seed}/govkz/{entity}/{number}")
    event = Event(f"{seed}/govkz/{entity}/{number}", chosen.choice(TOPICS))
    bodiless = (number + place) % 11 == 4
    uploads = f"/uploads/{at.year}/{at.month}/{at.day}/{chosen.getrandbits(128):032x}_original"
    length = ("usual", "short", "usual", "usual", "long")[chosen.randrange(5)]
    shape = SHAPES[(number + 5 * place) % len(SHAPES)]
    tellings = {
        language: _telling(event, language, mark, length, number, uploads, bodiless=bodiless)
        for language, mark in zip(LANGUAGES, shape, strict=True)
        if mark != "-"
    }
    return Notice(
        key=key,
        entity=entity,
        at=at,
        tellings=tellings,
        day_only=number % 4 == 3,
        hero=f"{uploads}.{chosen.randrange(10_000, 999_999)}.jpg" if chosen.random() < 0.7 else None,
        direction=chosen.randrange(3),
        manner=MANNERS[(number + place) % len(MANNERS)],
    )


def _telling(
    event: Event, language: str, mark: str, length: str, number: int, uploads: str, *, bodiless: bool
) -> Telling:
    spoken = "ru" if mark in "=r" else language
    draft = write(event, spoken, HOUSES["polisia", spoken], length, headline=number)
    blocks = [Block("p", (draft.lead,)), *draft.blocks]
    summary = draft.lead
    if bodiless:
        paragraphs = (block.text for block in draft.blocks if block.kind == "p" and len(block.lines) == 1)
        summary = " ".join([draft.lead, *(text for text in paragraphs if text)][:3])
        blocks = []
    elif number % 3 == 1:
        blocks.insert(2, Block("picture", (), f"{uploads}.{number}.png"))
    if blocks and number % 8 == 5:
        blocks.append(Block("video", (), f"https://www.youtube.com/embed/{uploads[-20:-9]}"))
    return Telling(spoken, draft.title, summary, tuple(blocks), copy=mark == "=")
