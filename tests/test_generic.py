"""What does a page become whose design nobody described?"""

from __future__ import annotations

import tracemalloc

import pytest

from newsspider.extract.body import Block
from newsspider.extract.compose import rendered
from newsspider.extract.generic import generic_parts
from newsspider.extract.page import parse
from newsspider.extract.refusal import NotAnArticle
from tests.test_doubt import paragraphs

COOKIES = "<div class='fixed'><p>Мы используем файлы cookie, чтобы сайт работал лучше, и вы с этим согласны.</p></div>"
LETTER = "<div class='box'><p>Главное за день одним письмом: подпишитесь на рассылку нашей редакции.</p></div>"
RIGHTS = "<div class='dark'><p>Перепечатка без ссылки на источник не разрешается, все буквы пронумерованы.</p></div>"
LEAD = "<p class='first'>В городе открыли мост, которого жители ждали тридцать лет, сообщили в акимате.</p>"
LIST = "<h2>Что известно</h2><ul><li>длина моста триста метров</li><li>ширина двадцать метров</li></ul>"


def read(inner: str) -> list[str]:
    tree = parse(f"<html><head><title>Мост</title></head><body>{inner}</body></html>")
    return [rendered(part) for part in generic_parts(tree, "https://a.kz/1") if isinstance(part, Block)]


def said(html: str) -> list[str]:
    return [line.replace("<p>", "") for line in html.split("</p>") if line]


ARTICLE = f"<div class='s'>{paragraphs(6)}</div>"
CASES = [
    (f"{COOKIES}<h1>Мост</h1>{ARTICLE}{LETTER}{RIGHTS}", said(paragraphs(6))),
    (f"<h1>Мост</h1><div>{LEAD}</div>{ARTICLE}{RIGHTS}", [LEAD[17:-4], *said(paragraphs(6))]),  # behind the headline
    (f"<h1>Мост</h1><div class='s'>{paragraphs(3)}{LIST}{paragraphs(3, 3)}</div>{COOKIES}", 9),
    (
        f"<h1>Мост</h1><div>{ARTICLE}<div class='s'>{paragraphs(2, 6)}</div></div>{RIGHTS}",
        said(paragraphs(8)),
    ),  # cut in two
    (f"<h1>Мост</h1>{ARTICLE}<div class='more'>{paragraphs(4, 6)}</div>", said(paragraphs(10))),  # prose is not lone
]


TEXT = said(paragraphs(4))


def whole(title: str, start: int = 0, *, name: str = "") -> str:
    headline = f"<h1 class='{name}'>{title}</h1>" if name else f"<h1>{title}</h1>"
    return f"<div class='a'>{headline}<div class='c'>{paragraphs(4, start)}</div></div>"


SCROLLED = [
    (whole("Мост") + whole("Река", 20), TEXT),
    (f"<div>{whole('Мост')}</div>{whole('Река', 20)}{whole('Снег', 40)}", TEXT),
    (f"<h1>Мост</h1><div class='c'>{paragraphs(4)}</div>" + whole("Река", 20)[15:], TEXT),
    (whole("Мост", name="one") + whole("Река", 20, name="two"), 8),  # of another kind: a section's
    (f"<article>{whole('Мост')}{whole('Река', 20)}</article>", 10),  # one article, with its headlines
    (whole("Мост") + whole("Мост", 20), 8),  # repeated for print
    (f"<div><h1>Мост</h1>{paragraphs(4)}<h1>Река</h1>{paragraphs(4, 20)}</div>", 10),  # among the sentences
    (f"<div><h1>Топольские вести</h1>{paragraphs(2, 20)}</div>{whole('Мост')}", 6),  # above: the site's name
]


@pytest.mark.parametrize(("html", "wanted"), SCROLLED)
def test_the_next_article_is_not_this_one(html: str, wanted: list[str] | int) -> None:
    found = read(f"<div id='app'>{html}</div>")
    assert (found if isinstance(wanted, list) else len(found)) == wanted


def card(number: int, link: str = "<a href='/news/{}'>Заголовок</a>") -> str:
    promise = f"Синоптики номер {number} обещают жителям города снег, метель и гололёд на дорогах в ближайшие выходные."
    return f"<div class='card'>{link.format(number)}<p>{promise}</p></div>"


