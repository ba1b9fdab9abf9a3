"""Dates in other languages than those of Kazakhstan's sites, and dates among other words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsspider.normalise.date_search import dates_in
from newsspider.normalise.date_words import Writing
from newsspider.normalise.dates import parse_date
from newsspider.normalise.foreign_dates import foreign_words
from tests.test_dates import DAYS, MINUTES

NOW = datetime(2026, 9, 20, 7, 0, 30, tzinfo=UTC)
DAY_FIRST = Writing(foreign_words(), day_first=True)

FOREIGN = [
    ("Veröffentlicht am 14. März 2021", "2021-03-14"),
    ("Mittwoch, 26. Jan. 2022", "2022-01-26"),
    ("1er août 2020", "2020-08-01"),
    ("Publié le 6 févr. 2020", "2020-02-06"),
    ("viernes 25 de septiembre de 2020", "2020-09-25"),
    ("6 de ago. de 2020", "2020-08-06"),  # not "ago"
    ("giovedì, 20 agosto 2020", "2020-08-20"),
    ("12 de março de 2020", "2020-03-12"),
    ("12 Ağustos 2020", "2020-08-12"),
    ("12 sierpnia 2020 r.", "2020-08-12"),
    ("3 вересня 2020", "2020-09-03"),
    ("5-avgust 2020", "2020-08-05"),
    ("19 Αυγούστου 2020", "2020-08-19"),
    ("05/08/2020", "2020-08-05"),
    ("12 listopadu 2020", "2020-11-12"),
    ("2024 жылғы 12 қаңтар", "2024-01-12"),
]


@pytest.mark.parametrize(("text", "wanted"), FOREIGN)
def test_a_day(text: str, wanted: str) -> None:
    moment = parse_date(text, zone="UTC", now=NOW, writing=DAY_FIRST)
    assert moment
    assert (moment.at.date(), moment.precision) == (date.fromisoformat(wanted), "day")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("25. November 2021 16:11 Uhr", "2021-11-25T16:11"),
        ("1er août 2020 à 16h30", "2020-08-01T16:30"),
        ("Di., 25.01.2022 - 14:45", "2022-01-25T14:45"),
    ],
)
def test_a_minute(text: str, wanted: str) -> None:
    moment = parse_date(text, zone="UTC", now=NOW, writing=DAY_FIRST)
    assert moment
    assert moment.at == datetime.fromisoformat(wanted).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "12 listopad 2020",  # November in Polish and Czech, October in Croatian
        "Aktualisiert am 14. März 2021",
        "Mis à jour le 6 février 2020",
        "Stand: 12.11.2021",
        "Das Konzert am 14. März 2021",
    ],
)
def test_no_guess(text: str) -> None:
    assert parse_date(text, zone="UTC", now=NOW, writing=DAY_FIRST) is None


def test_the_order_is_that_of_the_page() -> None:
    for day_first, wanted in ((True, date(2020, 8, 5)), (False, date(2020, 5, 8))):
        moment = parse_date("05/08/2020", zone="UTC", now=NOW, writing=Writing(day_first=day_first))
        assert moment
        assert moment.at.date() == wanted
    assert parse_date("05/08/2020", zone="UTC", now=NOW, writing=Writing(foreign_words())) is None


@pytest.mark.parametrize(("text", "wanted"), MINUTES + DAYS)
def test_what_the_sites_show_means_the_same(text: str, wanted: str) -> None:
    if " ago" in text:
        return  # names no year, so it is never looked for on a page of unknown design
    writing = Writing(foreign_words())
    here = parse_date(text, zone="Asia/Almaty", now=NOW)
    assert parse_date(text, zone="Asia/Almaty", now=NOW, writing=writing) == here is not None, wanted


FOUND = [
    ("Datum: 22.12.2012, Rubrik: USA", ["22.12.2012"]),
    ("Schengen, 3. Juli 2018", ["3. Juli 2018"]),
    ("2021-10-16 | Botschaft", ["2021-10-16"]),
    ("02.12.19", ["02.12.2019"]),
    ("06. 01. 2026, 14:59 Uhr Lesedauer: 4 Minuten", ["06.01.2026, 14:59"]),
    ("By Anna | March 3, 2020 at 5:30 pm EST", ["March 3, 2020 at 5:30 pm"]),
    ("Published 3 May 2020 Updated 5 May 2020", ["3 May 2020", "5 May 2020"]),
    ("12. – 14. Januar 2022", []),  # no day of publication lasts three
    ("version 1.2.3 of 2020", []),
    ("192.168.10.20", []),
    ("call 12 34 56 78", []),
]


@pytest.mark.parametrize(("line", "wanted"), FOUND)
def test_dates_among_other_words(line: str, wanted: list[str]) -> None:
    assert [found.said[0] for found in dates_in(line)] == wanted
