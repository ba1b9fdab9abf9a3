"""Is a real crawl polite, from the sites' point of view?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from tests.replica import page
from tests.replica.faults import Fault
from tests.replica.journal import Entry, Journal
from tests.replica.run import Replica

CN, QZ = "cn.inform.kz", "qz.inform.kz"
DELAY, CRAWL_DELAY, RETRY_AFTER = 0.3, 0.5, 2
pytestmark = pytest.mark.alone

NEAR = 0.2  # seconds by which a busy machine may blur when a request arrives
CRAWL = ("scrapy", "crawl", "kazinform", "-a", "editions=zh,qz")
FAST = ("-s", f"DOWNLOAD_DELAY={DELAY}", "-s", f"AUTOTHROTTLE_START_DELAY={DELAY}", "-s", "BACKOFF_START=0.1")


@dataclass
class Answer(page.Answer):
    etag: str | None = None


@dataclass
class World:
    """Two hosts of a news agency: a feed each, the first page of a listing, some articles."""

    hosts: tuple[str, ...] = (CN, QZ, "counter.tengrinews.kz")
    end: datetime = datetime(2026, 11, 20, 9, tzinfo=UTC)
    articles: dict[str, list[str]] = field(
        default_factory=lambda: {CN: [f"cn-{n}a1b2c" for n in range(2)], QZ: [f"qz-{n}a1b2c" for n in range(2)]}
    )
    robots: dict[str, str] = field(default_factory=dict)

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        if target == "/robots.txt":
            return Answer(body=self.robots.get(host, "").encode(), content_type="text/plain")
        names = self.articles.get(host, [])
        if target == f"/rss/{host[:2]}.xml":
            links = "".join(
                f"<item><link>https://{host}/news/{name}/</link></item>" for name in [*names, "secret-0a1b2c"]
            )
            return Answer(
                body=f'<rss version="2.0"><channel>{links}</channel></rss>'.encode(),
                etag=f"v{len(names)}",
            )
        name = target.removeprefix("/news/").rstrip("/")
        return Answer(body=_page(host, name).encode()) if name in names else None


@dataclass
class Crawled:
    journal: Journal
    said: str
    written: list[str]
    refused: dict[str, str]

    def of(self, target: str) -> list[Entry]:
        return [entry for entry in self.journal if entry.target.startswith(target)]


def _page(host: str, name: str) -> str:
    text = "".join(
        f"<p>{name}: the river rose by {n} centimetres in the night, and nobody was hurt.</p>" for n in range(5)
    )
    counter = (
        '<script src="https://counter.tengrinews.kz/inc/1"></script><img src="https://counter.tengrinews.kz/inc/2">'
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{name}</title></head><body>'
        f'<h1 class="article__title">{name} rises</h1>'
        f'<time>11:00, 20 Nov 2026</time><div class="article__content">{text}</div>{counter}'
        f'<a href="https://{host}/search_results/?q=x">s</a></body></html>'
    )


def crawl(replica: Replica, *arguments: str, faults: tuple[Fault, ...] = ()) -> Crawled:
    replica.faults.clear()
    for fault in faults:
        replica.faults.add(fault)
    replica.journal.clear()
    done = replica.run(*CRAWL, *FAST, *arguments)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    journal = Journal()
    for entry in replica.journal:
        journal.write(entry)
    lines = {kind: _lines(replica.output / kind) for kind in ("articles", "refused")}
    return Crawled(
        journal,
        done.stderr,
        [line["url"] for line in lines["articles"]],
        {line["url"]: line["reason"] for line in lines["refused"]},
    )


def _lines(folder: Path) -> list[dict[str, str]]:
    return [orjson.loads(line) for file in folder.glob("*/*.jsonl") for line in file.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    """Four crawls, one after another: cut short, whole, of what has not changed, against trouble."""
    world = World()
    world.robots[CN] = "User-agent: *\nDisallow: /news/secret\n"
    world.robots[QZ] = f"User-agent: *\nDisallow: /news/secret\nCrawl-delay: {CRAWL_DELAY}\n"
    with Replica(world, output=tmp_path_factory.mktemp("polite") / "output") as replica:
        short = crawl(replica, "-a", "limit=1")
        busy = Fault(f"{CN}/rss/", "429", times=1, seconds=RETRY_AFTER)
        whole = crawl(replica, faults=(busy,))
        again = crawl(replica)
        world.articles[CN].insert(0, "cn-9a1b2c")
        world.articles[QZ].insert(0, "qz-9a1b2c")
        trouble = crawl(replica, faults=(Fault(f"{CN}/(?!robots)", "challenge"),))
        yield {"short": short, "whole": whole, "again": again, "trouble": trouble}


@pytest.fixture(params=["short", "whole", "again", "trouble"])
def each(request: pytest.FixtureRequest, crawls: dict[str, Crawled]) -> Crawled:
    return crawls[request.param]


def test_one_request_at_a_time_and_host(each: Crawled) -> None:
    for host, delay in ((CN, DELAY), (QZ, CRAWL_DELAY)):
        shortest = each.journal.shortest_delay(host)
        assert shortest is None or shortest >= delay - NEAR
        assert each.journal.most_at_once(host) <= 1


def test_robots_comes_first_and_is_obeyed(each: Crawled) -> None:
    for host in (CN, QZ):
        assert each.journal.of(host)[0].target == "/robots.txt"
        assert [entry.target for entry in each.journal.of(host)].count("/robots.txt") == 1
    assert not each.of("/news/secret")


def test_says_who_it_is(each: Crawled) -> None:
    agents = {entry.user_agent or "" for entry in each.journal}
    assert all(agent.startswith("newsspider/") and "(+http" in agent for agent in agents)


def test_asks_nobody_else(each: Crawled) -> None:
    assert {entry.host for entry in each.journal} == {CN, QZ}
    assert not each.journal.refused()
    assert not each.of("/search_results")


def test_everything_is_written_once_and_the_rest_has_its_reason(crawls: dict[str, Crawled]) -> None:
    assert len(crawls["short"].written) == 1
    urls = [f"https://{host}/news/{host[:2]}-{n}a1b2c/" for host in (CN, QZ) for n in range(2)]
    assert sorted(crawls["again"].written) == sorted(urls)
    assert crawls["again"].refused == {f"https://{host}/news/secret-0a1b2c/": "robots" for host in (CN, QZ)}


def test_retry_after_is_honoured(crawls: dict[str, Crawled]) -> None:
    busy, *later = (entry for entry in crawls["whole"].journal.of(CN) if entry.target != "/robots.txt")
    assert busy.status == 429
    assert later[0].at - busy.at >= RETRY_AFTER - NEAR


def test_feeds_are_asked_whether_they_changed_only_after_a_whole_crawl(crawls: dict[str, Crawled]) -> None:
    statuses = {name: Counter(entry.status for entry in crawls[name].of("/rss/")) for name in crawls}
    assert not any(entry.conditional for name in ("short", "whole") for entry in crawls[name].of("/rss/"))
    assert statuses["whole"] == {200: 2, 429: 1}
    assert statuses["again"] == {304: 2}


def test_no_article_is_asked_for_twice(crawls: dict[str, Crawled]) -> None:
    asked = Counter(entry.url for name in ("whole", "again") for entry in crawls[name].of("/news/"))
    assert set(asked.values()) == {1}
    assert not set(asked) & set(crawls["short"].written)
    assert not crawls["again"].of("/news/")


def test_challenge_is_backed_off_from_and_the_others_go_on(crawls: dict[str, Crawled]) -> None:
    trouble = crawls["trouble"]
    asked = [entry for entry in trouble.journal.of(CN) if entry.fault == "challenge"]
    assert 1 <= len(asked) <= 3
    assert f"{CN} asks to be left alone (challenge)" in trouble.said
    assert f"https://{QZ}/news/qz-9a1b2c/" in trouble.written
    assert f"https://{CN}/news/cn-9a1b2c/" not in trouble.written
