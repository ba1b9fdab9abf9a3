"""Which article, edition and section does a URL of the real sites mean, in all its forms?"""

from __future__ import annotations

import pytest

from newsspider.discovery.addresses import Addresses
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.spiders.tengrinews import TengrinewsSpider

TENGRI, KAZINFORM, POLISIA = (spider.addresses() for spider in (TengrinewsSpider, KazinformSpider, PolisiaSpider))
LONG = "su-" + "o" * 77  # slugs are cut at 80 characters, ids and all

# Site, canonical URL, edition, other forms of it.
FORMS: list[tuple[Addresses, str, str, tuple[str, ...]]] = [
    (
        TENGRI,
        "https://tengrinews.kz/crime/su-tasydy-531903/",
        "ru",
        (
            "https://tengrinews.kz/crime/su-tasydy-531903",
            "http://tengrinews.kz/crime/su-tasydy-531903/amp/",
            "https://tengrinews.kz/crime/su-tasydy-531903/?utm_source=telegram#comm",
            "https://test.tengrinews.kz/crime/su-tasydy-531903/",  # the staging mirror
            "https://www.tengrinews.kz:443/crime/su-tasydy-531903/",
            "https://m.tengrinews.kz/crime/su-tasydy-531903/",
            "https://tengrinews.kzhttps://tengrinews.kz/crime/su-tasydy-531903/",  # as in a sitemap
        ),
    ),
    (
        TENGRI,
        "https://tengrisport.kz/football/gol-578955/",
        "ru",  # the same system, the same ids
        (
            "https://tengrinews.kzhttps://tengrisport.kz/football/gol-578955/",
            "https://www.tengrisport.kz/football/gol-578955",
        ),
    ),
    (TENGRI, "https://kaz.tengrinews.kz/kazakhstan_news/su-364674/", "kk", ()),
    (TENGRI, "https://en.tengrinews.kz/politics_sub/water-266558/", "en", ()),
    (KAZINFORM, "https://kaz.inform.kz/news/su-tasydy-dae2b2/", "kk", ("https://kaz.inform.kz/news/su-tasydy-dae2b2",)),
    (
        KAZINFORM,
        "https://www.inform.kz/ru/voda-vyshla-1ec9489a",
        "ru",
        ("https://inform.kz/ru/voda-vyshla-1ec9489a", "http://www.inform.kz/ru/voda-vyshla-1ec9489a/"),
    ),
    (KAZINFORM, "https://www.inform.kz/ru/voda_a1234567", "ru", ("https://www.inform.kz/ru/voda_a1234567/amp",)),
    (KAZINFORM, "https://www.inform.kz/ru/bez-klyucha", "ru", ()),  # no id
    (KAZINFORM, "https://kaz.inform.kz/news/-0e1f43/", "kk", ()),  # no slug
    (KAZINFORM, f"https://kaz.inform.kz/news/{LONG}/", "kk", ()),
    (KAZINFORM, "https://qz.inform.kz/news/su-tasydy-8d2f3a/", "qz", ()),
    (KAZINFORM, "https://cn.inform.kz/news/-758a1c75/", "zh", ()),
    (KAZINFORM, "https://qazinform.com/news/water-0e1f43", "en", ("https://www.qazinform.com/news/water-0e1f43",)),
    (POLISIA, "https://polisia.kz/su-tasydy/", "kk", ("https://www.polisia.kz/su-tasydy",)),
    (POLISIA, "https://polisia.kz/ru/voda-vyshla/", "ru", ("http://polisia.kz/ru/voda-vyshla/?utm_campaign=x",)),
    (POLISIA, "https://polisia.kz/en/water-rises/", "en", ("https://polisia.kz/en/water-rises/amp/",)),
    (POLISIA, "https://polisia.kz/rules-of-the-road/", "kk", ()),  # begins like /ru/, and is not of it
]


@pytest.mark.parametrize(("site", "url", "edition", "forms"), FORMS)
def test_forms_of_one_article(site: Addresses, url: str, edition: str, forms: tuple[str, ...]) -> None:
    for form in (url, *forms):
        assert site.is_article(form)
        assert site.canonical(form) == url
    found = site.edition_of(url)
    assert found is not None
    assert found.name == edition


