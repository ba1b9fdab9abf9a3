"""What came of the days that were lived: was everything captured, how soon, and at how many requests?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median, quantiles
from urllib.parse import urlsplit

from tests.freshness.lane import Lived, Span
from tests.freshness.volumes import VOLUMES, Volume
from tests.replica.journal import Entry
from tests.replica.truth import Truth
from tests.replica.written import Record, Written

BUSY, QUIET = 100, 35  # articles a day
FIRST_DAYS = timedelta(days=2)
DAY = timedelta(days=1)


@dataclass(slots=True)
class Pace:
    """`delays`: minutes from publication to line. `lists`: requests of feeds, sitemaps and listings."""

    articles: int = 0
    lists: int = 0
    delays: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.delays) if self.delays else 0.0

    @property
    def slowest(self) -> float:
        """95 of 100 are faster."""
        return quantiles(self.delays, n=20, method="inclusive")[-1] if len(self.delays) > 1 else self.median

    @property
    def lists_each(self) -> float:
        return self.lists / self.articles if self.articles else 0.0


@dataclass(slots=True)
class Figures:
    """Of an edition. `vanished`: deleted before they could be fetched. `again`: pages asked for a second time without a
    condition. `pace`: without what was published during the outage; `late`: minutes after its end until the last of
    that was stored. `edited`: within a day; `final`: of those, stored as they stood in the end. `revisits`: how many
    articles had how many.
    """

    volume: Volume
    published: int = 0
    captured: int = 0
    vanished: int = 0
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    pace: Pace = field(default_factory=Pace)
    first_days: Pace = field(default_factory=Pace)
    outage: int = 0
    late: float = 0.0
    edited: int = 0
    final: int = 0
    not_final: list[str] = field(default_factory=list)
    revisits: Counter[int] = field(default_factory=Counter)
    unconditional: int = 0
    versions: int = 0
    days: float = 7.0

    @property
    def per_day(self) -> float:
        return self.published / self.days

    @property
    def kind(self) -> str:
        """By what is known of the edition, not by a slow week."""
        usual = self.volume.per_day
        return "busy" if usual >= BUSY else "quiet" if usual <= QUIET else ""

    @property
    def totals(self) -> tuple[int, ...]:
        """What is the same, whatever was killed meanwhile."""
        return (self.published, len(self.missing), len(self.twice), self.edited - self.final)


def measure(
    span: Span, lived: Lived, truths: Sequence[Truth], written: Written, seen: Mapping[str, datetime]
) -> list[Figures]:
    """`truths`: as they stand in the end. `seen`: when each was published, by URL."""
    lines = _lines(truths, written)
    asked = _asked(truths, lived.asked)
    found = {each.edition: Figures(each, days=span.days) for each in VOLUMES if each.site == span.site}
    for truth in truths:
        at = seen[truth.url]
        if span.begin <= at < span.end:
            _article(found[truth.edition], span, truth, at, lines[truth.url], asked[truth.url])
    _count_lists(found, span, truths, lived)
    return list(found.values())


def _count_lists(found: Mapping[str, Figures], span: Span, truths: Sequence[Truth], lived: Lived) -> None:
    hosts = {each.host: each.edition for each in VOLUMES}
    others = {_key(url) for truth in truths for url in (truth.url, *truth.urls)}
    others |= {_key(f"//{host}/robots.txt") for host in hosts}
    for moment, entry in lived.asked:
        if entry.host in hosts and _key(entry.url) not in others and span.begin <= moment < span.end:
            into = found[hosts[entry.host]]
            into.pace.lists += 1
            into.first_days.lists += moment < span.begin + FIRST_DAYS


def _article(
    into: Figures, span: Span, truth: Truth, at: datetime, lines: Sequence[Record], asked: Sequence[Entry]
) -> None:
    into.published += 1
    if not lines:
        if truth.gone_at is None:
            into.missing.append(truth.url)
        into.vanished += truth.gone_at is not None
        return
    into.captured += 1
    into.twice += [truth.url] * (max(Counter(line["version"] for line in lines).values()) > 1)
    into.versions += len(lines) - 1
    stored = datetime.fromisoformat(min(line["fetch"]["fetched_at"] for line in lines))
    _pace(into, span, at, stored)
    _requests(into, truth.url, asked)
    if truth.earlier and truth.since and truth.since - at <= DAY and truth.gone_at is None:
        into.edited += 1
        is_final = _is_final(truth, max(lines, key=lambda line: int(line["version"])))
        into.final += is_final
        into.not_final += [] if is_final else [truth.url]


def _pace(into: Figures, span: Span, at: datetime, stored: datetime) -> None:
    first = at < span.begin + FIRST_DAYS
    into.pace.articles += 1
    into.first_days.articles += first
    start, end = span.outage
    if start <= at < end:
        into.outage += 1
        into.late = max(into.late, (stored - end) / timedelta(minutes=1))
        return
    minutes = (stored - at) / timedelta(minutes=1)
    into.pace.delays.append(minutes)
    if first:
        into.first_days.delays.append(minutes)


def _requests(into: Figures, url: str, asked: Sequence[Entry]) -> None:
    """After the first answer, those with a condition are revisits."""
    answered = [entry for entry in asked if not entry.fault]
    later = [entry for entry in answered[1:] if entry.conditional or entry.status != 200]
    into.revisits[len(later)] += 1
    into.again += [url] * (len(answered) - 1 - len(later))
    into.unconditional += sum(not entry.conditional for entry in later)


def _is_final(truth: Truth, line: Record) -> bool:
    """Whether what the last edit changed is in the line: paragraphs that came are there, those that went are not."""
    before, after = (set(str(each["text"]).split("\n\n")) for each in (truth.earlier[-1], truth.expected))
    text = str(line["text"])
    came, went = after - before, before - after
    return bool(
        line["title"] == truth.expected["title"]
        and all(paragraph in text for paragraph in came)
        and not any(paragraph in text for paragraph in went)
    )


def _lines(truths: Sequence[Truth], written: Written) -> dict[str, list[Record]]:
    forms = {_key(url): truth.url for truth in truths for url in (truth.url, *truth.urls)}
    found: dict[str, list[Record]] = defaultdict(list)
    for line in written.articles:
        url = next((forms[key] for key in map(_key, (line["url"], *line["urls"])) if key in forms), None)
        if url:
            found[url].append(line)
    return found


def _asked(truths: Sequence[Truth], asked: Iterable[tuple[datetime, Entry]]) -> dict[str, list[Entry]]:
    forms = {_key(url): truth.url for truth in truths for url in (truth.url, *truth.urls)}
    found: dict[str, list[Entry]] = defaultdict(list)
    for _, entry in asked:
        if url := forms.get(_key(entry.url)):
            found[url].append(entry)
    return found


def _key(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/").lower()
