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
    hosts = {"www.polisia.kz": "polisia.kz"}  # noqa: RUF012 the base class declares it
    article_url = (
        r"^/(?:ru/|en/)?(?!(?:ru|en|kk|feed|page|category|tag|author|search|comments|wp-[a-z-]+)(?:/|$)|[^/]+\.[a-z]+$)(?P<key>[^/]+)/?$"
    )
    layouts: tuple[Rules, ...] = ()
    expect = Expect(per_day=(3, 60))
