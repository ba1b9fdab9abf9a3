"""Does the plan know the sites, and is what a user changes in it understood?"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from newsspider.schedule.plan import PLAN, UNKNOWN, Backfill, Plan, Polling
from newsspider.schedule.plan_file import read_plan
from newsspider.schedule.plan_values import BadPlan
from tests.every_site import SITES
from tests.replica.run import ROOT

EDITIONS = {name: tuple(edition.name for edition in site.editions) for name, site in SITES.items()}
FRIDAY, SUNDAY = datetime(2026, 11, 20, 12), datetime(2026, 11, 22, 12)


def changed(folder: Path, text: str) -> Plan:
    file = folder / "plan.toml"
    file.write_text(text)
    return read_plan(file, PLAN, EDITIONS)


def pollings(plan: Plan) -> dict[tuple[str, str], Polling]:
    return {(site, edition): plan.of(site, edition) for site, editions in EDITIONS.items() for edition in editions}


def test_the_plan_names_no_edition_that_is_not_there() -> None:
    assert {site: set(editions) - set(EDITIONS[site]) for site, editions in PLAN.editions.items()} == {
        site: set() for site in PLAN.editions
    }


def test_the_plan_is_polite_and_lets_no_feed_overflow() -> None:
    for polling in [*pollings(PLAN).values(), UNKNOWN]:
        assert all(1 <= hours.shortest <= hours.longest for hours in polling.hours)
        assert polling.requests <= 3


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert pollings(changed(tmp_path, "")) == pollings(PLAN)


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    plan = changed(
        tmp_path,
        """
        since = 2025-11-01
        at_once = 2
        [tengrinews]
        requests = 2
        [tengrinews.ru]
        holds = 30
        hours = [{ days = "mon-fri", hours = "7-23", shortest = 4, longest = 15 }, { shortest = 10, longest = 60 }]
        [polisia]
        skip = true
        [kazinform.qz]
        per_day = 1.5
        """,
    )
    assert (plan.since, plan.at_once) == ("2025-11-01", 2)
    ru, kk = plan.of("tengrinews", "ru"), plan.of("tengrinews", "kk")
    assert (ru.requests, kk.requests, ru.holds, kk.holds) == (2, 2, 30, 20)
    assert (ru.at(FRIDAY).shortest, ru.at(SUNDAY).shortest) == (4, 10)
    assert kk.hours == PLAN.of("tengrinews", "kk").hours
    assert all(plan.of("polisia", edition).skip for edition in EDITIONS["polisia"])
    assert plan.of("kazinform", "qz").per_day == 1.5
    assert plan.of("kazinform", "ru") == PLAN.of("kazinform", "ru")


@pytest.mark.parametrize(
    ("days", "wanted"),
    [("mon", (0,)), ("Sat, Sun", (5, 6)), ("fri-mon", (0, 4, 5, 6)), ("mon-fri,sun", (0, 1, 2, 3, 4, 6))],
)
def test_days(tmp_path: Path, days: str, wanted: tuple[int, ...]) -> None:
    plan = changed(tmp_path, f'[polisia.ru]\nhours = [{{ days = "{days}", shortest = 5, longest = 6 }}]')
    assert plan.of("polisia", "ru").hours[0].days == wanted


BACKFILLS = [
    ('until = "2024-12-31"', Backfill("", "2024-12-31", ("kk", "ru", "en"))),  # from the beginning, all the time
    ("since = 2024-01-01\nuntil = 2024-12-31", Backfill("2024-01-01", "2024-12-31", ("kk", "ru", "en"))),  # TOML's own
    ('until = "2024-12-31"\neditions = "en, kk"', Backfill("", "2024-12-31", ("kk", "en"))),
    (
        'until = "2024-12-31"\nhours = "22-7"\ndays = "sat,sun"',
        Backfill("", "2024-12-31", ("kk", "ru", "en"), (22, 7), (5, 6)),
    ),
]


@pytest.mark.parametrize(("lines", "wanted"), BACKFILLS)
def test_a_backfill(tmp_path: Path, lines: str, wanted: Backfill) -> None:
    plan = changed(tmp_path, f"[polisia.backfill]\n{lines}")
    assert plan.backfills == {"polisia": wanted}
    assert pollings(plan) == pollings(PLAN)


def test_nothing_is_read_of_the_past_by_default() -> None:
    assert PLAN.backfills == {}


def test_a_backfill_is_of_the_editions_that_are_crawled_unless_it_names_others(tmp_path: Path) -> None:
    backfill = '[polisia]\nbackfill = { until = "2024-12-31"%s }\n[polisia.kk]\nskip = true'
    assert changed(tmp_path, backfill % "").backfills["polisia"].editions == ("ru", "en")
    assert changed(tmp_path, backfill % ', editions = "kk"').backfills["polisia"].editions == ("kk",)


@pytest.mark.parametrize(
    ("day", "hour", "wanted"),
    [(20, 21, False), (20, 22, True), (20, 6, True), (20, 7, False), (22, 23, False), (21, 3, False)],  # 20: a Friday
)
def test_hours_of_a_backfill(day: int, hour: int, wanted: bool) -> None:
    backfill = Backfill("", "2024-12-31", ("kk",), (22, 7), (0, 1, 2, 3, 4))
    assert backfill.holds(datetime(2026, 11, day, hour)) is wanted


HOURS = "[polisia.ru]\nhours = "
PAST = "[polisia]\nbackfill = { %s }"
WRONG = [
    ("since = 'soon'", """since = 'soon': a day, for example since = "2025-11-01\""""),
    ("at_once = 0", "at_once = 0: a number from 1 to 100"),
    ("at_once = true", "at_once = True: a number"),
    ("[kazinfrom]", "unknown name 'kazinfrom': use since, at_once, govkz, kazinform, polisia, tengrinews"),
    ("[polisia.fr]", "polisia: unknown edition 'fr': this site has kk, ru, en"),
    ("[polisia]\nskp = true", "polisia: unknown name 'skp': use hours, skip, requests"),
    ("polisia = 5", "polisia = 5: a table, in TOML"),
    ("[polisia]\nskip = 'yes'", "polisia.kk.skip = 'yes': true or false"),
    ("[polisia.ru]\nrequests = 0", "polisia.ru.requests = 0: a number from 0.01 to 100"),
    ("[polisia.ru]\nholds = '20'", "polisia.ru.holds = '20': a number"),
    (HOURS + "[]", "polisia.ru.hours is empty"),
    (HOURS + "5", "polisia.ru.hours = 5: a list, in TOML"),
    (HOURS + "[{ shortest = 0.1, longest = 5 }]", "shortest = 0.1: a number from 1 to 10080 minutes"),
    (HOURS + "[{ shortest = 5 }]", "longest = None: a number"),
    (HOURS + "[{ shortest = 9, longest = 5 }]", "shortest = 9 is more than longest = 5"),
    (HOURS + "[{ shortest = 1, longest = 5, hours = '7' }]", "hours = '7': two hours of the day"),
    (HOURS + "[{ shortest = 1, longest = 5, hours = '7-25' }]", "two hours of the day"),
    (HOURS + "[{ shortest = 1, longest = 5, days = 'пн' }]", "days = 'пн': for example"),
    (HOURS + "[{ shortest = 1, longest = 5, colour = 1 }]", "unknown name 'colour'"),
    (PAST % "since = 2024-01-01", 'polisia.backfill: until is missing: the last day, for example until = "2025-10-31"'),
    (PAST % "until = 'now'", """polisia.backfill: until = 'now': a day, for example until = "2025-11-01\""""),
    (PAST % "until = 2024-01-01, since = 2024", "polisia.backfill: since = 2024: a day, for example since = "),
    (
        PAST % "until = 2024-01-01, since = 2024-01-02",
        "polisia.backfill: since = 2024-01-02 is later than until = 2024-01-01",
    ),
    (PAST % "until = 2024-01-01, hours = '22'", "polisia.backfill: hours = '22': two hours of the day"),
    (PAST % "until = 2024-01-01, days = 'so'", "polisia.backfill: days = 'so': for example"),
    (PAST % "until = 2024-01-01, editions = 'fr'", "polisia.backfill: unknown edition 'fr': this site has kk, ru, en"),
    (PAST % "until = 2024-01-01, editions = ''", "polisia.backfill: unknown edition ''"),
    (PAST % "till = 2024-01-01", "polisia.backfill: unknown name 'till': use since, until, editions, hours, days"),
    (PAST % "until = 2024-01-01" + "\nskip = true", "polisia.backfill: all editions are skipped: name those meant"),
    ("[polisia]\nbackfill = true", "polisia.backfill = True: a table, in TOML"),
    ("[polisia.ru]\nbackfill = {}", "polisia.ru: a site has one backfill: write it into the site's own table"),
    ("[", "plan.toml: "),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_can_not_be_meant_is_refused_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadPlan) as raised:
        changed(tmp_path, text)
    assert words in str(raised.value)
    assert str(tmp_path / "plan.toml") in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_plan_in_the_docs_is_understood(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- plan -->\n```toml\n(.*?)```", text, re.S)
    assert block is not None
    plan = changed(tmp_path, block[1])
    assert plan.of("tengrinews", "ru").at(SUNDAY).shortest == 5
    assert plan.of("polisia", "kk").skip
    assert plan.backfills["kazinform"].hours == (22, 7)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadPlan, match="No such file"):
        read_plan(tmp_path / "none.toml", PLAN, EDITIONS)
