"""Are translations found by what they say, and only they?"""

from __future__ import annotations

import itertools
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.commands.stories import Command
from newsspider.commands.texts import GivenText
from newsspider.commands.translations_manifest import lines
from newsspider.dedup.translations import Compared, translations
from tests.replica.run import ROOT
from tests.replica.spelling import qaz
from tests.test_commands import Folder, assert_one_line
from tests.translated import FIRE, MATCH, STORIES

DAY = datetime(2026, 3, 14, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


def given(*texts: str, **more: Any) -> list[GivenText]:
    return [GivenText(number, text, **more) for number, text in enumerate(texts)]


def found(texts: list[GivenText]) -> set[tuple[Any, Any, str]]:
    """Pairs of ids, and how they are linked; each pair is told by both."""
    told = [(line["id"], each["id"], each["how"]) for line in lines(texts) for each in line["translations"]]
    assert {(other, one, how) for one, other, how in told} == set(told)
    return {each for each in told if each[0] < each[1]}


def test_all_languages_of_each_story_are_found() -> None:
    texts = [GivenText(f"{number}/{name}", text) for number, each in enumerate(STORIES) for name, text in each.items()]
    wanted = {
        (*sorted((f"{number}/{one}", f"{number}/{other}")), "content")
        for number in range(len(STORIES))
        for one, other in itertools.combinations(("ru", "kk", "en"), 2)
    }
    assert found(texts) == wanted
    random.Random(1).shuffle(texts)
    assert found(texts) == wanted  # the order says nothing


def test_a_template_with_other_facts_is_no_translation() -> None:
    other = FIRE["kk"]
    facts = {"Павлодар": "Ақтау", "14 наурыз": "2 мамыр", "02:17": "23:48", "1250": "380", "63": "21", "1,7": "4,2"}
    facts |= {"төрт": "екі", "Бестау Логистик": "Жетіген", "Ринат Оспанқұлов": "Динара Серғазина"}
    for was, now in facts.items():
        assert was in other
        other = other.replace(was, now)
    assert not found(given(FIRE["ru"], other))
    assert found(given(FIRE["ru"], other, FIRE["kk"])) == {(0, 2, "content")}


def test_two_that_fit_equally_well_are_no_translation() -> None:
    almost = FIRE["kk"].replace("63 құтқарушы", "64 құтқарушы")
    assert not found(given(FIRE["ru"], almost, FIRE["kk"].replace("63 құтқарушы", "65 құтқарушы")))


def test_a_copy_is_no_rival() -> None:
    assert found(given(FIRE["ru"], FIRE["kk"], FIRE["kk"] + "\n\nТолығырақ сайтта.")) == {(0, 1, "content")}


@pytest.mark.parametrize(("later", "wanted"), [(timedelta(days=3), True), (timedelta(days=3, minutes=1), False)])
def test_a_translation_appears_within_three_days(later: timedelta, wanted: bool) -> None:
    texts = [GivenText(0, FIRE["ru"], published_at=DAY), GivenText(1, FIRE["kk"], published_at=DAY + later)]
    assert bool(found(texts)) is wanted


def test_of_equals_the_edition_of_the_same_site_is_taken() -> None:
    texts = [GivenText(0, FIRE["kk"], source="a"), GivenText(1, FIRE["kk"], source="b")]
    assert found([*texts, GivenText(2, FIRE["ru"], source="b")]) == {(1, 2, "content")}


def test_scripts_of_kazakh_are_transliterations() -> None:
    told = lines(given(FIRE["kk"], qaz(FIRE["kk"]), FIRE["ru"], qaz(MATCH["kk"])))
    assert [(line["id"], line["language"]) for line in told] == [(0, "kk"), (1, "kk"), (2, "ru"), (3, "kk")]
    pairs = {(0, 1, "transliteration"), (0, 2, "content"), (1, 2, "content")}
    assert found(given(FIRE["kk"], qaz(FIRE["kk"]), FIRE["ru"], qaz(MATCH["kk"]))) == pairs


@pytest.mark.parametrize("text", ["", "123", "«»", "Погода в Алматы: дождь.", "1 2 3 4 5 6 7 8 9 10 " * 40])
def test_what_says_little_has_no_translation(text: str) -> None:
    languages: tuple[Any, ...] = ("kk", "ru", "en")
    assert not found([GivenText(name, text, language=name) for name in languages])


def test_hostile_sets_end() -> None:
    """All the same text; thousands of numbers; one mark in everything."""
    same = [Compared(group, frozenset({"n:1", "s:aaaa"})) for group in ("kk", "ru", "en") for _ in range(1000)]
    assert translations(same) == []
    numbers = [
        Compared(group, frozenset(f"n:{number}" for number in range(start, start + 3000)))
        for group in ("kk", "ru")
        for start in range(0, 30_000, 1000)
    ]
    assert len(translations(numbers)) <= 30
    assert list(lines(given("9" * 100_000, "Ж" * 100_000, "1 000 " * 20_000, "1." * 50_000)))


def test_the_command_prints_a_line_for_each(folder: Folder, tmp_path: Path) -> None:
    rows = [{"id": 7, "text": FIRE["ru"]}, {"id": "kk", "text": FIRE["kk"], "language": "kk"}, {"id": 1, "text": "…"}]
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b"\n".join(map(orjson.dumps, rows)))
    result = folder.run(Command(), "--manifest", str(file), "--translations")
    told = [orjson.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert [(line["id"], line["language"]) for line in told] == [(7, "ru"), ("kk", "kk"), (1, None)]
    assert [(each["id"], each["language"], each["how"]) for each in told[0]["translations"]] == [
        ("kk", "kk", "content")
    ]
    assert 0 < told[0]["translations"][0]["similarity"] <= 1
    assert told[2]["translations"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--translations"], 2, "NEWSSPIDER_OUTPUT names the folder of your crawls"),
        (["--paragraphs"], 2, "--translations"),
        (["--manifest", "-", "--translations", "--paragraphs"], 2, "--manifest"),
        (["--translations", "--citations"], 2, "one at a time"),
        (["--manifest", "nowhere.jsonl", "--translations"], 2, "nowhere.jsonl"),
    ],
)
def test_nothing_stored_and_wrong_use(folder: Folder, arguments: list[str], code: int, words: str) -> None:
    result = folder.run(Command(), *arguments)
    assert_one_line(result, words, code=code)
