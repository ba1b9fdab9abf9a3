"""A date that somebody says, and the reading of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsspider.normalise.date_words import LOCAL, Writing
from newsspider.normalise.dates import Moment, parse_date

YEAR = re.compile(r"\d{4}|\d\d?\.\d\d?\.\d\d")
_MACHINE = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
_IN_UTC = re.compile(r"T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]00:?00)$")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d?-\d\d?)[T ]00:00(?::00(?:\.0{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A moment, the words that say it, and who says them. `day` is the one in the words, whatever their zone."""

    moment: Moment
    raw: str
    origin: str
    day: date


@dataclass(frozen=True, slots=True)
class Clock:
    """What reading a date needs to know. `fetched`: `now` is when the page was got, so "today" can be read.

    Without a `zone` (the site is unknown), a time that names none says no more than the day, and midnight too:
    templates fill it in where only the day is kept.
    """

    zone: str | None
    now: datetime
    fetched: bool = True
    writing: Writing = LOCAL

    def read(self, raw: str | None, origin: str, *, wall_clock: bool = False) -> Said | None:
        if not raw or not (self.fetched or YEAR.search(raw)):
            return None
        moment = self._parse(raw, self.zone, wall_clock) if self.zone else self._read_anywhere(raw)
        return Said(moment, raw, origin, self._day(raw, moment)) if moment else None

    def is_today(self, said: Said) -> bool:
        return said.day == self.now.astimezone(ZoneInfo(self.zone or "UTC")).date()

    def _day(self, raw: str, moment: Moment) -> date:
        said = self._parse(raw, self.zone or "UTC", wall_clock=True) or moment
        return said.at.astimezone(ZoneInfo(self.zone or "UTC")).date()

    def _read_anywhere(self, raw: str) -> Moment | None:
        if midnight := _MIDNIGHT.fullmatch(raw):
            return self._parse(midnight[1], "UTC")
        moment = self._parse(raw, "UTC")
        if moment is None and (machine := _MACHINE.match(raw)):  # a zone that has no one meaning: IST
            return self._parse(machine[1], "UTC")
        if moment and moment.precision == "minute" and moment != self._parse(raw, "Asia/Almaty"):
            return Moment(moment.at.replace(hour=0, minute=0, second=0), "day")
        return moment

    def _parse(self, raw: str, zone: str, wall_clock: bool = False) -> Moment | None:
        return parse_date(raw, zone=zone, now=self.now, ignore_offset=wall_clock, writing=self.writing)


def same_day(one: Said, other: Said) -> bool:
    """Whether both mean one day. That of a moment which a machine has turned into UTC may be a neighbour."""
    if one.day == other.day:
        return True
    if one.moment.precision == other.moment.precision == "minute":
        return abs(one.moment.at - other.moment.at) < timedelta(hours=1)
    return any(_IN_UTC.search(said.raw) for said in (one, other)) and abs(one.day - other.day) <= timedelta(days=1)
