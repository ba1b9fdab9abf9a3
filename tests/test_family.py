"""Which edition, article and siblings does a URL of a portal mean, whose codes are not all declared?"""

from __future__ import annotations

import pytest

from newsspider.discovery.wanted import BadArgument
from newsspider.spiders.govkz import GovkzSpider
from newsspider.spiders.polisia import PolisiaSpider

GOV = GovkzSpider.addresses()
HOME = "https://www.gov.kz/memleket/entities"
NEWS = f"{HOME}/qriim/press/news/details/77"

FORMS = [  # as found, canonical, edition
    (f"{NEWS}?lang=ru", f"{NEWS}?lang=ru", "qriim-ru"),
    (f"{NEWS}/?lang=en", f"{NEWS}?lang=en", "qriim-en"),
    (
        "http://gov.kz/memleket/entities/qriim/press/news/details/77?lang=ru&utm_source=x#top",
        f"{NEWS}?lang=ru",
        "qriim-ru",
    ),
    (f"{NEWS}?page=2&lang=ru&directionId=_1", f"{NEWS}?lang=ru", "qriim-ru"),
    (NEWS, f"{NEWS}?lang=kk", "qriim-kk"),  # says no language
    (f"{NEWS}?lang=fr", f"{NEWS}?lang=kk", "qriim-kk"),  # none that there is
    (f"{HOME}/afm/press/news/details/5?lang=kk", f"{HOME}/afm/press/news/details/5?lang=kk", "afm-kk"),
    (
        f"{HOME}/enbek/press/news/details/5?lang=en",
        f"{HOME}/enbek/press/news/details/5?lang=en",
        "enbek-en",
    ),  # undeclared
]


@pytest.mark.parametrize(("url", "canonical", "edition"), FORMS)
def test_one_form(url: str, canonical: str, edition: str) -> None:
    assert GOV.canonical(url) == canonical
    assert GOV.is_article(url)
    found = GOV.edition_of(canonical)
    assert found is not None
    assert found.name == edition
    assert GOV.id_of(canonical) == GOV.id_of(GOV.canonical(canonical) or "")


@pytest.mark.parametrize("url", [NEWS, f"{NEWS}?lang=ru", f"{NEWS}/?lang=en", f"{HOME}/enbek/press/news/details/77"])
def test_siblings_are_one_article_in_three_languages(url: str) -> None:
    siblings = GOV.siblings(url)
    assert [each.rpartition("=")[2] for each in siblings] == ["kk", "ru", "en"]
    assert len({GOV.id_of(each) for each in siblings}) == 3
    assert GOV.canonical(url) in siblings


NO_ARTICLES = (
    f"{HOME}/qriim/press/news/2?lang=ru",
    f"{HOME}/qriim/press/news/details/x?lang=ru",
    f"{HOME}/Qriim!/press/news/details/77?lang=ru",
    f"{HOME}/../entities/press/news/details/77",
    "https://gov.kz.example/memleket/entities/qriim/press/news/details/77",
)


@pytest.mark.parametrize("url", NO_ARTICLES)
def test_no_articles(url: str) -> None:
    assert not GOV.is_article(url)


def test_other_sites_have_no_siblings() -> None:
    assert PolisiaSpider.addresses().siblings("https://polisia.kz/ru/voda/") == ()


WANTED: list[tuple[dict[str, str], set[str]]] = [  # arguments, codes of the editions
    ({}, {"qriim", "mvd-atyrau", "mvd-vko", "mvd-mangystau", "mvd-shymkent", "prokuror"}),
    ({"entities": "afm, enbek"}, {"afm", "enbek"}),
    ({"editions": "knb-ru,qriim-kk"}, {"knb", "qriim"}),
    ({"entities": "enbek", "editions": "enbek-ru"}, {"enbek"}),
]


@pytest.mark.parametrize(("arguments", "codes"), WANTED)
def test_what_a_crawl_reads(arguments: dict[str, str], codes: set[str]) -> None:
    assert {each.name.rpartition("-")[0] for each in GovkzSpider.read_arguments(arguments).editions} == codes


WRONG = [
    ({"entities": ""}, "entities=: a code is written as in the site's addresses, for example entities=qriim,"),
    ({"entities": "qriim,МВД"}, "entities=МВД"),
    ({"entities": "../x"}, "entities=../x"),
    ({"editions": "enbek-ru"}, "unknown edition 'enbek-ru'"),
    ({"discover": "yes"}, "discover=yes: discover=1, or nothing"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_bad_arguments(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(BadArgument) as wrong:
        GovkzSpider.read_arguments(arguments)
    assert message in str(wrong.value)


def test_a_site_without_codes_knows_no_such_arguments() -> None:
    for name in ("entities", "discover"):
        with pytest.raises(BadArgument, match="unknown argument"):
            PolisiaSpider.read_arguments({name: "1"})


def test_pages_of_a_code_are_only_for_crawls_of_it() -> None:
    assert GOV.is_left_out("enbek-ru", {"qriim-ru"})
    assert GOV.is_left_out("afm-ru", {"qriim-ru"})
    assert not GOV.is_left_out("enbek-ru", {"enbek-ru"})
    assert not PolisiaSpider.addresses().is_left_out("gone", {"ru"})
