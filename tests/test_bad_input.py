"""What does a person see who starts a crawl that can't be?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.replica.check import compare
from tests.replica.run import ROOT, Replica
from tests.replica.world import World
from tests.replica.written import read_output

SCRAPY = str(Path(sys.executable).with_name("scrapy"))

CASES = [
    (("nosuchsite",), "unknown site 'nosuchsite': this project has govkz, kazinform, polisia, tengrinews"),
    (("kazinform", "-a", "editions=xx"), "unknown edition 'xx': this site has kk, ru, qz, zh, en"),
    (("kazinform", "-a", "since=1.11.2025"), "since=1.11.2025: a date is written YYYY-MM-DD"),
    (("kazinform", "-a", "since=2025-11-30", "-a", "until=2025-11-01"), "is later than until=2025-11-01"),
    (("kazinform", "-a", "limit=many"), "limit=many: a number of articles from 1"),
    (("kazinform", "-a", "urls=no/such/file"), "no/such/file: can't be read (No such file or directory)"),
    (("kazinform", "-a", "urls=https://example.org/a"), "'https://example.org/a' is not of this site"),
    (("kazinform", "-a", "colour=red"), "unknown argument 'colour'"),
]


@pytest.mark.parametrize(("arguments", "said"), CASES)
def test_used_wrongly(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = _crawl(*arguments, output=tmp_path / "output")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = _crawl("polisia", output=tmp_path / "file" / "output")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_disk_full_ends_the_crawl_and_the_next_goes_on(tmp_path: Path) -> None:
    world = World.make(small=True)
    crawl = "scrapy crawl tengrinews -s DOWNLOAD_DELAY=0 -s AUTOTHROTTLE_ENABLED=0"
    with Replica(world, output=tmp_path / "output") as replica:
        full = replica.run("bash", "-c", f"ulimit -f 400; exec {crawl}")  # KiB of one file: the state's is the first
        assert full.returncode == 1
        said = [line for line in full.stderr.splitlines() if "CRITICAL" in line]
        assert len(said) == 1, full.stderr[-2000:]
        assert str(replica.output) in said[0]
        assert "disk" in said[0]
        assert "Traceback" not in full.stderr
        done = replica.run(*crawl.split())
        assert done.returncode == 0, done.stderr[-2000:]
        result = compare(world.truth(replica.clock.now()), read_output(replica.output), sources=["tengrinews"])
    assert not [each for each in result.problems if each.kind in ("missing", "twice", "invalid")]


def test_limit_is_kept_to_the_letter_and_the_rest_comes_later(tmp_path: Path) -> None:
    world = World.make(small=True)
    crawl = ("scrapy", "crawl", "polisia", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")
    with Replica(world, output=tmp_path / "output") as replica:
        first = replica.run(*crawl, "-a", "limit=3")
        assert first.returncode == 0, first.stderr[-2000:]
        assert len(_lines(replica.output)) == 3
        assert replica.run(*crawl).returncode == 0
        result = compare(world.truth(replica.clock.now()), read_output(replica.output), sources=["polisia"])
    assert not [each for each in result.problems if each.kind in ("missing", "twice")]


def test_exactly_these_urls(tmp_path: Path) -> None:
    world = World.make(small=True)
    urls = [truth.url for truth in world.truth(world.end) if truth.source == "kazinform"][:3]
    (tmp_path / "urls.txt").write_text("# three of them\n" + "\n".join(urls) + "\n")
    with Replica(world, output=tmp_path / "output") as replica:
        crawl = ("scrapy", "crawl", "kazinform", "-s", "DOWNLOAD_DELAY=0", "-a", f"urls={tmp_path / 'urls.txt'}")
        done = replica.run(*crawl)
        assert done.returncode == 0, done.stderr[-2000:]
        assert sorted(line["url"] for line in _lines(replica.output)) == sorted(urls)
        assert replica.run(*crawl).returncode == 0
        assert len(_lines(replica.output)) == 3  # asked for again, and not written twice


def _lines(output: Path) -> list[dict[str, str]]:
    files = output.glob("articles/*/*.jsonl")
    return [orjson.loads(line) for file in files for line in file.read_bytes().splitlines()]


def _crawl(*arguments: str, output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRAPY, "crawl", *arguments],
        cwd=ROOT,
        env=os.environ | {"NEWSSPIDER_OUTPUT": str(output)},
        capture_output=True,
        text=True,
        check=False,
    )
