"""When was an article published, on pages of unknown design?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest

from newsspider.article import Article, Link
from newsspider.extract.article import Site, extract_article

URL = "https://example.com/news/bridge-17/"
NOW = datetime(2025, 11, 17, 12, tzinfo=UTC)
TEXT = "".join(
    f"<p>The bridge over the river opens in spring, the builders say, after delay number {n}.</p>" for n in range(60)
)
H1 = "<h1>The bridge opens in spring</h1>"
MENU = "<ul>" + "<li><a href='/x/'>Section</a></li>" * 30 + "</ul>"


def read(
    body: str, head: str = "", *, lang: str = "en", url: str = URL, zone: str | None = None, link: Link | None = None
) -> Article:
    page = f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"
    return extract_article(page.encode(), url=url, site=Site(zone=zone), link=link, now=NOW)


def json_ld(published: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{published}"}}</script>'


def meta(content: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{content}">'


SHOWN = [  # body, language
    (H1 + "<time datetime='2024-05-07'>x</time>" + TEXT, "en"),
    (H1 + "<p class='byline'>By Anna Bell | May 7, 2024</p>" + TEXT, "en"),
    ("<span>07.05.24</span>" + H1 + TEXT, "de"),
    (H1 + "<p>Schengen, 7. Mai 2024</p>" + TEXT, "de"),
    (H1 + "<h3>Datum: 07.05.2024, Rubrik: USA</h3>" + TEXT, "de"),
    ("<p class='published-date'>/ martes 7 de mayo de 2024</p>" + H1 + TEXT, "es"),
    (H1 + "<p>Publié le 7 mai 2024</p>" + TEXT, "fr"),
    (H1 + "<abbr class='published' title='2024-05-07'>two years ago</abbr>" + TEXT, "en"),
    (H1 + "<span class='post-date' data-time='1715083200'>earlier</span>" + TEXT, "en"),
    (H1 + "<span itemprop='datePublished' content='2024-05-07'></span>" + TEXT, "en"),
    (H1 + "<time class='entry-date updated'>May 7, 2024</time>" + TEXT, "en"),
    (H1 + "<span>07/05/2024</span>" + TEXT, "en-GB"),
    (H1 + "<span>05/07/2024</span>" + TEXT, "en-US"),
    (H1 + "<span>05/07/2024</span>" + TEXT + "<a>05/21/2024</a>", "en"),  # the order of the page's other date
    (H1 + "<p>7.5.2024 - " + "The bridge opens, the builders say. " * 9 + "</p>" + TEXT, "de"),
    (H1 + TEXT + "<p class='footer'>Last change: 9.5.2024<br>Published: 7 May 2024<br>" + "© " * 99 + "</p>", "en"),
    (H1 + TEXT + f"<ul><li>07.05.2024 <a href='{URL}'>The bridge opens in spring</a></ul>", "de"),  # a list with itself
    (H1 + "<p>Published 7 May 2024, updated 9 May 2024</p>" + TEXT, "en"),
    (
        "<h1>example</h1><p class=date>May 9, 2024</p>"
        + MENU
        + H1.replace("h1", "h2")
        + "<p class=date>May 7, 2024</p>"
        + TEXT,
        "en",
    ),
]


@pytest.mark.parametrize(("body", "lang"), SHOWN)
def test_a_day_that_the_page_shows(body: str, lang: str) -> None:
    article = read(body, "<title>The bridge opens in spring</title>", lang=lang)
    assert (article.published_at, article.published_precision) in (
        ("2024-05-07T00:00:00Z", "day"),
        ("2024-05-07T12:00:00Z", "minute"),
    )
    assert article.provenance["published_at"] == "page"


NOT_SHOWN = [  # no date of publication
    H1 + "<p>Updated: 7 May 2024</p>" + TEXT,
    H1 + "<p>Letzte Änderung: 07.05.2024</p>" + TEXT,
    H1 + "<p>Stand: 07.05.2024</p>" + TEXT,
    H1 + "<time class='modified-date' datetime='2024-05-07'></time>" + TEXT,
    H1 + "<p>Ausdruck vom 07.05.2024</p>" + TEXT,
    H1 + "<p>Opened on 7 May 2024</p>" + TEXT,
    H1 + "<p>The fair takes place in town from 12. – 14. Mai 2024</p>" + TEXT,
    H1 + "<p>05/07/2024</p>" + TEXT,  # May or July
    H1 + TEXT + "<p class='comment-date'>7 May 2024</p>",
    H1 + "<figure><figcaption>The bridge, 7 May 2024</figcaption></figure>" + TEXT,
    H1 + TEXT + "<aside><span class=date>7 May 2024</span></aside>",
    H1 + TEXT + "<div class=related><span class=date>7 May 2024</span></div>",
    H1 + TEXT + "<div><span class=date>7 May 2024</span><a href='/n/'>Some other article of the same paper</a></div>",
    H1 + TEXT + "<span class=date>7 May 2024</span>" + MENU + "<span class=date>9 May 2024</span>",  # which of them?
    "<header><span class=date>Tuesday, 7 May 2024</span>" + MENU + "</header>" + H1 + TEXT,  # today's
    H1 + TEXT + "<p>© example.com, 7 May 2024</p>",
]


@pytest.mark.parametrize("body", NOT_SHOWN)
def test_what_is_not_the_publication(body: str) -> None:
    article = read(body)
    assert (article.published_at, article.published_raw) == (None, None)
    assert "no-date" in article.quality


BOX = f"<div class=text>{TEXT}</div>"
OTHERWISE = [  # beside a headline, in Kazakhstan's words; the only day, if any, that is the publication
    (H1 + "<div>Дата обновления: 04.05.2024</div>" + BOX, None),
    (H1 + "<div>Дата последнего обновления: 04.05.2024 12:30</div>" + BOX, None),
    (H1 + "<div>Date modified: 4 May 2024</div>" + BOX, None),
    (H1 + "<div>Дата рождения: 12.05.1995</div>" + BOX, None),
    (H1 + "<div>Дата и время мероприятия: 12.05.2024 10:00</div>" + BOX, None),
    (H1 + "<div>Срок подачи заявок: до 12.05.2024</div>" + BOX, None),
    (H1 + "<div>Когда: 12 мая 2024</div>" + BOX, None),
    (H1 + "<div>Голосование открыто 12.05.2024</div>" + BOX, None),
    (H1 + "<p>Дата создания: 07.05.2024<br>Дата обновления: 09.05.2024</p>" + BOX, "2024-05-07"),
    (H1 + "<table><tr><td>Дата обновления</td><td>09.05.2024</td></tr><tr><td>Дата публикации</td><td>07.05.2024</td></tr></table>" + BOX, "2024-05-07"),
    (H1 + "<dl><dt>Дата изменения</dt><dd>09.05.2024</dd></dl>" + BOX, None),
    (H1 + "<time datetime='2024-05-09T10:00'>Обновлено 9 мая 2024</time>" + BOX, None),
    (H1 + "<span>Обновлено</span> <time datetime='2024-05-09T10:00'>9 мая 2024</time>" + BOX, None),
    (H1 + "<span>Опубликовано</span> <time datetime='2024-05-07T10:00'>7 мая 2024</time>" + BOX, "2024-05-07"),
    ("<div class=date-now>Понедельник, 17 ноября 2025</div>" + H1 + BOX, None),  # today's
    ("<span>17.11.2025</span>" + H1 + BOX, None),
    ("<span>17.11.2025</span>" + H1 + "<span>07.05.2024</span>" + BOX, "2024-05-07"),
    (H1 + "<div>Курс валют на 17.11.2025</div>" + BOX, None),
    (H1 + f"<div class=text><p>Астана, 12 мая 2023 года</p>{TEXT}</div>", None),
    (H1 + f"<div class=text><figure><img src=a.jpg><p>Мост. 12.05.2019</p></figure>{TEXT}</div>", None),
    (H1 + "<h2>от 12 мая 2023 года</h2>" + BOX, None),
    (H1 + "<div>12.05.1995 – 01.03.2024</div>" + BOX, None),
    (H1 + "<div>с 1 мая 2024 по 12 мая 2024</div>" + BOX, None),
    (H1 + "<div><span>12.05.2024</span> Кайрат 2:1 Астана</div>" + BOX, None),
    (H1 + "<div class=text>" + TEXT[: TEXT.index("number 5")] + "</p></div><div class=msg><time>18.05.2024 12:30</time><p>Good!</p></div>", None),
    (H1 + BOX + "<div class=rec><time datetime='2024-05-18T10:00'>18.05.2024</time><a href='/z'>One more article</a></div>", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day"), OTHERWISE)
def test_days_of_something_else(body: str, day: str | None) -> None:
    published = read(body, lang="ru").published_at
    assert (published or "")[:10] == (day or "")


def test_slashes_in_english_without_a_country() -> None:
    body = H1 + "<span>05/06/2024</span>" + TEXT
    assert read(body, url="https://example.kz/news/bridge-17/").published_at is None
    assert read(body, url="https://example.co.uk/news/bridge-17/").published_at == "2024-06-05T00:00:00Z"
    assert read(body, url="https://example.kz/news/bridge-17/", lang="ru").published_at == "2024-06-05T00:00:00Z"


def test_addresses_that_are_none() -> None:
    body = H1 + "<time>7 May 2024</time>" + TEXT + "<a href='http://[news/bridge-17/'>x</a>"
    article = read(body, meta("http://[2024/05/12/a.jpg", "og:image"))
    assert article.published_at == "2024-05-07T00:00:00Z"
    read(H1 + TEXT, meta("http://[2024/05/12/a.jpg", "og:image"))


def test_long_names_are_not_searched_for_every_date() -> None:
    dates = "<div>7 May 2024 by Anna Bell of this newspaper</div>" * 1_000
    started = process_time()
    read(H1 + f"<div class='{'site-' * 60_000}'>{dates}</div>" + TEXT)
    assert process_time() - started < 10


STATED = [  # head, body, URL, wanted, precision, origin
    (json_ld("2024-05-07T10:00:00+05:00"), H1, URL, "2024-05-07T05:00:00Z", "minute", "json-ld"),
    (meta("2024-05-07T10:00:00+05:00", "cXenseParse:recs:publishtime"), H1, URL, "2024-05-07T05:00:00Z", "minute", "meta"),
    (meta("Di., 07.05.2024 - 14:45"), H1, URL, "2024-05-07T00:00:00Z", "day", "meta"),  # in which zone?
    (json_ld("2024-05-07T14:45:00IST"), H1, URL, "2024-05-07T00:00:00Z", "day", "json-ld"),  # India, Israel, Ireland
    (json_ld("2024-05-07T00:00:00+05:00"), H1, URL, "2024-05-07T00:00:00Z", "day", "json-ld"),  # only the day is kept
    (json_ld("2024-05-07") + meta("2024-05-07T21:00:00Z"), H1, URL, "2024-05-07T21:00:00Z", "minute", "meta"),
    (json_ld("2024-05-07T00:39:22+05:00") + meta("2024-05-07T00:39:22+00:00"), H1, URL, "2024-05-07T00:00:00Z", "day", "json-ld"),  # one of them is wrong
    (json_ld("2024-05-07T10:00:00Z"), H1 + "<time>9 May 2024</time>", URL, "2024-05-07T10:00:00Z", "minute", "json-ld"),
    (meta("2024-05-07T10:00:00Z"), H1 + "<time>9 May 2024</time>", URL, None, None, None),  # they contradict each other
    (meta("2024-05-07", "date"), H1, URL, "2024-05-07T00:00:00Z", "day", "meta"),
    (meta("2024-05-09", "date"), H1 + "<time>7 May 2024</time>", URL, "2024-05-07T00:00:00Z", "day", "page"),
    (meta("2024-05-07", "date"), H1 + "<time>9 May 2024</time>", URL, "2024-05-07T00:00:00Z", "day", "meta"),
    (meta("2024-05-07T23:00:00Z"), H1 + "<time>8 May 2024</time>", URL, "2024-05-07T23:00:00Z", "minute", "meta"),  # east of Greenwich
    (meta("2024-05-07T23:00:00-05:00"), H1 + "<time>8 May 2024</time>", URL, None, None, None),
    (meta("2024-05-07T10:00:00Z", "article:modified_time"), H1, URL, None, None, None),
    ("", H1, "https://example.com/2024/05/07/bridge/", "2024-05-07T00:00:00Z", "day", "url"),
    ("", H1, "https://example.com/2024-05-07-bridge.html", "2024-05-07T00:00:00Z", "day", "url"),
    ("", H1, "https://example.com/bridge-20240507.html", None, None, None),  # alone it may be anything's
    ("", "<h1>Fair on 07.05.2024</h1>", URL, None, None, None),  # so may the title's
    ("", "<h1>07.05.2024 - The bridge opens</h1>", "https://example.com/07-05-2024-bridge/", "2024-05-07T00:00:00Z", "day", "url"),
    (meta("https://example.com/up/20240507/1.jpg", "og:image"), H1, "https://example.com/bridge-20240507.html", "2024-05-07T00:00:00Z", "day", "url"),
    (meta("https://example.com/up/20240507/1.jpg", "og:image"), H1, URL, None, None, None),
    ("<script>dataLayer = [{'publish_date': '2024-05-07 04:25:13'}]</script>", H1, URL, "2024-05-07T00:00:00Z", "day", "script"),
    ('<script>[{"published_at": "2024-05-07"}, {"published_at": "2024-05-09"}]</script>', H1, URL, None, None, None),
    ('<script type="application/ld+json">{"@type": "NewsArticle", "name": "a "b"", "datePublished": "2024-05-07"}</script>', H1, URL, "2024-05-07T00:00:00Z", "day", "script"),  # broken
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "url", "wanted", "precision", "origin"), STATED)
def test_what_is_said_for_machines(
    head: str, body: str, url: str, wanted: str | None, precision: str | None, origin: str | None
) -> None:
    article = read(body + TEXT, head, url=url)
    assert (article.published_at, article.published_precision) == (wanted, precision)
    assert article.provenance.get("published_at") == origin


def test_the_zone_of_a_known_site() -> None:
    both = json_ld("2024-05-07T10:39:22+05:00") + meta("2024-05-07T10:39:22+00:00")
    assert read(H1 + TEXT, both, zone="Asia/Almaty").published_at == "2024-05-07T05:39:00Z"
    shown = read(H1 + "<time>7 May 2024, 10:39</time>" + TEXT, zone="Asia/Almaty")
    assert (shown.published_at, shown.published_precision) == ("2024-05-07T05:39:00Z", "minute")
    nowhere = read(H1 + "<time>7 May 2024, 10:39</time>" + TEXT)
    assert (nowhere.published_at, nowhere.published_precision) == ("2024-05-07T00:00:00Z", "day")
    assert nowhere.published_raw == "7 May 2024, 10:39"


def test_the_source_of_the_page_is_a_witness() -> None:
    link = Link(URL, via="feed", published="2024-05-07T10:00:00Z")
    article = read(H1 + TEXT, link=link)
    assert (article.published_at, article.provenance["published_at"]) == ("2024-05-07T10:00:00Z", "feed")
