"""What are the parts of a displayed date, left to right?"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from newsspider.normalise.date_words import LOCAL, WORDS, Writing, fold

# Chinese is written without spaces, so its words must be known to be told apart; the longest goes first.
_CHINESE = "|".join(sorted((word for word in WORDS if "一" <= word[0] <= "鿿"), key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
      (?P<year_first> \d{{4}} (?P<a>[-./]) \d\d? (?P=a) \d\d? (?!\d) (?: t (?=\d) )? )
    | (?P<dotted> \d\d? \. \d\d? \. \d{{4}} (?!\d) )
    | (?P<slashed> \d\d? (?P<b>[-/]) \d\d? (?P=b) \d{{4}} (?!\d) )
    | (?P<time> (?: [上下]午 \s? )? \d\d? : \d\d (?!\d) (?: :\d\d (?!\d) (?: \.\d{{1,9}} )? )? (?: \s? [ap]\.?m\b )?
              | \d\d? \s? [ap]\.?m\b | \d\d? \s? h \s? \d\d (?!\d) )
    | (?P<zone> (?: gmt | utc? ) \s? [-+−] \s? \d\d? (?: :?\d\d )? (?!\d)
              | (?<= [\d\s] ) [-+−] \d\d (?: :?\d\d )? (?!\d) )
    | (?P<year> \d{{4}} (?!\d) (?: \s? 年 )? )
    | (?P<month> \d\d? \s? 月 )
    | (?P<number> \d\d? (?!\d) (?: st\b | nd\b | rd\b | th\b | er\b | o\b | \s? [日号] )? )
    | (?P<word> {_CHINESE} | [^\W\d_]+ )
    | (?P<between> [\s,|.:;·•()\[\]]+ | [-–—/] )
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One part. Its kind is that of a word (see date_words) or one of these, with such values:

    D whole date (ordinal)     T time (seconds since midnight)     Y year     N number
    """

    kind: str
    value: int


def tokens(text: str, writing: Writing = LOCAL) -> list[Token]:
    """Split a date into its parts. ValueError as soon as one is not part of any date."""
    folded = fold(text)
    found: list[Token] = []
    position = 0
    while position < len(folded):
        match = _TOKEN.match(folded, position)
        if not match:
            raise ValueError(f"no part of a date at {position}")
        found.append(_token(match.lastgroup or "", match[0], writing))
        position = match.end()
    found = [token for token in found if token.kind != "-"]
    return [token for token, after in zip(found, [*found[1:], None], strict=True) if not _is_at(token, after)]


def _is_at(token: Token, after: Token | None) -> bool:
    """In "сағат 10:12" the word is "at", not "hour"."""
    return token.kind == "U" and after is not None and after.kind == "T"


def _token(name: str, text: str, writing: Writing) -> Token:
    if name == "between":
        return Token("-", 0)
    if name == "word":
        if text not in writing.words:
            raise ValueError("a word of prose")
        return Token(*writing.words[text])
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    match name:
        case "year_first":
            return Token("D", date(*numbers).toordinal())
        case "dotted":
            first, second, year = numbers
            return Token("D", (date(year, first, second) if second > 12 else date(year, second, first)).toordinal())
        case "slashed":
            return Token("D", _either_order(*numbers, day_first=writing.day_first).toordinal())
        case "time":
            return Token("T", _seconds(text, *numbers[:3]))
        case "zone":
            return Token("Z", _offset(text, *numbers))
        case _:
            return Token({"year": "Y", "month": "M"}.get(name, "N"), numbers[0])


def _either_order(first: int, second: int, year: int, *, day_first: bool | None) -> date:
    """Day first or month first: 14/08/2024 can only be one of them, 03/04/2025 could be both."""
    if first != second and max(first, second) <= 12:
        if day_first is None:
            raise ValueError("ambiguous")
        return date(year, second, first) if day_first else date(year, first, second)
    return date(year, first, second) if second > 12 else date(year, second, first)


def _seconds(text: str, hour: int, minute: int = 0, second: int = 0) -> int:
    twelve_hours = "m" in text or "午" in text
    if hour not in (range(1, 13) if twelve_hours else range(24)) or minute > 59 or second > 59:
        raise ValueError("no such time")
    if twelve_hours:
        hour = hour % 12 + 12 * ("p" in text or "下" in text)
    return hour * 3600 + minute * 60 + second


def _offset(text: str, hours: int, minutes: int = 0) -> int:
    if hours > 99:  # +0530
        hours, minutes = divmod(hours, 100)
    if hours > 14 or minutes > 59:
        raise ValueError("no such offset")
    return (hours * 60 + minutes) * (1 if "+" in text else -1)
