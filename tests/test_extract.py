"""Does every page design of every site become the right article, and everything else a refusal?"""
# ruff: noqa: E501  markup reads better unbroken

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.article import Article, Image, Link, Video
from newsspider.extract.article import NotAnArticle, Site, extract_article
from newsspider.extract.rules import Rules
from newsspider.site import NewsSpider
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.spiders.tengrinews import TengrinewsSpider

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
TENGRI = "https://tengrinews.kz/kazakhstan_news/kopir-ashyldyi-500001/"
KAZINFORM = "https://kaz.inform.kz/news/kopir-ashyldi-1ec948/"
POLISIA = "https://polisia.kz/ru/most-otkryt/"


def read(spider: type[NewsSpider], html: str, url: str, link: Link | None = None) -> Article:
    page = f"<!doctype html><html><head><meta charset=utf-8></head><body>{html}</body></html>"
    return extract_article(page.encode(), url=url, site=spider.reading(url), link=link, now=NOW)


# --- Tengrinews, 2024–2026: the designs differ in where the date stands.

TENGRI_DATES = [
    ('<span class="breadcrumbs__item">Жаңалық</span><span class="breadcrumbs__item breadcrumbs__item--date">{}</span>', "27 апреля 2026 17:42", "2026-04-27T12:42:00Z", "2026"),
    ('<ol class="breadCrumb-ls date-time"><li><a href="/">Басты бет</a></li><li><span>{}</span></li></ol>', "20 марта 2025, 12:03", "2025-03-20T07:03:00Z", "2025"),
    ('<div class="date-time">{}</div>', "27 марта 2024 | 20:10", "2024-03-27T15:10:00Z", "2024"),
    ('<div class="date-time">{}</div>', "09 ақпан 2024 19:26", "2024-02-09T13:26:00Z", "2024"),  # UTC+6 before March 2024
]  # fmt: skip
TENGRI_PAGE = """
{date}<h1 class="head-single">Өзен үстіндегі көпір ашылды</h1>
<div class="content"><div class="content_main">
 <div class="content_main_meta"><div class="content_main_meta_author"><div class="content_main_meta_author_item">
  <span class="content_main_meta_author_item_name"><a href="/author/a/">Айша Нұрлан</a></span></div>
  <div class="content_main_meta_author_item"><span class="content_main_meta_author_item_name"><a href="/author/b/">Самат Болат</a></span></div></div>
  <div class="content_main_meta_share"><p>ПОДЕЛИТЬСЯ</p></div></div>
 <div class="content_main_thumb"><picture class="content_main_thumb_img"><source srcset="/userdata/k.webp"><img src="/userdata/k.jpg" alt="Көпір көрінісі"></picture>
  <span class="content_main_thumb_alt">Көпір көрінісі</span></div>
 <h2 class="content_main_desc"><p>Қалада жаңа көпір ашылды, деп хабарлайды Tengrinews.kz.</p></h2>
 <div class="content_main_share"><p>ПОДЕЛИТЬСЯ</p></div>
 <div>Краткий пересказ текста от Tengri AI<ul><li>Көпір ашылды</li></ul></div>
 <div class="content_main_inner"><div class="content_main_text"{schema}>
  <p>Қалада жаңа көпір ашылды, деп хабарлайды <a href="https://tengrinews.kz/">Tengrinews.kz</a>.</p>
  <div id="adfox_1601"></div><script>show()</script>
  <p>Құрылысқа екі жыл кетті.</p>
  <blockquote><p>"Бәрі <strong>дайын</strong>", - деді әкім.</p></blockquote>
  <p><img src="https://tengrinews.kz/userdata/u1/b.jpeg"></p><p>Фото: Айша Нұрлан</p>
  <ul><li>төрт жолақ;</li><li>екі жаяу жол.</li></ul>
  <div class="tn-continuation"><div class="tn-continuation-title">Продолжение</div><a href="/news/x-1/">Тағы</a></div>
  <div class="tn-inpage">Жарнама сөзі</div><div data-id="1" data-model="news">x</div><p hidden>жасырын</p>
  <h2>Бағасы</h2><p>Көпір 3 миллиард теңге тұрады.</p>
  <p><em>Читайте также: </em><a href="/news/y-2/">Басқа жаңалық</a></p>
  <p><a href="https://whatsapp.com/channel/0">Наши новости теперь в WhatsApp! Подписывайтесь</a></p>
  <p>Сілтемесіз жаңалық оқисыз ба? Онда Telegram желісінде парақшамызға тіркеліңіз!</p>
  <p>Қосымшада оқыңыз</p>
  <div class="content_main_text_source"></div>{sponsor}
  <div class="content_main_text_tags" id="comm"><span><a href="/tag/a/">Көпір</a></span><span><a href="/tag/b/">Қала</a></span></div>
  <tn-comments-new-component :id="'1'">Пікір</tn-comments-new-component>
 </div></div></div>
 <div class="content_sidebar"><a href="/news/z-3/">Соңғы жаңалықтар</a></div></div>
"""
TENGRI_TEXT = """Қалада жаңа көпір ашылды, деп хабарлайды Tengrinews.kz.

Құрылысқа екі жыл кетті.

> "Бәрі дайын", - деді әкім.

- төрт жолақ;

- екі жаяу жол.

## Бағасы

Көпір 3 миллиард теңге тұрады."""


