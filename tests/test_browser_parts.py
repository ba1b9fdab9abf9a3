"""The browser's plain parts: what an answer says, what is kept, how long a page has taken, whose a folder is."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import orjson
import psutil
import pytest
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from twisted.python.failure import Failure

from newsspider.middlewares.browser import folder, kept
from newsspider.middlewares.browser.judgement import Datum, is_refusal, why_empty
from newsspider.middlewares.browser.kept import Kept
from newsspider.middlewares.browser.race import Ender, before
from newsspider.middlewares.browser.settings import BROWSER, SLOT, rendered
from newsspider.middlewares.browser.stopwatch import Stopwatch
from newsspider.middlewares.browser.turns import Turns
from newsspider.middlewares.failures import reason_of
from tests.every_site import project_settings

URL = "https://a.kz/api"
ANSWERS = [
    (Datum(URL, 200, b'{"id": 1}'), None),
    (Datum(URL, 200, b"[]"), None),  # a list's end
    (Datum(URL, 204, b""), None),
    (Datum(URL, 200, b""), "empty-json"),
    (Datum(URL, 200, b" {}\n"), "empty-json"),
    (Datum(URL, 200, b"null"), "empty-json"),
    (Datum(URL, 200, b"\n<!DOCTYPE html><p>Wait"), "html-for-json"),
    (Datum(URL, 504, b"<html>"), 504),
    (Datum(URL, 404, b"{}"), 404),
    (Datum(URL, 403, b'{"error":"notAllowed"}'), "not-allowed"),
    (Datum(URL, 200, b'{"message": "Not allowed"}'), "not-allowed"),
    (Datum(URL, 200, b'{"body": "' + b"x" * 3000 + b' not allowed"}'), None),  # an article about it
    (Datum(URL, problem=DownloadTimeoutError()), "timeout"),
]


@pytest.mark.parametrize(("datum", "wanted"), ANSWERS)
def test_why_a_page_is_empty(datum: Datum, wanted: str | int | None) -> None:
    why = why_empty([Datum(URL, 200, b'{"id": 2}'), datum])
    found = reason_of(Failure(why)) if isinstance(why, Exception) else why  # type: ignore[no-untyped-call]
    assert found == wanted


def test_a_page_is_no_refusal() -> None:
    assert not is_refusal(b"<html><body>Not allowed</body></html>")


def test_what_two_pages_want_is_asked_for_once() -> None:
    asked = []

    async def ask() -> Response:
        asked.append(1)
        await asyncio.sleep(0)
        if len(asked) == 1:
            raise DownloadTimeoutError
        return Response("https://a.kz/app.js", body=b"x")

    async def both() -> list[Response | BaseException]:
        scripts = Kept()
        return await asyncio.gather(*(scripts.get("app.js", ask) for _ in range(4)), return_exceptions=True)

    first, *others = asyncio.run(both())
    assert isinstance(first, DownloadTimeoutError)  # the next one asks itself
    assert [each.body for each in others if isinstance(each, Response)] == [b"x"] * 3
    assert len(asked) == 2


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 25)
    monkeypatch.setattr(kept, "LARGEST", 20)
    asked = []

    async def get(scripts: Kept, name: str, status: int, size: int) -> None:
        async def ask() -> Response:
            asked.append(name)
            return Response("https://a.kz/", status, body=b"x" * size)

        await scripts.get(name, ask)

    async def all_twice() -> None:
        scripts = Kept()
        for _ in range(2):
            for name, status, size in (
                ("a", 200, 10),
                ("large", 200, 21),
                ("b", 200, 10),
                ("c", 200, 10),
                ("d", 404, 1),
            ):
                await get(scripts, name, status, size)

    asyncio.run(all_twice())
    assert asked == ["a", "large", "b", "c", "d", "large", "c", "d"]


def test_the_clock_of_a_page_stands_still_while_it_waits() -> None:
    stopwatch = Stopwatch(1000, 5000)
    with stopwatch.paused():
        with stopwatch.paused():
            before_it = stopwatch.left()
            assert stopwatch.left() == before_it <= 1000
        assert stopwatch.left() == before_it
    assert Stopwatch(1000, 0).left() <= 0  # but not for ever
    asyncio.run(Stopwatch(0, 10).runs_out())


def test_work_ends_with_its_ender() -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    async def race() -> None:
        ender: Ender = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(ender.set_result, DownloadTimeoutError("late"))
        await before(never(), ender)

    with pytest.raises(DownloadTimeoutError):
        asyncio.run(race())


def test_folders_of_the_dead_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mine = folder.make_folder()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    since = psutil.Process(ended.pid).create_time()
    ended.wait()
    left = tmp_path / "newsspider-browser-left"
    left.mkdir()
    (left / "processes.json").write_bytes(orjson.dumps({"owner": ended.pid, "since": since, "group": 0}))
    (strange := tmp_path / "newsspider-browser-strange").mkdir()  # nobody says whose it is
    second = folder.make_folder()
    assert {*tmp_path.iterdir()} == {mine, second, strange}


def test_the_most_urgent_comes_first_and_a_turn_is_lost_by_nobody() -> None:
    came: list[str] = []

    async def wait(turns: Turns, name: str, priority: int) -> None:
        async with turns.turn(priority):
            came.append(name)
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        turns = Turns(1)
        async with turns.turn(0):
            waits = [
                asyncio.ensure_future(wait(turns, name, priority))
                for name, priority in (("b", 0), ("gone", 50), ("c", 0), ("a", 20), ("late", 30))
            ]
            await asyncio.sleep(0)
            waits[1].cancel()
        waits[4].cancel()  # at the moment at which its turn has come
        await asyncio.gather(*waits, return_exceptions=True)

    asyncio.run(all_of_them())
    assert came == ["a", "b", "c"]


def test_the_settings_are_those_of_all_sites_and_some_more() -> None:
    settings = project_settings()
    for name, value in settings["DOWNLOAD_HANDLERS"].items():
        assert BROWSER["DOWNLOAD_HANDLERS"][name] == value
    assert settings.getint("BROWSER_PAGES") < BROWSER["DOWNLOAD_SLOTS"][SLOT]["concurrency"]
    assert rendered("h1")["download_slot"] == SLOT
