"""What do the scripts of Kazakh have in common? One plain Latin spelling of both, for comparing only."""

from __future__ import annotations

import re

# Cyrillic as the alphabets of 2018, 2019 and 2021 have it, without their signs.
_CYRILLIC = dict(zip("абвгғдеёзийкқлмнңоөпрстуұүфхһыіэ", "abvggdeoziikqlmnnooprstuuufhhyie", strict=True))
_CYRILLIC |= {"ә": "a", "ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
_LATIN = dict(zip("áäǵğńñóöúüūýıî", "aaggnnoouuuuii", strict=True)) | {"ş": "sh", "ç": "ch", "\u0307": ""}
_TABLE = str.maketrans(_CYRILLIC | _LATIN)
_ZH = re.compile("zh(?=[aeiouy])")
_TWICE = re.compile(r"([iu])\1+")  # `ıı` and `й`, `ии`, `ый`: spellings differ


def latin_kazakh(text: str) -> str:
    """Small letters, no signs: `Қазақстан`, `Qazaqstan` → `qazaqstan`."""
    return _TWICE.sub(r"\1", _ZH.sub("j", text.lower().translate(_TABLE)))
