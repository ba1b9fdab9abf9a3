"""How does a name sound, as far as Kazakh, Russian and English spell it alike?

Consonants in nine classes, vowels only at the beginning: `Хаммел`, `Hammel` → `kml`; `Энсинитас`, `Encinitas` → `ansnts`.
Endings come after a name, so what is compared is its beginning.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_CYRILLIC = {letter: sound for letters, sound in (
    ("бп", "p"), ("вф", "f"), ("гкқғхһ", "k"), ("дт", "t"), ("жзсцчшщ", "s"), ("лрмнң", "lrmnn"),
    ("аәоөуұүыіиейэюяё", "a"),
) for letter, sound in zip(letters, sound * len(letters) if len(sound) == 1 else sound, strict=False)}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC)
_DZH = re.compile("дж|тч|дз|тс")
_LATIN = str.maketrans(
    {letter: sound for sound, letters in {
        "p": "pb", "f": "vf", "k": "kgqh", "t": "dt", "s": "szj", "l": "l", "r": "r", "m": "m", "n": "n", "a": "aeiouy",
    }.items() for letter in letters}
)  # fmt: skip
# In this order. What is written with two letters and heard as one sound.
_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tch|dge?|sch|sh|ch|tz|ts|zh|dj", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("ck|cc(?![eiy])|kh|gh", "k"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("w", "a"),
        ("(?<=[aeiouy])h(?![aeiouy])", ""),
    )
]


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Of a word in small letters, of either script."""
    if word[:1] >= "\u0400":
        sounds = _DZH.sub("с", word).translate(_TABLE)
    else:
        sounds = "".join(letter for letter in normalize("NFKD", word) if letter.isascii())
        for pattern, sound in _SPELLINGS:
            sounds = pattern.sub(sound, sounds)
        sounds = sounds.translate(_LATIN)
    return _compact(sounds)


def _compact(sounds: str) -> str:
    kept = [sound for at, sound in enumerate(sounds) if sound in "pfktslrmna" and (at == 0 or sound != sounds[at - 1])]
    first = "".join(kept)
    rest = first[1:].replace("a", "")
    return first[:1] + rest
