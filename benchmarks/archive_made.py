"""Of what is an archive of any size made?

Of the replica's pages in three languages, or of given ones (as large as those of real sites are), with other texts in
each copy: the paragraphs of the replica's articles.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

import orjson

from newsspider.article import Link
from newsspider.discovery.announced import as_found
from newsspider.spiders.tengrinews import TengrinewsSpider
from newsspider.store.times import stamp
from newsspider.store.warc.archive import Archive
from newsspider.store.warc.exchange import Exchange
from tests.replica.newsroom import publish
from tests.replica.plan import EN, KK, RU, Row
from tests.replica.sites.tengrinews_pages import article
from tests.replica.story import Story
from tests.replica.world import END

SITE = TengrinewsSpider.name
FILE = 4_000_000  # bytes: some hundred pages, so that a short run has work for all cores
AT_ONCE = 300  # stories of one seed
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]

Page = tuple[str, bytes]  # URL and document


def make_archive(output: Path, count: int, given: Path | None) -> int:
    """Bytes of all pages, unpacked. `given`: a folder with `gold.jsonl`, as in `benchmarks.pages`."""
    archive, size = Archive(output, SITE, FILE), 0
    pages = _of_given(given, count) if given else _of_replica(count)
    for number, (url, body) in enumerate(pages):
        at = END + timedelta(seconds=number)
        archive.keep(Exchange(url, at, 200, HEADERS, gzip.compress(body, 6), told=_told(url, at)))
        size += len(body)
    archive.close()
    return size


def _of_replica(count: int) -> Iterator[Page]:
    for number, story in enumerate(_stories(count)):
        key = str(1_000_000 + number)
        again = replace(story, key=key, path=story.path.replace(story.key, key))
        yield again.url, article(again, [again], END).encode()


def _of_given(folder: Path, count: int) -> Iterator[Page]:
    golds = [orjson.loads(line) for line in (folder / "gold.jsonl").read_bytes().splitlines()]
    pages = [gzip.decompress((folder / gold["html"]).read_bytes()).decode() for gold in golds]
    paragraphs = [text for story in _stories(AT_ONCE) for text in story.text.split("\n\n") if len(text) > 80]
    dice = random.Random(1)
    for number in range(count):
        gold, page = golds[number % len(golds)], pages[number % len(golds)]
        for paragraph in gold["paragraphs"]:
            page = page.replace(paragraph, f"{dice.choice(paragraphs)} {dice.choice(paragraphs)}", 1)
        base, _, old = gold["url"].rstrip("/").rpartition("-")
        page = page.replace(gold["url"], f"{base}-{1_000_000 + number}/").replace(old, str(1_000_000 + number))
        yield f"{base}-{1_000_000 + number}/", page.encode()


def _stories(count: int) -> Iterator[Story]:
    rows = [("ru", RU), ("kk", KK), ("en", EN)]
    plan = [Row("tengrinews", edition, "2026", host, AT_ONCE // 3, 0, "2026-02-01") for edition, host in rows]
    made: list[Story] = []
    for seed in range(count):
        if not made:
            made = [story for story in publish(seed, END, plan=plan) if story.site == "tengrinews"]
        yield made.pop()


def _told(url: str, at: datetime) -> dict[str, object]:
    found = as_found(Link(url, "sitemap"), TengrinewsSpider.addresses(), zone=TengrinewsSpider.zone, now=at)
    return {"found": asdict(found) | {"first_seen_at": stamp(at)}, "wanted": {}, "revisit": False}
