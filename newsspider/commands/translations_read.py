"""What is read of a stored article to find its translations?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from newsspider.dedup.compared import compared, group_of
from newsspider.dedup.translation_links import Linked
from newsspider.dedup.translations import Compared
from newsspider.discovery.addresses import Addresses
from newsspider.normalise.urls import host_of
from newsspider.site import NewsSpider
from newsspider.store.errors import Damaged
from newsspider.store.segment import Place
from newsspider.store.stored import read

Sites = Mapping[str, tuple[Addresses, bool]]  # by host: its site's addresses; whether its languages share keys


@dataclass(frozen=True, slots=True)
class Known:
    """A stored article, as far as it is remembered: its text is read again where it is needed."""

    id: str
    url: str
    language: str | None
    group: str
    place: Place


def by_host(sites: Sequence[type[NewsSpider]]) -> Sites:
    return {host: (site.addresses(), site.shared_keys) for site in sites for host in site.declared_hosts()}


def record_of(output: Path, place: Place) -> dict[str, Any]:
    """Raises Damaged."""
    try:
        record: dict[str, Any] = orjson.loads(read(output, place))
    except orjson.JSONDecodeError as error:
        raise Damaged(f"{output / place.file}, byte {place.offset}: no JSON ({error})") from error
    return record


def known_of(record: Mapping[str, Any], place: Place) -> Known:
    language = record.get("language")
    return Known(record["id"], record["url"], language, group_of(language, record.get("script")), place)


def compared_of(record: Mapping[str, Any]) -> Compared:
    published = record.get("published_at")
    return compared(
        record.get("text") or "",
        title=record.get("title"),
        language=record.get("language"),
        at=datetime.fromisoformat(published) if published else None,
        source=record.get("source"),
    )[1]


def linked_of(record: Mapping[str, Any], group: str, sites: Sites) -> Linked:
    """Links to sites that are not declared lead nowhere."""
    links = [(_id_of(each.get("url") or "", sites), each.get("how") or "hreflang") for each in record["translations"]]
    found = tuple((id, how) for id, how in links if id is not None)
    return Linked(record["id"], group, found, _shared(record["url"], sites))


def _id_of(url: str, sites: Sites) -> str | None:
    addresses, _ = sites.get(host_of(url)) or (None, False)
    canonical = addresses.canonical(url) if addresses else None
    return addresses.id_of(canonical) if addresses and canonical else None


def _shared(url: str, sites: Sites) -> str | None:
    addresses, shares = sites.get(host_of(url)) or (None, False)
    match = addresses.match(url) if addresses and shares else None
    groups = match.groupdict() if match else {}
    return f"{addresses.site}:{groups.get('kind') or ''}:{groups['key']}" if addresses and groups.get("key") else None