EQUAL = [  # one article under two addresses, both of which stay
    (TENGRI, "https://tengrinews.kz/autonews/su-578955/", "https://tengriauto.kz/autonews/su-578955/"),
    (TENGRI, "https://tengrinews.kz/crime/su-578955/", "https://tengrinews.kz/crime/other-words-578955/"),
    (KAZINFORM, "https://en.inform.kz/news/water-0e1f43/", "https://qazinform.com/news/water-0e1f43"),
]
DIFFERENT = [
    (TENGRI, "https://tengrinews.kz/crime/su-578955/", "https://kaz.tengrinews.kz/crime/su-578955/"),
    (TENGRI, "https://tengrinews.kz/crime/su-12/", "https://tengrinews.kz/article/su-12/"),  # counted apart
    (KAZINFORM, "https://kaz.inform.kz/news/su-0e1f43/", "https://kaz.inform.kz/news/-0e1f43/"),  # the path is the key
    (KAZINFORM, "https://kaz.inform.kz/news/su-0e1f43/", "https://qz.inform.kz/news/su-0e1f43/"),
    (POLISIA, "https://polisia.kz/su/", "https://polisia.kz/ru/su/"),
]


@pytest.mark.parametrize(("site", "one", "other"), EQUAL)
def test_one_id(site: Addresses, one: str, other: str) -> None:
    assert site.id_of(one) == site.id_of(other)
    assert len(site.id_of(one)) == 16


@pytest.mark.parametrize(("site", "one", "other"), DIFFERENT)
def test_two_ids(site: Addresses, one: str, other: str) -> None:
    assert site.id_of(one) != site.id_of(other)


NO_ARTICLES = [
    (TENGRI, "https://tengrinews.kz/"),
    (TENGRI, "https://tengrinews.kz/news/"),
    (TENGRI, "https://tengrinews.kz/news/page/2/"),
    (TENGRI, "https://tengrinews.kz/tag/covid-19/"),
    (TENGRI, "https://tengrinews.kz/author/x-12/"),
    (TENGRI, "https://tengrinews.kz/admin/news/edit/531903/"),
    (TENGRI, "https://static.tengrinews.kz/crime/su-531903/"),
    (TENGRI, "https://counter.tengrinews.kz/inc/news-1/"),
    (TENGRI, "https://tengrinews.kz.evil.kz/crime/su-531903/"),
    (TENGRI, "https://tengrinews.kz:8443/crime/su-531903/"),
    (TENGRI, "https://user:password@tengrinews.kz/crime/su-531903/"),
    (TENGRI, "ftp://tengrinews.kz/crime/su-531903/"),
    (TENGRI, "javascript:alert(1)"),
    (TENGRI, "http://[x/crime/su-531903/"),
    (TENGRI, ""),
    (KAZINFORM, "https://kaz.inform.kz/news/"),
    (KAZINFORM, "https://www.inform.kz/ru/lenta/?page=2"),
    (KAZINFORM, "https://www.inform.kz/ru/lenta"),
    (KAZINFORM, "https://kaz.inform.kz/category/sport_s1/"),
    (KAZINFORM, "https://img.inform.kz/news/su-0e1f43/"),
    (POLISIA, "https://polisia.kz/"),
    (POLISIA, "https://polisia.kz/ru"),
    (POLISIA, "https://polisia.kz/en/"),
    (POLISIA, "https://polisia.kz/?p=12"),
    (POLISIA, "https://polisia.kz/ru/page/2/"),
    (POLISIA, "https://polisia.kz/ru/feed/"),
    (POLISIA, "https://polisia.kz/category/su/"),
    (POLISIA, "https://polisia.kz/wp-login.php"),
    (POLISIA, "https://polisia.kz/ru/wp-json/"),
]


@pytest.mark.parametrize(("site", "url"), NO_ARTICLES)
def test_no_articles(site: Addresses, url: str) -> None:
    assert not site.is_article(url)


def test_sections() -> None:
    assert TENGRI.section_of("https://tengrinews.kz/kazakhstan_news/su-1/") == "kazakhstan_news"
    assert TENGRI.section_of("https://tengrinews.kz/") is None
    assert KAZINFORM.section_of("https://kaz.inform.kz/news/su-0e1f43/") is None


def test_only_real_hosts_are_asked() -> None:
    assert TENGRI.hosts == {
        *("tengrinews.kz", "kaz.tengrinews.kz", "en.tengrinews.kz"),
        *("tengrisport.kz", "tengriauto.kz", "tengritravel.kz"),
    }
    assert POLISIA.hosts == {"polisia.kz"}
