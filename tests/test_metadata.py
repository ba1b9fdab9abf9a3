"""What do JSON-LD, meta tags, links and dates say of an article?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.article import Article, Link
from newsspider.extract import people
from newsspider.extract.article import Site, extract_article
from newsspider.extract.json_ld import described
from newsspider.extract.metadata import read_metadata, titles
from newsspider.extract.page import parse

URL = "https://example.kz/news/bridge-17/"
NOW = datetime(2025, 11, 17, 12, tzinfo=UTC)
BODY = "".join(
    f"<p>The bridge over the river opens in spring, the builders say, after delay number {n}.</p>" for n in range(5)
)


def read(head: str = "", body: str = "", *, url: str = URL, link: Link | None = None) -> Article:
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}<article>{BODY}</article></body></html>"
    return extract_article(page.encode(), url=url, site=Site(zone="Asia/Almaty"), link=link, now=NOW)


JSON_LD = [
    '{"@type": "NewsArticle", "headline": "The bridge"}',
    '[{"@type": "WebSite", "name": "No"}, {"@type": ["Thing", "ReportageNewsArticle"], "headline": "The bridge"}]',
    '{"@graph": [{"@type": "Person", "name": "No"}, {"@type": "Article", "headline": "The bridge"}]}',
    '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "name": "The bridge"}}',
    '{"@type": "NewsArticle",\n "headline": "The\n\tbridge",}',  # raw line breaks, a comma too many
    '<!-- {"@type": "NewsArticle", "headline": "The bridge"} -->',
    '//<![CDATA[\n{"@type": "NewsArticle", "headline": "The bridge"}\n//]]>',
    '{"@type": "NewsArticle", "headline": "The &#98;ridge"}',
]


@pytest.mark.parametrize("script", JSON_LD)
def test_the_article_in_json_ld(script: str) -> None:
    assert described([script], URL).title == "The bridge"


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "17", '"x"', "[[[[", '{"@type": {"a": 1}}', '{"@type": "NewsArticle", "author": 5}', "[" * 5000],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert described([script, JSON_LD[0]], URL).title in ("The bridge", None)
    assert described([JSON_LD[0]], URL).title == "The bridge"


def test_of_two_articles_the_one_that_names_the_page() -> None:
    other = '{"@type": "NewsArticle", "url": "https://example.kz/other-1/", "headline": "Next"}'
    ours = '{"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://example.kz/news/bridge-17/"}, "headline": "Ours"}'
    assert described([other, ours], URL).title == "Ours"


def test_breadcrumbs() -> None:
    items = '{"position": 2, "item": {"@id": "/n/", "name": "News"}}, {"position": 1, "name": "Home"}'
    assert described(['{"@type": "BreadcrumbList", "itemListElement": [' + items + "]}"], URL).breadcrumbs == [
        "Home",
        "News",
    ]


TITLES = [
    ('<meta property="og:title" content="The bridge opens"><title>Wrong</title>', "The bridge opens", "meta"),
    (
        '<meta name="og:title" content="The bridge opens | Example.kz">',
        "The bridge opens",
        "meta",
    ),  # name= for property=
    ("<title>The bridge opens | Example.kz</title>", "The bridge opens", "title"),
    (
        '<meta property="og:site_name" content="Daily Example"><title>The bridge opens — Daily Example</title>',
        "The bridge opens",
        "title",
    ),
    (
        "<title>The bridge opens - mayor promises more</title>",
        "The bridge opens - mayor promises more",
        "title",
    ),  # no site
]


@pytest.mark.parametrize(("head", "title", "origin"), TITLES)
def test_titles(head: str, title: str, origin: str) -> None:
    assert next(titles(read_metadata(parse(f"<html><head>{head}</head></html>"), URL))) == (title, origin)


NAMES = [
    (["Асель Ахмет"], ["Асель Ахмет"]),
    (["Автор: Асель Ахмет", "By John Smith"], ["Асель Ахмет", "John Smith"]),
    (["Асель Ахмет, Ержан Болат"], ["Асель Ахмет", "Ержан Болат"]),
    (["admin", "press_almaty", "editor@example.kz", "https://www.facebook.com/Example/", "example.kz", "Редакция"], []),
    (["Асель Ахмет", "АСЕЛЬ АХМЕТ"], ["Асель Ахмет"]),
    (["Байқоңыр Қабылов", "Byron Lord"], ["Байқоңыр Қабылов", "Byron Lord"]),  # `By` is not cut out of a name
    (["Martin Luther King, Jr."], ["Martin Luther King, Jr."]),
    (["Авторы: Асель Ахмет және Ержан Болат"], ["Асель Ахмет", "Ержан Болат"]),
    (["Мәтін: Асель Ахмет", "Мақала авторы: Ержан Болат"], ["Асель Ахмет", "Ержан Болат"]),
    (["By John Smith and Mary Jones"], ["John Smith", "Mary Jones"]),
    (["Асель Ахмет, корреспондент"], ["Асель Ахмет"]),  # what somebody is, is no name
    (["Фото: Асель Ахмет", "Видео: Ержан Болат"], []),
]


@pytest.mark.parametrize(("given", "wanted"), NAMES)
def test_authors(given: list[str], wanted: list[str]) -> None:
    assert people.authors(given, site=("example.kz",)) == wanted


DATES = [  # head, body, URL, wanted, precision, origin
    ('<meta name="article:published_time" content="2025-11-17T10:05:00+05:00">', "", URL, "2025-11-17T05:05:00Z", "minute", "meta"),
    ('<meta property="article:published_time" content="2025-11-17 10:05">', "", URL, "2025-11-17T05:05:00Z", "minute", "meta"),
    ("", "", "https://example.kz/2024/05/17/bridge/", "2024-05-16T19:00:00Z", "day", "url"),
    ("", "<h1>Bridge</h1><time datetime='2024-05-17T09:00:00+05:00'>x</time>", URL, "2024-05-17T04:00:00Z", "minute", "page"),
    ("", "<h1>Көпір</h1><span class='date'>2024 жылғы 12 қаңтар</span>", URL, "2024-01-11T18:00:00Z", "day", "page"),
    ("", "<h1>Bridge</h1><p>Opened on 03/04/2025</p>", URL, None, None, None),
    ('<meta property="article:published_time" content="2031-01-01T00:00:00Z">', "", URL, None, None, None),  # the future
    (
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2025-11-16\"}</script>"
        '<meta property="article:published_time" content="2025-11-16T21:40:00+05:00">',
        "", URL, "2025-11-16T16:40:00Z", "minute", "meta",
    ),  # a minute goes before a day
    (
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": \"2025-10-01\"}</script>"
        '<meta property="article:published_time" content="2025-11-16T21:40:00+05:00">',
        "", URL, "2025-09-30T19:00:00Z", "day", "json-ld",
    ),  # unless it is of another day
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "url", "wanted", "precision", "origin"), DATES)
def test_published(
    head: str, body: str, url: str, wanted: str | None, precision: str | None, origin: str | None
) -> None:
    article = read(head, body, url=url)
    assert (article.published_at, article.published_precision) == (wanted, precision)
    assert article.provenance.get("published_at") == origin
    assert ("no-date" in article.quality) is (wanted is None)


def test_the_page_knows_the_minute_the_listing_only_the_day() -> None:
    link = Link(URL, via="listing", published="17.11.2025", title="Teaser")
    article = read('<meta property="article:published_time" content="2025-11-17T10:05:00+05:00">', link=link)
    assert (article.published_at, article.provenance["published_at"]) == ("2025-11-17T05:05:00Z", "meta")
    assert read(link=link).published_raw == "17.11.2025"
    assert read(link=link).provenance["published_at"] == "listing"


CANONICAL = [  # link, address of the article
    ('<link rel="canonical" href="http://www.example.kz/news/bridge-17">', "https://www.example.kz/news/bridge-17"),
    ('<link rel="canonical" href="https://example.kz/news/bridge-17/?utm_source=x">', URL),
    ('<link rel="canonical" href="https://example.kz/">', URL),  # a template's constant
    ('<link rel="canonical" href="https://elsewhere.kz/news/bridge-17/">', URL),
    ('<link rel="canonical" href="javascript:x()">', URL),
]


@pytest.mark.parametrize(("head", "wanted"), CANONICAL)
def test_canonical(head: str, wanted: str) -> None:
    assert read(head).url == wanted


def test_translations() -> None:
    article = read(
        f'<link rel="alternate" hreflang="en" href="{URL}"><link rel="alternate" hreflang="kz" href="/kk/kopir-9/">'
        '<link rel="alternate" hreflang="x-default" href="https://example.kz/x-1/"><link rel="alternate" hreflang="ru" href="/">'
    )
    assert [(each.url, each.language) for each in article.translations] == [("https://example.kz/kk/kopir-9/", "kk")]


def test_a_logo_is_not_the_articles_picture() -> None:
    icon = '<link rel="shortcut icon" href="/img/sign.png">'
    assert read(f'{icon}<meta property="og:image" content="/img/sign.png">').images == []
    assert read('<meta property="og:image" content="/img/logo-big.png">').images == []
    assert read('<meta property="og:image" content="/img/ex.png">').images == []
    assert [each.url for each in read('<meta name="og:image" content="/p/a.jpg">').images] == [
        "https://example.kz/p/a.jpg"
    ]


def test_tags() -> None:
    assert read('<meta property="article:tag" content="Мост"><meta property="article:tag" content="Река">').tags == [
        "Мост",
        "Река",
    ]
    assert read('<meta name="article:tag" content="Мост, Река">').tags == ["Мост", "Река"]
    assert read('<meta name="article:section" content="Новости"><meta name="article:tag" content="Новости">').tags == []


MARKED = [  # body, breadcrumbs, section, tags
    (
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li itemprop="itemListElement"><a itemprop="item" href="/"><span itemprop="name">Site</span></a></li>'
        '<li itemprop="itemListElement"><a href="/n/"><span itemprop="name">News</span></a></li><li itemprop="itemListElement"><span itemprop="name">The bridge</span></li></ol>',
        ["News"],
        "News",
        [],
    ),
    (
        '<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/city/">City</a></li></ol></nav>',
        ["City"],
        "City",
        [],
    ),
    ('<span itemprop="articleSection">City</span>', [], "City", []),
    ('<span itemprop="articleSection">City</span><i itemprop="articleSection">Sport</i>', [], None, []),  # whose?
    (
        '<div class="tags"><a rel="tag" href="/t/1/">#bridge</a> <a rel="tag" href="/t/2/">river</a></div>',
        [],
        None,
        ["bridge", "river"],
    ),
    ('<a rel="category tag" href="/c/">City</a>', [], None, []),
    ('<aside><a rel="tag" href="/t/1/">bridge</a></aside>', [], None, []),
    ('<div class="related-posts"><a rel="tag" href="/t/1/">bridge</a></div>', [], None, []),
    (
        '<div><a rel="tag" href="/t/1/">bridge</a></div><div><a rel="tag" href="/t/2/">other</a></div>',
        [],
        None,
        [],
    ),  # of teasers
    ('<div><a rel="sponsored" href="/t/1/">bridge</a></div>', [], None, []),
]


@pytest.mark.parametrize(("marks", "crumbs", "section", "tags"), MARKED)
def test_marks_inside_the_page(marks: str, crumbs: list[str], section: str | None, tags: list[str]) -> None:
    article = read("<title>The bridge</title>", f"<h1>The bridge</h1>{marks}")
    assert (article.breadcrumbs, article.section, article.tags) == (crumbs, section, tags)


def test_of_several_lists_of_tags_the_one_in_the_article() -> None:
    page = f'<h1>The bridge</h1>{BODY}<div><a rel="tag" href="/t/1/">bridge</a></div></article><div><a rel="tag" href="/2/">other</a></div>'
    head = "<!doctype html><title>The bridge</title><article>"
    article = extract_article((head + page).encode(), url=URL, site=Site(), now=NOW)
    assert (article.tags, article.provenance["tags"]) == (["bridge"], "microdata")


CHANGED = [
    ('<time itemprop="dateModified" datetime="2025-11-17T10:00:00+05:00">x</time>', "2025-11-17T05:00:00Z"),
    ('<time class="updated" datetime="2025-11-17T10:00:00+05:00">x</time>', "2025-11-17T05:00:00Z"),
    (
        '<time class="updated" datetime="2025-11-17T10:00:00+05:00">x</time><time class="updated" datetime="2025-11-16T10:00:00+05:00">x</time>',
        None,
    ),
]


@pytest.mark.parametrize(("marks", "modified"), CHANGED)
def test_a_change_that_is_marked(marks: str, modified: str | None) -> None:
    assert read("<title>The bridge</title>", marks).modified_at == modified


def test_a_live_report() -> None:
    script = '{"@type": "LiveBlogPosting", "headline": "The bridge", "coverageEndTime": "2025-11-17T10:00:00Z", "author": {"@type": "Person", "name": "Asel Akhmet"}, "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Open", "author": {"@type": "Person", "name": "Yerzhan Bolat"}, "dateModified": "2025-11-17T11:00:00Z"}]}'
    article = read(f'<script type="application/ld+json">{script}</script>')
    assert (article.title, article.authors, article.modified_at) == (
        "The bridge",
        ["Asel Akhmet"],
        "2025-11-17T10:00:00Z",
    )


def test_an_organisation_is_no_author() -> None:
    script = '{"@type": "NewsArticle", "author": [{"@type": "Organization", "name": "Newsroom"}, {"@type": "Person", "name": "Asel Akhmet"}]}'
    assert described([script], URL).authors == ["Asel Akhmet"]


NO_ADDRESSES = ("http://[", "//[x/", "https://exa[mple.kz/", "http://\u2100.kz/")


@pytest.mark.parametrize("said", NO_ADDRESSES)
def test_an_address_that_is_none_is_skipped(said: str) -> None:
    head = (
        f'<base href="{said}"><link rel=canonical href="{said}"><link rel=icon href="{said}"><link rel=amphtml href="{said}">'
        f'<link rel=alternate hreflang=ru href="{said}"><meta property="og:url" content="{said}">'
        f'<meta property="og:video" content="{said}">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "url": "{said}"}}</script>'
    )
    trail = "".join(
        f'<li itemprop=itemListElement itemscope itemtype="https://schema.org/ListItem"><a itemprop=item href="{href}">'
        f"<span itemprop=name>{name}</span></a></li>"
        for href, name in (("/", "Home"), (said, "City"))
    )
    body = (
        f'<ol itemscope itemtype="https://schema.org/BreadcrumbList">{trail}</ol><h1>The bridge</h1>'
        f'<span class=badge><a href="{said}">Sponsored</a></span><img src="{said}" srcset="{said} 2x">'
        f'<iframe src="{said}"></iframe><video src="{said}"></video><p>Read also: <a href="{said}">Here</a></p>'
        f'<blockquote class=instagram-media data-instgrm-permalink="{said}"><a href="{said}">A post</a></blockquote>'
        f'<p>Kazinform reports, <a href="{said}">Reuters</a> says.</p>'
    )
    article = read(head, body)
    assert article.url == URL
    assert article.breadcrumbs == ["City"]
    assert (article.images, article.videos, article.translations) == ([], [], [])
