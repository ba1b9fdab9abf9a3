"""Which letters look alike in Latin and Cyrillic script, and which of the two was meant?"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Case counts: В looks like B, в does not look like b.
_CYRILLIC = "АВЕКМНОРСТУХІӘӨаеорсухіһәө"
_LATIN = "ABEKMHOPCTYXIƏƟaeopcyxihəɵ"
# The way back would be wrong: `Y` is more often a `У` than a `Ү`, and nobody types `Ѕ` for an `S` in Cyrillic.
_ODD_CYRILLIC = "ҮҺЈЅԚԜјѕԛԝ"
_MEANT_LATIN = "YHJSQWjsqw"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC + _ODD_CYRILLIC, _LATIN + _MEANT_LATIN)

_CYRILLIC_RANGE = "\u0400-\u052f"
_LATIN_RANGE = "A-Za-z\u00c0-\u024f\u0259\u0275"
_APOSTROPHES = "'`\u02b9-\u02bf\u2018\u2019"  # they do not end a word
_CYRILLIC_LETTERS = re.compile(f"[{_CYRILLIC_RANGE}]++")
_LATIN_LETTERS = re.compile(f"[{_LATIN_RANGE}]++")
_CYRILLIC_ONLY = re.compile(f"(?![{_CYRILLIC}{_ODD_CYRILLIC}])[{_CYRILLIC_RANGE}]")
_LATIN_ONLY = re.compile(f"(?![{_LATIN}])[{_LATIN_RANGE}]")


_WORD = re.compile(f"[{_LATIN_RANGE}{_CYRILLIC_RANGE}{_APOSTROPHES}]*+")
_WORD_SIGN = re.compile(f"[{_LATIN_RANGE}{_CYRILLIC_RANGE}{_APOSTROPHES}]")


def fold_homoglyphs(text: str) -> str:
    """Write each word in one script.

    A word's script is that of its letters without a twin in the other script (`W` in `ВМW`);
    a word of twins only (`c`, `XIX`), or of as many of each, follows the whole text. Texts in one script stay.
    """
    if text.isascii() or not _LATIN_LETTERS.search(text) or not _CYRILLIC_LETTERS.search(text):
        return text
    lean = sum(map(len, _CYRILLIC_LETTERS.findall(text))) - sum(map(len, _LATIN_LETTERS.findall(text)))
    doubtful = _LATIN_LETTERS if lean >= 0 else _CYRILLIC_LETTERS
    pieces, at = [], 0
    for start, end in _words(text, doubtful):
        pieces += [text[at:start], _one_script(text[start:end], lean=lean)]
        at = end
    return "".join(pieces) + text[at:]


def _words(text: str, letters: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the words with such letters stand; found from these letters, which are the few of most texts."""
    end = 0
    for match in letters.finditer(text):
        if match.start() < end:
            continue
        start = match.start()
        while start > end and _WORD_SIGN.match(text, start - 1):
            start -= 1
        rest = _WORD.match(text, match.end())
        end = rest.end() if rest else match.end()
        yield start, end


def _one_script(word: str, *, lean: int) -> str:
    cyrillic, latin = len(_CYRILLIC_ONLY.findall(word)), len(_LATIN_ONLY.findall(word))
    balance = cyrillic - latin or lean
    return word.translate(_TO_CYRILLIC if balance >= 0 else _TO_LATIN)
