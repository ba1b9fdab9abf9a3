"""What is known of an article before it is fetched, and is it wanted?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from newsspider.article import Link
from newsspider.discovery.addresses import Addresses
from newsspider.discovery.wanted import Wanted
from newsspider.normalise.dates import iso_utc, parse_date
from newsspider.store.found import Found


def as_found(link: Link, addresses: Addresses, *, zone: str, now: datetime) -> Found:
    """A link as it is kept. Its dates are read now: "today" means another day when the page is fetched."""
    url = addresses.canonical(link.url) or link.url
    edition = addresses.edition_of(url)
    hint = {name: value for name in Link.__slots__ if (value := getattr(link, name))} | {"url": url}
    for name in ("published", "modified"):
        if moment := parse_date(hint.get(name), zone=zone, now=now):
            hint[f"{name}_raw"] = hint[name]
            hint[name] = iso_utc(moment.at) if moment.precision == "minute" else _day(moment.at, zone)
    dated = _dated(hint, zone=zone, now=now)
    return Found(
        id=addresses.id_of(url),
        url=url,
        edition=edition.name if edition else "",
        via=link.via,
        order_key=iso_utc(dated or now),
        hint=hint,
    )


def as_link(hint: Mapping[str, Any]) -> Link:
    """The link that was kept as a hint; what an older version wrote and this one doesn't know is left out."""
    return Link(**{name: value for name, value in hint.items() if name in Link.__slots__})


def is_wanted(found: Found, wanted: Wanted, addresses: Addresses, *, zone: str, now: datetime) -> bool:
    """What a link doesn't say can't speak against it. `since` bounds what is new: what a crawl before wanted and didn't
    get stays wanted."""
    if addresses.is_left_out(found.edition, wanted.names):
        return False
    section = addresses.section_of(found.url) or found.hint.get("section")
    if wanted.sections and section is not None and section not in wanted.sections:
        return False
    if wanted.until is not None:
        published = parse_date(found.hint.get("published"), zone=zone, now=now)
        if not wanted.in_period(published.at if published else None):
            return False
    return found.tried or not is_older(found, wanted, zone=zone, now=now)


def others(wanted: Wanted, addresses: Addresses) -> set[str]:
    """Declared editions that the crawl was not asked for. A page of an edition that is no longer declared is of any."""
    return {edition.name for edition in addresses.editions} - wanted.names


def is_older(found: Found, wanted: Wanted, *, zone: str, now: datetime) -> bool:
    """Published, or last changed, before the wanted period."""
    if wanted.since is None:
        return False
    dated = _dated(found.hint, zone=zone, now=now)
    return dated is not None and dated < wanted.since


def _dated(hint: Mapping[str, Any], *, zone: str, now: datetime) -> datetime | None:
    moments = (parse_date(hint.get(name), zone=zone, now=now) for name in ("published", "modified"))
    return next((moment.at for moment in moments if moment), None)


def _day(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).date().isoformat()
