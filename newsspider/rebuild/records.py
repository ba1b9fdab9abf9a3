"""How does what became of a page stand in a file between two steps of a rebuild?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from newsspider.article import (
    Archive,
    Article,
    Cite,
    Dateline,
    Fetch,
    Image,
    LanguageShare,
    Translation,
    Video,
)
from newsspider.rebuild.drawn import Drawn
from newsspider.rebuild.pages import Rebuilt
from newsspider.store.found import Found
from newsspider.store.lines import line_of

_MANY = {
    "languages": LanguageShare,
    "images": Image,
    "videos": Video,
    "cites": Cite,
    "translations": Translation,
}


def dumped(rebuilt: Rebuilt) -> bytes:
    return line_of(rebuilt)


def loaded(line: bytes) -> Rebuilt:
    told = orjson.loads(line)
    told["at"] = datetime.fromisoformat(told["at"])
    told["found"] = Found(**told["found"] | {"forms": tuple(told["found"]["forms"])})
    told["article"] = article_of(told["article"]) if told["article"] else None
    told["drawn"] = Drawn(**told["drawn"]) if told["drawn"] else None
    return Rebuilt(**told)


def article_of(record: Mapping[str, Any]) -> Article:
    """A line, read again; what a newer version wrote and this one doesn't know is left out."""
    fields = {name: value for name, value in record.items() if name in Article.__slots__}
    for name, kind in _MANY.items():
        fields[name] = [kind(**each) for each in fields.get(name) or ()]
    if fields.get("dateline"):
        fields["dateline"] = Dateline(**fields["dateline"])
    fetch = dict(fields.get("fetch") or {})
    place = fetch.pop("archive", None)
    fields["fetch"] = Fetch(**fetch, archive=Archive(**place) if place else None)
    return Article(**fields)
