"""How far is a crawl, in words?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HOSTS = 5  # named at once
ENDS = {
    "no-source-answered": "no source answered in {}",
    "limit": "limit reached after {}",
    "handed-over": "made way for another crawl after {}, and goes on after it",
    "shutdown": "stopped after {}, the next crawl goes on",
    "store-error": "stopped after {}, because nothing more can be kept",
}


@dataclass(frozen=True, slots=True)
class Host:
    """A host whose answers are waited for. Seconds: from one request to the next, and of rest before the next."""

    name: str
    delay: float = 0.0
    rests: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A crawl at one moment. `counts` as the session has them; `pending`: of the site, None when not known."""

    site: str
    seconds: float = 0.0
    pages: int = 0
    per_minute: float = 0.0
    counts: Mapping[str, int] = field(default_factory=dict)
    pending: int | None = None
    hosts: tuple[Host, ...] = ()
    source: str | None = None
    title: str | None = None
    past: str | None = None  # of a backfill: how far it has come

    @property
    def duplicates(self) -> int:
        """Articles that repeat a stored one, and further URLs of stored ones: both have their line."""
        return self.counts.get("duplicate", 0) + self.counts.get("duplicate_urls", 0)


def progress_line(progress: Progress) -> str:
    """`kazinform: 143 pages (58 a minute), 120 articles, 3 duplicates, 4 refused (http-404 3, listing 1), …`"""
    hosts = f"; waiting for {', '.join(_hosts(progress.hosts))}" if progress.hosts else ""
    pace = f"{_many(progress.pages, 'page')} ({progress.per_minute:.0f} a minute)"
    past = f"; {progress.past}" if progress.past else ""
    return f"{progress.site}: {pace}, {_kept(progress)}{past}{hosts}"


def summary_line(progress: Progress, reason: str, files: Iterable[Path]) -> str:
    where = "".join(f"; {path}" for path in files)
    return f"{progress.site}: {_ended(progress, reason)}: {_kept(progress)}{where}"


def live_rows(progress: Progress) -> list[tuple[str, str]]:
    """What a live display shows: names and values. A name is empty where the value belongs to the one above."""
    rows = [("pages", f"{progress.pages:,} ({progress.per_minute:.0f} a minute)"), *_count_rows(progress)]
    rows += zip(["waiting for", *[""] * HOSTS], _hosts(progress.hosts), strict=False)
    more = (("backfill", progress.past), ("last source", progress.source), ("last article", progress.title))
    return [*rows, *((name, value) for name, value in more if value)]


def summary_rows(progress: Progress, reason: str, files: Iterable[Path]) -> list[tuple[str, str]]:
    """What stays on the terminal at the end. Files stand under the name of their folder."""
    return [
        ("ended", _ended(progress, reason)),
        ("pages", f"{progress.pages:,}"),
        *_count_rows(progress),
        *(("written", str(path)) for path in files),
    ]


def day_files(output: Path, site: str, first: date, last: date) -> list[Path]:
    """The files that a crawl of these days (UTC) has written to or could have, articles first."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    paths = (output / kind / site / f"{day}.jsonl" for kind in ("articles", "duplicates", "refused") for day in days)
    return [path for path in paths if path.exists()]


def duration(seconds: float) -> str:
    """`45 s`, `2 min 5 s`, `3 h 2 min`."""
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _ended(progress: Progress, reason: str) -> str:
    return ENDS.get(reason, reason + " after {}").replace("{}", duration(progress.seconds))


def _count_rows(progress: Progress) -> list[tuple[str, str]]:
    counts, reasons = progress.counts, _reasons(progress.counts)
    unchanged = [("unchanged", f"{counts['unchanged']:,}")] if counts.get("unchanged") else []
    again = [("seen again", f"{counts['revisits']:,}")] if counts.get("revisits") else []
    return [
        ("articles", f"{counts.get('stored', 0):,}"),
        *([("new versions", f"{counts['revisits/version']:,}")] if counts.get("revisits/version") else []),
        *again,
        ("duplicates", f"{progress.duplicates:,}"),
        *unchanged,
        ("refused", f"{counts.get('refused', 0):,}" + (f" ({reasons})" if reasons else "")),
        ("pending", "not known" if progress.pending is None else f"{progress.pending:,}"),
    ]


def _kept(progress: Progress) -> str:
    counts, reasons = progress.counts, _reasons(progress.counts)
    parts = [_many(counts.get("stored", 0), "article"), _many(progress.duplicates, "duplicate")]
    parts += [_many(counts["revisits/version"], "new version")] if counts.get("revisits/version") else []
    parts += [f"{counts['revisits']:,} seen again"] if counts.get("revisits") else []
    parts += [f"{counts['unchanged']:,} unchanged"] if counts.get("unchanged") else []
    parts += [f"{counts.get('refused', 0):,} refused" + (f" ({reasons})" if reasons else "")]
    parts += [f"{progress.pending:,} pending"] if progress.pending is not None else []
    return ", ".join(parts)


def _reasons(counts: Mapping[str, int]) -> str:
    """Most frequent first."""
    found = [(-number, name.removeprefix("refused/")) for name, number in counts.items() if name.startswith("refused/")]
    return ", ".join(f"{name} {-number:,}" for number, name in sorted(found))


def _hosts(hosts: tuple[Host, ...]) -> list[str]:
    """Those that rest longest first."""
    named = [_host(host) for host in sorted(hosts, key=lambda host: (-host.rests, host.name))]
    more = [f"{len(named) - HOSTS} more"] if len(named) > HOSTS else []
    return [*named[:HOSTS], *more]


def _host(host: Host) -> str:
    if host.rests > 0:
        return f"{host.name} (rests for {duration(host.rests)})"
    return f"{host.name} (a request every {host.delay:.3g} s)" if host.delay >= 0.1 else host.name


def _many(number: int, name: str) -> str:
    return f"{number:,} {name}" + ("" if number == 1 else "s")