CARDS = "".join(map(card, range(4)))
DEEPER = CARDS.replace("<p>", "<div><p>").replace("</p>", "</p></div>")
TEASERS = [
    (f"<div><h1>Мост</h1><div class='c'>{paragraphs(4)}</div><div class='more'>{CARDS}</div></div>", 0),
    (f"<div><h1>Мост</h1>{paragraphs(4)}{CARDS}</div>", 0),
    (f"<div><h1>Мост</h1>{paragraphs(4)}<section>{DEEPER}</section></div>", 0),
    (f"<div><h1>Мост</h1>{paragraphs(4)}{CARDS.replace('/news/', 'https://film.org/')}</div>", 4),  # a survey
    (f"<div><h1>Мост</h1>{paragraphs(4)}{CARDS.replace('/news/', '#')}</div>", 4),  # leads nowhere else
]


@pytest.mark.parametrize(("html", "wanted"), TEASERS)
def test_teasers_behind_the_text(html: str, wanted: int) -> None:
    found = [line for line in read(f"<div id='app'>{html}</div>") if "номер" in line]
    assert found[:4] == TEXT
    assert len(found[4:]) == wanted


MENU = "<a href='/'>Главная</a><br>О нас<br><a href='/k'>Контакты</a>"
WEATHER = "Погода: +5<br>Курс: 450"


@pytest.mark.parametrize("between", ["<br>", "<br><br>", "</p><p>"])
@pytest.mark.parametrize("headline", ["<h1>Мост</h1>", "<b>Мост</b><br>"])
def test_a_page_laid_out_as_a_table(between: str, headline: str) -> None:
    text = f"{headline}<p>{between.join(TEXT)}</p>" if "<p>" in between else headline + between.join(TEXT)
    row = f"<tr><td>{MENU}</td><td>{text}</td><td>{WEATHER}</td></tr>"
    found = "\n".join(read(f"<table>{row}<tr><td colspan=3>Все права<br>Адрес</td></tr></table>"))
    assert [line for line in found.split("\n") if "номер" in line] == TEXT
    assert not any(word in found for word in ("О нас", "Главная", "Погода", "Курс", "Адрес", "права"))


@pytest.mark.parametrize(("html", "wanted"), CASES)
def test_generic_text(html: str, wanted: list[str] | int) -> None:
    found = read(f"<div id='app'>{html}</div>")
    assert (found if isinstance(wanted, list) else len(found)) == wanted


def test_links_are_those_of_the_page() -> None:
    html = ARTICLE.replace("</div>", "<p>Наш <a href='https://t.me/a'>канал</a> читают все жители города</p></div>")
    tree = parse(f"<html><body><article><h1>Мост</h1>{html}</article></body></html>")
    *_, last = generic_parts(tree, "https://a.kz/1")
    assert isinstance(last, Block)
    assert last.lines[0].targets == ["https://t.me/a"]


def test_a_table_stands_once() -> None:
    table = "<h2>Цены</h2><table><tr><td>Астана</td><td>450</td></tr><tr><td>Шымкент</td><td>430</td></tr></table>"
    found = read(f"<div id='app'><h1>Мост</h1><div class='s'>{paragraphs(5)}{table}</div>{RIGHTS}</div>")
    assert [line for line in found if "Шымкент" in line] == ["Астана | 450\nШымкент | 430"]


def test_one_line_many_times_costs_no_memory() -> None:
    """Each of the lines stands in all the places of the others: 3 GB, once."""
    items = "<li>пункт списка</li>" * 6_000
    tracemalloc.start()
    read(f"<div id='app'><h1>Мост</h1><div class='s'>{paragraphs(5)}<ul>{items}</ul></div></div>")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


def test_what_would_take_minutes_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="too-big"):
        read(f"<h1>Мост</h1>{paragraphs(5)}{'<p>а</p>' * 20_000}")
    with pytest.raises(NotAnArticle, match="too-big"):
        read(f"<h1>Мост</h1>{paragraphs(5)}<div class='share'>{'<a href=/x>y</a>' * 4_000}</div>")
    bold = "<b>Аа</b> " * 15_000  # is read, as plain text
    assert read(f"<div id='app'><h1>Мост</h1>{paragraphs(5)}<p>{bold}</p></div>")
