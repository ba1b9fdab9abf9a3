"""Which lines of a text are the site's own, because they recur in its articles?"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from newsspider.normalise.text import clean_text, comparison_form
from newsspider.normalise.text_lines import Line, lines_of

SHARE = 0.3  # of the articles; the reasons of both thresholds are in docs/operations.md
LEAST = 10  # articles


class Seen(Protocol):
    """How often a line was counted. `decision`: learnt (for good), allowed, forbidden, or None."""

    @property
    def articles(self) -> int: ...
    @property
    def decision(self) -> str | None: ...


class Counts(Protocol):
    """Of an edition: how many articles were counted, and what is known of lines, by key."""

    @property
    def articles(self) -> int: ...
    @property
    def lines(self) -> Mapping[str, Seen]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """Keys of lines. `learnt` ones are dropped where nothing speaks against it, `forbidden` ones always."""

    learnt: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a text. `held_back`: so much of it recurs that nothing was dropped."""

    text: str
    dropped: tuple[str, ...] = ()  # keys
    held_back: bool = False


def least(of: int) -> int:
    """In how many articles a line must stand, of so many, to be learnt."""
    return max(LEAST, math.ceil(SHARE * of))


def verdict(seen: Seen, of: int) -> str:
    """learnt, allowed, forbidden or kept: a person's word before the counts."""
    return seen.decision or ("learnt" if seen.articles >= least(of) else "kept")


def known_of(counts: Counts) -> Known:
    keys: dict[str, set[str]] = {"learnt": set(), "forbidden": set(), "allowed": set(), "kept": set()}
    for key, seen in counts.lines.items():
        keys[verdict(seen, counts.articles)].add(key)
    return Known(frozenset(keys["learnt"]), frozenset(keys["forbidden"]), frozenset(keys["allowed"]))


def without_recurring(text: str, known: Known, authors: Sequence[str] = ()) -> Rest:
    """Never empties a text; takes more than half of its letters only where a person said so."""
    if not known.learnt | known.forbidden:
        return Rest(text)
    lines = lines_of(text)
    forbidden = {number for number, line in enumerate(lines) if line.key in known.forbidden}
    learnt = _droppable(lines, known.learnt, authors)
    if not learnt | forbidden:
        return Rest(text)
    if _letters(lines, learnt - forbidden) * 2 > _letters(lines, range(len(lines))):
        return _rest(lines, text, forbidden, held_back=True)
    return _rest(lines, text, learnt | forbidden)


def same_but_for_recurring(one: str, other: str, counts: Counts) -> bool:
    """Whether two texts of a page differ only in lines that are, or were once, dropped."""
    known = known_of(counts)
    decided = known.learnt | known.forbidden | known.allowed
    first, second = ([line.key for line in lines_of(text) if line.key not in decided | {""}] for text in (one, other))
    return bool(first) and first == second


def _rest(lines: Sequence[Line], text: str, drop: Collection[int], *, held_back: bool = False) -> Rest:
    kept = (said for number, said in enumerate(text.split("\n")) if number not in drop)
    if not any(line.key for number, line in enumerate(lines) if number not in drop):
        return Rest(text, held_back=True)
    rest = clean_text("\n".join(kept)) if drop else text
    return Rest(rest or text, tuple(lines[number].key for number in sorted(drop)), held_back)


def _droppable(lines: Sequence[Line], learnt: Collection[str], authors: Sequence[str]) -> set[int]:
    """Numbers of the lines that were learnt, but for those that belong to what stays."""
    names = [name for author in authors if (name := comparison_form(author))]
    drop = {number for number, line in enumerate(lines) if line.key in learnt and not line.dateline}
    drop = {number for number in drop if not _names(lines[number], names)}
    for whole in _lists_and_tables(lines):
        if not drop.issuperset(whole):
            drop.difference_update(whole)
    return drop - set(_headings_of_something(lines, drop))


def _names(line: Line, names: Sequence[str]) -> bool:
    """A signature recurs where few people write. It is the newsroom's word, as the author is."""
    form = f" {comparison_form(line.text)} " if names else ""
    return any(f" {name} " in form for name in names)


def _lists_and_tables(lines: Sequence[Line]) -> Iterator[set[int]]:
    """A weather list names the same towns every day: a list or table goes as a whole, or stays."""
    said = [number for number, line in enumerate(lines) if line.key]
    for kind, numbers in groupby(said, key=lambda number: lines[number].kind):
        if kind in ("item", "row"):
            yield set(numbers)


def _headings_of_something(lines: Sequence[Line], drop: Collection[int]) -> Iterator[int]:
    """`## Подробности` may stand in every article: it goes only where nothing is left under it."""
    kept_below = False
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].kind == "heading":
            if kept_below:
                yield number
            kept_below = False
        elif lines[number].key and number not in drop:
            kept_below = True


def _letters(lines: Sequence[Line], numbers: Collection[int]) -> int:
    return sum(len(lines[number].text) for number in numbers)
