"""Which articles does a site link as translations, and which of its links contradict each other?"""

from __future__ import annotations

import pytest

from newsspider.commands.translations_read import by_host, linked_of
from newsspider.dedup.translation_links import Linked, linked
from newsspider.discovery.editions import Edition
from newsspider.site import NewsSpider

TO = "hreflang"


def article(id: str, *links: str, shared: str | None = None) -> Linked:
    """The id begins with the language."""
    return Linked(id, id[:2], tuple((link, TO) for link in links), shared)


@pytest.mark.parametrize(
    ("articles", "wanted"),
    [
        ([article("kk1", "ru1"), article("ru1", "kk1")], {("kk1", "ru1"): TO}),
        ([article("kk1", "ru1"), article("ru1")], {("kk1", "ru1"): TO}),  # one of them is enough
        ([article("kk1", "ru1"), article("ru1", "kk2"), article("kk2")], {}),  # they contradict each other
        ([article("kk1", "ru1"), article("kk2", "ru1"), article("ru1")], {}),
        ([article("kk1", "ru1", "en1"), article("ru1"), article("en1")], {("en1", "kk1"): TO, ("kk1", "ru1"): TO}),
        ([article("kk1", "kk2"), article("kk2")], {}),  # not another language
        ([article("kk1", "ru9"), article("ru1")], {}),  # never stored
        ([article("kk1", shared="7"), article("ru1", shared="7")], {("kk1", "ru1"): "shared-id"}),
        ([article("kk1", "ru1", shared="7"), article("ru1", shared="7")], {("kk1", "ru1"): TO}),
        ([article("kk1", shared="7"), article("ru1", shared="8")], {}),
        ([article("kk1", shared="7"), article("kk2", shared="7"), article("ru1", shared="7")], {}),
    ],
)
def test_links(articles: list[Linked], wanted: dict[tuple[str, str], str]) -> None:
    assert linked(articles) == wanted
    assert linked(articles[::-1]) == wanted


class Ministry(NewsSpider):
    name = "ministry"
    editions = (Edition("kk", "https://kk.ministry.example/", ()), Edition("ru", "https://ru.ministry.example/", ()))
    article_url = r"^/news/(?P<key>\d+)/?$"
    shared_keys = True


class Paper(Ministry):
    name = "paper"
    shared_keys = False


@pytest.mark.parametrize(("site", "shared"), [(Ministry, "ministry::77"), (Paper, None)])
def test_a_site_says_whether_its_languages_share_keys(site: type[NewsSpider], shared: str | None) -> None:
    record = {"id": "kk1", "url": "https://kk.ministry.example/news/77", "translations": []}
    assert linked_of(record, "kk", by_host([site])) == Linked("kk1", "kk", (), shared)


def test_links_lead_to_ids_of_declared_sites_in_any_form_of_the_address() -> None:
    record = {
        "id": "kk1",
        "url": "https://kk.ministry.example/news/5",
        "translations": [
            {"url": "https://ru.ministry.example/news/6/?utm_source=x", "how": "hreflang"},
            {"url": "https://elsewhere.example/news/6", "how": "hreflang"},
            {"url": None},
        ],
    }
    known = linked_of(record, "kk", by_host([Paper]))
    assert known.links == ((Paper.addresses().id_of("https://ru.ministry.example/news/6"), "hreflang"),)
