"""Do a site's pages still look as its layouts say, by what the last crawls counted?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsspider.monitor.expect import Expect
from newsspider.monitor.signs import FIELDS, PHRASES

Counts = Mapping[str, int]

ENOUGH = 10  # articles: where the last crawl has fewer, those before it are looked at too
ACCIDENTS = 2  # odd pages are normal: special projects, almanacs, news of one line
SHARE = 0.3  # of the articles, beyond the accidents
MISSING = 4  # the same for a field that the site need not always fill
OBVIOUS = 0.7  # of what is expected: less is no bad day


def alarm(crawls: Sequence[Counts], expect: Expect) -> str | None:
    """Why the site's pages must be looked at. `crawls`: counts (see `signs`) of the last ones, newest first."""
    editions = sorted({name.split("/")[1] for counts in crawls for name in counts if name.startswith("read/")})
    return _suspects(crawls, editions) or _missing(crawls, editions, expect)


def _suspects(crawls: Sequence[Counts], editions: Sequence[str]) -> str | None:
    ill = [(edition, said) for edition in editions if (said := _suspected(crawls, (edition,), edition))]
    whole = _suspected(crawls, editions, "") if len(editions) > 1 else None
    return whole if whole and len(ill) != 1 else next((said for _, said in ill), whole)


def _suspected(crawls: Sequence[Counts], editions: Sequence[str], name: str) -> str | None:
    for read, found, several in _windows(crawls, editions):
        suspect = found["suspect"]
        if suspect - ACCIDENTS >= SHARE * read:
            flag, number = max(((flag, found[f"flag/{flag}"]) for flag in PHRASES), key=lambda each: each[1])
            told = _told(suspect, read, name, several)
            return f"{told} {PHRASES[flag]}" if number == suspect else f"{told} are odd, and {number} {PHRASES[flag]}"
    return None


def _missing(crawls: Sequence[Counts], editions: Sequence[str], expect: Expect) -> str | None:
    """A field that is expected and that hardly any article has any more."""
    for names in (*((edition,) for edition in editions), editions):
        for field in FIELDS:
            for read, found, several in _windows(crawls, names):
                without = found[f"without/{field}"]
                if without - MISSING >= (1 - OBVIOUS * getattr(expect, field)) * read:
                    return f"{_told(without, read, names[0] if len(names) == 1 else '', several)} have no {field}"
    return None


def _windows(crawls: Sequence[Counts], editions: Sequence[str]) -> Iterator[tuple[int, Counter[str], bool]]:
    """The last crawl, the last two, … until there are enough articles: how many, what was counted, of several?"""
    found: Counter[str] = Counter()
    parts = 0
    for counts in crawls:
        if not any(counts.get(f"read/{edition}") for edition in editions):
            continue
        parts += 1
        for name, number in counts.items():
            kind, _, rest = name.partition("/")
            edition, _, what = rest.partition("/")
            if kind in ("read", "suspect", "flag", "without") and edition in editions:
                found[f"{kind}/{what}" if what else kind] += number
        yield found["read"], found, parts > 1
        if found["read"] >= ENOUGH:
            return


def _told(number: int, read: int, edition: str, several: bool) -> str:
    return f"{number} of {'the last ' if several else ''}{read} new articles{f' of {edition}' if edition else ''}"
