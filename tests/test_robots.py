"""Is robots.txt read as RFC 9309 says, where it is missing, broken or huge too?"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from newsspider.extensions.crawl_delay import LONGEST as LONGEST_DELAY
from newsspider.extensions.crawl_delay import CrawlDelay
from newsspider.extensions.hand_over import HandedOver
from newsspider.middlewares.refused import Refused
from newsspider.middlewares.robots import LONGEST, Robots, rules
from tests.replica.faults import Fault
from tests.replica.run import Replica
from tests.replica.world import World

URL = "https://example.kz/robots.txt"
FORBID = b"User-agent: *\nDisallow: /\n"

RULES = [
    (200, FORBID, FORBID),
    (404, FORBID, b""),  # there is none: all is allowed
    (403, FORBID, b""),
    (503, FORBID, b""),  # nothing is allowed, and that is not a matter of rules
    (200, b"Allow: /\n" * LONGEST, (b"Allow: /\n" * LONGEST)[: LONGEST // 9 * 9 - 1]),  # whole lines
]


@pytest.mark.parametrize(("status", "body", "counts"), RULES)
def test_what_counts(status: int, body: bytes, counts: bytes) -> None:
    assert rules(Response(URL, status, body=body)) == counts


ALLOWED = [  # robots.txt, path, allowed to newsspider
    (b"", "/a", True),
    (FORBID, "/a", False),
    (b"User-agent: newsspider\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/a", False),
    (b"User-agent: *\nDisallow: /search\nDisallow: /*?s=\n", "/news/?s=x", False),
    (b"User-agent: *\nDisallow: /search\n", "/news/", True),
    (b"<!DOCTYPE html><html>Disallow: /</html>", "/a", True),
    (b"\xff\xfe\x00garbage\x00Disallow: /\n", "/a", True),
    (b"User-agent: *\nDisallow: /" + b"*a" * 1000 + b"$\n", "/" + "a" * 1900, False),  # no matter for a regex
]


@pytest.mark.parametrize(("body", "path", "allowed"), ALLOWED)
def test_allowed(body: bytes, path: str, allowed: bool) -> None:
    crawler = get_crawler(Spider, {"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "newsspider"})
    robots = Robots.from_crawler(crawler)
    parser = robots._parserimpl.from_crawler(crawler, body)
    request = Request(f"https://example.kz{path}")
    if allowed:
        robots.process_request_2(parser, request)
        return
    with pytest.raises(Refused) as raised:
        robots.process_request_2(parser, request)
    assert raised.value.reason == "robots"


def test_where_it_can_not_be_read_nothing_is_allowed() -> None:
    robots = Robots.from_crawler(get_crawler(Spider, {"ROBOTSTXT_OBEY": True}))
    robots.unreachable["example.kz"] = "http-503"
    with pytest.raises(Refused) as raised:
        robots.process_request_2(None, Request("https://example.kz/a"))
    assert raised.value.reason == "robots-unreachable"
    robots.process_request_2(None, Request("https://other.kz/a"))


def test_pages_that_wait_for_it_in_a_hand_over_stay_pending() -> None:
    robots = Robots.from_crawler(get_crawler(Spider, {"ROBOTSTXT_OBEY": True}))
    robots._parsers["example.kz"] = Deferred()
    robots._robots_error(HandedOver(), "example.kz")
    assert not robots.unreachable
    with pytest.raises(HandedOver):
        robots.process_request_2(None, Request("https://example.kz/a"))


DELAYS = [  # robots.txt, seconds
    (b"User-agent: *\nCrawl-delay: 2.5\n", 2.5),
    (b"User-agent: newsspider\nCrawl-delay: 10\n\nUser-agent: *\nCrawl-delay: 1\n", 10.0),
    (b"User-agent: *\nCrawl-delay: 600\n", 600.0),  # slow, and honoured
    (b"User-agent: *\nCrawl-delay: 99999999\n", LONGEST_DELAY),
    (b"User-agent: *\nCrawl-delay: inf\n", None),
    (b"User-agent: *\nCrawl-delay: -1\n", None),
    (b"User-agent: *\nCrawl-delay: soon\n", None),
    (b"", None),
]


@pytest.mark.parametrize(("body", "seconds"), DELAYS)
def test_crawl_delay(body: bytes, seconds: float | None) -> None:
    crawler = get_crawler(Spider, {"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "newsspider"})
    slot = Slot(1, 1.0)
    downloader: Any = SimpleNamespace(slots={"example.kz": slot})
    crawler.engine = SimpleNamespace(downloader=downloader)  # type: ignore[assignment]
    extension = CrawlDelay.from_crawler(crawler)
    parser = Robots.from_crawler(crawler)._parserimpl.from_crawler(crawler, body)
    extension.robots_parsed(parser, Request("https://example.kz/a"))
    assert slot.delay == max(seconds or 0.0, 1.0)


def test_all_that_wait_for_it_are_told() -> None:
    """Each host has four sources, and they are asked for at once."""
    with Replica(World.make(small=True), faults=[Fault("/robots.txt", "robots-forbid")]) as replica:
        replica.run("scrapy", "crawl", "kazinform", "-s", "DOWNLOAD_DELAY=0")
        assert {entry.target for entry in replica.journal} == {"/robots.txt"}
