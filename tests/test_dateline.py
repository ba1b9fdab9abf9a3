"""Where does a dateline end, and where is there none?"""

from __future__ import annotations

import pytest

from newsspider.article import Dateline
from newsspider.extract.dateline import split_dateline

NEWS = "Президент прибыл в южную столицу и открыл новую линию метро, которую строили больше десяти лет."
DATELINES = [
    # Kazinform's, in both scripts, with each dash
    ("АСТАНА. KAZINFORM — Бас прокурор", "АСТАНА", "KAZINFORM", "Бас прокурор"),
    ("АСТАНА. KAZINFORM – биыл", "АСТАНА", "KAZINFORM", "биыл"),
    ("АСТАНА. KAZINFORM -Бүгін", "АСТАНА", "KAZINFORM", "Бүгін"),
    ("АСТАНА. KAZINFORM: Президент", "АСТАНА", "KAZINFORM", "Президент"),
    ("АСТАНА . KAZINFORM – Бүгін", "АСТАНА", "KAZINFORM", "Бүгін"),
    ("ASTANA.KAZINFORM - Iranda ınternet", "ASTANA", "KAZINFORM", "Iranda ınternet"),
    ("TAShKENT. KAZINFORM – 2025 jyly", "TAShKENT", "KAZINFORM", "2025 jyly"),
    ("ASTANA. QAZINFORM – Búgin", "ASTANA", "QAZINFORM", "Búgin"),
    ("ALMATY. QazAqparat – Búgin", "ALMATY", "QazAqparat", "Búgin"),
    ("НҰР-СҰЛТАН. ҚазАқпарат – Бүгін", "НҰР-СҰЛТАН", "ҚазАқпарат", "Бүгін"),
    ("АСТАНА. МИА «Казинформ» – Премьер", "АСТАНА", "Казинформ", "Премьер"),
    ("استانا. قازاقپارات - بۇگىن", "استانا", "قازاقپارات", "بۇگىن"),
    # letters of another keyboard: a Latin C, a Cyrillic О, a Cyrillic І
    ("АCТАНА. KAZINFОRM — Бүгін", "АСТАНА", "KAZINFORM", "Бүгін"),
    ("TÚRKІSTAN. KAZINFORM - Oblysta", "TÚRKISTAN", "KAZINFORM", "Oblysta"),
    # with the day
    ("АСТАНА. 5 января. KAZINFORM - В столице", "АСТАНА", "KAZINFORM", "В столице"),
    ("АСТАНА. 5 қаңтар. ҚазАқпарат – «Барыс»", "АСТАНА", "ҚазАқпарат", "«Барыс»"),
    ("АЛМАТЫ. 12 октября 2024 года. КазТАГ – В суде", "АЛМАТЫ", "КазТАГ", "В суде"),
    ("Алматы. 3 мая. ИНТЕРФАКС-КАЗАХСТАН - Цены", "Алматы", "ИНТЕРФАКС-КАЗАХСТАН", "Цены"),
    # other agencies' habits
    ("Astana, 12 May (Kazinform) – The", "Astana", "Kazinform", "The"),
    ("(Reuters) - The bank", None, "Reuters", "The bank"),
    ("WASHINGTON (AP) — The", "WASHINGTON", "AP", "The"),
    ("ASTANA, Kazakhstan (AP) — The", "ASTANA, Kazakhstan", "AP", "The"),
    ("MOSCOW/ASTANA, May 3 (Reuters) - Talks", "MOSCOW/ASTANA", "Reuters", "Talks"),
    ("АСТАНА, 3 мая - РИА Новости. Президент", "АСТАНА", "РИА Новости", "Президент"),
    ("МОСКВА, 3 мая. /ТАСС/. Глава", "МОСКВА", "ТАСС", "Глава"),
    ("（哈萨克国际通讯社讯）北极星公司", None, "哈萨克国际通讯社", "北极星公司"),
    ("哈萨克国际通讯社阿斯塔纳1月5日电 总统", "阿斯塔纳", "哈萨克国际通讯社", "总统"),
    # a known city in capitals says so without an agency
    (f"АЛМАТЫ – {NEWS}", "АЛМАТЫ", None, NEWS),
    (f"АЛМАТЫ — {NEWS[:-1]}, сообщил акимат.", "АЛМАТЫ", None, f"{NEWS[:-1]}, сообщил акимат."),
    ("ASTANA, January 5 – The", "ASTANA", None, "The"),
    # a paragraph of its own
    ("АСТАНА. KAZINFORM", "АСТАНА", "KAZINFORM", ""),
    ("НҰР-СҰЛТАН. ҚазАқпарат –", "НҰР-СҰЛТАН", "ҚазАқпарат", ""),
]


