"""What JSON did a page receive while a browser rendered it?

A rendered page is one document: what the browser shows, and behind it each JSON answer that it received, in a
`<script type="application/json" data-received="URL">`. So a saved page says all that the crawl knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any

import orjson
from lxml.html import HtmlElement

MOST = 50  # answers of one page
LONGEST = 5_000_000  # characters of one answer
LONGEST_TOGETHER = 10_000_000


@dataclass(frozen=True, slots=True)
class Received:
    """One answer: the URL that the page asked for, and the value of the JSON."""

    url: str
    value: Any


def with_received(page: str, answers: Iterable[tuple[str, bytes]]) -> str:
    """The document with the answers (URL, body) that are JSON; what is none, or too long, stays out."""
    scripts, room = [], LONGEST_TOGETHER
    for script in islice(filter(None, (_script(url, body) for url, body in answers)), MOST):
        room -= len(script)
        if room >= 0:
            scripts.append(script)
    written = "".join(scripts)
    head, end, rest = page.rpartition("</body>")
    return f"{head}{written}{end}{rest}" if end else page + written


def received(tree: HtmlElement) -> Iterator[Received]:
    """In the order in which they came."""
    for script in islice(tree.iterfind(".//script[@data-received]"), MOST):
        value = _value((script.text or "")[:LONGEST])
        if value is not None:
            yield Received(script.get("data-received", ""), value)


def _script(url: str, body: bytes) -> str | None:
    value = _value(body) if len(body) <= LONGEST else None
    if value is None:
        return None
    try:
        inert = orjson.dumps(value).decode().replace("<", "\\u003c")  # no tag inside a script is read as one
    except orjson.JSONEncodeError:  # nested deeper than anything is written
        return None
    if len(inert) > LONGEST:
        return None
    return f'<script type="application/json" data-received="{escape(url)}">{inert}</script>'


def _value(text: str | bytes) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return None
