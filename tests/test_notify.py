"""Is somebody told when a site's health changes, once it is sure and even where it fails at first?"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import orjson
import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from newsspider.commands import schedule, status
from newsspider.commands.telling import crawl_went_wrong
from newsspider.extensions.notices import Notify, tell
from newsspider.monitor.notify import NotTold, Target, post, run
from newsspider.schedule.book import Book
from newsspider.schedule.crawler import Crawler
from newsspider.store.health import Notice, notices_of
from newsspider.store.lately import Lately
from newsspider.store.session import Session
from tests.every_site import project_settings
from tests.replica.faults import Fault
from tests.replica.run import Replica
from tests.replica.world import World
from tests.scheduling import command, planned
from tests.test_commands import Folder, folder

__all__ = ["folder"]  # a fixture

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TOLD = {"site": "a", "was": None, "now": "ill", "why": "killed\0 — жоқ", "at": "2026-11-22T12:00:00Z", "run": 3}


@dataclass
class Listener:
    """A server that writes down what is posted, and answers with the statuses given, the last one for ever."""

    statuses: list[int] = field(default_factory=lambda: [204])
    asked: list[str] = field(default_factory=list)
    bodies: list[dict[str, object]] = field(default_factory=list)
    waits: float = 0
    url: str = ""

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        here = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                here.asked.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(here.waits)
                status = here.statuses.pop(0) if len(here.statuses) > 1 else here.statuses[0]
                if status < 300:
                    here.bodies.append(orjson.loads(body))
                self.send_response(status)
                self.send_header("Location", f"{here.url}elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST

            def log_message(self, format: str, *args: object) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.url = f"http://127.0.0.1:{server.server_port}/"
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener().listening() as listener:
        yield listener


# the judgements of crawls; who is told of which changes
CHANGES = [
    (["ok", "ok"], []),
    (["ill"], [(None, "ill")]),  # the first crawl of all
    (["ok", "ill", "ill", "ok"], [("ok", "ill"), ("ill", "ok")]),
    (["ok", "silent", "ill", "ok"], [("ok", "silent"), ("silent", "ill"), ("ill", "ok")]),
    (["ok", None, "ill"], [("ok", "ill")]),  # a crawl that was killed says nothing
]


@pytest.mark.parametrize(("words", "changes"), CHANGES)
def test_changes_wait_until_they_are_told(
    tmp_path: Path, url: str, words: list[str | None], changes: list[tuple[str | None, str]]
) -> None:
    site = f"n{abs(hash((url, str(words)))) % 100000}"  # tests share the server
    for word in words:
        with Session.open(tmp_path, site, state_url=url, now=NOW) as session:
            if word:
                session.close("finished", True, NOW, {"health": word, "why": f"why {word}"})
    with notices_of(tmp_path, url, site) as notices:
        untold = notices.untold()
        assert [(notice.was, notice.now) for _, notice in untold] == changes
        for number, notice in untold:
            assert (notice.site, notice.why, notice.at) == (site, f"why {notice.now}", "2026-11-22T12:00:00Z")
            notices.told(number)
        assert not notices.untold()


def _settings(output: Path, **own: str) -> object:
    settings = project_settings()
    settings.update({"OUTPUT": str(output), "STATE": "", **own})
    return settings


def _judged(output: Path, *words: str) -> None:
    for word in words:
        with Session.open(output, "a", now=NOW) as session:
            session.close("finished", True, NOW, {"health": word, "why": ""})


def test_what_could_not_be_told_is_told_later_in_its_order(tmp_path: Path, listener: Listener) -> None:
    listener.statuses = [500]
    settings = _settings(tmp_path, NOTIFY_URL=listener.url)
    _judged(tmp_path, "ill")
    tell(settings, "a", pause=lambda _: None)  # type: ignore[arg-type]
    assert (len(listener.asked), listener.bodies) == (3, [])
    _judged(tmp_path, "ok")
    listener.statuses = [503, 200]
    tell(settings, "a", pause=lambda _: None)  # type: ignore[arg-type]
    assert [(body["was"], body["now"]) for body in listener.bodies] == [(None, "ill"), ("ill", "ok")]
    tell(settings, "a")  # type: ignore[arg-type]
    assert len(listener.bodies) == 2


def test_one_that_fails_is_no_reason_to_tell_the_other_twice(tmp_path: Path, listener: Listener) -> None:
    told = tmp_path / "told"
    settings = _settings(tmp_path, NOTIFY_URL=listener.url, NOTIFY_COMMAND=f"sh -c 'test -e {told} && cat >> {told}'")
    _judged(tmp_path, "ill")
    for _ in range(2):
        tell(settings, "a", pause=lambda _: None)  # type: ignore[arg-type]
    _judged(tmp_path, "ok")
    tell(settings, "a", pause=lambda _: None)  # type: ignore[arg-type]
    assert [body["now"] for body in listener.bodies] == ["ill", "ok"]
    told.touch()
    tell(settings, "a")  # type: ignore[arg-type]
    assert [orjson.loads(line)["now"] for line in told.read_bytes().splitlines()] == ["ill", "ok"]
    with notices_of(tmp_path, None, "a") as notices:
        assert not notices.untold()
    assert len(listener.bodies) == 2


def test_where_nobody_wants_to_know_nothing_is_kept(tmp_path: Path, listener: Listener) -> None:
    _judged(tmp_path, "ill")
    tell(_settings(tmp_path), "a")  # type: ignore[arg-type]
    tell(_settings(tmp_path, NOTIFY_URL=listener.url), "a")  # type: ignore[arg-type]
    assert not listener.asked


def test_posted(listener: Listener) -> None:
    post(listener.url + "hook?token=1", TOLD)
    assert (listener.asked, listener.bodies) == (["/hook?token=1"], [TOLD])


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 500])
def test_other_answers_are_failures_and_lead_nowhere(listener: Listener, status: int) -> None:
    listener.statuses = [status]
    with pytest.raises(NotTold, match=str(status)):
        post(listener.url, TOLD)
    assert listener.asked == ["/"]


def test_a_server_that_does_not_answer(listener: Listener) -> None:
    listener.waits = 1
    with pytest.raises(NotTold, match="TimeoutError"):
        post(listener.url, TOLD, timeout=0.1)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/secret", "file:///etc/hostname", "ftp://a/secret", "http://", "x"])
def test_no_server(url: str) -> None:
    with pytest.raises(NotTold) as raised:
        post(url, TOLD)
    assert "secret" not in str(raised.value)


SCRIPT = "import os,sys; open(sys.argv[1],'w').write(sys.stdin.read() + os.environ['NEWSSPIDER_WHY'])"


def test_a_command_gets_it_without_a_shell(tmp_path: Path) -> None:
    file = tmp_path / "a file; touch b"
    run(f"{sys.executable} -c \"{SCRIPT}\" '{file}'", TOLD)
    line, _, why = file.read_text(encoding="utf-8").partition("\n")
    assert (orjson.loads(line), why) == (TOLD, "killed — жоқ")
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


COMMANDS = {
    "exit code 3": "sh -c 'exit 3'",
    "can't be started": "/nowhere/at/all",
    "No closing quotation": "sh -c 'x",
    "more than 0.3 seconds": "sh -c 'sleep 60 & sleep 60'",
}


@pytest.mark.parametrize(("words", "command"), COMMANDS.items())
def test_a_command_that_fails(words: str, command: str) -> None:
    with pytest.raises(NotTold, match=words):
        run(command, TOLD, patience=0.3 if "0.3" in words else 30)


MISTAKES = [  # of the address, of the command, what is told
    ("", "", []),
    ("https://example.kz/hook?key=1", "true", []),
    ("http://[::1]:8080/", f"'{sys.executable}' -c 'print(1)'", []),
    ("example.kz/secret", "", ["URL is no http(s) address"]),
    ("ftp://example.kz/secret", "", ["URL is no http(s) address"]),
    ("https:///secret", "", ["URL is no http(s) address"]),
    ("https://example.kz:99999/secret", "", ["URL is no http(s) address"]),
    ("https://exam ple.kz/secret", "", ["URL is no http(s) address"]),
    ("https://[secret/", "nosuch-command", ["URL is no", "COMMAND names a command that is not there"]),
    ("", "sh -c 'x", ["COMMAND can't be read: No closing quotation"]),
    ("", " ", ["COMMAND names no command"]),
    ("", "/nowhere/at/all x", ["not there or may not be run: /nowhere/at/all"]),
]


@pytest.mark.parametrize(("url", "command", "words"), MISTAKES)
def test_mistakes_are_told_before_there_is_something_to_tell(
    folder: Folder, caplog: pytest.LogCaptureFixture, url: str, command: str, words: list[str]
) -> None:
    own = {"NOTIFY_URL": url, "NOTIFY_COMMAND": command, "METRICS_ADDRESS": "wrong"}
    (folder.path / "output").mkdir()
    told = folder.run(status.Command(), **own)
    assert (told.code, told.err.count("\n")) == (0, len(words))
    refused = folder.run(schedule.Command(), **own)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert ("METRICS_ADDRESS" in refused.err) == (not words)  # what is looked at next
    Notify.from_crawler(get_crawler(Spider, own))
    assert len([each for each in caplog.records if "nobody will be told" in each.getMessage()]) == len(words)
    for word in words:
        assert word in told.err
        assert word in refused.err
    assert "secret" not in told.err + refused.err + caplog.text


def test_a_command_that_reads_nothing() -> None:
    run("true", {**TOLD, "why": "x" * 1_000_000})


def test_both_are_told(tmp_path: Path, listener: Listener) -> None:
    Target(listener.url, f"touch {tmp_path}/told").tell(TOLD)
    assert listener.bodies
    assert (tmp_path / "told").exists()


def test_a_crawl_that_was_killed_is_judged_from_outside(tmp_path: Path, listener: Listener) -> None:
    _judged(tmp_path, "ok")
    look = crawl_went_wrong(_settings(tmp_path, NOTIFY_URL=listener.url))  # type: ignore[arg-type]
    with Session.open(tmp_path, "polisia", now=NOW):
        look("polisia")  # it runs
    assert not listener.bodies
    look("polisia")
    look("polisia")
    assert [(body["site"], body["now"], body["run"]) for body in listener.bodies] == [("polisia", "ill", None)]
    assert "killed" in str(listener.bodies[0]["why"])
    look("never_crawled")
    assert len(listener.bodies) == 1


@pytest.mark.parametrize(("site", "looked"), [("good", []), ("wrong", ["wrong"]), ("crash", ["crash"])])
def test_the_schedule_looks_after_crawls_that_went_wrong(tmp_path: Path, site: str, looked: list[str]) -> None:
    told: list[str] = []
    (tmp_path / "locks").mkdir()
    book = Book(tmp_path, [planned(site)], lambda _site, _zone, _now: Lately())
    Crawler(book, command, tmp_path, went_wrong=told.append).crawl_due(site)
    assert told == looked


def test_units_hold_no_address_to_post_to(folder: Folder) -> None:
    own = {"NOTIFY_URL": "https://example.kz/secret", "NOTIFY_COMMAND": "mail me", "METRICS_ADDRESS": "9464"}
    result = folder.run(schedule.Command(), "--print-systemd", **own)
    assert "secret" not in result.out + result.err
    assert "NEWSSPIDER_NOTIFY_URL" in result.err
    assert 'Environment="NEWSSPIDER_NOTIFY_COMMAND=mail me"' in result.out
    assert "Environment=NEWSSPIDER_METRICS_ADDRESS=9464" in result.out


# in the replica web


def test_a_crawl_tells_at_its_end(tmp_path: Path, listener: Listener) -> None:
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0", "-s", "BACKOFF_START=0")
    crawl = (sys.executable, "-m", "scrapy", "crawl", "polisia", "-a", "editions=ru", "-a", "limit=2", *fast)
    with Replica(World.make(small=True), output=tmp_path) as replica:
        env = {"NEWSSPIDER_NOTIFY_URL": listener.url, "no_proxy": "127.0.0.1"}
        replica.faults.add(Fault("https://polisia", "404"))
        assert replica.run(*crawl, env=env).returncode == 1
        replica.faults.clear()
        done = replica.run(*crawl, env=env)
        assert done.returncode == 0, done.stderr
        assert "ScrapyDeprecationWarning" not in str(done.stderr)
    assert [(body["was"], body["now"], body["run"]) for body in listener.bodies] == [(None, "ill", 1), ("ill", "ok", 2)]


def test_the_notice_has_what_the_docs_say() -> None:
    operations = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
    sample = orjson.loads(operations.partition("<!-- notice -->\n```json\n")[2].partition("```")[0])
    assert tuple(sample) == Notice.__slots__
