from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Card, Feed, Listing, Sitemap
from newsspider.extract.rules import Rules
from newsspider.monitor.expect import Expect
from newsspider.site import NewsSpider

CARDS = (
    Card(".content_main_item", ".content_main_item_title a", ".content_main_item_title a", ".content_main_item_meta > span:first-child"),
    Card(".tn-article-item", "a.tn-link", ".tn-article-title", "time"),
    Card(".main-news_super_item, .main-news_top_item", "a", None, "time"),
)
NEXT = "ul.pagination li.page-item:last-child a.page-link::attr(href)"
NEWS = Listing("{section}/page/{page}/", first="{section}/", cards=CARDS, next=NEXT, sections=("news", "article"))


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
    hosts = {  # noqa: RUF012 the base class declares it
        "test.tengrinews.kz": "tengrinews.kz",
        "www.tengrinews.kz": "tengrinews.kz",
        "www.tengrisport.kz": "tengrisport.kz",
        "www.tengriauto.kz": "tengriauto.kz",
        "www.tengritravel.kz": "tengritravel.kz",
    }
    article_url = r"^/(?!tag/|search/|author/|admin/|userdata/)(?P<section>[A-Za-z0-9_-]+)/(?:[^/]*-)?(?P<key>\d+)/?$"
    layouts: tuple[Rules, ...] = ()
    expect = Expect(per_day=(60, 160), images=0.9)

    @classmethod
    def key_of(cls, url: str) -> str:
        """Long reads count their ids apart from the news."""
        kind = "article" if cls.section_of(url) == "article" else "news"
        return f"{kind}:{super().key_of(url)}"
