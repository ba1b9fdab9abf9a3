"""Which lines of a text name its authors, which leave it, and what becomes of the fields?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.article import Article, Dateline, Image
from newsspider.extract.article import Site, extract_article
from newsspider.extract.bylines import Byline, read_byline
from newsspider.extract.rules import Rules

LINES = [
    ("Автор: Айша Нұрлан", Byline(["Айша Нұрлан"])),
    ("Автор — Айша Нұрлан", Byline(["Айша Нұрлан"])),
    ("Автор Айша Нұрлан", Byline(["Айша Нұрлан"])),
    ("Авторы: Айша Нұрлан, Самат Болат.", Byline(["Айша Нұрлан", "Самат Болат"])),
    ("Авторы: Айша Нұрлан и Самат Болат", Byline(["Айша Нұрлан", "Самат Болат"])),
    ("Авторлар: Айша Нұрлан мен Самат Болат", None),  # not a label that is known
    ("Мәтін: Айша Нұрлан", Byline(["Айша Нұрлан"])),
    ("Мәтін авторы: Айша Нұрлан және Самат Болат", Byline(["Айша Нұрлан", "Самат Болат"])),
    ("Авторы мақала: Әлия Серік қызы", Byline(["Әлия Серік қызы"])),
    ("Maqala avtory: Aıgúl Qasymova", Byline(["Aıgúl Qasymova"])),
    ("Текст: А. Қасымов", Byline(["А. Қасымов"])),
    ("Author: Mary O'Neil", Byline(["Mary O'Neil"])),
    ("By JOHN SMITH and Mary O'Neil", Byline(["JOHN SMITH", "Mary O'Neil"])),
    ("Written by John Smith", Byline(["John Smith"])),
    # with who made the pictures
    ("Текст: Айша Нұрлан. Фото: Самат Болат.", Byline(["Айша Нұрлан"], "Самат Болат")),
    ("Текст: Айша НұрланФото: Самат Болат", Byline(["Айша Нұрлан"], "Самат Болат")),
    ("Текст и фото: Айша Нұрлан", Byline(["Айша Нұрлан"], "Айша Нұрлан")),
    ("Фото: Самат Болат, сервис 2ГИС.", Byline([], "Самат Болат, сервис 2ГИС")),
    # the newsroom tells it, or says what no field has
    ("Подготовила Айша Нұрлан", Byline(["Айша Нұрлан"], is_label=False)),
    ("Текст подготовила Айша Нұрлан. Фото Самата Болата.", Byline(["Айша Нұрлан"], is_label=False)),
    ("Дайындаған: Айша Нұрлан", Byline(["Айша Нұрлан"], is_label=False)),
    ("Текст: Айша Нұрлан. Видео: Самат Болат", Byline(["Айша Нұрлан"], is_label=False)),
    # no byline
    ("Видео: Самат Болат", None),
    ("Авторы поправки Айша Нұрлан и Самат Болат приводят обоснование такой нормы.", None),
    ("Автор книги Айша Нұрлан", None),
    ("Автор: Айша Нұрлан, корреспондент", None),
    ("Автор: Редакция", None),
    ("Автор: Tengrinews.kz", None),
    ("Текст: закон о налогах", None),
    ("Текст и фото Айши Нұрлан", None),  # whose, not who
    ("Беседовала Айша НұрланВидео Самат Болат", None),
    ("By Reuters", None),
    ("By Associated Press", None),
    ("By the way", None),
    # a body, an outlet, words: nobody
    ("Автор: Пресс-служба Акимата", None),
    ("Автор: Казахстанская Правда", None),
    ("Автор: Вечерний Алматы", None),
    ("Мәтін: Баспасөз Қызметі", None),
    ("Мәтін: Егемен Қазақстан", None),
    ("Автор: Генеральная Прокуратура РК", None),
    ("Автор: Айша Нұрлан, Пресс-служба МВД", None),
    ("Текст: Конституция Республики Казахстан", None),
    ("Текст: Нержавеющая Сталь", None),
    ("Материал: Нержавеющая Сталь", None),
    ("Материал: Айша Нұрлан", None),  # of which something is made
    ("By The Numbers", None),
    ("By Popular Demand", None),
    ("By Air Astana", None),
    ("By Ministry Staff", None),
    ("By One Two Three Four", None),
    ("Материал подготовил: Самат Болат", Byline(["Самат Болат"])),
    ("Автор: Надежда Крупская", Byline(["Надежда Крупская"])),
    ("Автор: Мағжан Жұмабаев", Byline(["Мағжан Жұмабаев"])),
    ("By Ludwig van Beethoven", Byline(["Ludwig van Beethoven"])),
    ("", None),
]


@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_line(line: str, wanted: Byline | None) -> None:
    assert read_byline(line) == wanted


PROSE = "<p>Қалада жаңа көпір ашылды, деп хабарлады құрылысшылар баспасөз қызметі арқылы.</p><p>Құрылысқа екі жыл кетті.</p>"
TEXT = "Қалада жаңа көпір ашылды, деп хабарлады құрылысшылар баспасөз қызметі арқылы.\n\nҚұрылысқа екі жыл кетті."
SITE = Site(layouts=(Rules(name="a", body=".body", lead=".lead", title="h1"),))


def read(body: str, head: str = "") -> Article:
    page = f"<!doctype html><meta charset=utf-8><head>{head}</head><h1>Көпір ашылды</h1>{body}"
    return extract_article(page.encode(), url="https://a.kz/n-1/", site=SITE, now=datetime(2026, 1, 1, tzinfo=UTC))


PAGES = [
    (f"<div class=body>{PROSE}<p>Автор: Айша Нұрлан</p></div>", TEXT, ["Айша Нұрлан"]),
    (f"<div class=body><p>Мәтін: Айша Нұрлан</p>{PROSE}</div>", TEXT, ["Айша Нұрлан"]),
    (f"<div class=body><h1>Көпір ашылды</h1><p>By Aisha Nurlan</p>{PROSE}</div>", TEXT, ["Aisha Nurlan"]),
    (f"<div class=body>{PROSE[:-4]}<br>Автор: Айша Нұрлан</p></div>", TEXT, ["Айша Нұрлан"]),
    # the newsroom's sentence is read and stays
    (
        f"<div class=body>{PROSE}<p>Подготовила Айша Нұрлан</p></div>",
        f"{TEXT}\n\nПодготовила Айша Нұрлан",
        ["Айша Нұрлан"],
    ),
    # a source among the text's first or last lines, not in its middle
    (f"<div class=body>{PROSE}<p>Автор: Айша Нұрлан</p>{'<p>Тағы бір сөйлем.</p>' * 4}</div>", None, []),
    (
        f"<div class=body>{PROSE}<blockquote>Автор: Айша Нұрлан</blockquote></div>",
        f"{TEXT}\n\n> Автор: Айша Нұрлан",
        [],
    ),
    # a heading is none
    (f"<div class=body><h2>By Aisha Nurlan</h2>{PROSE}</div>", f"## By Aisha Nurlan\n\n{TEXT}", []),
    (f"<div class=body>{PROSE}<h2>Автор: Айша Нұрлан</h2></div>", f"{TEXT}\n\n## Автор: Айша Нұрлан", []),
    # nothing but a byline is still a text
    ("<div class=body><p>Автор: Айша Нұрлан</p></div>", "Автор: Айша Нұрлан", ["Айша Нұрлан"]),
]


@pytest.mark.parametrize(("body", "text", "authors"), PAGES)
def test_page(body: str, text: str | None, authors: list[str]) -> None:
    article = read(body)
    assert article.authors == authors
    assert article.provenance.get("authors") == ("text" if authors else None)
    assert article.text == text if text else "Автор: Айша Нұрлан" in (article.text or "")


def test_another_author_than_the_page_names_stays_in_the_text() -> None:
    for line, text in (("Автор: Айша Нұрлан", TEXT), ("Автор: Самат Болат", f"{TEXT}\n\nАвтор: Самат Болат")):
        article = read(f"<div class=body>{PROSE}<p>{line}</p></div>", '<meta name="author" content="Айша Нұрлан">')
        assert (article.authors, article.text, article.provenance["authors"]) == (["Айша Нұрлан"], text, "meta")


def test_the_last_line_says_who_made_the_pictures() -> None:
    pictures = '<p><img src="/a.jpg"></p><p>Сөз.</p><figure><img src="/b.jpg"><figcaption>Көпір. Фото: МЧС</figcaption></figure>'
    article = read(f"<div class=body>{pictures}{PROSE}<p>Текст: Айша Нұрлан</p><p>Фото: Самат Болат</p></div>")
    assert article.text == f"Сөз.\n\n{TEXT}"
    assert article.images == [
        Image("https://a.kz/a.jpg", credit="Самат Болат"),
        Image("https://a.kz/b.jpg", "Көпір.", "МЧС"),
    ]


def test_pictures_that_are_not_there_leave_their_line_in_the_text() -> None:
    assert read(f"<div class=body>{PROSE}<p>Фото: Самат Болат</p></div>").text == f"{TEXT}\n\nФото: Самат Болат"


DATED = [
    (f"<div class=body>{PROSE.replace('<p>', '<p>АСТАНА. KAZINFORM — ', 1)}</div>", None),
    (f"<div class=body><p>АСТАНА. KAZINFORM —</p>{PROSE}</div>", None),
    (f"<div class=body><p><b>АСТАНА. KAZINFORM</b><br>{PROSE[3:]}</div>", None),
    (f"<div class=body><h1>Көпір ашылды</h1><p>АСТАНА. KAZINFORM — {PROSE[3:]}</div>", None),
    (f"<div class=lead>АСТАНА. KAZINFORM — Кіріспе.</div><div class=body>{PROSE}</div>", "Кіріспе."),
    (f"<div class=lead>АСТАНА. KAZINFORM — Кіріспе.</div><div class=body><p>Кіріспе.</p>{PROSE}</div>", "Кіріспе."),
    (
        f"<div class=lead>Кіріспе.</div><div class=body>{PROSE.replace('<p>', '<p>АСТАНА. KAZINFORM — ', 1)}</div>",
        "Кіріспе.",
    ),
    (f"<div class=lead>АСТАНА. KAZINFORM</div><div class=body>{PROSE}</div>", None),
]


@pytest.mark.parametrize(("body", "lead"), DATED)
def test_a_dateline_leaves_text_and_lead(body: str, lead: str | None) -> None:
    article = read(body)
    assert (article.dateline, article.provenance["dateline"]) == (Dateline("АСТАНА", "KAZINFORM"), "text")
    assert (article.lead, article.text) == (lead, f"{lead}\n\n{TEXT}" if lead else TEXT)


def test_the_hash_is_of_the_text_without_the_dateline() -> None:
    assert read(DATED[0][0]).text_sha256 == read(f"<div class=body>{PROSE}</div>").text_sha256


def test_a_sentence_that_repeats_the_title_behind_a_dateline_stays() -> None:
    assert (
        read(f"<div class=body><p>АСТАНА. KAZINFORM – Көпір ашылды.</p>{PROSE}</div>").text
        == f"Көпір ашылды.\n\n{TEXT}"
    )


def test_a_dispatch_is_signed() -> None:
    article = read(f"<div class=body><p>ШЫМКЕНТ. ҚазАқпарат /Айша Нұрлан/ - {PROSE[3:]}</div>")
    assert (article.authors, article.dateline, article.text) == (
        ["Айша Нұрлан"],
        Dateline("ШЫМКЕНТ", "ҚазАқпарат"),
        TEXT,
    )
