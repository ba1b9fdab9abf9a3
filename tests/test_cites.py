"""Do the sources of a page's article get the domains that the page links, and is the site itself left out?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsspider.extract.article import Site, extract_article
from newsspider.site import NewsSpider
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.spiders.tengrinews import TengrinewsSpider

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
FILLER = (
    "<p>" + "Строители закончили работу раньше срока, и по мосту уже ездят автобусы и грузовые машины. " * 6 + "</p>"
)


def cites(sentence: str, site: Site, url: str = "https://example.kz/news/most-1/") -> list[tuple[str, str | None]]:
    page = (
        "<!doctype html><html><head><meta charset=utf-8><title>Мост</title>"
        '<meta property="og:site_name" content="Вечерний Тополь"></head>'
        f"<body><article><h1>Мост открыт</h1><p>{sentence}</p>{FILLER}</article></body></html>"
    )
    article = extract_article(page.encode(), url=url, site=site, now=NOW)
    assert article.provenance.get("cites") == ("text" if article.cites else None)
    return [(cite.name, cite.domain) for cite in article.cites]


LINKED = [
    # The words that name the source are the link.
    ('сообщает <a href="https://www.depart.kz/ru/1">пресс-служба ДП Абая</a>.', "depart.kz"),
    ('сообщает пресс-служба ДП Абая <a href="https://depart.kz/ru/1">здесь</a>.', None),
    ('сообщает <a href="https://www.facebook.com/dp">пресс-служба ДП Абая</a>.', None),  # a network is no domain of it
    ('сообщает <a href="/news/most-2/">пресс-служба ДП Абая</a>.', None),  # leads to the site's own article
    ('сообщает <a href="http://[">пресс-служба ДП Абая</a>.', None),
]


@pytest.mark.parametrize(("sentence", "domain"), LINKED)
def test_domain_of_a_linked_source(sentence: str, domain: str | None) -> None:
    assert cites(f"Мост открыт, {sentence}", Site()) == [("пресс-служба ДП Абая", domain)]


def test_a_site_without_rules_is_known_by_its_name() -> None:
    assert cites("Мост открыт, сообщает «Вечерний Тополь» со ссылкой на example.kz и Zakon.kz.", Site()) == [
        ("Zakon.kz", "zakon.kz")
    ]


OWN = [
    (TengrinewsSpider, "https://kaz.tengrinews.kz/news/kopir-1/", ["Kazinform", "Polisia.kz"]),
    (TengrinewsSpider, "https://tengrisport.kz/news/most-1/", ["Kazinform", "Polisia.kz"]),
    (KazinformSpider, "https://qazinform.com/news/most-1ec948", ["Tengrinews.kz", "Polisia.kz"]),
    (KazinformSpider, "https://kaz.inform.kz/news/most-1ec948/", ["Tengrinews.kz", "Polisia.kz"]),
    (PolisiaSpider, "https://polisia.kz/ru/most/", ["Tengrinews.kz", "Kazinform"]),
]


@pytest.mark.parametrize(("spider", "url", "wanted"), OWN)
def test_no_site_cites_itself(spider: type[NewsSpider], url: str, wanted: list[str]) -> None:
    sentence = "Мост открыт, сообщает Tengrinews.kz. Об этом передает Kazinform. Об этом пишет Polisia.kz."
    assert [name for name, _ in cites(sentence, spider.reading(url), url)] == wanted
