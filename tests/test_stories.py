"""Which two articles report the same event? And does nothing hostile make it slow, or the order another?"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from newsspider.commands.stories_manifest import grouped, told_stories
from newsspider.commands.texts import GivenText
from newsspider.dedup.stories import LONGEST, WINDOW
from newsspider.dedup.story_marks import Told, told
from newsspider.dedup.story_names import Named, Names, story_id
from newsspider.dedup.story_words import names, words

NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)

FIRE = (
    "Склад мебели сгорел в Караганде",
    "Ночью в Караганде загорелся склад мебели фирмы «Кедр». Пожар тушили 40 человек.",
)
FIRE_2 = (
    "40 пожарных тушили склад «Кедра» в Караганде",
    "Огонь уничтожил мебель на складе компании «Кедр». Караганда к утру без дыма, погибших нет, сообщили в ДЧС.",
)
FIRE_ELSEWHERE = (
    "Склад мебели сгорел в Таразе",
    "Ночью в Таразе загорелся склад мебели фирмы «Ясень». Пожар тушили 15 человек.",
)
FIRE_KK = (
    "Қарағандыда жиһаз қоймасы өртенді",
    "Түнде Қарағандыда «Кедр» фирмасының жиһаз қоймасы өртенді. Өртті 40 адам сөндірді.",
)
BANK = ("Нацбанк снизил ставку", "Базовая ставка снижена до 14,25 процента, рассказал председатель банка.")
WEATHER = (
    "Погода в Актау на 9 ноября",
    "В Актау 9 ноября ожидается +7, ветер 5 м/с, влажность 60 процентов, без осадков.",
)
WEATHER_2 = (
    "Погода в Семее на 9 ноября",
    "В Семее 9 ноября ожидается -4, ветер 8 м/с, влажность 75 процентов, без осадков.",
)
UNTITLED = ("", FIRE[1])
EMPTY = ("", "")

PAIRS = [  # two articles: is it the same event?
    (FIRE, FIRE, True),
    (FIRE, FIRE_2, True),  # in other words
    (FIRE, FIRE_ELSEWHERE, False),  # the same sentences, another place, firm and number
    (FIRE, BANK, False),
    (WEATHER, WEATHER_2, False),  # notes made to one pattern
    (FIRE, UNTITLED, True),  # the text's first words stand for a title
    (EMPTY, EMPTY, False),  # nothing to go by
    (FIRE, EMPTY, False),
]


CHEAT = ("Мошенника поймали в Костанае", "Полиция Костаная поймала мужчину, который продавал чужие билеты на поезд.")
HEAD_OF_REGION = ("Новый глава Костанайской области", "Прежний аким ушёл на пенсию, его место занял инженер.")
HEAD_OF_REGION_KK = ("Қостанай облысына жаңа басшы келді", "Бұрынғы әкім зейнетке шықты, орнын инженер басты.")
SHEEP = ("В Таразе нашли 52 украденные овцы", "Полиция Тараза задержала двоих, одному 31 год, передаёт Tengrinews.kz.")
SHEEP_KK = (
    "Семейде ұрланған 31 қой табылды",
    "Семей полициясы екі адамды ұстады, деп жазды Tengrinews.kz. Бірі 52 жаста.",
)
SHEEP_RU = (
    "В Семее нашли 31 украденную овцу",
    "Полиция Семея задержала двоих, одному 52 года, передаёт Tengrinews.kz.",
)
FORECAST = (
    "Прогноз погоды на 13 ноября",
    "13 ноября в Караганде и Таразе туман, ветер 9 м/с, ночью 4 мороза, сообщил Казгидромет.",
)
FORECAST_NEXT = (
    "Прогноз погоды на 14 ноября",
    "14 ноября в Караганде и Таразе туман, ветер 9 м/с, ночью 4 мороза, сообщил Казгидромет.",
)
FORECAST_RETOLD = (
    "Каким будет прогноз погоды на 13 ноября",
    "Казгидромет: 13 ноября туман в Караганде и Таразе, ночью 4 мороза, ветер 9 м/с.",
)
TREMOR = (
    "Землетрясение случилось рядом с Таразом",
    "Толчки отмечены в 03:21, магнитуда 4,4, эпицентр в 210 километрах к югу от Тараза, глубина 12 километров.",
)
TREMOR_RETOLD = (
    "Землетрясение отметили у Тараза",
    "В 03:21 к югу от Тараза, в 210 километрах, отмечены толчки. Магнитуда 4,4, глубина 12 километров.",
)
TREMOR_LATER = (
    "Землетрясение случилось рядом с Таразом",
    "Толчки отмечены в 16:48, магнитуда 5,3, эпицентр в 370 километрах к югу от Тараза, глубина 25 километров.",
)
OF_A_KIND = [  # two articles, languages: is it the same event?
    (CHEAT, "ru", HEAD_OF_REGION, "ru", False),  # a town alone
    (CHEAT, "ru", HEAD_OF_REGION_KK, "kk", False),
    (SHEEP, "ru", SHEEP_KK, "kk", False),  # other towns and numbers; the site's own name is no evidence
    (SHEEP, "ru", SHEEP_RU, "ru", False),
    (SHEEP_RU, "ru", SHEEP_KK, "kk", True),
    (FORECAST, "ru", FORECAST_NEXT, "ru", False),  # bulletins of two days
    (FORECAST, "ru", FORECAST_RETOLD, "ru", True),
    (TREMOR, "ru", TREMOR_LATER, "ru", False),  # other hours and magnitudes
    (TREMOR, "ru", TREMOR_RETOLD, "ru", True),
    (TREMOR, "", TREMOR_LATER, "", False),  # of an unknown language
]


def article(
    id: str, content: tuple[str, str], at: datetime | None = NOON, language: str = "ru", **more: dict[str, str]
) -> Told:
    return told(id, content[1], title=content[0], language=language, at=at, **more)  # type: ignore[arg-type]


def stories(*articles: Told) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for placed in grouped(articles):
        found.setdefault(placed.story, set()).add(placed.article.id)
    return sorted(found.values(), key=sorted)


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_same_event(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert (stories(article("a", one), article("b", other)) == [{"a", "b"}]) is same
    assert (stories(article("a", other), article("b", one)) == [{"a", "b"}]) is same


@pytest.mark.parametrize(("one", "its", "other", "others", "same"), OF_A_KIND)
def test_notes_of_one_kind(one: tuple[str, str], its: str, other: tuple[str, str], others: str, same: bool) -> None:
    found = stories(article("a", one, language=its), article("b", other, language=others))
    assert (found == [{"a", "b"}]) is same


def test_who_reports_is_no_evidence() -> None:
    sites = "Tengrinews.kz", "Zakon.kz"
    one, other = (article("a", (FIRE[0], f"Склад сгорел, сообщает {site}.")) for site in sites)
    assert (one.own, one.common) == (other.own, other.common)


def test_another_language() -> None:
    assert stories(article("a", FIRE), article("b", FIRE_KK, language="kk")) == [{"a", "b"}]
    assert stories(article("a", BANK), article("b", FIRE_KK, language="kk")) == [{"a"}, {"b"}]


def test_time() -> None:
    near, far = NOON + WINDOW, NOON + WINDOW + timedelta(minutes=1)
    assert stories(article("a", FIRE), article("b", FIRE_2, near)) == [{"a", "b"}]
    assert stories(article("a", FIRE), article("b", FIRE_2, far)) == [{"a"}, {"b"}]
    assert stories(article("a", FIRE), article("b", FIRE_2, None)) == [{"a", "b"}]  # it may be of any time


def test_a_story_ends() -> None:
    """However often it is told: what goes on for weeks is not one event."""
    daily = [article(f"{day:02}", FIRE, NOON + timedelta(days=day)) for day in range(20)]
    assert [len(each) for each in stories(*daily)] == [LONGEST.days + 1, 20 - LONGEST.days - 1]


def test_given_ties() -> None:
    tied = article("b", BANK, ties={"a": "translation"})
    assert stories(article("a", FIRE), tied) == [{"a", "b"}]
    assert next(tie for placed in grouped([article("a", FIRE), tied]) for tie in placed.ties).how == "translation"


def test_order_does_not_matter() -> None:
    contents = [FIRE, FIRE_2, FIRE_ELSEWHERE, BANK, WEATHER, WEATHER_2]
    articles = [article(str(n), content, NOON + timedelta(minutes=n)) for n, content in enumerate(contents)]
    wanted = stories(*articles)
    for seed in range(5):
        assert stories(*random.Random(seed).sample(articles, len(articles))) == wanted


def test_lines_of_a_manifest() -> None:
    given = [
        GivenText(7, FIRE[1], FIRE[0], NOON, language="ru"),
        GivenText("x", BANK[1], BANK[0], NOON, language="ru"),
        GivenText(8, FIRE_2[1], FIRE_2[0], NOON, language="ru"),
    ]
    first, other, second = told_stories(given)
    assert first["story"] == second["story"] == story_id("7") != other["story"]
    assert [tie["id"] for tie in second["tied_by"]] == [7]
    assert [tie["id"] for tie in first["tied_by"]] == [8]
    assert {"кедр", "кара"} <= set(second["tied_by"][0]["shared"])
    assert other["tied_by"] == []


def test_thousands_of_equal_headlines() -> None:
    """They are compared with few others each; and they are not all one story for that."""
    many = [
        article(
            f"{n:04}", ("Погода на завтра", f"В городе {n} ожидается {n % 40} градусов, ветер {n % 17} м/с, {n} мм.")
        )
        for n in range(2000)
    ]
    assert sum(map(len, stories(*many))) == 2000


def test_very_long_texts() -> None:
    one = article("a", ("я" * 1_000_000, "слово " * 2_000_000))
    other = article("b", (FIRE[0], "х" * 5_000_000))
    assert len(one.own.whole) + len(other.own.whole) < 20
    assert stories(one, other) == [{"a"}, {"b"}]


WORDS = [  # text, what is compared
    ("В Караганде сгорел склад", ["кара", "сгор", "скла"]),
    ("The fire of 1500 sq m", ["fire", "1500", "sq"]),
    ("Ёлка и елка", ["елка", "елка"]),
]


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_words(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_both_scripts_of_kazakh_are_one() -> None:
    assert words("Қарағандыда өрт болды", kazakh=True) == words("Qarağandyda ört boldy", kazakh=True)


NAMES = [
    ("Вчера Ормантай приехал в Тараз.", {"орма", "тара"}),
    ("Ормантай приехал.", set()),  # the first word of a sentence may be any
    ("Сегодня Директор и директор", set()),  # it is written small, too
    ("Глава Казахстана в Астане", set()),  # half of all news is of these
]


@pytest.mark.parametrize(("text", "wanted"), NAMES)
def test_names(text: str, wanted: set[str]) -> None:
    assert names(text) == wanted


def test_names_of_stories() -> None:
    known, story, later = Names(), Named("a", ""), Named("b", "")
    known.take(story, None)
    known.take(story, "old")
    known.take(story, "older")
    known.take(later, "old")  # another story has it
    for each in (story, later):
        known.settle(each)
    assert (story.id, story.was) == ("old", {"older"})
    assert (later.id, later.was) == (story_id("b"), set())
