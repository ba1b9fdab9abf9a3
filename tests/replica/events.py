"""What happened? The same event is told in several languages with the same facts."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("texts")


@cache
def sentences(language: str) -> dict[str, Any]:
    """All sentences in one language: topic → kind (title, lead, body, quote, heading) → list."""
    return tomllib.loads((TEXTS / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def names(language: str) -> dict[str, Any]:
    """Places, people and bodies as one language declines and spells them; lists are parallel between languages."""
    return tomllib.loads((TEXTS / f"names-{language}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Event:
    """A seed and a topic: enough to tell the same story in any language."""

    seed: str
    topic: str

    def random(self, *about: object) -> random.Random:
        return random.Random(f"{self.seed}/{'/'.join(map(str, about))}")

    def tell(self, language: str, kind: str, position: int, *, topic: str | None = None) -> str:
        """The sentence of this kind at this position of the list, with the event's facts filled in."""
        topic = topic or self.topic
        choices = sentences(language)[topic][kind]
        index = position % len(choices)
        # Round the list again, the numbers differ: no sentence of a long story is the same twice.
        return fill(choices[index], self.facts(language, topic, kind, position))

    def facts(self, language: str, *about: object) -> dict[str, str]:
        """Names stay for the whole event, numbers change from sentence to sentence."""
        return _names(language, self.random("names")) | _numbers(language, self.random(*about))

    def person(self, language: str, position: int) -> tuple[str, str]:
        """Role and name of somebody who speaks in the story."""
        known = names(language)
        chosen = self.random("person", position)
        role = known["roles"][chosen.randrange(len(known["roles"]))]
        return role, _person(known, chosen)


def fill(template: str, facts: dict[str, str]) -> str:
    filled = template.format_map(facts)
    return filled[:1].upper() + filled[1:]


def _person(known: dict[str, Any], chosen: random.Random) -> str:
    first, last = chosen.randrange(len(known["first"])), chosen.randrange(len(known["last"]))
    return f"{known['first'][first]} {known['last'][last]}"


def _names(language: str, chosen: random.Random) -> dict[str, str]:
    known = names(language)
    here, there = chosen.sample(range(len(known["places"])), 2)
    facts = _place("place", known["places"][here]) | _place("place2", known["places"][there])
    for slot, values in (("org", "bodies"), ("street", "streets"), ("company", "companies"), ("role", "roles")):
        facts[slot] = known[values][chosen.randrange(len(known[values]))]
    facts["person"] = _person(known, chosen)
    return facts


def _place(slot: str, forms: list[str]) -> dict[str, str]:
    name, inside, of = forms
    return {slot: name, f"{slot}_in": inside, f"{slot}_of": of}


def _numbers(language: str, chosen: random.Random) -> dict[str, str]:
    known = names(language)
    point = "." if language in ("en", "zh") else ","
    return {
        "few": str(chosen.randint(2, 4)),
        "tens": str(chosen.randint(11, 99)),
        "hundreds": str(chosen.randint(101, 989)),
        "thousands": f"{chosen.randint(2, 98)}{',' if language in ('en', 'zh') else ' '}{chosen.randint(100, 999)}",
        "percent": f"{chosen.randint(2, 40)}{point}{chosen.randint(1, 9)}",
        "money": f"{chosen.randint(2, 950)}{point}{chosen.randint(1, 9)}",
        "money_small": str(chosen.randint(20, 900)),
        "age": str(chosen.randint(21, 69)),
        "year": str(chosen.randint(2008, 2023)),
        "day_of_month": str(chosen.randint(2, 28)),
        "time": f"{chosen.randint(8, 22):02}:{chosen.randint(0, 59):02}",
        "number": f"{chosen.randint(100, 9999)}/{chosen.randint(10, 99)}",
        "day": known["day"].format(day=chosen.randint(1, 28), month=known["months"][chosen.randrange(12)]),
    }