@pytest.mark.parametrize(("text", "place", "agency", "rest"), DATELINES)
def test_dateline(text: str, place: str | None, agency: str | None, rest: str) -> None:
    sent = split_dateline(text)
    assert sent is not None
    assert (sent.dateline, sent.text) == (Dateline(place, agency), rest)


SENTENCES = [
    "Астана – столица Казахстана",
    "Астана – Столица мира",
    "АСТАНА – столица Казахстана",
    "АСТАНА – СТОЛИЦА МИРА",
    "АЛМАТЫ – БАРЫС матчы",
    "Алматы, Астана – два города",
    "ПРЕЗИДЕНТ – Глава государства",  # in capitals, and no city
    "Kazinform – крупнейшее агентство страны",
    "KAZINFORM – Қазақстанның ең ірі агенттігі",
    "Kazinform агенттігі хабарлайды",
    "АСТАНА. Kazinform-ға сілтеме жасап",  # a hyphen inside a word
    "АСТАНА. KAZINFORM Президент",
    "Астана. Казинформ сообщает",
    "Бұл туралы. KAZINFORM – деді",
    "Президент Токаев, Kazinform – сообщили",
    "Astana (KazTAG) said",
    "Trend: рынок растет",
    "Цены выросли. Интерфакс – о причинах",
    "哈萨克国际通讯社讯息中心成立",
    # what a note is about, or what an agency is, isn't a place
    "Источник – ТАСС. Президент подписал закон.",
    "ИСТОЧНИК – ТАСС. Президент подписал закон.",
    "Видео – Reuters. Президент подписал закон.",
    "Фото – РИА Новости. Президент подписал закон.",
    "Агентство - Интерфакс. Он сообщил",
    "Газета – Ведомости. Она пишет",
    "Партнёр – Zakon.kz. Президент подписал закон.",
    "Опрос (ТАСС) – Президент подписал закон.",
    "Экономика. РБК – Президент подписал закон.",
    "ЭКОНОМИКА. РБК – Президент подписал закон.",
    "Дереккөз – Kazinform. Президент заңға қол қойды.",
    "Путин, Трамп – Trend. Иран",
    "Сам Болат. KAZINFORM",
    # a city, and then another one, what it is, or too little to tell
    "АЛМАТЫ – Ташкент бағытындағы пойыз жүре бастады",
    f"АЛМАТЫ – Ташкент бағытындағы пойыз жүре бастады, {NEWS}",
    f"АЛМАТЫ – Астанадан басқа қала, {NEWS}",
    "LONDON – Paris train service was stopped",
    f"LONDON – Paris train service was stopped, {NEWS}",
    "ОРАЛ – Қазақстанның батысындағы қала.",
    f"ОРАЛ – Қазақстанның батысындағы қала, {NEWS}",
    "АСТАНА – Қазақстанның елордасы",
    "НЬЮ-ЙОРК – Город, который никогда не спит.",
    f"НЬЮ-ЙОРК – Город, который никогда не спит, {NEWS}",
    "АЛМАТЫ – Президент прибыл",
    f"АЛМАТЫ – Президент прибыл. {NEWS}",
    "",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_no_dateline(text: str) -> None:
    assert split_dateline(text) is None


def test_who_signed_it() -> None:
    for text in ("ШЫМКЕНТ. ҚазАқпарат /Айгүл Нұрлан/ - Қалада", "МОСКВА, 3 мая - РИА Новости, Айгүл Нұрлан. Суд"):
        sent = split_dateline(text)
        assert sent is not None
        assert sent.person == "Айгүл Нұрлан"


def test_a_hostile_beginning_costs_no_time() -> None:
    for text in ("Аа " * 100_000, "А-" * 100_000, "А, " * 100_000, "(Aa" * 100_000, "А. 1 " * 100_000):
        assert split_dateline(text) is None
