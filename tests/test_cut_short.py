"""Is nothing lost of what a crawl that was cut short had not reached?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from tests.replica.faults import Fault
from tests.replica.page import Answer
from tests.replica.run import Replica

CN, KK, RU = "cn.inform.kz", "kaz.inform.kz", "www.inform.kz"
PER_PAGE = 2
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0", "-s", "LOG_LEVEL=WARNING")


@dataclass
class World:
    """A news agency whose hosts have a listing each, and no feed."""

    hosts: tuple[str, ...] = (CN, KK, RU)
    end: datetime = datetime(2026, 11, 20, 9, tzinfo=UTC)
    articles: dict[str, list[str]] = field(default_factory=dict)  # host → URLs, newest first

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        listed = self.articles.get(host, [])
        if "lenta/?page=" in target:
            number = int(target.rpartition("=")[2])
            shown = listed[(number - 1) * PER_PAGE : number * PER_PAGE]
            cards = "".join(
                f'<div class="news-category__item"><a class="news-card" href="{url}">x</a></div>' for url in shown
            )
            return Answer(body=f"<html><body>{cards}</body></html>".encode()) if shown else None
        if f"https://{host}{target}" not in {url for urls in self.articles.values() for url in urls}:
            return None
        text = f"<p>{target} tells of a river that rose in the night and of a bridge that held.</p>" * 3
        page = f'<h1 class="article__title">{target}</h1><time>11:00, 20 Nov 2026</time>'
        return Answer(body=f'<html><body>{page}<div class="article__content">{text}</div></body></html>'.encode())


def crawl(replica: Replica, *arguments: str, faults: tuple[Fault, ...] = ()) -> set[str]:
    """The URLs that have a line afterwards."""
    replica.faults.clear()
    for fault in faults:
        replica.faults.add(fault)
    done = replica.run("scrapy", "crawl", "kazinform", *FAST, *arguments)
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    files = replica.output.glob("articles/*/*.jsonl")
    return {orjson.loads(line)["url"] for file in files for line in file.read_bytes().splitlines()}


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica(World(), output=tmp_path / "output")


def test_pages_behind_one_that_failed_are_read_by_the_next_crawl(replica: Replica) -> None:
    world: World = replica.world  # type: ignore[assignment]
    world.articles[CN] = [f"https://{CN}/news/cn-{n:06x}/" for n in range(4)]
    with replica:
        assert len(crawl(replica, "-a", "editions=zh")) == 4
        world.articles[CN] = [f"https://{CN}/news/cn-{n:06x}/" for n in range(100, 112)] + world.articles[CN]
        assert len(crawl(replica, "-a", "editions=zh", faults=(Fault("page=[3-9]", "500"),))) == 8
        assert crawl(replica, "-a", "editions=zh") == set(world.articles[CN])


def test_articles_of_another_edition_wait_for_a_crawl_of_it(replica: Replica) -> None:
    world: World = replica.world  # type: ignore[assignment]
    elsewhere = f"https://{RU}/ru/ru-00000a"  # announced by the Kazakh edition only
    world.articles[KK] = [f"https://{KK}/news/kk-00000b/", elsewhere]
    with replica:
        assert crawl(replica, "-a", "editions=kk") == {world.articles[KK][0]}
        world.articles[KK] = [world.articles[KK][0]]
        world.articles["nowhere"] = [elsewhere]
        assert elsewhere in crawl(replica, "-a", "editions=kk,ru")
