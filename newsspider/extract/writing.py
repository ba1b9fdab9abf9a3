"""How does a page of unknown design write its dates?"""

from __future__ import annotations

import re

from newsspider.extract.metadata import Metadata
from newsspider.normalise.date_words import Writing
from newsspider.normalise.foreign_dates import foreign_words
from newsspider.normalise.urls import host_of

_MONTH_FIRST = frozenset({"US", "PH"})
_EITHER = frozenset({"CA", "PH", "ZA", "KE"})
_ENGLISH = frozenset({"uk", "au", "nz", "ie", "sg", "my", "hk", "ng", "gh", "pk", "bd", "lk", "mt", "ug", "zm", "zw"})
_NO_COUNTRY = frozenset({"io", "co", "tv", "me", "ai", "fm", "ly", "cc", "eu", "am", "is", "to", "gg", "im", "in"})


def writing_of(found: Metadata, url: str) -> Writing:
    return Writing(foreign_words(), _day_first(found, url))


def _day_first(found: Metadata, url: str) -> bool | None:
    """By the country of the address, else by the language: only in English is the month first, and not everywhere.

    In the English of a country that speaks another language it may be either.
    """
    country = host_of(url).rpartition(".")[2]
    if country in ("gov", "mil", "us"):
        return False
    known = len(country) == 2 and country not in _NO_COUNTRY and country.upper() not in _EITHER
    if known and (country in _ENGLISH or not (found.language or "").startswith("en")):
        return True
    for said in (found.one("og:locale"), found.language):
        match = re.fullmatch(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?", said or "")
        if match and match[1] != "en":
            return True
        if match and match[2] and match[2].upper() not in _EITHER:
            day_first = match[2].upper() not in _MONTH_FIRST
            return None if known and not day_first else day_first  # en-US is what systems write by themselves
    return None