def tengri(
    date: str = '<div class="date-time">27 марта 2024 | 20:10</div>',
    *,
    schema: str = "",
    sponsor: str = "",
    after: str = "",
) -> str:
    return TENGRI_PAGE.format(date=date, schema=schema, sponsor=sponsor) + after


@pytest.mark.parametrize(("markup", "shown", "published", "design"), TENGRI_DATES)
def test_tengrinews(markup: str, shown: str, published: str, design: str) -> None:
    article = read(TengrinewsSpider, tengri(markup.format(shown)), TENGRI)
    assert article.title == "Өзен үстіндегі көпір ашылды"
    assert article.lead == "Қалада жаңа көпір ашылды, деп хабарлайды Tengrinews.kz."
    assert article.text == TENGRI_TEXT
    assert (article.published_at, article.published_raw, article.published_precision) == (published, shown, "minute")
    assert article.authors == ["Айша Нұрлан", "Самат Болат"]
    assert (article.section, article.tags) == ("kazakhstan_news", ["Көпір", "Қала"])
    assert article.images == [
        Image("https://tengrinews.kz/userdata/k.jpg", "Көпір көрінісі"),
        Image("https://tengrinews.kz/userdata/u1/b.jpeg", credit="Айша Нұрлан"),
    ]
    assert (article.source, article.edition, article.language, article.script) == ("tengrinews", "ru", "kk", "Cyrl")
    assert article.quality == []
    assert not article.sponsored
    assert {article.provenance[field] for field in ("title", "text", "published_at", "tags", "authors", "images")} == {
        f"rules:{design}"
    }


def test_tengrinews_sponsored() -> None:
    article = read(
        TengrinewsSpider,
        tengri(sponsor='<div class="tn-pr tn-pr-3"><strong>Материал предоставлен әкімдікпен</strong></div>'),
        TENGRI,
    )
    assert (article.sponsored, article.text) == (True, TENGRI_TEXT)


def test_the_next_article_that_a_browser_appends_is_another() -> None:
    second = tengri().replace("Айша Нұрлан", "Басқа Адам").replace("Көпір</a>", "Су</a>").replace("екі жыл", "үш жыл")
    article = read(TengrinewsSpider, tengri(after=second), TENGRI)
    assert (article.text, article.authors, article.tags) == (
        TENGRI_TEXT,
        ["Айша Нұрлан", "Самат Болат"],
        ["Көпір", "Қала"],
    )
    assert len(article.images) == 2


def test_a_machines_date_goes_before_today() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-04-09T19:26:00+05:00"}</script>'
    article = read(TengrinewsSpider, tengri('<div class="date-time">Сегодня, 19:26</div>') + script, TENGRI)
    assert (article.published_at, article.provenance["published_at"]) == ("2024-04-09T14:26:00Z", "json-ld")
    assert (
        read(TengrinewsSpider, tengri('<div class="date-time">Бүгін, 10:12</div>'), TENGRI).published_at
        == "2026-08-20T05:12:00Z"
    )


def test_video_in_the_head_picture() -> None:
    page = tengri().replace(
        '<picture class="content_main_thumb_img">',
        '<video playsinline><source src="/v.mp4"></video><picture class="no">',
    )
    assert read(TengrinewsSpider, page, TENGRI).videos == [Video("https://tengrinews.kz/v.mp4", "file")]


