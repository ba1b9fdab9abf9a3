"""The bodies that hurt: bombs, giants, broken markup, wrong letters."""

from __future__ import annotations

import re
import zlib
from functools import cache

_MEGABYTE = 1 << 20
_JSON_LD = re.compile(rb"(<script[^>]*application/ld\+json[^>]*>)(.*?)(</script>)", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(r"<meta[^>]*charset[^>]*>|(?<=<\?xml version=\"1.0\") encoding=\"[^\"]*\"", re.IGNORECASE)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + bytes(range(256)) * 16
NOT_ALLOWED = b'{"error":"notAllowed"}'
EMPTY_FEED = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Nothing today</title>'
    b"<link>https://example.kz/</link><description>No items</description></channel></rss>\n"
)
EMPTY_SITEMAP = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>\n'
)


def page(words: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>\n".encode()


def challenge() -> bytes:
    """The marks by which Cloudflare's waiting page is known, around our own words."""
    return (
        b'<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
        b'<meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper" role="main">'
        b"<h1>One moment, please</h1><noscript>Switch on JavaScript and cookies to go on</noscript></div>"
        b"<script>window._cf_chl_opt={cType:'managed'};</script>"
        b'<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>\n'
    )


def in_cp1251(body: bytes) -> bytes:
    """Bytes of windows-1251 whatever the page says; letters outside it become character references."""
    return body.decode("utf-8", "replace").encode("cp1251", "xmlcharrefreplace")


def in_cp1251_undeclared(body: bytes) -> bytes:
    return in_cp1251(_CHARSET.sub("", body.decode("utf-8", "replace")).encode())


def with_broken_json_ld(body: bytes) -> bytes:
    """Each block of JSON-LD is cut in half and gets a raw line break inside a string; a page without one gets one."""
    broken, count = _JSON_LD.subn(lambda m: m[1] + m[2][: len(m[2]) // 2] + b'\n"\n' + m[3], body)
    if count:
        return broken
    block = b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Half a\n</script>'
    return body.replace(b"</head>", block + b"</head>", 1)


def broken_xml(body: bytes) -> bytes:
    """A raw ampersand and a stray tag near the start, and an end in the middle of a tag."""
    text = re.sub(rb"(<(?:item|url|sitemap|entry)>)", rb"\1<x>a & b &nope; c", body, count=1)
    end = text.find(b">", len(text) * 2 // 3)
    return text[:end] if end > 0 else text


@cache
def gzip_bomb(megabytes: int = 200) -> bytes:
    """200 MB of a page in a few hundred kB."""
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    spaces = b" " * _MEGABYTE
    parts = [packer.compress(b"<!DOCTYPE html><html><body><p>")]
    parts += [packer.compress(spaces) for _ in range(megabytes)]
    return b"".join(parts) + packer.flush()


@cache
def huge_page(megabytes: int = 50) -> bytes:
    paragraph = "<p>Бұл бет тым ұзын. Эта страница слишком длинна.</p>\n".encode()
    head = '<!DOCTYPE html><html lang="kk"><head><title>Тым ұзын бет</title></head><body>\n'.encode()
    return head + paragraph * (megabytes * _MEGABYTE // len(paragraph) + 1) + b"</body></html>\n"


@cache
def nested_tags(depth: int = 100_000) -> bytes:
    inside = "<p>Терең жерде тұрған сөз.</p>".encode()
    return b"<!DOCTYPE html><html><body>" + b"<div>" * depth + inside + b"</div>" * depth + b"</body></html>\n"
