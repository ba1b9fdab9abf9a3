"""How is an event told as an article: which sentences, in what order, quoted how?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.replica.blocks import Block, paragraph
from tests.replica.events import Event, fill, names, sentences

TOPICS = ("fraud", "crime", "weather", "economy", "sport", "culture")
LENGTHS = {"short": (2, 3), "usual": (6, 12), "long": (40, 52)}  # paragraphs after the lead


@dataclass(frozen=True, slots=True)
class House:
    """The habits of one newsroom in one language."""

    endings: tuple[str, ...]  # what follows the lead
    speeches: tuple[str, ...]  # {quote} {speech} {role} {person}
    quotes_apart: bool = False  # some speeches stand in a <blockquote>


@dataclass(slots=True)
class Draft:
    title: str
    lead: str
    blocks: list[Block]


def write(event: Event, language: str, house: House, length: str = "usual", *, headline: int = 0) -> Draft:
    """The same event and length give the same facts in the same order, in whatever language and house."""
    chosen = event.random("order")
    facts = event.facts(language, "lead")
    lead = event.tell(language, "lead", headline)
    ending = fill(chosen.choice(house.endings), facts)
    ending = ending[:1].lower() + ending[1:] if ending[:1] != "," else ending
    blocks = list(_body(event, language, house, chosen, chosen.randint(*LENGTHS[length])))
    return Draft(event.tell(language, "title", headline), lead + ending, blocks)


def _body(event: Event, language: str, house: House, chosen: random.Random, count: int) -> Iterator[Block]:
    known = sentences(language)
    topics = [event.topic, *(topic for topic in TOPICS if topic != event.topic and topic in known)]
    written, said = 0, set[str]()
    for number, topic in enumerate(topics):
        told = _Teller(event, language, topic, chosen, number, said)
        if number or (count > 8 and chosen.random() < 0.4):
            yield Block("h2", (told.next("heading"),))
        while written < count and (number == len(topics) - 1 or not told.finished):
            written += 1
            yield _paragraph(told, house, chosen)
        if written >= count:
            break
    if count > 3 and chosen.random() < 0.6:
        position = chosen.randrange(30)
        yield paragraph(event.tell(language, "closing", position, topic="common"))


def _paragraph(told: _Teller, house: House, chosen: random.Random) -> Block:
    dice = chosen.random()
    if dice < 0.22:
        return told.speech(house)
    if dice < 0.26:
        return Block("list", (told.next("body"), told.next("body"), told.next("body")))
    if dice < 0.30:
        return paragraph(told.next("body"), told.next("body"))  # two lines of one paragraph
    if dice < 0.33:
        return paragraph(told.next("body"), "", told.next("body"))  # two paragraphs in one element
    if dice < 0.35:
        return Block("table", told.rows())
    if dice < 0.37:
        opening, _, rest = told.next("body").partition(" ")
        half = len(opening) // 2 if dice < 0.36 else len(opening)  # half a word is bold on real pages, too
        return paragraph(f"**{opening[:half]}**{opening[half:]} {rest}" if rest else opening)
    if dice < 0.55:
        return paragraph(f"{told.next('body')} {told.next('body')}")
    return paragraph(told.next("body"))


class _Teller:
    """Sentences of a topic, each once in an order of the event, then the common ones."""

    def __init__(
        self, event: Event, language: str, topic: str, chosen: random.Random, chapter: int, said: set[str]
    ) -> None:
        self._event, self._language, self._chosen = event, language, chosen
        self._length = "zh" if language == "zh" else "ru"  # ru, kk and en are parallel, zh is shorter
        self._left = {
            kind: [(topic, position) for position in self._order(topic, kind)]
            + [("common", 100 * chapter + position) for position in self._order("common", kind)]
            for kind in ("body", "quote", "heading")
        }
        self._round = 100 * chapter
        self._said = said

    def _order(self, topic: str, kind: str) -> list[int]:
        positions = list(range(len(sentences(self._length)[topic].get(kind, ()))))
        self._chosen.shuffle(positions)
        return positions

    @property
    def finished(self) -> bool:
        return len(self._left["body"]) < 8

    def next(self, kind: str) -> str:
        """By chance two sentences may get the same numbers: the second is not told."""
        while (sentence := self._next(kind)) in self._said:
            continue
        self._said.add(sentence)
        return sentence

    def _next(self, kind: str) -> str:
        if not self._left[kind]:
            self._round += 1
            turn = 1000 * self._round  # other numbers, and so another sentence
            self._left[kind] = [("common", turn + n) for n in self._order("common", kind)]
        topic, position = self._left[kind].pop(0)
        return self._event.tell(self._language, kind, position, topic=topic)

    def rows(self) -> tuple[str, ...]:
        """A small table: places and numbers."""
        places = self._chosen.sample(names(self._language)["places"], 3)
        facts = [self._event.facts(self._language, "table", place) for place in self._chosen.sample(range(1000), 3)]
        return tuple(
            f"{forms[0]} | {fact['thousands']} | {fact['percent']}%" for forms, fact in zip(places, facts, strict=True)
        )

    def speech(self, house: House) -> Block:
        role, person = self._event.person(self._language, self._chosen.randrange(6))
        speech = self._chosen.choice(range(5))
        said = house.speeches[self._chosen.randrange(4) % len(house.speeches)].format(
            quote=self.next("quote"),
            speech=sentences(self._language)["common"]["speech"][speech],
            role=role,
            person=person,
        )
        apart = self._chosen.random() < 0.5 and house.quotes_apart
        return Block("quote" if apart else "p", (said,))
