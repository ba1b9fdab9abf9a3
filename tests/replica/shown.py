"""How does a site show a date to its readers?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

ZONE_CHANGE = datetime(2024, 2, 29, 18, tzinfo=UTC)  # midnight of 1 March in UTC+6

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "ru-nominative": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(),
    "qz": "qańtar aqpan naýryz sáýir mamyr maýsym shilde tamyz qyrkúıek qazan qarasha jeltoqsan".split(),
    "en": "January February March April May June July August September October November December".split(),
    "zh": [f"{number}月" for number in range(1, 13)],
}
WEEKDAYS = "понедельник вторник среда четверг пятница суббота воскресенье".split()
RELATIVE = {"ru": ("Сегодня", "Вчера"), "kk": ("Бүгін", "Кеше"), "en": ("Today", "Yesterday")}


def local(at: datetime) -> datetime:
    """Clock time of Astana: UTC+6 before 1 March 2024, UTC+5 since."""
    return at.astimezone(timezone(timedelta(hours=_hours(at))))


def offset(at: datetime) -> str:
    """ISO 8601 with the local offset, as JSON-LD and meta tags have it."""
    return local(at).isoformat(timespec="seconds")


def _hours(at: datetime) -> int:
    return 5 if at >= ZONE_CHANGE else 6


def long_date(at: datetime, language: str, *, between: str = " ", now: datetime | None = None) -> str:
    """`09 апреля 2024 19:26`; with `now`, yesterday and today by their names."""
    shown = local(at)
    return f"{day_only(at, language, now=now)}{between}{shown:%H:%M}"


def day_only(at: datetime, language: str, *, now: datetime | None = None) -> str:
    """`01 декабря 2025`, or `Сегодня`, `Вчера`."""
    shown = local(at)
    if now is not None and language in RELATIVE:
        days = (local(now).date() - shown.date()).days
        if days in (0, 1):
            return RELATIVE[language][days]
    return f"{shown:%d} {MONTHS[language][shown.month - 1]} {shown.year}"


def kazinform_date(at: datetime, months: str, *, zone: bool = False) -> str:
    """`11:20, 20 Январь 2026 | GMT +5`; Chinese has its months as `9月`."""
    shown = local(at)
    month = MONTHS[months][shown.month - 1].capitalize()
    return f"{shown:%H:%M, %d} {month} {shown.year}" + (f" | GMT +{_hours(at)}" if zone else "")


def old_date(at: datetime) -> str:
    """The design of 2012: `пятница, 06.01.2012, 06:35`."""
    shown = local(at)
    return f"{WEEKDAYS[shown.weekday()]}, {shown:%d.%m.%Y, %H:%M}"


def rss_date(at: datetime, *, utc: bool = False) -> str:
    return format_datetime(at if utc else local(at)).replace("-0000", "+0000")
