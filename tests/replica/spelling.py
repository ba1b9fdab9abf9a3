"""How is a word spelled elsewhere: in a URL, in Kazakh's Latin script?"""

from __future__ import annotations

import re

_COMMON = dict(zip("абвгдезийклмнопрстуфэё", "abvgdeziyklmnoprstufee", strict=True)) | {"ъ": "", "ь": ""}
_TENGRINEWS = _COMMON | {
    "ж": "j",
    "х": "h",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ы": "yi",
    "ю": "yu",
    "я": "ya",
}
_KAZINFORM = _TENGRINEWS | {"ж": "zh", "щ": "sh", "ы": "i", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o"}
_KAZINFORM |= {"ұ": "u", "ү": "u", "һ": "h", "і": ""}
_LATIN = dict(zip("áǵıńóúý", "agiýouy", strict=False)) | {"ý": "u", "ń": "n"}
SCHEMES = {"tengrinews": _TENGRINEWS, "kazinform": _KAZINFORM, "polisia": _KAZINFORM | {"і": "i", "ы": "y", "қ": "q"}}

_QAZ = dict(zip("абвгғдезийкқлмнңоөпрстуұүфхһыіэ", "abvgǵdezııkqlmnńoóprstýuúfhhyie", strict=False))
_QAZ |= {
    "ә": "á",
    "ё": "ıo",
    "ж": "j",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ъ": "",
    "ь": "",
    "ю": "ıý",
    "я": "ıa",
}
_LINK = re.compile(r"\(https?://[^)]+\)")


def slug(title: str, site: str, *, length: int = 80) -> str:
    """Letters as this site spells them, hyphens between words; what has no spelling falls out."""
    scheme = SCHEMES[site]
    words = re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title.casefold()).strip())
    spelled = "".join(letter if letter in "-0123456789" else _letter(letter, scheme) for letter in words)
    return re.sub(r"-+", "-", spelled)[:length].strip("-")


def _letter(letter: str, scheme: dict[str, str]) -> str:
    letter = _LATIN.get(letter, letter)
    return scheme.get(letter, letter if "a" <= letter <= "z" else "")


def qaz(cyrillic: str) -> str:
    """Kazakh in the Latin script of 2021; the addresses of links stay."""
    kept = _LINK.findall(cyrillic)
    latin = "".join(_qaz_letter(letter) for letter in _LINK.sub("\0", cyrillic))
    for address in kept:
        latin = latin.replace("\0", address, 1)
    return latin


def _qaz_letter(letter: str) -> str:
    latin = _QAZ.get(letter.lower(), letter.lower())
    return letter if letter.lower() not in _QAZ else latin.capitalize() if letter.isupper() else latin
