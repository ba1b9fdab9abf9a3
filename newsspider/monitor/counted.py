"""How are the counts of crawls told apart by edition?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from newsspider.monitor.signs import ASKED_FOR, UNTRANSLATED

KINDS = frozenset({"read", "compared", "lacks", "letters", "language", "sign", "unread"})

Counts = Mapping[str, int]
ByEdition = dict[str, Counter[str]]


def by_edition(counts: Counts) -> ByEdition:
    """`{"lacks/kk/authors": 3}` → `{"kk": {"lacks/authors": 3}}`."""
    found: ByEdition = {}
    for name, number in counts.items():
        kind, _, rest = name.partition("/")
        edition, _, what = rest.partition("/")
        if kind in KINDS and edition and what not in ASKED_FOR | UNTRANSLATED:
            found.setdefault(edition, Counter())[f"{kind}/{what}" if what else kind] += number
    return found


def together(parts: Iterable[Mapping[str, Counts]]) -> ByEdition:
    found: ByEdition = {}
    for part in parts:
        for edition, counts in part.items():
            found.setdefault(edition, Counter()).update(counts)
    return found


def histogram(counts: Counts, kind: str) -> dict[int, int]:
    return {int(name.partition("/")[2]): number for name, number in counts.items() if name.startswith(f"{kind}/")}


def names(counts: Counts, *kinds: str) -> Iterator[str]:
    return (name for name in counts if name.partition("/")[0] in kinds)
