"""What is kept of one request and its answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from newsspider.article import Archive

Headers = Sequence[tuple[str, str]]

# What opens doors is nobody's business, and archives are given away: credentials of proxies, sessions that a server
# begins, tokens that the scripts of a rendered page send along.
SECRET = re.compile(
    r"cookie|token|secret|session|passw|credential|[cx]srf|api-?key|access-?key|authorization|authentication-info"
)
HARMLESS = ("access-control-", "clear-site-data")  # they name such headers, and have no value of theirs
# From machine to machine only. The body stands without the Transfer-Encoding; who reads that it had one looks for it.
ON_THE_WAY = ("proxy-connection", "transfer-encoding")
LONGEST = 16_000  # characters of all headers; readers take 32 kB
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True, slots=True)
class Exchange:
    """As received: the body in the Content-Encoding that it came in, without the Transfer-Encoding, which the client
    takes off. `at`: aware. `rendered`: the body is what a browser made of the page. `told`: what the crawl knew of the
    page before it asked, JSON."""

    url: str
    at: datetime
    status: int
    headers: Headers
    body: bytes
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""
    ip: str | None = None
    rendered: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the body of an answer stands (of one that is what it was: where it stood first), and when it was got."""

    place: Archive
    at: datetime


def writable(headers: Headers) -> list[tuple[str, str]]:
    """Without secrets, and as every reader can read them: ASCII, one line each, no more than fit."""
    return list(_fitting(headers))


def in_one_line(url: str) -> str:
    """As it is asked for: what no URL may hold is escaped. Scrapy's URLs come so already."""
    return quote(url, safe=_ASCII[1:], errors="replace")


def is_secret(name: str) -> bool:
    name = name.lower()
    return SECRET.search(name) is not None and not name.startswith(HARMLESS)


def header(headers: Headers, name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name), None)


def mime_of(headers: Headers) -> str:
    """As the server says it, but nothing that is a word of ours."""
    said = (header(headers, "content-type") or "unk").partition(";")[0].strip().lower()[:100]
    return "unk" if said.startswith("warc/") else said


def _fitting(headers: Headers) -> Iterator[tuple[str, str]]:
    room = LONGEST
    for name, value in headers:
        # A blank before a name would make it a part of the header before it.
        plain = _plain(name).strip().replace(":", "%3A"), _plain(value).strip()
        length = len(plain[0]) + len(plain[1])
        if plain[0] and length <= room and not is_secret(plain[0]) and plain[0].lower() not in ON_THE_WAY:
            room -= length
            yield plain


def _plain(text: str) -> str:
    text = _CONTROL.sub(" ", text)
    return text if text.isascii() else quote(text.encode("latin-1", "replace"), safe=_ASCII)
