"""What XML is meant by the bytes of a feed or a sitemap, without what could harm whoever parses it?"""

from __future__ import annotations

import codecs
import re
from html.entities import html5

from newsspider.discovery.reading import Unreadable

MAX_AMPERSANDS = 2_000_000  # each is looked at

SINGLE_BYTE = (
    "windows-1251",
    "cp1251",
    "koi8-r",
    "koi8-u",
    "kz-1048",
    "ptcp154",
    "iso-8859-5",
    "cp866",
    "windows-1252",
)

_ASCII = bytes(range(128))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_SUBSET_END = re.compile(rb"\]\s*>")
_KEPT = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)(?:([A-Za-z][A-Za-z0-9]{0,30});)?", re.DOTALL
)


def without_traps(body: bytes, charset: str | None = None) -> bytes:
    """The document from its root element on, in UTF-8. Gone is everything before it: with the DOCTYPE go entities,
    and with them bombs, local files and the network. Raw `&` and entities of HTML become what they mean.

    `charset`: as the HTTP header says. Raises Unreadable where there is no element at all.
    """
    utf8 = _in_utf8(body, charset)
    start = _root(utf8)
    if start is None:
        raise Unreadable("no XML in it")
    if utf8.count(b"&") > MAX_AMPERSANDS:
        raise Unreadable("too many entities")
    return _AMPERSAND.sub(_meant, utf8[start:])


def root_name(document: bytes) -> str:
    """The local name of the root element of what `without_traps` gave, in small letters."""
    match = _ROOT.match(document)
    return match[1].rpartition(b":")[2].decode("ascii", "replace").lower() if match else ""


def is_closed(document: bytes) -> bool:
    """Whether the document ends with its root element: what broke off on its way does not."""
    end = document[-1000:].rstrip()
    match = _ROOT.match(document)
    return match is not None and (b"</" + match[1] in end or (end.endswith(b"/>") and document.count(b"<") == 1))


def _in_utf8(body: bytes, charset: str | None) -> bytes:
    """What reads as UTF-8 is UTF-8, whatever it calls itself; else as declared, else in Cyrillic."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(body[:1000])
        named = ((charset or "").lower(), declared[1].decode("ascii").lower() if declared else "")
        return _decoded(body, named).encode("utf-8", "replace")
    return body.removeprefix(codecs.BOM_UTF8)


def _decoded(body: bytes, named: tuple[str, ...]) -> str:
    text = body.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 < len(body.translate(None, _ASCII)):  # a letter cut in half, not another encoding
        return text
    for name in named:
        if name in SINGLE_BYTE:
            return body.decode(name, "replace")
    return body.decode("windows-1251", "replace")


def _root(document: bytes) -> int | None:
    """Where the root element begins, past declaration, comments and DOCTYPE (whose subset may hold elements)."""
    at = document.find(b"<")
    while at >= 0:
        if document.startswith(b"<?", at):
            end = document.find(b"?>", at)
        elif document.startswith(b"<!--", at):
            end = document.find(b"-->", at)
        elif document[at : at + 9].upper() == b"<!DOCTYPE":
            end = _doctype_end(document, at)
        elif _ROOT.match(document, at):
            return at
        else:
            end = at
        at = document.find(b"<", end + 1) if end >= 0 else -1
    return None


def _doctype_end(document: bytes, start: int) -> int:
    plain = document.find(b">", start)
    subset = document.find(b"[", start, plain) if plain >= 0 else -1
    if subset < 0:
        return plain
    match = _SUBSET_END.search(document, subset)
    return match.end() - 1 if match else -1


def _meant(match: re.Match[bytes]) -> bytes:
    whole, name = match[0], match[1]
    if whole.startswith(b"<") or name in _KEPT:
        return whole
    letter = html5.get(f"{name.decode()};") if name else None
    return letter.encode() if letter else b"&amp;" + whole[1:]
