"""Does `scrapy duplicates` say what repeats what, and what was wrong with what it was given?"""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.replica.run import ROOT
from tests.test_near import BRIDGE, KAZAKH, LINES, MARKET, rates

SCRAPY = (sys.executable, "-m", "scrapy")


def run(*arguments: str, given: bytes = b"", folder: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*SCRAPY, "duplicates", *arguments], cwd=folder, input=given, capture_output=True, check=False
    )


def lines(*texts: dict[str, Any]) -> bytes:
    return b"".join(orjson.dumps(text, option=orjson.OPT_APPEND_NEWLINE) for text in texts)


GIVEN = lines(
    {"id": 7, "text": f"{BRIDGE}\n{LINES}", "published_at": "2026-11-03T10:00:00+05:00", "source": "one"},
    {"id": "b", "text": MARKET, "title": "Пожар на рынке"},
    {"id": "c", "text": BRIDGE, "published_at": "2026-11-03T04:30:00Z"},
    {"id": "d", "text": KAZAKH},
    {"id": "e", "text": MARKET.upper()},
    {"id": "f", "text": rates(12, "521,30", "604,15", "6,41")},
    {"id": "g", "text": rates(13, "522,85", "603,02", "6,38")},
)
WANTED = [(7, "c", 1.0), ("b", None, None), ("c", None, None), ("d", None, None), ("e", "b", 1.0)]
WANTED += [("f", None, None), ("g", None, None)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_for_each_text_in_its_order(tmp_path: Path, packed: bool) -> None:
    manifest = tmp_path / "texts.jsonl"
    manifest.write_bytes(gzip.compress(GIVEN) if packed else GIVEN)
    done = run("--manifest", str(manifest))
    assert done.returncode == 0, done.stderr.decode()
    assert said(done) == WANTED
    assert [path.name for path in tmp_path.iterdir()] == ["texts.jsonl"]


def test_the_manifest_may_come_through_a_pipe() -> None:
    done = run("--manifest", "-", given=GIVEN)
    assert said(done) == WANTED
    assert run("--manifest", "-").stdout == b""  # nothing is given: nothing repeats anything


def said(done: subprocess.CompletedProcess[bytes]) -> list[tuple[Any, ...]]:
    return [tuple(orjson.loads(line).values()) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        ((), b"", "name the texts: scrapy duplicates --manifest FILE"),
        (("texts.jsonl",), b"", "name the texts: scrapy duplicates --manifest FILE"),
        (("--manifest", "no/such/file"), b"", "cannot read no/such/file: No such file or directory"),
        (("--manifest", "-"), b'{"id": 1, "text": "a"}\n{"id": 2}\n', '-, line 2: "text" must be a string'),
        (("--manifest", "-"), b'{"id": 1, "text": "a", "published_at": "today"}', "no ISO 8601 time"),
        (("--manifest", "-"), b'{"id": 1, "text": "a"}\n{"id": "1", "text": "b"}', "'1' stands there twice"),
    ],
)
def test_used_wrongly(arguments: tuple[str, ...], given: bytes, told: str) -> None:
    done = run(*arguments, given=given)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_bytes((ROOT / "scrapy.cfg").read_bytes())
    assert run("--manifest", "-", given=GIVEN, folder=tmp_path).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["scrapy.cfg"]
