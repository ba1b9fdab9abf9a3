"""When was it, by what a page, a feed or a person wrote?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsspider.normalise.date_tokens import Token, tokens
from newsspider.normalise.date_words import LOCAL, Writing

_LONGEST = 200
_FIRST_YEAR = 1990
_DAYS_WITHOUT_YEAR = 31
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?|\d{8}T\d{4}.*", re.ASCII)
_DAY = re.compile("D|NMY|MNY|YNM|YMN|NM|MN|R")
_AGO = re.compile("(?:N?U){1,2}A")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC, to the second; where only the day is known, the local midnight at which it began."""

    at: datetime
    precision: str  # "minute" or "day"


def parse_date(
    text: str | None, *, zone: str, now: datetime, ignore_offset: bool = False, writing: Writing = LOCAL
) -> Moment | None:
    """Read an absolute or relative date; the text must be nothing but a date, a weekday, label or zone apart.

    Times are local to `zone` (`Asia/Almaty`) unless the text names its own offset, and even then with
    `ignore_offset`. None, never a guess, for what can be read in two ways (03/04/2025), for two dates, and for
    what lies before 1990 or more than a day after `now`.

    A day without a year is believed only if it is one of the last 31: on an older page the year would be a guess.
    "2 hours ago" is no more than a day, because hours are rounded, and nothing where the day itself is in doubt.
    "3 days ago" is nothing: some sites count midnights and some count hours.
    """
    text = " ".join((text or "").split())
    if not text or len(text) > _LONGEST:
        return None
    here = ZoneInfo(zone)
    try:
        reading = _iso(text) or _displayed(text, now.astimezone(here), writing)
        moment = reading and _moment(reading, here, ignore_offset)
    except (ValueError, OverflowError):  # prose, or no such day
        return None
    believed = moment and moment.at.year >= _FIRST_YEAR and moment.at <= now + timedelta(days=1)
    return moment if believed else None


def iso_utc(at: datetime) -> str:
    """As the record has it: `2025-11-17T09:05:00Z`."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class _Reading(NamedTuple):
    day: date
    clock: time | None = None
    zone: tzinfo | None = None


def _moment(reading: _Reading, here: ZoneInfo, ignore_offset: bool) -> Moment:
    zone = here if ignore_offset or reading.zone is None else reading.zone
    at = datetime.combine(reading.day, reading.clock or time(), zone).astimezone(UTC)
    return Moment(at.replace(microsecond=0), "day" if reading.clock is None else "minute")


def _iso(text: str) -> _Reading | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:  # the looser reading comes next
        return None
    return _Reading(at.date(), at.time() if len(text) > len("2025-11-17") else None, at.tzinfo)


def _displayed(text: str, now: datetime, writing: Writing) -> _Reading | None:
    parts = tokens(text, writing)
    if _AGO.fullmatch(_shape(parts)):
        return _ago(parts, now)
    clocks = {part.value for part in parts if part.kind == "T"}
    offsets = {part.value for part in parts if part.kind == "Z"}
    days = _days([part for part in parts if part.kind not in "TZ"], now.date())
    if not len(days) == 1 >= max(len(clocks), len(offsets)) or len(offsets) > len(clocks):
        return None
    clock = next(((datetime.min + timedelta(seconds=seconds)).time() for seconds in clocks), None)
    return _Reading(days.pop(), clock, next((timezone(timedelta(minutes=minutes)) for minutes in offsets), None))


def _shape(parts: list[Token]) -> str:
    return "".join(part.kind for part in parts)


def _days(parts: list[Token], today: date) -> set[date]:
    """Every day that is named; the same one may be named twice. ValueError for left-over parts."""
    matches = list(_DAY.finditer(_shape(parts)))
    if sum(len(match[0]) for match in matches) != len(parts):
        raise ValueError("more than dates")
    return {_day(dict(parts[match.start() : match.end()]), today) for match in matches}


def _day(parts: dict[str, int], today: date) -> date:
    if "D" in parts:
        return date.fromordinal(parts["D"])
    if "R" in parts:
        return today + timedelta(days=parts["R"])
    if "Y" in parts:
        return date(parts["Y"], parts["M"], parts["N"])
    for back in range(_DAYS_WITHOUT_YEAR + 1):
        day = today - timedelta(days=back)
        if (day.month, day.day) == (parts["M"], parts["N"]):
            return day
    raise ValueError("year unknown")


def _ago(parts: list[Token], now: datetime) -> _Reading | None:
    minutes, count = 0, 1
    for part in parts:
        if part.kind == "U":
            minutes += count * part.value
        count = part.value if part.kind == "N" else 1
    if parts[-2].value == 1:
        then = now - timedelta(minutes=minutes)
        return _Reading(then.date(), then.time().replace(second=0))
    earliest, latest = (now - timedelta(minutes=minutes + rounding) for rounding in (60, -60))
    return _Reading(earliest.date()) if earliest.date() == latest.date() else None
