"""Do the articles of the last crawls differ from those of the weeks before?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from newsspider.monitor.chance import is_rare, smaller
from newsspider.monitor.counted import ByEdition, Counts, by_edition, histogram, names, together
from newsspider.monitor.signs import SIGNS, letters_of

KNOWN = 50  # articles of an edition: fewer say nothing of what is usual …
LEAST = 30  # … and so many must have come before those that are looked at
ENOUGH = 10  # of the newest articles as ever end an alarm
MOST = 30  # articles are looked at, of so many crawls as that takes
ACCIDENTS = 3
SHARE = 0.3  # of the articles that are usually well
SMALLER = 0.7  # of all pairs of a new and an old article: the texts are not the same kind any more
TOLD = 3  # at once
FEWEST = 8  # texts whose lengths are compared


@dataclass(slots=True)
class Window:
    """The newest articles, by edition; `several`: of more than one crawl."""

    found: ByEdition
    several: bool

    def read(self) -> int:
        return sum(counts["compared"] for counts in self.found.values())


def drift(crawls: Sequence[Counts], past: Mapping[str, Counts]) -> str | None:
    """What is odd. `crawls`: counts of the last ones, newest first; `past`: of the last weeks, and of these crawls."""
    parts = [by_edition(counts) for counts in crawls]
    editions = sorted(edition for edition in together(parts) if edition in past)
    known = tuple(edition for edition in editions if past[edition].get("compared", 0) >= KNOWN)
    groups = [(edition,) for edition in known] + ([known] if len(known) > 1 else [])
    for group in groups:
        windows = list(_windows(parts, group))
        if windows:
            usual = {edition: Counter(past[edition]) - windows[-1].found[edition] for edition in group}
            enough = all(counts["compared"] >= LEAST for counts in usual.values())
            if enough and (odd := [*_lengths(windows, usual), *_risen(windows, usual)]):
                return "; ".join(odd[:TOLD])
    return _unread(parts, editions, past)


def _windows(parts: Sequence[ByEdition], editions: Sequence[str]) -> Iterator[Window]:
    """The last crawl that read articles of these editions, the last two, …"""
    found: ByEdition = {edition: Counter() for edition in editions}
    number = 0
    for part in parts:
        if not any(part[edition]["compared"] for edition in editions if edition in part):
            continue
        number += 1
        found = together((found, {edition: part[edition] for edition in editions if edition in part}))
        window = Window(found, number > 1)
        yield window
        if window.read() >= MOST:
            return


def _risen(windows: Sequence[Window], usual: ByEdition) -> list[str]:
    """What far more articles have, or lack, than usual; the worst first."""
    last = windows[-1]
    counted = sorted({name for counts in last.found.values() for name in names(counts, "lacks", "sign")})
    found = [odd for name in [*counted, "language"] if (odd := _odd(windows, usual, name))]
    return [told for _, told in sorted(found, key=lambda odd: odd[0], reverse=True)]


def _odd(windows: Sequence[Window], usual: ByEdition, name: str) -> tuple[float, str] | None:
    for window in windows:
        read = window.read()
        bad = sum(_bad(counts, usual[edition], name) for edition, counts in window.found.items())
        share = sum(counts["compared"] * _share(usual[edition], name) for edition, counts in window.found.items())
        share /= read
        much = (share + SHARE * (1 - share)) * read
        if bad - ACCIDENTS >= much and is_rare(bad, read, share):
            return bad / read - share, _sentence(window, usual, name, bad, share)
        if read >= ENOUGH and bad < much:
            return None
    return None


def _share(usual: Counter[str], name: str) -> float:
    """Of the past's articles; what never was may be once."""
    return min((_bad(usual, usual, name) + 1) / (usual["compared"] + 2), 0.999)


def _bad(counts: Counter[str], usual: Counter[str], name: str) -> int:
    return counts["compared"] - counts[_spoken(usual)] if name == "language" else counts[name]


def _spoken(usual: Counter[str]) -> str:
    return max(names(usual, "language"), key=lambda name: usual[name], default="")


def _sentence(window: Window, usual: ByEdition, name: str, bad: int, share: float) -> str:
    editions = _editions(window)
    kind, _, what = name.partition("/")
    if kind == "lacks":
        words = f"have no {what}"
    elif kind == "language":
        words = "are not in " + "/".join(sorted({_spoken(usual[each]).partition("/")[2] for each in editions}))
    else:
        words = SIGNS.get(what, what)
    return f"{bad} of {_articles(window)} {words} (usually {share:.0%})"


def _articles(window: Window) -> str:
    editions = _editions(window)
    of = f" of {editions[0]}" if len(editions) == 1 else ""
    return f"{'the last ' if window.several else ''}{window.read()} new articles{of}"


def _editions(window: Window) -> list[str]:
    return [edition for edition, counts in window.found.items() if counts["compared"]]


def _lengths(windows: Sequence[Window], usual: ByEdition) -> list[str]:
    past = {edition: histogram(counts, "letters") for edition, counts in usual.items()}
    for window in windows:
        lengths = {edition: histogram(counts, "letters") for edition, counts in window.found.items()}
        share, is_odd = smaller((lengths[edition], past[edition]) for edition in lengths)
        odd = max(share, 1 - share) >= SMALLER
        if odd and is_odd and window.read() >= FEWEST:
            how = "shorter" if share > 0.5 else "longer"
            now, then = (letters_of(_median(each.values())) for each in (lengths, past))
            return [f"{_articles(window)} are {how} than usual: {now:,} letters, not {then:,}"]
        if window.read() >= ENOUGH and not odd:
            return []
    return []


def _median(histograms: Iterable[Mapping[int, int]]) -> int:
    return median_low(value for each in histograms for value in Counter(each).elements())


def _unread(parts: Sequence[ByEdition], editions: Sequence[str], past: Mapping[str, Counts]) -> str | None:
    """An edition whose pages were refused in its last crawl."""
    for edition in editions:
        last = next((part[edition] for part in parts if edition in part and _pages(part[edition])), Counter[str]())
        usual = Counter(past[edition]) - last
        pages, refused = _pages(last), _pages(last) - last["read"]
        share = (_pages(usual) - usual["read"] + 1) / (_pages(usual) + 2)
        if usual["read"] < KNOWN or refused - ACCIDENTS < (share + SHARE * (1 - share)) * pages:
            continue
        if is_rare(refused, pages, share):
            most = max(names(last, "unread"), key=lambda name: last[name]).partition("/")[2]
            return f"{refused} of {pages} pages of {edition} were refused, most for {most} (usually {share:.0%})"
    return None


def _pages(counts: Counts) -> int:
    return counts.get("read", 0) + sum(counts[name] for name in names(counts, "unread"))