def test_no_author_where_the_page_only_names_the_site() -> None:
    meta = '<meta name="author" content="tengrinews.kz"><meta name="article:author" content="https://www.facebook.com/Tengrinews.kz/">'
    page = tengri().replace("content_main_meta_author_item_name", "x") + meta
    assert read(TengrinewsSpider, page, TENGRI).authors == []


def test_an_emptied_body_is_told_by_json_ld_then_by_the_feed() -> None:
    page = (
        tengri().partition('<div class="content_main_inner">')[0]
        + '<div class="content_main_inner"><div class="content_main_text"></div></div>'
    )
    body = "Қалада көпір ашылды.\\nҚұрылысқа &quot;екі жыл&quot; кетті.\\nЧитайте также: Басқа жаңалық\\nФото: Айша Нұрлан\\nБәрі дайын."
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    article = read(TengrinewsSpider, page + script, TENGRI)
    assert (
        article.text == (article.lead or "") + '\n\nҚалада көпір ашылды.\n\nҚұрылысқа "екі жыл" кетті.\n\nБәрі дайын.'
    )
    assert article.provenance["text"] == "json-ld"
    article = read(TengrinewsSpider, page, TENGRI, Link(TENGRI, via="feed", text="Бір сөйлем.\nЕкінші сөйлем."))
    assert article.text == (article.lead or "") + "\n\nБір сөйлем.\n\nЕкінші сөйлем."
    assert article.provenance["text"] == "feed"


def test_lost_letters_are_flagged() -> None:
    page = tengri().replace(
        "Құрылысқа екі жыл кетті.", "?азір ?алада т?рғындар к?пірмен ж?ріп, ?з ж?мысына ба?ытталады."
    )
    page = page.replace("Қалада жаңа көпір", "?алада жа?а к?пір").replace(
        "Көпір 3 миллиард теңге тұрады", "К?пір 3 миллиард те?ге т?рады"
    )
    article = read(TengrinewsSpider, page, TENGRI)
    assert (article.quality, article.language) == (["lost-letters"], "kk")  # the title is intact


def test_tengrinews_older_designs() -> None:
    article = read(
        TengrinewsSpider,
        """<ol class="tn-bread-crumbs"><li><a href="/">Главная</a></li><li><a href="/crime/">Криминал</a></li></ol>
        <div class="tn-content"><h1 class="tn-content-title">Мост открыли</h1><ul class="tn-data-list"><li><time>01 декабря 2022, 09:30</time></li></ul>
        <div class="tn-news-content"><picture><img src="/m.jpg"></picture>
        <article class="tn-news-text"><p>В городе открыли мост.</p><p>Движение начнётся утром.</p></article></div></div>
        <ul class="tn-tag-list"><li><a href="/tag/m/">Мост</a></li></ul>""",
        "https://tengrinews.kz/crime/most-otkryili-480001/",
    )
    assert (article.title, article.text) == ("Мост открыли", "В городе открыли мост.\n\nДвижение начнётся утром.")
    assert (article.published_at, article.tags) == ("2022-12-01T03:30:00Z", ["Мост"])
    assert (article.breadcrumbs, article.section) == (["Криминал"], "crime")
    article = read(
        TengrinewsSpider,
        """<div class="date"><div>среда, 10.04.2013</div></div><div class="infoBlock newsOne"><h1> Мост открыли </h1>
        <div class="date">пятница, 06.01.2012, 06:35</div><div class="todayNewsBlock"><dl><div class="slidesBlock"><img src="/m.jpg">
        <div class="sliderText">Фото агентства</div></div><div>В городе открыли мост.<br /><br />Движение начнётся утром.</div></dl></div>
        <div class="metki"><b>Теги:</b> <a href="/tag/m">Мост</a></div></div>""",
        "http://tengrinews.kz/medicine/most-205272/",
    )
    assert (article.title, article.text) == ("Мост открыли", "В городе открыли мост.\n\nДвижение начнётся утром.")
    assert (article.published_at, article.tags) == ("2012-01-06T00:35:00Z", ["Мост"])
    assert article.images == [Image("http://tengrinews.kz/m.jpg", "Фото агентства")]


# --- Kazinform, four generations.

