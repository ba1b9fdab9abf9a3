"""How do several newsrooms tell one event, each in its own words and languages, in a week of other news?"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from tests.replica.compose import TOPICS
from tests.replica.events import TEXTS, Event, fill, sentences
from tests.replica.houses import HOUSES

SITES = ("tengrinews", "kazinform", "polisia")
LANGUAGES = ("ru", "kk", "en")
START = datetime(2026, 11, 9, tzinfo=UTC)
_LATE = timedelta(hours=30)  # after the first house, the last one tells it


@dataclass(frozen=True, slots=True)
class Retold:
    """`event`: which articles tell the same."""

    id: str
    event: int
    site: str
    language: str
    title: str
    text: str
    at: datetime


@cache
def wordings() -> dict[str, Any]:
    return tomllib.loads((TEXTS / "retold.toml").read_text(encoding="utf-8"))


def week(
    seed: int, events: int, *, houses: tuple[str, ...] = SITES, languages: tuple[str, ...] = LANGUAGES
) -> list[Retold]:
    """One to six articles of each event, all in the same week, topics and places."""
    return [article for number in range(events) for article in _told(seed, number, houses, languages)]


def _told(seed: int, number: int, houses: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[Retold]:
    event = Event(f"{seed}/retold/{number}", TOPICS[number % len(TOPICS)])
    chosen = event.random("houses")
    told = [(site, language) for site in houses for language in languages if (site, language) in HOUSES]
    first = START + timedelta(minutes=chosen.randrange(7 * 24 * 60))
    for site, language in chosen.sample(told, min(len(told), chosen.choice((1, 1, 1, 2, 3, 4, 6)))):
        at = first + chosen.random() * _LATE
        title, text = _article(event, site, language, chosen)
        yield Retold(f"{number}-{site}-{language}", number, site, language, title, text, at.replace(microsecond=0))


def _article(event: Event, site: str, language: str, chosen: random.Random) -> tuple[str, str]:
    known = wordings()[event.topic][language]
    facts = event.facts(language, "retold")
    ending = fill(chosen.choice(HOUSES[site, language].endings), facts)
    ending = ending if ending[:1] in ",." else f". {ending}"
    lead = fill(chosen.choice(known["lead"]), facts)
    return fill(chosen.choice(known["title"]), facts), "\n\n".join([lead + ending, *_body(event, language, chosen)])


def _body(event: Event, language: str, chosen: random.Random) -> Iterator[str]:
    """Other sentences of the topic than another house takes, in another order; the same sentence has the same facts."""
    count = len(sentences(language)[event.topic]["body"])
    for position in chosen.sample(range(count), min(count, chosen.randint(2, 6))):
        yield event.tell(language, "body", position)
