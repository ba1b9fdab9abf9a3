"""Does the plan know the sites, and is what a user changes in it understood?"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from newsspider.schedule.plan import PLAN, UNKNOWN, Plan, Polling
from newsspider.schedule.plan_file import BadPlan, read_plan
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


HOURS = "[polisia.ru]\nhours = "
WRONG = [
    ("since = 'soon'", """since = 'soon': a day, for example since = "2025-11-01\""""),
    ("at_once = 0", "at_once = 0: a number from 1 to 100"),
    ("at_once = true", "at_once = True: a number"),
    ("[kazinfrom]", "unknown name 'kazinfrom': use since, at_once, kazinform, polisia, tengrinews"),
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


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadPlan, match="No such file"):
        read_plan(tmp_path / "none.toml", PLAN, EDITIONS)
