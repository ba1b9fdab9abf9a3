"""Which languages can be written with the letters seen?"""

from __future__ import annotations

from collections import Counter

_RUSSIAN = set("абвгдежзийклмнопрстуфхцчшщъыьэюяё")

# Alphabets in Cyrillic script: letters beyond the Russian ones, and Russian ones that are missing.
_CYRILLIC = {
    language: (_RUSSIAN | set(more)) - set(fewer)
    for language, more, fewer in (
        ("ru", "", ""),
        ("kk", "әғқңөұүһі", ""),
        ("ky", "ңөү", ""),
        ("tt", "әҗңөүһ", ""),
        ("ba", "әғҙҡңөҫүһ", ""),
        ("uz", "ғқўҳ", "щы"),
        ("kaa", "әғқңөүўҳ", ""),
        ("tg", "ғӣқӯҳҷ", "щы"),
        ("mn", "өү", ""),
        ("uk", "ґєії", "ёъыэ"),
        ("be", "іў", "ищъ"),
        ("bg", "", "ёыэ"),
        ("mk", "ѓѕјќљњџ", "ёйщъыьэюя"),
        ("sr", "ђјљњћџ", "ёйщъыьэюя"),
        ("sah", "ҕҥөүһ", ""),
        ("cv", "ӑӗҫӳ", ""),
        ("alt", "јҥӧӱ", ""),
        ("os", "ӕ", ""),
    )
}
_STRAY = 0.01  # of the letters: foreign names
_WEIGHT = 3  # the model, too, counts a letter in several of its letter groups

# Letters that tell a language from those around it, and how often they stand in its texts.
_MARKS = {
    "kk": ("әғқңөұүһі", 0.15),
    "ky": ("ңөү", 0.05),
    "tt": ("әҗңөүһ", 0.10),
    "ba": ("ғҙҡҫ", 0.085),
    "uz": ("ғқўҳ", 0.06),
    "tg": ("ғӣқӯҳҷ", 0.06),
    "mn": ("өү", 0.06),
    "uk": ("ґєії", 0.07),
    "be": ("іў", 0.07),
    "bg": ("ъ", 0.018),
    "mk": ("ѓѕјќљњџ", 0.03),
    "sr": ("ђјљњћџ", 0.05),
}


def fitting_cyrillic(letters: Counter[str]) -> tuple[str, ...]:
    """Languages that leave fewest of the letters outside their alphabet, or nearly so."""
    outside = {
        language: sum(count for letter, count in letters.items() if letter not in alphabet)
        for language, alphabet in _CYRILLIC.items()
    }
    bound = min(outside.values()) + _STRAY * letters.total()
    return tuple(language for language, count in outside.items() if count <= bound)


def missing_marks(letters: Counter[str]) -> dict[str, float]:
    """By language: how unlikely (log-likelihood, below 0) a text of this length is without its marks."""
    return {
        language: -_WEIGHT * rate * letters.total()
        for language, (marks, rate) in _MARKS.items()
        if not any(mark in letters for mark in marks)
    }
