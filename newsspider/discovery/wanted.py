"""What did the person who started the crawl ask for?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from newsspider.discovery.editions import Edition, edition_of

NAMES = ("editions", "since", "until", "limit", "sections", "urls")
MAX_URLS = 100_000


class BadArgument(ValueError):
    """An argument of a spider is malformed; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Arguments of a crawl, checked. `since` and `until` are aware moments: the first and the last that count."""

    editions: tuple[Edition, ...]
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    sections: frozenset[str] = frozenset()
    urls: tuple[str, ...] = ()

    @property
    def partial(self) -> bool:
        """Whether links are passed over that a later crawl may want: then no source counts as read to its end."""
        return bool(self.sections or self.until or self.urls)

    def in_period(self, at: datetime | None) -> bool:
        """What has no date may be anything, so it counts."""
        return at is None or ((self.since is None or at >= self.since) and (self.until is None or at <= self.until))


def read_arguments(arguments: Mapping[str, str], editions: Sequence[Edition], *, zone: str) -> Wanted:
    """Arguments as typed after `-a`. Raises BadArgument."""
    if unknown := sorted(set(arguments) - set(NAMES)):
        raise BadArgument(f"unknown argument {unknown[0]!r}: use one of {', '.join(NAMES)}")
    since, until = (_day(name, arguments.get(name), zone) for name in ("since", "until"))
    if since and until and since > until:
        raise BadArgument(f"since={arguments['since']} is later than until={arguments['until']}")
    return Wanted(
        editions=_editions(arguments.get("editions"), editions),
        since=since,
        until=until + timedelta(days=1, seconds=-1) if until else None,
        limit=_limit(arguments.get("limit")),
        sections=frozenset(_list(arguments.get("sections"))),
        urls=_urls(arguments.get("urls"), editions),
    )


def _editions(text: str | None, editions: Sequence[Edition]) -> tuple[Edition, ...]:
    if text is None:
        return tuple(editions)
    by_name = {edition.name: edition for edition in editions}
    names = _list(text)
    if unknown := [name for name in names if name not in by_name] or ([] if names else [text]):
        raise BadArgument(f"unknown edition {unknown[0]!r}: this site has {', '.join(by_name)}")
    return tuple(by_name[name] for name in dict.fromkeys(names))


def _day(name: str, text: str | None, zone: str) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), ZoneInfo(zone))
    except ValueError:
        raise BadArgument(f"{name}={text}: a date is written YYYY-MM-DD, for example {name}=2025-11-01") from None


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise BadArgument(f"limit={text}: a number of articles from 1, for example limit=100")
    return int(text)


def _urls(text: str | None, editions: Sequence[Edition]) -> tuple[str, ...]:
    """URLs separated by commas, or a file with one on each line; `#` begins a comment."""
    if text is None:
        return ()
    lines = text.split(",") if text.startswith(("http://", "https://")) else _lines(Path(text))
    urls = tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))
    if not urls:
        raise BadArgument(f"urls={text}: no URL in it")
    if len(urls) > MAX_URLS:
        raise BadArgument(f"urls={text}: more than {MAX_URLS:,} URLs; split the file")
    if strange := [url for url in urls if edition_of(url, editions) is None]:
        raise BadArgument(f"urls: {strange[0]!r} is not of this site")
    return urls


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a text file in UTF-8"
        raise BadArgument(f"urls={file}: can't be read ({reason}); give URLs or a file with one on each line") from None


def _list(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]
