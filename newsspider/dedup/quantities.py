"""Which numbers, days and times does a text state, whatever language it is in?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsspider.dedup.lexicon import month_of

_GROUPS = r"\d{1,3}(?:[ \u00a0\u202f,.']\d{3}){1,5}(?!\d)"
_NUMBER = re.compile(rf"(?<![\d.,])(?:(?P<grouped>{_GROUPS})|(?P<plain>\d{{1,15}}))(?:[.,](?P<part>\d{{1,4}})(?!\d))?")
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-4])(?P<sign>[:.])(?P<minute>[0-5]\d)(?!\d)(?:\s?(?P<half>[ap])\.?m\b)?"
)
_HOUR = re.compile(r"(?<![\d:.])(?P<hour>1[0-2]|[1-9])\s?(?P<half>[ap])\.?\s?m\b", re.IGNORECASE)
_NUMERIC_DAY = re.compile(r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?:19|20)\d\d(?!\d)")
_SCALES = (
    (1e3, "тыс мың myń myn myŋ thousand"),
    (1e6, "млн миллион mln million"),
    (1e9, "млрд миллиард mlrd billion bln bn"),
    (1e12, "трлн триллион trln trillion"),
)
_AFTER = re.compile(
    r"[\s\u00a0-]{0,2}(?:"
    + "|".join(f"(?P<s{at}>{'|'.join(words.split())})" for at, (_, words) in enumerate(_SCALES))
    + ")",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?<![\d.,:])(?P<day>[0-3]?\d)(?:st|nd|rd|th)?[\s\u00a0-]{1,2}(?:of )?(?P<month>[^\W\d_]{3,20})"
)
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,20})\.? (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.:]\d|\d)")


def numbers(text: str) -> Iterator[str]:
    """`1 500,5`, `1,500.5` → `1500.5`; `1,5 млн`, `1.5 million` → `1500000`; also what stands before the scale."""
    for match in _NUMBER.finditer(text):
        whole, part = re.sub(r"\D", "", match["grouped"] or match["plain"]), match["part"]
        value = float(f"{whole}.{part or 0}")
        scale = _AFTER.match(text, match.end())
        if scale and scale.lastgroup:
            value *= _SCALES[int(scale.lastgroup[1:])][0]
        yield f"{value:.12g}"


def times(text: str) -> Iterator[str]:
    """`7.30 p.m.`, `19:30` → `19:30`."""
    for pattern in (_TIME, _HOUR):
        for match in pattern.finditer(text):
            found = match.groupdict()
            half = (found["half"] or "").lower()
            if found.get("sign") == "." and not half:
                continue
            hour = int(found["hour"]) % 12 + 12 * (half == "p") if half else int(found["hour"])
            yield f"{hour:02}:{found.get('minute') or '00'}"


def days(text: str, language: str) -> Iterator[str]:
    """`30 сентября`, `September 30`, `30 қыркүйекте`, `30.09.2018` → `09-30`."""
    for match in _NUMERIC_DAY.finditer(text):
        yield f"{int(match['month']):02}-{int(match['day']):02}"
    for pattern in (_DAY_FIRST, _MONTH_FIRST) if language == "en" else (_DAY_FIRST,):
        for match in pattern.finditer(text):
            if month := month_of(match["month"].lower(), language):
                yield f"{month:02}-{int(match['day']):02}"
