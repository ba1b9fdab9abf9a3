"""Where in a line of other words do dates stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_WORD = r"[^\W\d_]{2,12}+"
_OF = r"(?:(?:de|del|of|di)\s)?"
_DATE = re.compile(
    rf"""
    (?<! [\d./:-] )
    (?: \d{{4}} ([-./]) \d\d? \1 \d\d? (?! \d )
      | \d\d? ([./-]) \s? \d\d? \2 \s? (?: \d{{4}} | \d\d ) (?! [\d/:] | [.-]\d )
      | \d\d? (?: \.|st|nd|rd|th|er|º )? [\s./-]{{1,3}} {_OF} {_WORD} [\s.,/-]{{1,3}} {_OF} \d{{4}} (?! \d )
      | (?<! [^\W_] ) {_WORD} [.\s]{{1,2}} \d\d? (?:st|nd|rd|th)? [,.]? \s \d{{4}} (?! \d )
      | \d{{4}} \s? (?: 年 \s? \d\d? \s? 月 \s? \d\d? \s? 日 | {_WORD} \s \d\d? \s {_WORD} )
    )
    """,
    re.VERBOSE | re.I,
)
_CLOCK = re.compile(
    rf"[\s,|–()-]{{1,4}}(?:{_WORD}\s){{0,2}}\d\d?[:h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:gmt|utc)\b)?", re.I
)
_UNTIL = r"\.?\s?(?:[-–—]|bis|to|au|al|до|по|und|and)\s?"
_RANGE = re.compile(rf"\d{_UNTIL}$", re.I)
_BETWEEN = re.compile(rf"(?:\s?(?:г|года?|ж|жыл|year))?{_UNTIL}", re.I)  # the two days of a range
_SHORT = 16  # letters between the days of a range
_SHORT_YEAR = re.compile(r"(?<=[./-])(?=\d\d$)")


class Found(NamedTuple):
    """A date: ways to write it, the fullest first; where it begins and ends."""

    said: tuple[str, ...]
    start: int
    end: int


def dates_in(line: str) -> Iterator[Found]:
    """What looks like a date, with its clock time. The days of a range ("12. – 14. Mai 2021") are none."""
    matches = list(_DATE.finditer(line))
    between = (line[one.end() : other.start()][:_SHORT] for one, other in pairwise(matches))
    ranges = {at for at, words in enumerate(between) if _BETWEEN.fullmatch(words)}
    for at, match in enumerate(matches):
        if at in ranges or at - 1 in ranges or _RANGE.search(line[max(0, match.start() - 8) : match.start()]):
            continue
        day = match[0]
        if match[2]:  # 02.12.19 is of this century
            day = _SHORT_YEAR.sub("20", "".join(day.split()))
        clock = _CLOCK.match(line, match.end())
        said = (day + clock[0], day) if clock else (day,)
        yield Found(said, match.start(), clock.end() if clock else match.end())
