"""Which numbers of a site's articles has nobody seen?"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from newsspider.discovery.addresses import Addresses

DIGITS = 15  # longer ones are no count of articles
SHOWN = 20  # ranges, the longest ones


@dataclass(frozen=True, slots=True)
class Sequence:
    """Numbers of an edition's articles (of one kind, where kinds count apart). `unseen`: how many between the smallest
    and the largest no page has; `ranges`: the longest of them, first and last number."""

    edition: str
    kind: str
    smallest: int
    largest: int
    seen: int
    unseen: int
    ranges: tuple[tuple[int, int], ...]


def sequences(addresses: Addresses, urls: Iterable[tuple[str, str]]) -> list[Sequence]:
    """`urls`: with the edition of each. Numbers may be drafts, or another edition's: a hint, and no more."""
    if "key" not in addresses.article.groupindex:
        return []
    numbers: dict[tuple[str, str], array[int]] = {}
    for edition, url in urls:
        match = addresses.match(url)
        groups: Mapping[str, str | None] = match.groupdict() if match else {}
        key = groups.get("key") or ""
        if key.isascii() and key.isdigit() and len(key) <= DIGITS:
            numbers.setdefault((edition, groups.get("kind") or ""), array("q")).append(int(key))
    return [_sequence(*of, sorted(set(found))) for of, found in sorted(numbers.items())]


def _sequence(edition: str, kind: str, numbers: list[int]) -> Sequence:
    ranges = [(before + 1, after - 1) for before, after in pairwise(numbers) if after - before > 1]
    unseen = sum(last - first + 1 for first, last in ranges)
    longest = sorted(sorted(ranges, key=lambda each: each[0] - each[1])[:SHOWN])
    return Sequence(edition, kind, numbers[0], numbers[-1], len(numbers), unseen, tuple(longest))
