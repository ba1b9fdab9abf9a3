"""What did the person who started the crawl ask for?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from newsspider.discovery.editions import Edition, edition_of
from newsspider.discovery.family import Family
from newsspider.discovery.kinds import KINDS, is_of
from newsspider.normalise.urls import normalise_url

NAMES = ("editions", "since", "until", "limit", "sections", "sources", "urls")
MAX_URLS = 100_000
MAX_BYTES = 50_000_000
FIRST_YEAR, LAST_YEAR = 1990, 2100  # of the web's news

_NO_HOSTS: Mapping[str, str] = MappingProxyType({})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class BadArgument(ValueError):
    """An argument of a spider is malformed; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Arguments of a crawl, checked. `since` and `until` are aware moments: the first and the last that count. `quick`:
    sources of some kinds are read, in a crawl among many; now and then one reads all. `discover`: only to see which
    codes of a family there are."""

    editions: tuple[Edition, ...]
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    sections: frozenset[str] = frozenset()
    urls: tuple[str, ...] = ()
    quick: bool = False
    discover: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Of the editions."""
        return frozenset(edition.name for edition in self.editions)

    @property
    def partial(self) -> bool:
        """Whether links are passed over that a later crawl may want: then no source counts as read to its end."""
        return bool(self.sections or self.until or self.urls)

    def in_period(self, at: datetime | None) -> bool:
        """What has no date may be anything, so it counts."""
        return at is None or ((self.since is None or at >= self.since) and (self.until is None or at <= self.until))


def read_arguments(
    arguments: Mapping[str, str],
    editions: Sequence[Edition],
    *,
    zone: str,
    hosts: Mapping[str, str] = _NO_HOSTS,
    family: Family | None = None,
) -> Wanted:
    """Arguments as typed after `-a`. `hosts`: alias → real host, for URLs. Raises BadArgument."""
    known = (*NAMES, family.argument, "discover") if family else NAMES
    if unknown := sorted(set(arguments) - set(known)):
        raise BadArgument(f"unknown argument {unknown[0]!r}: use one of {', '.join(known)}")
    if family:
        editions = _of_family(arguments, family)
    since, until = (_day(name, arguments.get(name), zone) for name in ("since", "until"))
    if since and until and since > until:
        raise BadArgument(f"since={arguments['since']} is later than until={arguments['until']}")
    return Wanted(
        editions=_with_sources(arguments.get("sources"), _editions(arguments.get("editions"), editions)),
        since=since,
        until=until + timedelta(days=1, seconds=-1) if until else None,
        limit=_limit(arguments.get("limit")),
        sections=_sections(arguments.get("sections")),
        urls=_urls(arguments.get("urls"), editions, hosts, family),
        quick=bool(arguments.get("sources")),
        discover=_flag("discover", arguments.get("discover")),
    )


def _editions(text: str | None, editions: Sequence[Edition]) -> tuple[Edition, ...]:
    if text is None:
        return tuple(editions)
    by_name = {edition.name: edition for edition in editions}
    names = _list(text)
    if unknown := [name for name in names if name not in by_name] or ([] if names else [text]):
        raise BadArgument(f"unknown edition {unknown[0]!r}: this site has {', '.join(by_name)}")
    return tuple(by_name[name] for name in dict.fromkeys(names))


def _of_family(arguments: Mapping[str, str], family: Family) -> tuple[Edition, ...]:
    """The editions of the codes that are named; else those of the usual ones, or all that are declared where editions
    or URLs are named."""
    name, text = family.argument, arguments.get(family.argument)
    if text is None:
        chosen = "editions" in arguments or "urls" in arguments
        return family.declared if chosen else tuple(each for code in family.usual for each in family.editions(code))
    codes = _list(text)
    if wrong := [code for code in codes if not family.is_code(code)] or ([] if codes else [text]):
        example = ",".join(family.usual[:2])
        raise BadArgument(
            f"{name}={wrong[0]}: a code is written as in the site's addresses, for example {name}={example}"
        )
    return tuple(edition for code in dict.fromkeys(codes) for edition in family.editions(code))


def _with_sources(text: str | None, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """The editions, left with their sources of the kinds that the text names."""
    if text is None:
        return editions
    kinds = _list(text)
    if unknown := [kind for kind in kinds if kind not in KINDS] or ([] if kinds else [text]):
        raise BadArgument(f"sources={unknown[0]}: use {', '.join(KINDS)}, for example sources=feed")
    left = [replace(each, sources=tuple(one for one in each.sources if is_of(one, kinds))) for each in editions]
    if bare := [each.name for each in left if not each.sources]:
        raise BadArgument(f"sources={text}: edition {bare[0]!r} has no such source")
    return tuple(left)


def _day(name: str, text: str | None, zone: str) -> datetime | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise BadArgument(f"{name}={text}: a date is written YYYY-MM-DD, for example {name}=2025-11-01") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadArgument(f"{name}={text}: a year from {FIRST_YEAR} to {LAST_YEAR}, for example {name}=2025-11-01")
    return datetime.combine(day, time(), ZoneInfo(zone))


def _flag(name: str, text: str | None) -> bool:
    if text not in (None, "1"):
        raise BadArgument(f"{name}={text}: {name}=1, or nothing")
    return text is not None


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not _NUMBER.fullmatch(text) or int(text) == 0:
        raise BadArgument(f"limit={text}: a number of articles from 1, for example limit=100")
    return int(text)


def _sections(text: str | None) -> frozenset[str]:
    sections = _list(text)
    if text is not None and not sections:
        raise BadArgument("sections=: names of sections, for example sections=crime,news")
    if strange := [section for section in sections if _leads_away(section)]:
        raise BadArgument(f"sections: {strange[0]!r} can't be the name of a section")
    return frozenset(sections)


def _leads_away(section: str) -> bool:
    """Sections become parts of paths."""
    return len(section) > 100 or section.startswith("/") or ".." in section or "//" in section


def _urls(
    text: str | None, editions: Sequence[Edition], hosts: Mapping[str, str], family: Family | None
) -> tuple[str, ...]:
    """URLs separated by commas, or a file with one on each line; `#` begins a comment."""
    if text is None:
        return ()
    lines = text.split(",") if text.lower().startswith(("http://", "https://")) else _lines(Path(text))
    stripped = (line.strip() for line in lines)
    urls = tuple(dict.fromkeys(line for line in stripped if line and not line.startswith("#")))
    if not urls:
        raise BadArgument(f"urls={text}: no URL in it")
    if len(urls) > MAX_URLS:
        raise BadArgument(f"urls={text}: more than {MAX_URLS:,} URLs; split the file")
    for url in urls:
        canonical = normalise_url(url, hosts=hosts)
        if canonical is None:
            raise BadArgument(f"urls: {url[:200]!r} is no URL")
        if edition_of(canonical, editions) is None and not (family and family.of(canonical)):
            raise BadArgument(f"urls: {url[:200]!r} is not of this site")
    return urls


def _lines(file: Path) -> list[str]:
    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_BYTES + 1)
        lines = body.decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a text file in UTF-8"
        raise BadArgument(f"urls={file}: can't be read ({reason}); give URLs or a file with one on each line") from None
    if len(body) > MAX_BYTES:
        raise BadArgument(f"urls={file}: more than {MAX_BYTES:,} bytes; split the file")
    return lines


def _list(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]