GEN4 = """<h1 class="article__title">Көпір ашылды</h1><time>21:38, 18 Тамыз 2026</time>
<div class="article__content"><p>АСТАНА. KAZINFORM — Қалада жаңа көпір ашылды.</p><p>— Бәрі дайын, — деді әкім.</p><div id="adfox_2">x</div>
<p>11:05</p><p>Бұған дейін жол жабылған еді.</p></div><div class="article__tags"><a href="/tag/K/">Көпір</a></div>
<div class="news-category__item"><a class="news-card" href="/news/b-1ec949/"><time class="meta-date">09:16, 19 Тамыз 2026</time>
<h3 class="card-title">Басқа</h3></a></div>"""
GEN3 = """<div class="article__body"><div class="article__body-main"><div class="article__time">11:20, 20 Қаңтар 2024 | GMT +5</div>
<div class="article__head"><h1 class="article__title">Көпір ашылды</h1></div><div class="article__description"><p>Қалада жаңа көпір ашылды.</p></div>
<figure><picture><source srcset="/k.webp"><img src="/k.jpg"></picture><figcaption>Фото: А. Нұрлан/ Kazinform</figcaption></figure>
<div class="article__body-text"><p>АСТАНА. KAZINFORM – Көпірдің ұзындығы 300 метр.</p><blockquote>Бәрі дайын.</blockquote><div id="adfox_3"></div>
<figure><img src="/m.jpg"><figcaption>Фото: Kazinform</figcaption></figure></div>
<div class="article__tags"><a href="/tag/K/">Көпір</a><a href="/tag/Q/">Қала</a></div></div></div>"""
GEN2 = """<div class="title_article_bl"><h1>Көпір ашылды</h1></div><div class="time_article_bl">11:20, 20 Қаңтар 2023</div>
<div class="main_img_article"><img src="/k.jpg"></div><div class="body_article_bl"><p>НҰР-СҰЛТАН. KAZINFORM – Көпір ашылды.</p><p>Бәрі дайын.</p></div>"""
GEN1 = """<h1 class="article_title">Көпір ашылды</h1><div class="date_public_art">20 Қаңтар 2021 11:20</div>
<div class="article_news_body"><p>ҚазАқпарат – Көпір ашылды.</p><div class="frame_news_article"><a href="/1">Оқыңыз</a></div><p>Бәрі дайын.</p></div>
<div class="keyword_art"><a href="/tag/K/">Көпір</a></div>"""
GENERATIONS = [
    (GEN4, "gen4", "2026-08-18T16:38:00Z", "Қалада жаңа көпір ашылды.\n\n— Бәрі дайын, — деді әкім.\n\n11:05\n\nБұған дейін жол жабылған еді.", ["Көпір"]),
    (GEN3, "gen3", "2024-01-20T06:20:00Z", "Қалада жаңа көпір ашылды.\n\nКөпірдің ұзындығы 300 метр.\n\n> Бәрі дайын.", ["Көпір", "Қала"]),
    (GEN2, "gen2", "2023-01-20T05:20:00Z", "Көпір ашылды.\n\nБәрі дайын.", []),
    (GEN1, "gen1", "2021-01-20T05:20:00Z", "ҚазАқпарат – Көпір ашылды.\n\nБәрі дайын.", ["Көпір"]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "design", "published", "text", "tags"), GENERATIONS)
def test_kazinform(page: str, design: str, published: str, text: str, tags: list[str]) -> None:
    article = read(KazinformSpider, page, KAZINFORM)
    assert (article.title, article.text, article.tags) == ("Көпір ашылды", text, tags)
    assert (article.published_at, article.provenance["text"]) == (published, f"rules:{design}")
    assert (article.edition, article.language, article.quality) == ("kk", "kk", [])


def test_kazinform_pictures_section_and_author() -> None:
    meta = '<meta name="author" content="Айша Нұрлан"><meta name="article:section" content="Қоғам"><meta property="og:image" content="/o.jpg">'
    article = read(KazinformSpider, GEN3 + meta, KAZINFORM)
    assert article.lead == "Қалада жаңа көпір ашылды."
    assert article.images == [
        Image("https://kaz.inform.kz/k.jpg", credit="А. Нұрлан/ Kazinform"),
        Image("https://kaz.inform.kz/m.jpg", credit="Kazinform"),
    ]
    assert (article.section, article.authors) == ("Қоғам", ["Айша Нұрлан"])
    article = read(KazinformSpider, GEN4 + meta.replace("Айша Нұрлан", "Kazinform"), KAZINFORM)
    assert (article.images, article.authors, article.lead) == ([Image("https://kaz.inform.kz/o.jpg")], [], None)


