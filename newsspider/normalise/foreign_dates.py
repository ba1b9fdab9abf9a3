"""How do pages write dates in languages other than those of Kazakhstan's sites?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

from newsspider.normalise.date_words import WORDS, fold

_LANGUAGES = (
    "de fr es it pt nl sv da nb nn fi et lv lt pl cs sk sl hr sr bs mk bg uk be ro hu el tr az uz ky tg tk ka hy sq "
    "ca eu gl ga cy is id vi kk ru en"
)
# What stands beside a date and says that it is the publication, or nothing. An update's label is missing on purpose.
_LABELS = (
    "veröffentlicht publiziert erschienen erstellt eingestellt gepostet geschrieben datum am vom den der um uhr von",
    "publié publiée paru mis en ligne le du à date h heures",
    "publicado publicada fecha publicación el la las a de del en hrs horas",
    "pubblicato pubblicata data pubblicazione il alle ore del di",
    "publicado publicada data publicação em às de",
    "gepubliceerd geplaatst op om uur datum publicerad den kl klockan udgivet offentliggjort publisert publiceret",
    "julkaistu klo opublikowano dodano data dnia r godz godzina publikováno datum dne v hodin zverejnené",
    "yayın tarihi yayınlanma tarih saat yayınlandı eklenme опубліковано о року рік дата публікації",
    "publicat la ora objavljeno objavljeno ob u datum közzétéve δημοσίευση δημοσιεύτηκε στις ημερομηνία",
    "chop etilgan sana yil жарыяланган жылдын жыл",
)
_WIDTHS = ("wide", "abbreviated")


@cache
def foreign_words() -> Mapping[str, tuple[str, int]]:
    """The words of many languages. One with several meanings (listopad: October, November) is left out."""
    meanings: dict[str, set[tuple[str, int]]] = {}
    for code in _LANGUAGES.split():
        locale = Locale(code)
        for names, kind in ((locale.months, "M"), (locale.days, "-")):
            for shown in (names[context][width] for context in ("format", "stand-alone") for width in _WIDTHS):
                for number, name in shown.items():
                    meanings.setdefault(_word(name), set()).add((kind, number if kind == "M" else 0))
    known = {word: next(iter(said)) for word, said in meanings.items() if len(said) == 1}
    labels = {fold(word): ("-", 0) for line in _LABELS for word in line.split()}
    return {**labels, **known, **WORDS, "ago": ("M", 8)}  # of agosto; "5 minutes ago" names no year


def _word(name: str) -> str:
    """Without the full stop of an abbreviation, and without "of": `de gener`."""
    return fold(name).strip(". ").removeprefix("de ").removeprefix("d'")
