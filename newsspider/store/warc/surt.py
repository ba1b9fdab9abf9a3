"""Under which key does an index sort a URL? As other readers of CDXJ make it, so that they find it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_WWW = re.compile(r"^www\d*\.")
PORTS = {"http": 80, "https": 443}


def surt(url: str) -> str:
    """`https://www.example.kz/news/?b=1&a=2` → `kz,example)/news/?a=2&b=1`. Never holds a space."""
    parts = urlsplit(url)
    host = ",".join(reversed(_WWW.sub("", (parts.hostname or "").lower()).split(".")))
    port = f":{parts.port}" if parts.port and parts.port != PORTS.get(parts.scheme) else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    key = f"{host}{port}){parts.path or '/'}{'?' + query if query else ''}"
    return key.lower().replace(" ", "%20")
