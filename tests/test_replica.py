"""Does the replica web answer as a web does, and fail as it is told to?"""

from __future__ import annotations

import gzip
import json
import ssl
import sys
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import IncompleteRead, RemoteDisconnected
from pathlib import Path

import pytest

from tests.replica.clock import Clock
from tests.replica.faults import KINDS, Fault, Faults, load_faults
from tests.replica.run import Replica

NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)
PAGE = (
    '<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><title>Жаңа көпір</title>'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Жаңа көпір"}</script></head>'
    "<body><p>Қалада жаңа көпір ашылды.</p>" + "<p>Мост открыли утром.</p>" * 40 + "</body></html>"
).encode()
FEED = b'<?xml version="1.0" encoding="UTF-8"?><rss><channel><item><title>One</title></item></channel></rss>'


@dataclass
class Answer:
    status: int = 200
    body: bytes = PAGE
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: datetime | None = None


@dataclass
class World:
    hosts: tuple[str, ...] = ("first.example", "second.example")
    end: datetime = NOON

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        if target == "/rss":
            return Answer(body=FEED, content_type="application/rss+xml", etag="v1", last_modified=NOON)
        if target == "/later" and now < NOON + timedelta(hours=1):
            return None
        return Answer() if target != "/none" else None


@dataclass
class Reply:
    status: int
    headers: Message
    body: bytes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Client:
    """Asks through the proxy and believes only the replica's authority."""

    def __init__(self, replica: Replica) -> None:
        proxies = {name: replica.environment[f"{name}_proxy"] for name in ("http", "https")}
        context = ssl.create_default_context(cafile=replica.environment["SSL_CERT_FILE"])
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=context), _NoRedirects()
        )

    def get(self, url: str, **headers: str) -> Reply:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with self._opener.open(urllib.request.Request(url, headers=names), timeout=10) as response:
                return Reply(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    with Replica(World(), log=tmp_path_factory.mktemp("log") / "requests.jsonl") as replica:
        yield replica


@pytest.fixture
def replica(running: Replica) -> Replica:
    running.faults.clear()
    running.journal.clear()
    running.clock.set(NOON)
    return running


@pytest.fixture
def client(replica: Replica) -> Client:
    return Client(replica)


def test_hosts_answer_over_verified_tls(replica: Replica, client: Client) -> None:
    for host in World().hosts:
        assert client.get(f"https://{host}/a?b=%D2%9B&c").body == PAGE
    assert client.get("https://first.example/none").status == 404
    assert [entry.target for entry in replica.journal.of("first.example")] == ["/a?b=%D2%9B&c", "/none"]


def test_plain_http_leads_to_https(replica: Replica, client: Client) -> None:
    reply = client.get("http://first.example/a?b=1")
    assert (reply.status, reply.headers["Location"]) == (301, "https://first.example/a?b=1")
    assert replica.journal.urls() == ["http://first.example/a?b=1"]


@pytest.mark.parametrize("url", ["http://elsewhere.example/", "http://169.254.169.254/latest/", "http://[::1]/"])
def test_the_rest_of_the_internet_is_refused(replica: Replica, client: Client, url: str) -> None:
    assert client.get(url).status == 403
    assert [entry.url for entry in replica.journal.refused()] == [url.replace("[::1]", "::1")]


@pytest.mark.parametrize("host", ["elsewhere.example", "first.example:8443", "127.0.0.1"])
def test_tunnels_lead_only_into_the_world(replica: Replica, client: Client, host: str) -> None:
    with pytest.raises(urllib.error.URLError, match="403"):
        client.get(f"https://{host}/")
    assert [entry.method for entry in replica.journal.refused()] == ["CONNECT"]


def test_validators(replica: Replica, client: Client) -> None:
    first = client.get("https://first.example/rss")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert (first.status, etag, modified) == (200, '"v1"', "Fri, 20 Nov 2026 07:00:00 GMT")
    cases = [
        ({"If_None_Match": etag}, 304),
        ({"If_None_Match": f'W/{etag}, "v0"'}, 304),  # compared weakly
        ({"If_None_Match": '"v0"', "If_Modified_Since": modified}, 200),  # the ETag decides
        ({"If_Modified_Since": modified}, 304),
        ({"If_Modified_Since": "Thu, 19 Nov 2026 07:00:00 GMT"}, 200),
        ({"If_Modified_Since": "yesterday"}, 200),
    ]
    for headers, status in cases:
        assert client.get("https://first.example/rss", **headers).status == status
    assert [entry.conditional for entry in replica.journal] == [False] + [True] * len(cases)


def test_gzip_when_asked(client: Client) -> None:
    reply = client.get("https://first.example/", Accept_Encoding="gzip, br")
    assert reply.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(reply.body) == PAGE


def test_articles_appear_with_the_clock(replica: Replica, client: Client) -> None:
    assert client.get("https://first.example/later").status == 404
    replica.clock.advance(timedelta(hours=1))
    assert client.get("https://first.example/later").status == 200


def test_clock_runs_at_its_factor() -> None:
    ticks = iter([100.0, 160.0])
    assert Clock(NOON, factor=60, tick=lambda: next(ticks)).now() == NOON + timedelta(hours=1)


def test_the_journal_is_kept_in_a_file(tmp_path: Path) -> None:
    with Replica(World(), log=tmp_path / "log" / "requests.jsonl") as replica:
        Client(replica).get("https://first.example/a", User_Agent="crawler (+https://example.org)")
        assert replica.journal.shortest_delay("first.example") is None
    (line,) = (tmp_path / "log" / "requests.jsonl").read_text().splitlines()
    entry = json.loads(line)
    assert (entry["host"], entry["target"], entry["status"]) == ("first.example", "/a", 200)
    assert entry["user_agent"] == "crawler (+https://example.org)"


STATUSES = [
    (Fault("/bad", "404"), 404, {}),
    (Fault("/bad", "410"), 410, {}),
    (Fault("/bad", "429", seconds=7), 429, {"Retry-After": "7"}),
    (Fault("/bad", "500"), 500, {}),
    (Fault("/bad", "503"), 503, {"Retry-After": None}),
    (Fault("/bad", "503", seconds=0), 503, {"Retry-After": "0"}),
    (Fault("/bad", "504"), 504, {}),
    (Fault("/bad", "not-allowed-403"), 403, {"Content-Type": "application/json; charset=utf-8"}),
    (Fault("/bad", "challenge"), 403, {"cf-mitigated": "challenge"}),
    (Fault("/bad", "challenge-503"), 503, {"cf-mitigated": "challenge"}),
    (Fault("/bad", "redirect-loop"), 302, {"Location": "https://first.example/bad"}),
    (Fault("/bad", "redirect-metadata"), 302, {"Location": "http://169.254.169.254/latest/meta-data/"}),
    (Fault("/bad", "redirect-foreign"), 302, {"Location": "https://elsewhere.example/"}),
    (Fault("/bad", "redirect-foreign", to="file:///etc/passwd"), 302, {"Location": "file:///etc/passwd"}),
    (Fault("/bad", "pdf"), 200, {"Content-Type": "application/pdf"}),
    (Fault("/bad", "empty-feed"), 200, {"Content-Type": "application/rss+xml; charset=utf-8"}),
    (Fault("/bad", "empty-sitemap"), 200, {"Content-Type": "application/xml"}),
]


@pytest.mark.parametrize(("fault", "status", "headers"), STATUSES)
def test_faults_of_the_head(
    replica: Replica, client: Client, fault: Fault, status: int, headers: dict[str, str | None]
) -> None:
    replica.faults.add(fault)
    reply = client.get("https://first.example/bad")
    assert reply.status == status
    assert {name: reply.headers[name] for name in headers} == headers
    assert client.get("https://first.example/good").status == 200
    assert [entry.fault for entry in replica.journal] == [fault.kind, None]


BODIES = [
    ("challenge", lambda body: b"Just a moment..." in body),
    ("empty-body", lambda body: body == b""),
    ("cp1251-as-utf8", lambda body: "Мост открыли".encode("cp1251") in body and b"utf-8" in body),
    ("cp1251-undeclared", lambda body: "Мост открыли".encode("cp1251") in body and b"utf-8" not in body),
    ("gzip-bomb", lambda body: len(body) < 1_000_000 and len(_unpacked(body, 100_000_000)) == 100_000_000),
    ("huge-page", lambda body: len(body) > 50_000_000),
    ("nested-tags", lambda body: body.count(b"<div>") == 100_000),
    ("pdf", lambda body: body.startswith(b"%PDF-")),
    ("pdf-as-html", lambda body: body.startswith(b"%PDF-")),
    ("broken-json-ld", lambda body: "Қалада".encode() in body and b'"NewsArticle"' in body and b'pir"}' not in body),
    ("empty-feed", lambda body: b"<item>" not in body),
    ("empty-json", lambda body: body == b""),
    ("json-object", lambda body: body == b"{}"),
    ("json-null", lambda body: body == b"null"),
    ("html-as-json", lambda body: body.startswith(b"<!DOCTYPE html>")),
    ("html-for-json", lambda body: body.startswith(b"<!DOCTYPE html>")),
    ("not-allowed", lambda body: body == b'{"error":"notAllowed"}'),
    ("script-throws", lambda body: body.startswith(b"throw ")),
    ("robots-forbid", lambda body: b"Disallow: /\n" in body),
]


@pytest.mark.parametrize(("kind", "holds"), BODIES)
def test_faults_of_the_body(replica: Replica, client: Client, kind: str, holds: object) -> None:
    replica.faults.add(Fault("/bad", kind))
    assert callable(holds)
    assert holds(client.get("https://first.example/bad").body)


def _unpacked(body: bytes, most: int) -> bytes:
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, most)


