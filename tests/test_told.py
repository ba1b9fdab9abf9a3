"""What is read of the JSON that a rendered page received, and what does hostile JSON do?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from newsspider.article import Article
from newsspider.extract import told
from newsspider.extract.article import NotAnArticle, extract_article
from newsspider.extract.received import with_received
from newsspider.spiders.govkz import GovkzSpider

URL = "https://www.gov.kz/memleket/entities/qriim/press/news/details/77?lang=ru"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEXT = "Полицейские Атырау нашли пропавшего ребёнка, он жив и здоров."
NEWS = {"id": 77, "title": "Ребёнок найден", "body": f"<p>{TEXT}</p>", "created_date": "2026-07-08T12:30:00Z"}
SHELL = "<html><head><title>Портал</title></head><body><div id='root'><h1>Портал</h1></div></body></html>"


def read(*answers: Any) -> Article:
    page = with_received(SHELL, [(f"https://www.gov.kz/{n}", orjson.dumps(each)) for n, each in enumerate(answers)])
    return extract_article(page.encode(), url=URL, site=GovkzSpider.reading(URL), now=NOW)


WALL_CLOCK = [  # as written, when that was, precision
    ("2026-07-08T12:30:00Z", "2026-07-08T07:30:00Z", "minute"),  # the clock of Kazakhstan, whatever it says
    ("2026-07-08T12:30:00+00:00", "2026-07-08T07:30:00Z", "minute"),
    ("2026-07-08T12:30:00.000Z", "2026-07-08T07:30:00Z", "minute"),
    ("2026-07-08 12:30:00", "2026-07-08T07:30:00Z", "minute"),
    ("2024-02-29T12:30:00Z", "2024-02-29T06:30:00Z", "minute"),  # UTC+6 until the end of that day
    ("2024-03-01T12:30:00Z", "2024-03-01T07:30:00Z", "minute"),
    ("2026-07-08T00:00:00Z", "2026-07-07T19:00:00Z", "day"),  # midnight: only the day is known
    ("2026-07-08T00:00:00.000+00:00", "2026-07-07T19:00:00Z", "day"),
    ("2026-07-08T00:01:00Z", "2026-07-07T19:01:00Z", "minute"),
    ("2026-07-08", "2026-07-07T19:00:00Z", "day"),
    ("soon", None, None),
    ("", None, None),
    (None, None, None),
    (1783500000, None, None),
    ({"$date": "2026-07-08"}, None, None),
]


@pytest.mark.parametrize(("raw", "at", "precision"), WALL_CLOCK)
def test_times_are_the_clock_of_kazakhstan(raw: Any, at: str | None, precision: str | None) -> None:
    article = read(NEWS | {"created_date": raw})
    assert (article.published_at, article.published_precision) == (at, precision)
    assert article.published_raw == (raw if at else None)


BODIES = [  # as an editor's program wrote it, the text
    (f"<!DOCTYPE html>\n<html>\n<head>\n</head>\n<body>\n<p>{TEXT}</p>\n<p>&nbsp;</p></body>\n</html>", TEXT),
    (f"<p>{TEXT}</p><table><tr><td>Атырау</td><td>5</td></tr></table>", f"{TEXT}\n\nАтырау | 5"),
    (f"<div><div dir='auto'>{TEXT}</div><ul><li>раз</li><li>два</li></ul></div>", f"{TEXT}\n\n- раз\n\n- два"),
    (f"<p>{TEXT}</p><blockquote><p>Мы рады.</p></blockquote>", f"{TEXT}\n\n> Мы рады."),
    (f"<p>{TEXT}</p><script>alert(1)</script><style>p{{}}</style>", TEXT),
    (TEXT, TEXT),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_bodies_of_editors(body: str, text: str) -> None:
    assert read(NEWS | {"body": body}).text == text


def test_addresses_are_whole_and_films_are_films() -> None:
    frame = '<iframe src="//www.youtube.com/embed/abcdefghijk"></iframe>'
    body = f'<p>{TEXT}</p><p><img src="/uploads/2026/7/8/a1b2c3_original.png"></p>{frame}'
    article = read(NEWS | {"body": body, "heropic": "/uploads/2026/7/8/d4e5f6_original.11.jpg"})
    assert [each.url for each in article.images] == [
        "https://www.gov.kz/uploads/2026/7/8/d4e5f6_original.11.jpg",
        "https://www.gov.kz/uploads/2026/7/8/a1b2c3_original.png",
    ]
    assert [each.kind for each in article.videos] == ["youtube"]


def test_an_empty_body_is_its_short_description() -> None:
    assert read(NEWS | {"body": " <p>&nbsp;</p> ", "short_description": TEXT}).text == TEXT


def test_titles_have_no_markup() -> None:
    assert read(NEWS | {"title": "<b>Ребёнок</b>&nbsp;&laquo;найден&raquo;"}).title == "Ребёнок «найден»"


@pytest.mark.parametrize("empty", ["", " ", "<p> </p>", None])
def test_a_language_that_nobody_wrote_is_no_translation(empty: str | None) -> None:
    with pytest.raises(NotAnArticle, match="no-translation"):
        read(NEWS | {"title": empty, "body": empty, "short_description": empty})


FOUND = [  # where the object may lie
    {"data": {"news": NEWS}},
    [[{"items": [{"id": 5}, NEWS]}]],
    {"id": "77", **{name: value for name, value in NEWS.items() if name != "id"}},
]


@pytest.mark.parametrize("answer", FOUND)
def test_it_is_found_by_its_key_wherever_it_lies(answer: Any) -> None:
    others = (
        {"popular": [{"id": 77, "title": "Читают", "views": 3}]},
        {"id": 300, "title": "Меню", "body": "<p>О нас</p>"},
    )
    assert read(*others, answer).title == NEWS["title"]


def deep(levels: int) -> Any:
    value: Any = NEWS
    for _ in range(levels):
        value = {"x": [value]}
    return value


HOSTILE = [  # nothing of it is the article
    deep(told.DEEPEST),
    {"id": True, "title": "a", "body": TEXT},
    {"id": 77.0, "title": "a", "body": TEXT},
    {"id": {"id": 77}, "title": "a", "body": TEXT},
    {"id": 778, "title": "a", "body": TEXT},
    "77",
    77,
    None,
    [[]] * 50_000 + [NEWS | {"id": 78}],
    {"bodies": [{"id": n, "body": ""} for n in range(1_000, 60_000)]},
]


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_not_the_article_is_left(answer: Any) -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(answer)
    assert refused.value.reason != "no-translation"


ODD_FIELDS = [
    {"body": [TEXT]},
    {"title": ["a"]},
    {"heropic": 5},
    {"directions": "x"},
    {"directions": [None, 5, {"id": 3}]},
]


@pytest.mark.parametrize("odd", ODD_FIELDS)
def test_fields_of_another_kind_count_as_empty(odd: dict[str, Any]) -> None:
    article = read(NEWS | {"short_description": TEXT} | odd)
    assert article.text == TEXT
    assert article.tags == []


def test_a_body_without_end_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="too-big"):
        read(NEWS | {"body": "<b>" * 150_000})


def test_a_body_nested_past_all_measure_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="too-deep"):
        read(NEWS | {"body": "<div>" * 20_000 + TEXT})
