"""A rendered page shows no content: what do the answers to its scripts say about the reason?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsspider.middlewares.browser.errors import NotRendered
from newsspider.middlewares.refused import Refused

_REFUSAL = re.compile(rb"not[ _-]?allowed", re.IGNORECASE)
_SHORT = 2_000  # bytes: longer answers say something else


@dataclass(frozen=True, slots=True)
class Datum:
    """An answer to a script of the page (fetch, XMLHttpRequest), or why there was none."""

    url: str
    status: int = 0
    body: bytes = b""
    problem: Exception | None = None


def is_refusal(body: bytes) -> bool:
    """JSON that says no: an access control."""
    return len(body) <= _SHORT and body.lstrip()[:1] in (b"{", b'"') and _REFUSAL.search(body) is not None


def why_empty(data: list[Datum]) -> Exception | int | None:
    """The first reason: an exception, or a status of an answer. None: the answers are as they should be."""
    return next((wrong for datum in data if (wrong := _wrong(datum))), None)


def _wrong(datum: Datum) -> Exception | int | None:
    if datum.problem is not None:
        return datum.problem
    if is_refusal(datum.body):
        return Refused("not-allowed")
    if datum.status >= 400:
        return datum.status
    body = datum.body.strip()
    if datum.status == 200 and body in (b"", b"{}", b"null", b'""'):
        return NotRendered("empty-json", datum.url)
    if body[:15].lower().startswith((b"<!doctype html", b"<html")):
        return NotRendered("html-for-json", datum.url)
    return None