def test_broken_xml(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("/rss", "broken-xml"))
    body = client.get("https://first.example/rss").body
    assert b"a & b" in body
    assert not body.endswith(b"</rss>")


def test_broken_json_ld_is_put_into_a_page_without_any() -> None:
    from tests.replica.bodies import with_broken_json_ld

    assert b"application/ld+json" in with_broken_json_ld(b"<html><head></head><body></body></html>")


def test_redirect_to_loopback_leads_to_a_canary(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("/bad", "redirect-loopback"))
    target = client.get("https://first.example/bad").headers["Location"]
    assert target.startswith("http://127.0.0.1:")
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(target, timeout=5)
    raised.value.close()
    assert [entry.target for entry in replica.journal.refused()] == ["/canary"]


def test_truncated_body(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("/bad", "truncated"))
    with pytest.raises(IncompleteRead) as raised:
        client.get("https://first.example/bad")
    assert 0 < len(raised.value.partial) < len(PAGE)


def test_dropped_connection(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("/bad", "dropped", times=1))
    with pytest.raises((RemoteDisconnected, ConnectionResetError, urllib.error.URLError)):
        client.get("https://first.example/bad")
    assert client.get("https://first.example/bad").status == 200


def test_slow_body(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("/bad", "slow", seconds=1))
    assert client.get("https://first.example/bad").body == PAGE
    (entry,) = replica.journal
    assert entry.seconds >= 0.9


