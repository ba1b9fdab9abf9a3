"""Are dates read when they are announced, and does only what a link says speak against it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsspider.article import Link
from newsspider.discovery.announced import as_found, as_link, is_older, is_wanted
from newsspider.discovery.wanted import read_arguments
from newsspider.spiders.tengrinews import TengrinewsSpider

SITE, ZONE = TengrinewsSpider.addresses(), "Asia/Almaty"
NOW = datetime(2025, 11, 17, 9, 30, tzinfo=UTC)  # 14:30 in Almaty
URL = "https://test.tengrinews.kz/crime/su-1/?utm_source=x"

DATES = [  # as written, as kept, order key
    ("Бүгін, 10:12", "2025-11-17T05:12:00Z", "2025-11-17T05:12:00Z"),
    ("Вчера 15:47", "2025-11-16T10:47:00Z", "2025-11-16T10:47:00Z"),
    ("Сегодня", "2025-11-17", "2025-11-16T19:00:00Z"),  # a day stays a day
    ("Mon, 17 Nov 2025 14:05:00 +0500", "2025-11-17T09:05:00Z", "2025-11-17T09:05:00Z"),
    ("17 Nov 2024", "2024-11-17", "2024-11-16T19:00:00Z"),
    ("27 февраля 2024 | 20:10", "2024-02-27T14:10:00Z", "2024-02-27T14:10:00Z"),  # UTC+6 then
    ("soon", "soon", "2025-11-17T09:30:00Z"),  # unread: kept, and newest
    (None, None, "2025-11-17T09:30:00Z"),
]


@pytest.mark.parametrize(("written", "kept", "order"), DATES)
def test_relative_dates_are_read_at_once(written: str | None, kept: str | None, order: str) -> None:
    found = as_found(Link(URL, published=written), SITE, zone=ZONE, now=NOW)
    assert (found.hint.get("published"), found.order_key) == (kept, order)
    week_later = as_link(found.hint)
    assert week_later.published == kept
    assert week_later.published_raw == (written if kept != written else None)


def test_found() -> None:
    found = as_found(Link(URL, via="feed", title="Су", tags=["а"]), SITE, zone=ZONE, now=NOW)
    assert found.url == "https://tengrinews.kz/crime/su-1/"
    assert (found.id, found.edition, found.via) == (SITE.id_of(found.url), "ru", "feed")
    assert as_link(found.hint) == Link(found.url, via="feed", title="Су", tags=["а"])
    assert as_link({"url": "x", "of_another_version": 1}) == Link("x")


RU, KK = "https://tengrinews.kz/crime/su-1/", "https://kaz.tengrinews.kz/crime/su-1/"
WANTED = [  # arguments, link, wanted
    ({}, Link(RU), True),
    ({"editions": "kk"}, Link(RU), False),
    ({"editions": "kk"}, Link(KK), True),
    ({"sections": "crime"}, Link(RU), True),
    ({"sections": "news"}, Link(RU), False),
    ({"since": "2025-11-10"}, Link(RU), True),  # what has no date may be anything
    ({"since": "2025-11-10"}, Link(RU, published="2025-11-10"), True),
    ({"since": "2025-11-10"}, Link(RU, published="2025-11-09T23:59:00+05:00"), False),
    ({"since": "2025-11-10"}, Link(RU, modified="2025-11-09"), False),
    ({"since": "2025-11-10"}, Link(RU, modified="2025-11-12"), True),  # changed later than published
    ({"since": "2025-11-10"}, Link(RU, published="2025-11-09", modified="2025-11-12"), False),
    ({"until": "2025-11-10"}, Link(RU, published="2025-11-10T23:59:00+05:00"), True),
    ({"until": "2025-11-10"}, Link(RU, published="2025-11-11"), False),
    ({"until": "2025-11-10"}, Link(RU, modified="2025-11-12"), True),
    ({"since": "2025-11-10"}, Link(RU, published="not long ago"), True),
]


@pytest.mark.parametrize(("arguments", "link", "wanted"), WANTED)
def test_wanted(arguments: dict[str, str], link: Link, wanted: bool) -> None:
    asked = read_arguments(arguments, TengrinewsSpider.editions, zone=ZONE)
    found = as_found(link, SITE, zone=ZONE, now=NOW)
    for later in (timedelta(), timedelta(days=3)):  # the same answer on another day
        assert is_wanted(found, asked, SITE, zone=ZONE, now=NOW + later) is wanted


def test_a_page_of_an_edition_that_is_no_more_is_wanted() -> None:
    asked = read_arguments({"editions": "kk"}, TengrinewsSpider.editions, zone=ZONE)
    page = as_found(Link(RU), SITE, zone=ZONE, now=NOW)
    for edition, wanted in (("kk", True), ("ru", False), ("", True), ("old", True)):
        assert is_wanted(replace(page, edition=edition), asked, SITE, zone=ZONE, now=NOW) is wanted


def test_what_was_tried_in_vain_stays_wanted() -> None:
    """Where a crawl says how far back new articles count; not where it asks for a period, or an edition."""
    cases = [("since", "2025-11-10", True), ("until", "2025-11-08", False), ("editions", "kk", False)]
    found = replace(as_found(Link(RU, published="2025-11-09"), SITE, zone=ZONE, now=NOW), tried=True)
    for name, value, wanted in cases:
        asked = read_arguments({name: value}, TengrinewsSpider.editions, zone=ZONE)
        assert is_wanted(found, asked, SITE, zone=ZONE, now=NOW) is wanted


def test_older() -> None:
    asked = read_arguments({"since": "2025-11-10"}, TengrinewsSpider.editions, zone=ZONE)
    cases = [("2025-11-09", True), ("2025-11-10", False), (None, False)]
    for published, older in cases:
        found = as_found(Link(RU, published=published), SITE, zone=ZONE, now=NOW)
        assert is_older(found, asked, zone=ZONE, now=NOW) is older
        assert not is_older(found, read_arguments({}, TengrinewsSpider.editions, zone=ZONE), zone=ZONE, now=NOW)
