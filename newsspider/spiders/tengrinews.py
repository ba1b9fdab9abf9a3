from dataclasses import replace

from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Card, Feed, Listing, Sitemap
from newsspider.extract.rules import Rules
from newsspider.monitor.expect import Expect
from newsspider.site import NewsSpider

CARDS = (
    Card(
        ".content_main_item",
        ".content_main_item_title a",
        ".content_main_item_title a",
        ".content_main_item_meta > span:first-child",
    ),
    Card(".tn-article-item", "a.tn-link", ".tn-article-title", "time"),
    Card(".main-news_super_item, .main-news_top_item", "a", None, "time"),
)
NEXT = "ul.pagination li.page-item:last-child a.page-link::attr(href)"
NEWS = Listing("{section}/page/{page}/", first="{section}/", cards=CARDS, next=NEXT, sections=("news", "article"))

DROP = (
    ".tn-continuation",
    ".tn-inpage",
    ".tn-discussed-now-block",
    ".tn-recommendations",
    ".tn-related-news",
    ".tn-pr",
    ".content_main_text_source",
    ".content_main_text_tags",
    ".content_main_share",
    ".content_main_readalso",
    "[data-id][data-model]",
    "tn-comments-new-component",
)
DROP_LINES = (
    r"^поделиться$",
    r"^читайте (?:также|здесь)\s*(?::.*)?$",  # before a link without a colon, it is general chrome
    r"^наши новости теперь в \w+",
    r"^продолжение$",
    r"^показать комментарии$",
    r"^подписаться$",
    r"^сілтемесіз жаңалық оқисыз ба",
    r"^қосымшада оқыңыз",
    r"^толығырақ оқу үшін қосымшаға",
    r"^join telegram$",
    r"^(?:курс валют|валюта бағамы|погода|ауа райы|редакция|реклама|жарнама|социальные сети)$",
)
DESIGN_2024 = Rules(
    name="2024",
    body="div.content_main_text",
    # Pages of tags have a text too. A selector with a tag is found ten times faster than one without, so it goes first.
    fits="div.content_main_meta, .content_main_meta, .content_main_inner, .content_main_desc",
    scope="div.content_main, .content_main",
    title="h1.head-single",
    published="span.breadcrumbs__item--date, ol.breadCrumb-ls.date-time li:last-child span,"
    " ol.breadCrumb-ls.date-time li:last-child, div.date-time",
    lead=".content_main_desc",
    authors=".content_main_meta_author_item_name a, .content_main_meta_author_item_name",
    tags=".content_main_text_tags a",
    image=".content_main_thumb_img img, .content_main_thumb img",
    caption=".content_main_thumb_alt",
    video=".content_main_thumb video",
    drop=DROP,
    drop_lines=DROP_LINES,
    sponsored=".content_main_text .tn-pr",
)


class TengrinewsSpider(NewsSpider):
    """Tengrinews, national portal. The feed holds three hours, the sitemaps everything since 2008."""

    name = "tengrinews"
    editions = (
        Edition(
            "kk",
            home="https://kaz.tengrinews.kz/",
            sources=(Feed("news.rss"), Sitemap("kk-sitemap-index.xml", children="sitemap-news"), NEWS),
            slash=True,
        ),
        Edition(
            "ru",
            home="https://tengrinews.kz/",
            hosts=("tengrisport.kz", "tengriauto.kz", "tengritravel.kz"),  # same system, same ids
            sources=(
                Feed("news.rss"),
                Sitemap("sitemap_ru.xml"),
                Sitemap("sitemap-index.xml", children="sitemap-news"),
                NEWS,
            ),
            slash=True,
        ),
        Edition(
            "en",
            home="https://en.tengrinews.kz/",
            sources=(Feed("news.rss"), Sitemap("en-sitemap-index.xml", children="sitemap-news"), NEWS),
            slash=True,
        ),
    )
    hosts = {
        "test.tengrinews.kz": "tengrinews.kz",
        "www.tengrinews.kz": "tengrinews.kz",
        "www.tengrisport.kz": "tengrisport.kz",
        "www.tengriauto.kz": "tengriauto.kz",
        "www.tengritravel.kz": "tengritravel.kz",
    }
    # Long reads (`article`) count their ids apart.
    article_url = (
        r"^/(?!tags?/|search/|author/|admin/|userdata/)"
        r"(?P<section>(?P<kind>article)|[A-Za-z0-9_-]+)/[^/]*-(?P<key>\d+)/?$"
    )
    layouts = (
        replace(
            DESIGN_2024,
            name="2026",
            fits="span.breadcrumbs__item--date, div.content_main_text[itemprop=articleBody]",
            breadcrumbs=".breadcrumbs__item:not(.breadcrumbs__item--date)",
        ),
        replace(DESIGN_2024, name="2025", fits="ol.breadCrumb-ls.date-time", breadcrumbs="ol.breadCrumb-ls a"),
        DESIGN_2024,
        Rules(
            name="tn",
            body="article.tn-news-text, .tn-news-text",
            title="h1.tn-content-title",
            published=".tn-content ul.tn-data-list time, ul.tn-data-list time",
            breadcrumbs="ol.tn-bread-crumbs li",
            tags="ul.tn-tag-list li",
            image=".tn-news-content picture img, .tn-news-content img",
            drop=DROP,
            drop_lines=DROP_LINES,
            sponsored=".tn-news-content .tn-pr, .tn-news-text .tn-pr",
        ),
        Rules(
            name="2012",
            body=".infoBlock.newsOne .todayNewsBlock",
            title=".infoBlock.newsOne h1",
            published=".infoBlock.newsOne .date",
            breadcrumbs=".infoBlock.newsOne .breadcrumbs a",
            tags=".metki a",
            image=".infoBlock.newsOne .slidesBlock img",
            caption=".infoBlock.newsOne .slidesBlock .sliderText",
            drop=(".slidesBlock", ".metki"),
            drop_lines=DROP_LINES,
        ),
    )
    expect = Expect(per_day=(60, 160), images=0.9)