def test_silence_before_the_answer(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("/bad", "silent", seconds=1))
    assert client.get("https://first.example/bad").body == PAGE
    (entry,) = replica.journal
    assert entry.seconds >= 0.9


def test_expired_certificate(replica: Replica, client: Client) -> None:
    replica.faults.add(Fault("second", "expired-certificate", times=1))
    assert client.get("https://first.example/").status == 200
    with pytest.raises(urllib.error.URLError, match="expired"):
        client.get("https://second.example/")
    assert client.get("https://second.example/").status == 200


def test_faults_are_counted() -> None:
    faults = Faults([Fault("/a", "500", times=2, skip=1), Fault("/a", "503", times=1)])
    struck = [faults.strike("https://first.example/a") for _ in range(5)]
    # The first passes the first fault unharmed and so meets the second.
    assert [fault and fault.kind for fault in struck] == ["503", "500", "500", None, None]


def test_faults_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "faults.json"
    path.write_text('[{"pattern": "/rss", "kind": "429", "times": 2, "seconds": 3}]')
    assert load_faults(path) == [Fault("/rss", "429", times=2, seconds=3)]
    for wrong in ("{}", "[1]", '[{"pattern": "/"}]', '[{"pattern": "/", "kind": "no"}]', "not JSON"):
        path.write_text(wrong)
        with pytest.raises(ValueError, match=r"faults\.json|unknown kind|JSON|unexpected|invalid"):
            load_faults(path)


def test_every_kind_of_fault_is_tried() -> None:
    tried = {fault.kind for fault, _, _ in STATUSES} | {kind for kind, _ in BODIES}
    apart = {"broken-xml", "redirect-loopback", "truncated", "dropped", "slow", "silent", "expired-certificate"}
    assert tried | apart == KINDS


def test_commands_run_in_the_replica(replica: Replica, tmp_path: Path) -> None:
    program = (
        "import os, urllib.request as r; print(r.urlopen('https://second.example/').status, os.environ['no_proxy'])"
    )
    done = replica.run(sys.executable, "-c", program, timeout=30)
    assert (done.returncode, done.stdout.strip()) == (0, "200"), done.stderr
    assert replica.output.name == "output"
