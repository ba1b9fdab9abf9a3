"""When a host says "not now", is it left alone for as long as it asks?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from newsspider.middlewares.backoff import BackOff, retry_after
from newsspider.middlewares.refused import Refused
from tests.every_site import project_settings

NOW = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)
URL = "https://example.kz/a"
CHALLENGE = b"<html><head><title>Just a moment...</title></head></html>"

RETRY_AFTER = [
    (b"120", 120.0),
    (b" 0 ", 0.0),
    (b"Mon, 17 Nov 2025 09:01:30 GMT", 90.0),
    (b"Mon, 17 Nov 2025 14:01:30 +0500", 90.0),
    (b"Monday, 17-Nov-25 09:01:30 GMT", 90.0),  # RFC 850
    (b"Mon, 17 Nov 2025 08:00:00 GMT", 0.0),  # over already
    (b"Mon, 17 Nov 2025 09:01:30", 90.0),  # UTC, as HTTP has it
    (b"-5", None),
    (b"1.5", None),
    (b"9" * 100, None),
    ("٣".encode(), None),
    (b"soon", None),
    (b"Mon, 99 Nov 2025 99:99:99 GMT", None),
    (b"", None),
    (None, None),
]


@pytest.mark.parametrize(("value", "seconds"), RETRY_AFTER)
def test_retry_after(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


class Host:
    """A host, its slot in the downloader, and the middleware between it and us."""

    def __init__(self) -> None:
        settings = {"BACKOFF_START": 5, "BACKOFF_MAX": 600, "CHALLENGES_MAX": 3, "RETRY_TIMES": 9}
        self.crawler = get_crawler(Spider, settings)
        self.crawler.spider = self.crawler._create_spider("example")
        self.slot = Slot(1, 0.0)
        downloader: Any = SimpleNamespace(slots={"example.kz": self.slot})
        self.crawler.engine = SimpleNamespace(downloader=downloader)  # type: ignore[assignment]
        self.middleware = BackOff.from_crawler(self.crawler)

    def answers(self, status: int, headers: Mapping[str, str] = {}, body: bytes = b"") -> Response | Request:
        request, response = Request(URL), Response(URL, status, headers=dict(headers), body=body)
        self.middleware.response_downloaded(response, request, self.crawler.spider)  # type: ignore[arg-type]
        return self.middleware.process_response(request, response)

    @property
    def rests(self) -> float:
        return max(self.slot.lastseen - monotonic(), 0.0)

    def wakes(self) -> None:
        self.slot.lastseen = 0.0


RESTS = [  # status, headers, seconds of rest
    (200, {}, 0),
    (404, {}, 0),
    (500, {}, 0),
    (429, {}, 5),
    (503, {}, 5),
    (429, {"Retry-After": "60"}, 60),
    (503, {"Retry-After": "0"}, 0),
    (503, {"Retry-After": "soon"}, 5),
    (403, {"Retry-After": "60"}, 60),
    (200, {"Retry-After": "60"}, 0),
]


@pytest.mark.parametrize(("status", "headers", "seconds"), RESTS)
def test_rest(status: int, headers: dict[str, str], seconds: int) -> None:
    host = Host()
    assert isinstance(host.answers(status, headers), Response)
    assert host.rests == pytest.approx(seconds, abs=0.5)
    assert seconds == 0 or host.slot.delay > 0  # without one, the downloader does not wait


def test_rest_is_doubled_until_all_is_well() -> None:
    host, rests = Host(), []
    for status in (429, 503, 429, 200, 429, *[429] * 10):
        host.wakes()
        host.answers(status)
        rests.append(round(host.rests))
    assert rests == [5, 10, 20, 0, 5, 10, 20, 40, 80, 160, 320, 600, 600, 600, 600]


def test_a_longer_rest_is_not_shortened() -> None:
    host = Host()
    host.answers(429, {"Retry-After": "100"})
    host.answers(429, {"Retry-After": "1"})
    assert host.rests == pytest.approx(100, abs=1)


def test_challenge_is_waited_out_and_then_the_host_is_left_alone() -> None:
    host, waiting = Host(), Deferred[Response]()
    failures: list[Any] = []
    waiting.addErrback(failures.append)
    for rest in (5, 10):
        host.wakes()
        again = host.answers(403, body=CHALLENGE)
        assert isinstance(again, Request)
        assert again.headers == Request(URL).headers  # asked as before: nothing is worked around
        assert host.rests == pytest.approx(rest, abs=0.5)
    host.slot.queue.append((Request(URL), waiting))  # on its way to the host already
    for call in (
        lambda: host.answers(503, {"CF-Mitigated": "challenge"}),
        lambda: host.middleware.process_request(Request(URL)),
    ):
        with pytest.raises(Refused) as raised:
            call()
        assert raised.value.reason == "challenge"
    assert not host.slot.queue
    assert failures[0].value.reason == "challenge"
    host.middleware.process_request(Request("https://other.kz/"))  # the others go on


def test_challenges_count_in_a_row() -> None:
    host = Host()
    for _ in range(5):
        host.answers(403, body=CHALLENGE)
        host.answers(200)
    host.middleware.process_request(Request(URL))


def test_retry_after_beyond_patience_closes_the_host() -> None:
    host = Host()
    for call in (
        lambda: host.answers(503, {"Retry-After": "3600"}),
        lambda: host.middleware.process_request(Request(URL)),
    ):
        with pytest.raises(Refused) as raised:
            call()
        assert raised.value.reason == "http-503"
        assert raised.value.retry_at is not None
        assert (raised.value.retry_at - datetime.now(UTC)).total_seconds() == pytest.approx(3600, abs=5)


def test_its_place_among_the_middlewares() -> None:
    """Bodies must be decompressed before it sees them; what it sees must not have been retried."""
    order = project_settings().get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES")
    places = {getattr(each, "__name__", str(each)).rpartition(".")[2]: place for each, place in order.items()}
    assert places["RetryMiddleware"] < places["BackOff"] < places["HttpCompressionMiddleware"]
    assert places["Guard"] < places["Robots"] < places["BackOff"]
