"""Does the published JSON Schema say what an article's line is?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.article import FIELDS, Archive, Article, Fetch, Image, LanguageShare
from newsspider.monitor.schema import json_schema, written_schema
from tests.replica.run import ROOT, Replica
from tests.replica.world import World
from tests.valid import problems

SCHEMA = json_schema()
NAME = "docs/article.schema.json"

SPOILT: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda line: line.pop("lead"), ": lead is missing"),
    (lambda line: line.update(title=5), "/title: 5 is not string or null"),
    (lambda line: line.update(version=True), "/version: True is not integer"),
    (lambda line: line.update(version=0), "/version: 0 is past 1"),
    (lambda line: line.update(id="0123"), "/id: '0123' does not fit ^[0-9a-f]{16}$"),
    (
        lambda line: line.update(schema="newsspider.article/2"),
        "/schema: 'newsspider.article/2' is none of",
    ),
    (
        lambda line: line.update(published_precision="year"),
        "/published_precision: 'year' is none of",
    ),
    (
        lambda line: line.update(modified_at="2026-11-20"),
        "/modified_at: '2026-11-20' does not fit",
    ),
    (lambda line: line["tags"].append(None), "/tags/1: None is not string"),
    (lambda line: line["images"][0].pop("credit"), "/images/0: credit is missing"),
    (lambda line: line["languages"][0].update(share=1.5), "/languages/0/share: 1.5 is past 1"),
    (lambda line: line["fetch"]["archive"].update(offset=None), "/fetch/archive/offset: None is not integer"),
    (lambda line: line["provenance"].update(title=["meta"]), "/provenance/title: ['meta'] is not string"),
]


def _line() -> dict[str, Any]:
    article = Article(
        id="0123456789abcdef",
        tags=["Су"],
        images=[Image("https://a.kz/1.jpg")],
        languages=[LanguageShare("kk", "Cyrl", 0.6)],
        modified_at="2026-11-20T09:00:00Z",
        provenance={"title": "meta"},
        fetch=Fetch(archive=Archive("a.warc.gz", 1, "sha1:x")),
    )
    line: dict[str, Any] = orjson.loads(article.to_json())
    return line


def test_it_is_up_to_date() -> None:
    again = f"python -m newsspider.monitor.schema > {NAME}"
    assert (ROOT / NAME).read_bytes() == written_schema(), f"an article has changed: {again}"


def test_fields_stand_in_the_order_of_the_line() -> None:
    assert tuple(SCHEMA["properties"]) == FIELDS == tuple(SCHEMA["required"])


def test_a_line_is_valid() -> None:
    assert not list(problems(_line(), SCHEMA, SCHEMA))
    assert not list(problems({**_line(), "reason": "text", "at": "…"}, SCHEMA, SCHEMA))  # as in duplicates/


@pytest.mark.parametrize(("spoil", "problem"), SPOILT)
def test_a_spoilt_line_is_not(spoil: Callable[[dict[str, Any]], object], problem: str) -> None:
    line = _line()
    spoil(line)
    assert [found for found in problems(line, SCHEMA, SCHEMA) if problem in found]


def test_what_a_crawl_writes_is_valid(tmp_path: Path) -> None:
    with Replica(World.make(small=True), output=tmp_path) as replica:
        settings = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
        done = replica.run(sys.executable, "-m", "scrapy", "crawl", "polisia", *settings)
    assert done.returncode == 0, done.stderr
    lines = [line for path in tmp_path.glob("articles/*/*.jsonl") for line in path.read_bytes().splitlines()]
    assert lines
    for line in lines:
        record = orjson.loads(line)
        assert not list(problems(record, SCHEMA, SCHEMA)), record["url"]
        assert tuple(record) == FIELDS
