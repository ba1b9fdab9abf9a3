"""Is this Kazakh, in one of its three scripts? By spelling, where statistical models know little or nothing."""

from __future__ import annotations

import re
from collections import Counter

from newsspider.normalise.words import words_of

# No other alphabet has ұ or і beside one of the others.
_CYRILLIC_OWN = "ұі"
_CYRILLIC_SHARED = "әғқңөүһ"
_CYRILLIC_OTHERS = "ўҳҗҙҡҫӣӯҷґєїјѓќљњћђџҕҥӑӗӳӧӱ"

# The Latin alphabets of 2018 (á ǵ ı ń ó ú ý), of 2019 and 2021 (ä ö ü ğ ı ñ ş ū) and plain ASCII, as one spelling.
_FOLDED = str.maketrans("áäǵğıńñóöúüūý", "aagginnoouuuu") | {ord("ş"): "sh"}
_WORDS = frozenset(
    "jane ushin turaly bul osy ony onyn ogan odan munda mundai ondai sondai biraq boiynsha keiin deiin dep dedi "
    "degen boldy bolgan bolyp bolady bolmady arqyly jyl jyly jylgy jyldan qatysty qatar sonymen emes kerek jatyr "
    "jana eken kezinde birinshi ekinshi ushinshi eki ush men pen ol olar olardyn sol bizdin sizdin "
    "ozinin halyq qazaq qazaqstan memleket memlekettik basqa barlyq kuni otyr tur aitty aitqan aityldy etti etedi "
    "etken joq qalai nege qai qandai gana tagy eger sebebi oitkeni nemese qazir keshe bugin erten "
    "duisenbi seisenbi sarsenbi beisenbi juma senbi jeksenbi qantar aqpan nauryz sauir mamyr mausym shilde tamyz "
    "qyrkuiek qarasha jeltoqsan".split()
)
# ы is y, which therefore stands after and before consonants: so in Turkmen and Polish, not in Turkish or Uzbek.
_VOWEL_Y = re.compile("(?<=[b-df-hj-np-tvxz])y(?![aeiouy])")
# Of these, Turkmen and Polish have none or few: q (not the one of `qu`), ǵ/ğ, ı, ń/ñ, ū.
# `zh` in Kazakh without signs stands before vowels.
_SIGNS = re.compile("q(?!u[aeio])|[ǵğıńñū]|zh(?=[aeiouy])")
# Together in one sentence only in the Kazakh alphabet of 2018 (and Karakalpak), and only in those of 2019 and 2021.
_SIGNS_OF_2018 = re.compile("[ǵńı][^.]{0,80}[áúý]|[áúý][^.]{0,80}[ǵńı]|ı[^.]{0,80}ó|ó[^.]{0,80}ı")
_NOT_OF_2018 = re.compile("[äçğñöşü]")
_SIGNS_OF_2021 = re.compile("[äū][^.]{0,80}[ığñ]|[ığñ][^.]{0,80}[äū]")
_FEW_WORDS = 30  # longer texts have other evidence, and foreign names
# Letters of Turkish, Azerbaijani and Uzbek, rare or unknown in Kazakh.
_NEVER = re.compile("[çə]|[og][\u02bb\u02bc\u2018\u2019'`]")
_LATIN_OTHERS = re.compile("[əçßåæøœéèêëžčšřěůţțăâîõőűąęłśźżėļķģđðþňwx]")

# Uyghur heads each word that begins with a vowel with ئ; Kazakh does not. Arabic and Persian have no ە, ۇ, ڭ.
_ARABIC_MARKS = re.compile("[ەۇۋڭ]")
_ARABIC_OWN = re.compile(r"\b[ءٴاەوۇى]|ع")
_ARABIC_OTHERS = re.compile("[ئېۈغخێڕڵڤۅۉیکةأإآہھے]")


def is_cyrillic_kazakh(letters: Counter[str]) -> bool:
    """Sure by letters alone; `False` leaves it open."""
    own = sum(letters[letter] for letter in _CYRILLIC_OWN)
    shared = sum(letters[letter] for letter in _CYRILLIC_SHARED)
    others = sum(letters[letter] for letter in _CYRILLIC_OTHERS)
    return own > 0 and shared > 0 and own + shared >= 0.05 * letters.total() and others * 10 <= own


def is_latin_kazakh(text: str) -> bool:
    small = text.lower()
    folded = small.translate(_FOLDED).replace("zh", "j")
    words = words_of(folded)
    if len(_LATIN_OTHERS.findall(small)) * 50 > len(small):
        return False
    if len(words) < _FEW_WORDS and _has_signs_together(small):
        return True
    if len(_NEVER.findall(small)) * 150 > len(small):
        return False
    known = [word for word in words if word in _WORDS]
    signs, vowels = len(_SIGNS.findall(small)), len(_VOWEL_Y.findall(folded))
    if (signs or vowels) and len(set(known)) >= 2 and len(known) >= 0.15 * len(words):
        return True
    enough = signs + vowels + len(known) >= 0.2 * len(words)
    return enough and ("ǵ" in small or (signs > 0 and vowels > 0.15 * len(words)))


def _has_signs_together(small: str) -> bool:
    if _SIGNS_OF_2021.search(small):
        return True
    return bool(_SIGNS_OF_2018.search(small)) and not _NOT_OF_2018.search(small)


def is_latin_karakalpak(text: str) -> bool:
    """Its alphabet of 2016 shares á ǵ ı ń ó ú with Kazakh, but writes w where Kazakh writes ý."""
    small = text.lower()
    return "ǵ" in small and "ý" not in small and ("w" in small or "hám" in small)


def is_arabic_kazakh(text: str, letters: Counter[str]) -> bool:
    marks, others = len(_ARABIC_MARKS.findall(text)), len(_ARABIC_OTHERS.findall(text))
    return marks >= 0.05 * letters.total() and others * 10 <= marks and bool(_ARABIC_OWN.search(text))
