from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Card, Feed, FirstOf, Listing, Sitemap, WordPress
from newsspider.extract.rules import Rules
from newsspider.monitor.expect import Expect
from newsspider.site import NewsSpider

CARDS = (Card(".listing-item", "a.post-url.post-title, .title a, a.post-title", ".post-title", "time"),)
NEXT = ".bs-numbered-pagination a.next.page-numbers::attr(href), .bs-links-pagination .older a::attr(href)"
SOURCES = (
    FirstOf(
        (
            WordPress(),
            Feed("feed/?paged={page}"),
            Sitemap("wp-sitemap.xml", children="posts-post"),
            Sitemap("sitemap_index.xml", children="post-sitemap"),
            Listing("page/{page}/", first="", cards=CARDS, next=NEXT),
        )
    ),
)


class PolisiaSpider(NewsSpider):
    """Polisia.kz, the portal of Kazakhstan's police: WordPress, one site a language, none linked to the others."""

    name = "polisia"
    editions = (
        Edition("kk", home="https://polisia.kz/", sources=SOURCES, slash=True),
        Edition("ru", home="https://polisia.kz/ru/", sources=SOURCES, slash=True),
        Edition("en", home="https://polisia.kz/en/", sources=SOURCES, slash=True),
    )
    hosts = {"www.polisia.kz": "polisia.kz"}
    article_url = (
        r"^/(?:ru/|en/)?(?!(?:ru|en|kk|feed|page|category|tag|author|search|comments|wp-[a-z-]+)(?:/|$))"
        r"(?P<key>[^/.]+)/?$"
    )
    layouts = (
        Rules(
            name="publisher",
            body=".single-container .entry-content.single-post-content, .entry-content.single-post-content",
            scope=".single-container",
            title="h1.single-post-title .post-title, h1.single-post-title",
            published=".single-post-meta time.post-published::attr(datetime), .single-post-meta time::attr(datetime)",
            published_from_link=True,
            wall_clock=True,
            authors="",  # an editor's login
            section=".post-meta-wrap .term-badges a",
            tags=".post-tags a[rel=tag]",
            image=".single-featured a::attr(href), .single-featured img",
            caption=".single-featured figcaption, .single-featured .wp-caption-text",
            drop=(".post-share", ".post-tags", ".post-related", ".bs-irp"),
        ),
    )
    expect = Expect(per_day=(3, 60))