# --- Polisia, a WordPress theme.

POLISIA_PAGE = """<div class="single-container"><article class="post single-post-content has-thumbnail">
<h1 class="single-post-title"><span class="post-title">Мост открыт</span></h1>
<div class="post-meta-wrap"><div class="term-badges"><span class="term-badge"><a href="#">Безопасность</a></span></div>
<div class="post-meta single-post-meta"><span class="post-author-name">By <b>admin</b></span>
<time class="post-published updated" datetime="2024-08-14T09:54:41+06:00">On <b>Авг 14, 2024</b></time></div></div>
<div class="single-featured"><a class="post-thumbnail" href="https://polisia.kz/ru/wp-content/uploads/a.jpg"><img alt="" data-src="https://polisia.kz/ru/wp-content/uploads/a-750x430.jpg"></a></div>
<div class="post-share">Поделиться</div>
<div class="entry-content clearfix single-post-content"><p>Полиция перекрывала мост.</p><p><img src="data:image/gif;base64,R0" data-src="/ru/b.jpg"></p><p>Движение открыто.</p></div>
<div class="entry-terms post-tags"><a href="#" rel="tag">мост</a><a href="#" rel="tag">движение</a></div></article></div>
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-08-13", "dateModified": "2024-08-14", "author": {"name": "admin"}}</script>"""


def test_polisia() -> None:
    article = read(PolisiaSpider, POLISIA_PAGE, POLISIA)
    assert (article.title, article.text) == ("Мост открыт", "Полиция перекрывала мост.\n\nДвижение открыто.")
    assert article.published_at == "2024-08-14T04:54:41Z"  # its clock, not its offset
    assert (article.section, article.tags, article.authors) == ("Безопасность", ["мост", "движение"], [])
    assert [image.url for image in article.images] == [
        "https://polisia.kz/ru/wp-content/uploads/a.jpg",
        "https://polisia.kz/ru/b.jpg",
    ]
    assert (article.edition, article.quality) == ("ru", [])


@pytest.mark.parametrize(
    ("link", "wanted", "origin"),
    [
        (Link(POLISIA, via="feed", published="Tue, 13 Aug 2024 10:00:00 +0000"), "2024-08-13T10:00:00Z", "feed"),
        (Link(POLISIA, via="listing", published="2024-08-13T15:00:00+00:00"), "2024-08-13T10:00:00Z", "listing"),
        (Link(POLISIA, via="listing", published="14.08.2024"), "2024-08-14T04:54:41Z", "rules:publisher"),
    ],
)
def test_the_source_knows_better_than_the_page_when_it_was_published(link: Link, wanted: str, origin: str) -> None:
    article = read(PolisiaSpider, POLISIA_PAGE, POLISIA, link)
    assert (article.published_at, article.provenance["published_at"]) == (wanted, origin)


# --- Pages that nobody described.


def test_an_unknown_design_still_gives_an_article() -> None:
    paragraphs = "".join(
        f"<p>Бұл мақаланың {n} абзацы, онда көпір құрылысы туралы жеткілікті сөз бар.</p>" for n in range(1, 8)
    )
    page = f"""<meta property="og:title" content="Көпір ашылды | Example.kz"><meta property="article:published_time" content="2026-08-18T10:00:00+05:00">
    <nav><a href="/">Басты бет</a></nav><main><h1>Көпір ашылды</h1><div class="words">{paragraphs}</div></main><footer>© 2026</footer>"""
    article = read(TengrinewsSpider, page, TENGRI)
    assert (article.title, article.published_at, article.language) == ("Көпір ашылды", "2026-08-18T05:00:00Z", "kk")
    assert article.text is not None
    assert article.text.count("\n\n") == 6
    assert article.quality == ["unknown-layout"]
    assert (article.provenance["text"], article.provenance["title"]) == ("trafilatura", "meta")


