"""Does a site without any rules learn its own lines while it is crawled?"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.replica.page import Answer, answer
from tests.replica.run import ROOT, Replica

START = datetime(2026, 11, 20, 7, tzinfo=UTC)
HOST = "news.example"
JOIN = "Наши новости теперь в WhatsApp! Подписывайтесь и читайте первыми"
RARE = "Ваша реклама могла бы стоять в этом месте"
HEADING = "Что известно"
DATELINE = "АСТАНА. KAZINFORM"
SITE = f'''
from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import Feed
from newsspider.site import NewsSpider

class PortalSpider(NewsSpider):
    """A portal of which nothing is known but its feed."""

    name = "portal"
    editions = (Edition("ru", home="https://{HOST}/", sources=(Feed("rss"),)),)
    article_url = r"/news/(?P<key>\\d+)/$"
'''


@dataclass
class Portal:
    """An article appears every minute. Its body holds a line of the site, and now and then one more."""

    hosts: tuple[str, ...] = (HOST,)
    end: datetime = START

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        numbers = range(1, 1 + int((now - START) / timedelta(minutes=1)))
        if target == "/rss":
            items = "".join(_item(number) for number in numbers)
            feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Портал</title>{items}</channel></rss>'
            return answer(feed, "application/rss+xml")
        number = target.removeprefix("/news/").rstrip("/")
        return answer(_page(int(number))) if number.isdigit() and int(number) in numbers else None


def prose(number: int) -> list[str]:
    return [
        f"В районе номер {number} завершили строительство моста, который жители ждали {number + 3} года подряд.",
        f"Подрядчик вложил {number * 7} миллионов тенге и обещает открыть движение по {number + 2} полосам до зимы.",
        f"Следующим летом рядом посадят {number * 11} деревьев, рассказали в акимате после объезда участка.",
    ]


def whole_text(number: int) -> str:
    first, second, third = prose(number)
    return "\n\n".join((first, second, f"## {HEADING}", third))


def _page(number: int) -> str:
    first, second, third = prose(number)
    rare = f"<p>{RARE}</p>" if number % 3 == 0 and number % 2 else ""
    return f"""<!DOCTYPE html><html lang="ru"><head><title>Мост {number}</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="2026-11-20T10:{number:02}:00+05:00"></head><body>
<main><article><h1>Мост {number}</h1><p>{DATELINE}</p><p>{first}</p><p>{second}</p><p>{JOIN}</p>
<h2>{HEADING}</h2><p>{third}</p>{rare}
</article></main></body></html>"""


def _item(number: int) -> str:
    when = format_datetime(START + timedelta(minutes=number))
    return (
        f"<item><title>Мост {number}</title><link>https://{HOST}/news/{number}/</link><pubDate>{when}</pubDate></item>"
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with the portal in it."""
    copy = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "newsspider", copy / "newsspider", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scrapy.cfg", copy)
    (copy / "newsspider" / "spiders" / "portal.py").write_text(SITE, encoding="utf-8")
    return copy


def read(folder: Path) -> dict[int, dict[str, Any]]:
    """Articles by their number, in the order of writing."""
    lines = [orjson.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
    return {int(line["url"].rstrip("/").rpartition("/")[2]): line for line in lines}


def test_a_site_cleans_itself(project: Path, tmp_path: Path) -> None:
    with Replica(Portal(), output=tmp_path / "output") as replica:

        def scrapy(*arguments: str) -> str:
            command = ("sh", "-c", 'cd "$0" && exec "$@"', str(project), sys.executable, "-m", "scrapy", *arguments)
            done = replica.run(*command)
            assert done.returncode == 0, done.stderr
            return done.stdout

        def crawl() -> dict[int, dict[str, Any]]:
            scrapy("crawl", "portal", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
            return read(replica.output / "articles" / "portal")

        replica.clock.set(START + timedelta(minutes=30))
        stored = crawl()
        assert len(stored) == 30
        assert [JOIN in each["text"] for each in stored.values()] == [True] * 10 + [False] * 20
        for number, article in list(stored.items())[10:]:
            assert article["text"].removesuffix(f"\n\n{RARE}") == whole_text(number)

        (shown,) = [line for line in scrapy("lines", "portal").splitlines() if JOIN in line]
        assert all(word in shown for word in ("ru", "30", "100%", "learnt"))
        scrapy("export", "portal")
        exported = read(replica.output / "export")
        assert {number: each["text"].removesuffix(f"\n\n{RARE}") for number, each in exported.items()} == {
            number: whole_text(number) for number in range(1, 31)
        }
        assert sum(RARE in each["text"] for each in exported.values()) == 5

        scrapy("lines", "portal", "--forbid", RARE, "--allow", JOIN)
        assert "5 of them changed, 5 lines dropped" in scrapy("export")
        exported = read(replica.output / "export")
        assert sum(RARE in each["text"] for each in exported.values()) == 0
        assert sum(JOIN in each["text"] for each in exported.values()) == 10
        replica.clock.set(START + timedelta(minutes=36))
        newest = [each for number, each in crawl().items() if number > 30]
        assert len(newest) == 6
        assert all(JOIN in each["text"] and RARE not in each["text"] for each in newest)
