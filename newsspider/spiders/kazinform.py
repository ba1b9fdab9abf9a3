from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Card, Feed, FirstOf, Listing, Sitemap, Source
from newsspider.extract.rules import Rules
from newsspider.monitor.expect import Expect
from newsspider.site import NewsSpider

CARDS = (
    Card(".news-category__item", "a.news-card", ".card-title", "time.meta-date"),
    Card(
        ".allNewsCard, .catpageCard, .tagpageCard, .searchCard",
        "a",
        "[class$=Card_title]",
        "[class$=Card_time]",
    ),
)


def lenta(path: str) -> Listing:
    return Listing(path, cards=CARDS, current="li.page-item.active")


def sources(code: str) -> tuple[Source, ...]:
    return (
        Feed(f"rss/{code}.xml"),
        Sitemap(f"sitemaps/google-news_{code}.xml"),
        Sitemap(f"sitemaps/sitemap-last-news-300_{code}.xml"),
        lenta("lenta/?page={page}"),
    )


class KazinformSpider(NewsSpider):
    """Kazinform, the state's news agency. A new design every second year; deep listings, short feeds."""

    name = "kazinform"
    editions = (
        Edition("kk", home="https://kaz.inform.kz/", sources=sources("kz"), slash=True),
        Edition(
            "ru",
            home="https://www.inform.kz/",
            sources=(
                *sources("ru")[:-1],
                FirstOf((lenta("ru/lenta/?page={page}"), lenta("lenta/?page={page}"))),
            ),
            slash=False,
        ),
        Edition("qz", home="https://qz.inform.kz/", sources=sources("qz"), slash=True),
        Edition("zh", home="https://cn.inform.kz/", sources=sources("cn"), slash=True),
        Edition("en", home="https://qazinform.com/", hosts=("en.inform.kz",), sources=sources("en")),
    )
    hosts = {"inform.kz": "www.inform.kz", "www.qazinform.com": "qazinform.com"}  # noqa: RUF012 the base class declares it
    # Ids may be missing, slugs empty or another story's: the whole path is the key.
    article_url = r"^/(?:news|ru|kz|kk|qz|qaz|en|cn|ar|oz)/(?!(?:lenta|category|tag|search_results|rss|sitemaps)/?$)[^/]+/?$"
    layouts: tuple[Rules, ...] = ()
    expect = Expect(per_day=(150, 700), images=0.8)
