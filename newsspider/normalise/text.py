"""What is the one form of a published text, and when are two texts the same?"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from newsspider.normalise.homoglyphs import fold_homoglyphs
from newsspider.normalise.variants import fold_variants

# Controls, soft hyphen, zero-width and bidi marks, BOM, annotation and object marks, lone surrogates
# (JSON escapes bring them, UTF-8 cannot hold them) and tag characters (a hiding place for text).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]+"
)
# The joiners shape Arabic script and build emoji; elsewhere they are dirt.
_JOINED = "\u0620-\u0652\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]++|[\u200c\u200d]++(?![{_JOINED}])")
_CUT = re.compile(r"(?<=[^\W\d_])\u00ad[ \t]*+\r?\n[ \t]*+(?=[^\W\d_])")  # a soft hyphen that was needed
_BLANK = re.compile("[\u2800\u3164\uffa0]")  # drawn as a space, not called one
_MAYBE_MARKS = re.compile(r"[^\w\x00-\x7f]{31,}")
# Nearly all that is printed in Kazakh, Russian and English: nothing invisible, nothing that NFC would change.
_PLAIN = re.compile(
    "[\t\n\r\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20b8\u2116]*"
)
_BLANK_LINES = re.compile(r"\n{3,}")

# For comparing: signs that stand inside words, and what a word is without them.
_INSIDE_WORDS = re.compile("['`\u00b4\u02b9-\u02bf\u02c8\u2018-\u201b\u2032\u0300-\u036f\u0640\u064b-\u0652]+")
_WORD = re.compile(r"[^\W_]+")

# A question mark (or the decoder's own sign) where a letter was: before a word, or inside it. Not between
# a small and a capital letter (`да?Нет` only lacks a space), nor after the signs of a web address.
_MARKS = re.compile("[?\ufffd]++")
_BEFORE = re.compile(r"(?:(?<![\w/&=.])|(?<=[А-ЯЁ]))")
_LETTER = re.compile("[А-ЯЁа-яё]")
_SMALL_LETTER = re.compile("[а-яё]")
# A run of lost letters is read once, from its beginning: pages of nothing else exist.
_CYRILLIC_WORD = re.compile(r"(?<![?\ufffd])[?\ufffd]*+[а-яё][а-яё?\ufffd]*", re.IGNORECASE)
_LOST_LEAST = 3
_LONG = 500  # characters: no title and hardly a line is as long
_LOST_SHARE = 0.05  # of words; with all Kazakh letters lost it is near a half


def clean_line(text: str | None) -> str | None:
    """One line as published, without what cannot be seen; nothing left is `None`."""
    return " ".join(_visible(text or "").split()) or None


def clean_text(text: str | None) -> str | None:
    """Paragraphs separated by one blank line; single line breaks inside a paragraph stay."""
    lines = _visible((text or "").replace("\u2029", "\n\n")).splitlines()
    return _BLANK_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip("\n") or None


def comparison_form(text: str) -> str:
    """What two copies of a text share: words and numbers, whatever signs, case or look-alikes were typed."""
    return _form_of_long(text) if len(text) > _LONG else _form(text)


@lru_cache(maxsize=2)  # of one text it is asked for its hash, its length and its sketch, one after the other
def _form_of_long(text: str) -> str:
    return _form(text)


def _form(text: str) -> str:
    folded = fold_homoglyphs(unicodedata.normalize("NFKC", fold_variants(_visible(text))))
    folded = unicodedata.normalize("NFKC", folded.casefold())  # casefold can undo NFKC: ΐ
    folded = _INSIDE_WORDS.sub("", folded).replace("ё", "е")
    return " ".join(_WORD.findall(folded))


def text_hash(text: str) -> str:
    """SHA-256 (hex) of the comparison form: equal for copies of one text."""
    return hashlib.sha256(comparison_form(text).encode()).hexdigest()


def lost_letters(text: str) -> bool:
    """Did an old encoding turn letters into `?`, as in `?аза?стан`? A few in passing do not count."""
    if text.count("?") + text.count("\ufffd") < _LOST_LEAST:
        return False
    lost = sum(_is_lost(text, marks) for marks in _MARKS.finditer(text))
    return lost >= _LOST_LEAST and lost >= _LOST_SHARE * len(_CYRILLIC_WORD.findall(text))


def _is_lost(text: str, marks: re.Match[str]) -> bool:
    start, end = marks.span()
    if _BEFORE.match(text, start):
        return _LETTER.match(text, end) is not None
    return start > 0 and _SMALL_LETTER.match(text, start - 1) is not None and _SMALL_LETTER.match(text, end) is not None


def _visible(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", _CUT.sub("", text)))
    return unicodedata.normalize("NFC", _MAYBE_MARKS.sub(_fewer_marks, _BLANK.sub(" ", text)))


def _fewer_marks(run: re.Match[str]) -> str:
    """Sorting a run of marks costs quadratic time: 30 are the most in stream-safe text (Unicode annex 15)."""
    marks = [i for i, sign in enumerate(run[0]) if unicodedata.combining(sign)]
    excess = set(marks[30:])
    return "".join(sign for i, sign in enumerate(run[0]) if i not in excess)
