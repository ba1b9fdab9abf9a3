"""How does a name sound, as far as Kazakh, Russian and English spell it alike?

Consonants in nine classes, vowels only at the beginning: `Хаммел`, `Hammel` → `kml`; `Энсинитас`, `Encinitas` →
`ansnts`. Endings come after a name, so what is compared is its beginning.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_SOUNDS = "pfktslrmna"
_CYRILLIC = "бп вф гкқғхһ дт жзсцчшщ л р м нң аәоөуұүыіиейэюяё".split()
_LATIN = "pb vf kgqh td szj l r m n aeiouyw".split()
_TABLE = str.maketrans(
    {
        letter: sound
        for letters in (_CYRILLIC, _LATIN)
        for alike, sound in zip(letters, _SOUNDS, strict=True)
        for letter in alike
    }
)
# Several letters that are heard as one sound, in this order.
_ONE_SOUND_CYRILLIC = (("дж|тч|дз|тс", "с"),)
_ONE_SOUND_LATIN = (
    ("tch|dge?|sch|sh|ch|tz|ts|zh|dj", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ck|cc(?![eiy])|kh|gh", "k"),
    ("x", "ks"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("(?<=[aeiouyw])h(?![aeiouy])", ""),
)
_RULES = {
    False: [(re.compile(letters), sound) for letters, sound in _ONE_SOUND_LATIN],
    True: [(re.compile(letters), sound) for letters, sound in _ONE_SOUND_CYRILLIC],
}


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Of a word in small letters, of either script."""
    cyrillic = word[:1] >= "\u0400"
    letters = word if cyrillic else "".join(filter(str.isascii, normalize("NFKD", word)))
    for heard, sound in _RULES[cyrillic]:
        letters = heard.sub(sound, letters)
    sounds = [sound for sound in letters.translate(_TABLE) if sound in _SOUNDS]
    different = [sound for at, sound in enumerate(sounds) if at == 0 or sound != sounds[at - 1]]
    return "".join(different[:1] + [sound for sound in different[1:] if sound != "a"])
