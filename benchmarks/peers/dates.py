"""Who reads a displayed date, and how is each asked? Every function takes (words, the present, zone)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any


def _dateparser(words: str, now: datetime, zone: str, **options: Any) -> str | None:
    import dateparser

    settings = {"TIMEZONE": zone, "RETURN_AS_TIMEZONE_AWARE": True, "RELATIVE_BASE": now.replace(tzinfo=None)}
    at = dateparser.parse(words, settings=settings, **options)
    return str(at.isoformat()) if at else None


def _dateutil(words: str, now: datetime, zone: str) -> str | None:
    from zoneinfo import ZoneInfo

    from dateutil.parser import ParserError, parse

    try:
        at = parse(words, dayfirst=True)
    except ParserError:
        return None
    return str((at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).isoformat())


DATE_READERS: dict[str, tuple[str, Callable[[str, datetime, str], str | None]]] = {
    "dateparser": ("dateparser", _dateparser),
    "dateparser, told the languages": ("dateparser", partial(_dateparser, languages=["kk", "ru", "en", "zh"])),
    "dateutil": ("python-dateutil", _dateutil),
}
