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