TEXT = "Полиция города сообщила, что мост через реку открыт для движения. " * 4
HTML = f"<html><head><title>Мост открыт</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
META = "<meta charset={}>"
ENCODINGS = [  # bytes, Content-Type
    (HTML.encode("cp1251"), None),
    (HTML.encode("cp1251"), "text/html; charset=utf-8"),
    (HTML.replace("<head>", "<head>" + META.format("utf-8")).encode("cp1251"), None),
    (HTML.replace("<head>", "<head>" + META.format("windows-1251")).encode("utf-8"), "text/html; charset=windows-1251"),
    (HTML.encode("koi8-r"), "text/html"),
    (HTML.encode("utf-16"), "text/html; charset=utf-8"),
    (HTML.encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
    (HTML.encode("utf-8") + "ж".encode()[:1], "text/html"),  # cut in the middle of a letter
    (b'<?xml version="1.0" encoding="windows-1251"?>' + HTML.encode("cp1251"), None),
]


@pytest.mark.parametrize(("body", "content_type"), ENCODINGS)
def test_encodings(body: bytes, content_type: str | None) -> None:
    article = extract_article(body, url="https://example.kz/a-1/", content_type=content_type, site=Site(), now=NOW)
    assert article.title == "Мост открыт"
    assert (article.text or "").startswith("Полиция города сообщила, что мост")


REFUSED = [
    (b"", None, "empty"),
    (b" \n\t ", None, "empty"),
    (b"%PDF-1.7 x", None, "not-html"),
    (b"\x89PNG\r\n\x1a\n" + bytes(99), None, "not-html"),
    (b'{"title": "x"}', "application/json", "not-html"),
    (b"<html><p>x</p></html>", "image/png", "not-html"),
    (b"just words", "text/html", "not-html"),
    (b'<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>', None, "not-html"),
    (b"<html><head><title>Just a moment...</title></head><body>x</body></html>", None, "challenge"),
    (b"<html><head><title>x</title></head><body></body></html>", None, "no-text"),
    (b"<html><body>" + b"<div>" * 100_000 + b"<p>deep</p></body></html>", None, "too-deep"),
    (b"<html><body>" + b"<b>" * 100_000 + b"deep</body></html>", None, "too-deep"),
    (b"<html><body>" + b"<p>x</p>" * 100_000, None, "too-big"),
    (bytes(20_000_001), None, "too-big"),
]


@pytest.mark.parametrize(("body", "content_type", "reason"), REFUSED)
def test_refused(body: bytes, content_type: str | None, reason: str) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        extract_article(body, url=TENGRI, content_type=content_type, site=TengrinewsSpider.reading(TENGRI), now=NOW)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("depth", [100, 240, 300, 1500])
@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul", "table"])
def test_deep_nesting_loses_nothing(tag: str, depth: int) -> None:
    page = tengri().replace(
        "<p>Құрылысқа екі жыл кетті.</p>", f"<{tag}>" * depth + "<p>Терең сөз.</p>" + f"</{tag}>" * depth
    )
    assert "Терең сөз." in (read(TengrinewsSpider, page, TENGRI).text or "")


def test_lists_of_articles_are_refused() -> None:
    cards = "".join(
        f'<div class="card"><a href="/news/n-{n}/">Новость дня под номером {n}</a> <time>Сегодня</time></div>'
        for n in range(20)
    )
    page = f'<h1>Криминал</h1>{cards}<ul class="pagination"><li><a href="/crime/page/2/">2</a></li></ul>'
    for url in ("https://tengrinews.kz/", "https://tengrinews.kz/tag/most/", "https://tengrinews.kz/crime/"):
        with pytest.raises(NotAnArticle, match="listing"):
            read(TengrinewsSpider, page, url)


def test_a_tags_own_text_is_no_article() -> None:
    cards = "".join(
        f'<div class="content_main_item"><a href="/news/n-{n}/">Новость дня под номером {n}</a></div>'
        for n in range(20)
    )
    page = f'<h1 class="head-single">Мост</h1><div class="content_main">{cards}<div class="content_main_text"><p>Мост — строение.</p></div></div>'
    with pytest.raises(NotAnArticle, match="listing"):
        read(TengrinewsSpider, page + '<ul class="pagination"></ul>', "https://tengrinews.kz/tag/most/")


EMPTY = """<nav><a href="/news/">Новости</a></nav><div class="date-time">09 апреля 2024 19:26</div>
<h1 class="head-single">Мост открыли</h1><p>ПОДЕЛИТЬСЯ</p><h2 class="content_main_desc"><p>LEAD</p></h2>
<div class="content_main_inner"><div class="content_main_text"><p><img src="/userdata/x.jpeg"></p>
<iframe src="https://www.youtube.com/embed/ZZZ"></iframe></div></div>"""


def test_an_empty_body_is_what_the_site_says() -> None:
    page = EMPTY.replace("LEAD", "В городе открыли мост, передает Tengrinews.kz.")
    article = read(TengrinewsSpider, page, "https://tengrinews.kz/news/most-531001/")
    assert article.text == "В городе открыли мост, передает Tengrinews.kz."
    assert article.quality == ["empty-body"]
    assert [image.url for image in article.images] == ["https://tengrinews.kz/userdata/x.jpeg"]
    assert [video.kind for video in article.videos] == ["youtube"]
    with pytest.raises(NotAnArticle, match="no-text"):
        read(TengrinewsSpider, EMPTY.replace("LEAD", ""), "https://tengrinews.kz/news/most-531001/")


def test_what_follows_a_second_headline_is_another_article() -> None:
    page = """<div class="date-time">09 апреля 2024 19:26</div><h1 class="head-single">Мост<br>открыли</h1>
    <div class="content_main_inner"><div class="content_main_text"><p>В городе открыли мост через реку.</p></div></div>
    <div class="content_main_meta_author_item_name"><a>Чужое Имя</a></div><h1 class="head-single">Другая</h1>
    <div class="content_main_text"><p>Другой текст.</p><div class="tn-pr">Партнерский материал</div>
    <div class="content_main_text_tags"><span><a href="/tag/x/">чужой тег</a></span></div></div>"""
    article = read(TengrinewsSpider, page, "https://tengrinews.kz/news/most-531001/")
    assert (article.title, article.text) == ("Мост открыли", "В городе открыли мост через реку.")
    assert (article.authors, article.tags, article.sponsored) == ([], [], False)


def test_fields_that_stand_inside_the_body_are_not_its_text() -> None:
    rules = Rules("1", body="div.story", title="h1", published=".date", authors=".byline", lead="p.lead")
    page = """<div class="story"><h1>Мост открыли</h1><p class="lead">В городе открыли мост.</p>
    <div class="date">17 ноября 2025, 09:05</div><p class="byline">Асель Сапабек</p>
    <p>В городе открыли мост.</p><p>Движение начнётся утром.</p></div>"""
    site = Site("a", "ru", "Asia/Almaty", (rules,))
    article = extract_article(page.encode(), url="https://a.kz/1", site=site, now=NOW)
    assert article.text == "В городе открыли мост.\n\nДвижение начнётся утром."
    assert (article.lead, article.authors) == ("В городе открыли мост.", ["Асель Сапабек"])


@pytest.mark.parametrize("title", ["Страница не найдена", "404", "Ошибка 404", "Бет табылмады", "Page not found"])
def test_a_page_that_says_there_is_none(title: str) -> None:
    page = f"<header><a>Главная</a><a>Новости</a></header><main><h1>{title}</h1><p>Вернитесь на главную.</p></main>"
    with pytest.raises(NotAnArticle, match="not-found"):
        read(TengrinewsSpider, page, "https://tengrinews.kz/news/pusto-605326/")


@pytest.mark.parametrize("via", ["api", "sitemap", "feed"])
def test_only_the_pages_own_times_have_a_wrong_offset(via: str) -> None:
    page = """<div class="single-container"><h1 class="single-post-title">Мост открыт</h1>
    <div class="entry-content single-post-content"><p>Полиция города открыла мост.</p></div></div>"""
    url = "https://polisia.kz/ru/most-otkryt/"
    link = Link(url, via, published="2026-07-10T04:00:00Z", modified="2026-07-12T04:00:00Z")
    article = read(PolisiaSpider, page, url, link)
    assert (article.published_at, article.modified_at) == ("2026-07-10T04:00:00Z", "2026-07-12T04:00:00Z")


def test_a_sentence_that_begins_like_a_label_stays() -> None:
    page = """<h1 class="head-single">Совет</h1><div class="content_main_inner"><div class="content_main_text">
    <p>Депутат встретился с избирателями.</p><p>Читайте также и законы: такой совет дал депутат избирателям.</p>
    <p>Читайте также: <a href="/news/drugaya-2/">Другая новость</a></p><p>Читайте также <a href="/news/x-3/">Третья</a></p>
    <p>Читайте здесь: Четвертая</p></div></div>"""
    article = read(TengrinewsSpider, page, "https://tengrinews.kz/news/sovet-531001/")
    said = "Депутат встретился с избирателями.\n\nЧитайте также и законы: такой совет дал депутат избирателям."
    assert article.text == said
