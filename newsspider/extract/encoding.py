"""Which characters do these bytes mean?"""

from __future__ import annotations

import codecs
import re

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 16_384  # bytes searched for a declaration; HTML asks for it within 1,024, real pages are laxer
_SAMPLE = 40_000  # bytes looked at when guessing
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""")
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "kz1048")  # kz1048: Kazakhstan's variant of windows-1251
_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_COMMON = frozenset("аоеинтсрвл")
_BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
}
_MULTIBYTE = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp932", "cp949", "big5hkscs", "iso2022_jp")
_UTF8_PAIR = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[\x80-\xff]")


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page: what the bytes themselves say wins over what is declared about them."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_legacy(body, declared(body, content_type)), "replace")


# Python's own codecs: no page is written in them, and some need quadratic time.
_NOT_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


def declared(body: bytes, content_type: str | None = None) -> str | None:
    """The codec that the HTTP header, or else the page's head, names; None when there is none such."""
    for said in ((content_type or "").encode("ascii", "ignore"), body[:_HEAD]):
        for found in _DECLARED.findall(said):
            if (codec := _codec(found.decode("ascii"))) is not None:
                return codec
    return None


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(_BROWSER_NAMES.get(name.lower(), name)).name
        is_charset = codec.replace("_", "-") not in _NOT_CHARSETS and isinstance("".encode(codec), bytes)
        return codec if is_charset else None
    except (LookupError, UnicodeError, TypeError):
        return None  # not the name of a character set


def _legacy(body: bytes, said: str | None) -> str:
    """A codec for bytes that are not valid UTF-8."""
    high = len(_HIGH.findall(body))
    in_pairs = sum(map(len, _UTF8_PAIR.findall(body)))
    if in_pairs > 0.9 * high:
        return "utf-8"  # UTF-8 with a few damaged bytes, or cut in the middle of a letter
    if said in _MULTIBYTE and _decodes(body, said):
        return said
    cyrillic = max(_CYRILLIC, key=lambda codec: _likeness(body, codec))
    if _likeness(body, cyrillic) > 0.75:
        return cyrillic
    if said is not None and said != "utf-8":
        return said
    best = charset_normalizer.from_bytes(body[:_SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"


def _decodes(body: bytes, codec: str) -> bool:
    try:
        body.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _likeness(body: bytes, codec: str) -> float:
    """How much the non-ASCII part of the text looks like Russian or Kazakh, about 0–1."""
    text = [c for c in _around_high(body).decode(codec, "replace") if ord(c) > 127]
    if not text:
        return 0.0
    letters = sum(c.lower() in _LETTERS for c in text)
    small = sum(c in _LETTERS for c in text)  # a wrong codec swaps the cases
    common = sum(c in _COMMON for c in text)
    return (letters + (0.5 * small + common - 0.6 * len(text) if letters else 0) * 0.5) / len(text)


def _around_high(body: bytes) -> bytes:
    """A sample that has letters in it: pages begin with kilobytes of ASCII."""
    first = _HIGH.search(body)
    return body[first.start() : first.start() + _SAMPLE] if first else b""
