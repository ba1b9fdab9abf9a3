"""Does a real Chromium show what a page's scripts make, and reach nothing that the crawl would not ask for?"""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from newsspider.middlewares.browser.answers import MOST
from tests.rendering.run import render
from tests.rendering.world import HOST, TRACKER, Application
from tests.replica.faults import Fault
from tests.replica.run import Replica

Lines = dict[str, dict[str, Any]]


class Canary:
    """A port of loopback that nobody may come to, by TCP or UDP."""

    def __init__(self) -> None:
        self.came: list[bytes] = []
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self.tcp.getsockname()[1]
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", self.port))
        for listen in (self._accept, self._receive):
            threading.Thread(target=listen, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                self.tcp.accept()[0].close()
                self.came.append(b"tcp")

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                self.came.append(self.udp.recv(1000))

    def close(self) -> None:
        for listener in (self.tcp, self.udp):
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.close()


ARTICLES = tuple(f"/article/{number}" for number in range(1, 7))
FAILURES = {
    "/html/1": "html-for-json",
    "/nothing/1": "empty-json",
    "/refused/1": "not-allowed",
    "/status/504": "http-504",
    "/status/503": "http-503",
    "/status/429": "http-429",
    "/closed/1": "robots",
    "/status/404": "http-404",
    "/gone": "http-404",
    "/out": "forbidden-address",
    "/private": "forbidden-address",
    "/again": "redirect-loop",
    "/huge": "too-big",
}
SHOWN = {
    "/plain": None,
    "/file": None,
    "/slow": "late",
    "/moved": "Мақала 7",
    "/jumps": "Мақала 8",
    "/crowd": "x",
    "/busy": None,
}


@pytest.fixture(scope="module")
def seen(canary: Canary, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lines, Replica]:
    hostile = [f"/hostile?port={canary.port}", f"/move?port={canary.port}"]
    faults = [Fault("/api/article/6", "504", times=1)]
    with Replica(Application(), faults=faults) as replica:
        paths = [*hostile, *ARTICLES, *FAILURES, *SHOWN]
        lines = render(replica, *paths, temporary=tmp_path_factory.mktemp("browser"))
    return lines, replica


def test_a_page_is_what_its_scripts_make_and_what_they_received(seen: tuple[Lines, Replica]) -> None:
    for path in ARTICLES:
        line = seen[0][path]
        assert (line["status"], line["title"]) == (200, f"Мақала {path.rpartition('/')[2]}")
        assert line["received"] == [f"https://{HOST}/api{path}?lang=kk"]


@pytest.mark.parametrize("path", SHOWN)
def test_other_pages(seen: tuple[Lines, Replica], path: str) -> None:
    assert (seen[0][path]["status"], seen[0][path]["title"]) == (200, SHOWN[path])


@pytest.mark.parametrize("path", FAILURES)
def test_what_goes_wrong_has_a_name(seen: tuple[Lines, Replica], path: str) -> None:
    assert seen[0][path]["reason"] == FAILURES[path]


def test_a_site_that_is_too_busy_for_a_page_s_data_is_left_to_rest(seen: tuple[Lines, Replica]) -> None:
    busy = [entry for entry in seen[1].journal if entry.status in (429, 503)]
    assert len([entry for entry in busy if entry.target.startswith("/api/status/")]) >= 4  # two pages, each twice
    closed = [entry for entry in seen[1].journal if entry.target.startswith("/api/refused/")]  # rests the host too
    assert seen[0][""]["stats"]["newsspider/fetch/rests"] == len(busy) + len(closed)


def test_robots_txt_counts_for_what_a_page_asks_for(seen: tuple[Lines, Replica]) -> None:
    assert not [entry for entry in seen[1].journal if entry.target.startswith("/api/closed/")]


def test_only_what_is_needed_is_asked_for(seen: tuple[Lines, Replica]) -> None:
    """No image, font, film, icon, frame or manifest; scripts and styles once; nothing of another host."""
    journal = seen[1].journal
    asked = Counter(entry.target for entry in journal.of(HOST))
    assert {target: asked[target] for target in asked if target.startswith("/static/")} == {
        "/static/app.js": 1,
        "/static/app.css": 1,
    }
    assert not {
        "/logo.png",
        "/favicon.ico",
        "/m.json",
        "/frame",
        "/film.mp4",
        "/photo.jpg",
        "/service.js",
        "/file.zip",
    } & {*asked}
    assert asked["/robots.txt"] == 1
    assert asked["/api/article/1"] <= MOST  # that page never has enough
    assert {path: asked[path] for path in ARTICLES} == dict.fromkeys(ARTICLES, 1) | {ARTICLES[-1]: 2}  # after a 504
    assert not journal.of(TRACKER)
    assert not journal.refused()
    assert {entry.user_agent for entry in journal} == {next(iter(journal)).user_agent}


def test_a_hostile_page_gets_nowhere(seen: tuple[Lines, Replica], canary: Canary) -> None:
    """Its scripts ran to their end, and nobody came to the port."""
    assert "fetch https localhost metadata" in seen[0][f"/hostile?port={canary.port}"]["title"]
    assert seen[0][f"/move?port={canary.port}"]["reason"] == "forbidden-address"
    assert canary.came == []


def test_a_page_that_hangs_is_given_up_and_the_crawl_goes_on(tmp_path: Path) -> None:
    """Until the site has refused its data twice in a row: then it is asked for nothing more."""
    settings = ("BROWSER_DEADLINE=10", "RETRY_TIMES=0", "CHALLENGES_MAX=2")
    refused = [f"/refused/{number}" for number in range(4)]
    with Replica(Application()) as replica:
        paths = ["/loop", "/article/1", "/article/2", *refused, "/article/3"]
        lines = render(replica, *paths, settings=settings, temporary=tmp_path)
        assert "/article/3" not in {entry.target for entry in replica.journal}
    assert lines["/loop"]["reason"] == "timeout"
    assert {lines[path]["reason"] for path in (*refused, "/article/3")} == {"not-allowed"}
    assert [lines[path]["title"] for path in ("/article/1", "/article/2")] == ["Мақала 1", "Мақала 2"]
