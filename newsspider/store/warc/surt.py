"""Under which key does an index sort a URL? As other readers of CDXJ make it, so that they find it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

_WWW = re.compile(r"^www\d*\.")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")
PORTS = {"http": 80, "https": 443}


def surt(url: str) -> str:
    """`https://www.example.kz/news/?b=1&a=2` → `kz,example)/news/?a=2&b=1`. Never holds a space or a line's end."""
    try:
        key = _key(urlsplit(url))
    except ValueError:  # no such host or port; it was asked for all the same
        key = url
    return _BLANK.sub(lambda found: quote(found[0].encode("utf-8", "replace")), key.lower())


def _key(parts: SplitResult) -> str:
    host = ",".join(reversed(_WWW.sub("", (parts.hostname or "").lower()).split(".")))
    port = f":{parts.port}" if parts.port and parts.port != PORTS.get(parts.scheme) else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{port}){parts.path or '/'}{'?' + query if query else ''}"
