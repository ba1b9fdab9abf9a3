"""Does every way in which a request can fail, provoked for real, get its name?"""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import dataclass
from datetime import datetime

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure

from newsspider.middlewares.failures import reason_of, status_of
from newsspider.middlewares.refused import Refused
from tests.replica.faults import Fault
from tests.replica.page import Answer
from tests.replica.run import Replica

GOOD, BAD, CLOSED = "good.example", "bad.example", "closed.example"
PAGE = b"<!DOCTYPE html><html><body><p>" + b"word " * 2000 + b"</p></body></html>"


@dataclass
class World:
    hosts: tuple[str, ...] = (GOOD, BAD, CLOSED)

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        return Answer(body=PAGE)


KINDS = {
    "404": "http-404",
    "410": "http-410",
    "500": "http-500",
    "redirect-loop": "redirect-loop",
    "slow": "timeout",
    "truncated": "truncated",
    "dropped": "connection",
    "huge-page": "too-big",
    "gzip-bomb": "too-big",
}
OTHERS = {
    f"https://{GOOD}/": "ok",
    f"https://{BAD}/": "tls",  # expired certificate
    f"https://{CLOSED}/": "challenge",  # a host of its own: whatever else it was asked would be refused with it
    "https://elsewhere.example/": "connection",  # the proxy says no
    "http://name.invalid/": "dns",
    "http://localhost/": "dns",  # not on the public internet
    "ftp://good.example/": "forbidden-address",
    "file:///etc/hostname": "forbidden-address",
}


@pytest.fixture(scope="module")
def reasons() -> dict[str, str]:
    faults = [Fault(f"/{kind}$", kind, seconds=600 if kind == "slow" else None) for kind in KINDS]
    faults += [Fault(BAD, "expired-certificate"), Fault(CLOSED, "challenge")]
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"http://127.0.0.1:{server.getsockname()[1]}/refused"  # closed again before it is asked for
    urls = [*(f"https://{GOOD}/{kind}" for kind in KINDS), *OTHERS, nobody]
    with Replica(World(), faults=faults) as replica:
        direct = {"no_proxy": "name.invalid,localhost,127.0.0.1"}
        done = replica.run(sys.executable, "-m", "tests.asking", *urls, env=direct)
        assert not replica.journal.of("localhost")
    said: dict[str, str] = json.loads(done.stdout or "{}")
    assert len(said) == len(urls), done.stderr[-3000:]
    return {url.removeprefix(f"https://{GOOD}/") or url: reason for url, reason in said.items()} | {
        "refused": said[nobody]
    }


@pytest.mark.parametrize(("what", "reason"), [*KINDS.items(), *OTHERS.items(), ("refused", "connection-refused")])
def test_real_failures(reasons: dict[str, str], what: str, reason: str) -> None:
    assert reasons[what] == reason


MADE = [
    (HttpError(Response("https://a.kz/", 418)), "http-418", 418),
    (Refused("robots"), "robots", None),
    (IgnoreRequest("of a middleware that nobody knows"), "ignored", None),
    (ConnectionLost(), "connection", None),
    (KeyError("bug"), "error-key-error", None),
    (ZeroDivisionError("ssl"), "error-zero-division-error", None),
]


@pytest.mark.parametrize(("error", "reason", "status"), MADE)
def test_others(error: Exception, reason: str, status: int | None) -> None:
    failure = Failure(error)  # type: ignore[no-untyped-call]
    assert (reason_of(failure), status_of(failure)) == (reason, status)


def test_requests_have_nothing_to_hide() -> None:
    """The name never comes from the other side's words: a page called `certificate` is no broken certificate."""
    error = IgnoreRequest("Ignored response <200 https://a.kz/ssl-certificate/> because it exceeded DOWNLOAD_MAXSIZE")
    failure = Failure(error)  # type: ignore[no-untyped-call]
    failure.request = Request("https://a.kz/ssl-certificate/")  # type: ignore[attr-defined]
    assert reason_of(failure) == "too-big"
