"""Does a release tell what is new since another one, and does who follows have the same in the end?"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.commands import export, takedown
from tests.releases import article, change_line, manifest, put, read_lines
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401

DOCS = (ROOT / "docs" / "releases.md").read_text(encoding="utf-8")
# At the n-th statement it is killed.
DYING = """
import os, signal, sqlite3
left = int(__import__("sys").argv.pop())
class Dying(sqlite3.Connection):
    def execute(self, *given):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*given)
connect = sqlite3.connect
sqlite3.connect = lambda *given, **more: connect(*given, factory=Dying, **more)
"""


def consumer() -> str:
    match = re.search(r"<!-- consumer -->\n```python\n(.*?)```", DOCS, re.S)
    assert match is not None
    return match[1]


@pytest.fixture
def stored(folder: Folder) -> Folder:  # noqa: F811
    put(folder.path / "output", [article(number) for number in range(1, 8)])
    make(folder, "--format", "jsonl", "--release", "one")
    return folder


def make(folder: Folder, *arguments: str) -> str:  # noqa: F811
    result = folder.run(export.Command(), *arguments)
    assert (result.code, result.err) == (0, "")
    return result.out


def change(stored: Folder) -> None:
    """One comes, one changes, one goes."""
    output = stored.path / "output"
    change_line(output, "polisia", 2, {"title": "Басқа тақырып"})
    put(output, [article(40)])
    assert stored.run(takedown.Command(), f"{3:016x}", "--reason", "құпия").code == 0


def ids(of: Path) -> list[int]:
    return [int(each["id"], 16) for each in read_lines(of)]


def test_what_has_changed(stored: Folder) -> None:
    assert "Nothing has changed since one" in make(stored, "--since-release", "last")
    change(stored)
    releases = stored.path / "output" / "releases"
    make(stored, "--since-release", "one", "--release", "two")
    assert (ids(releases / "two" / "added"), ids(releases / "two" / "changed")) == ([40], [2])
    removed = orjson.loads((releases / "two" / "removed.jsonl").read_bytes())
    assert removed == {"id": f"{3:016x}", "version": 1, "why": "taken-down"}
    told = manifest(releases / "two")
    assert (told["kind"], told["articles"], told["follows"]["release"]) == ("changes", 7, "one")
    assert told["changes"] == {"added": 1, "changed": 1, "removed": 1}
    assert not any("құпия".encode() in path.read_bytes() for path in releases.rglob("*") if path.is_file())
    assert "Nothing has changed since two" in make(stored, "--since-release", "last")


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl.zst"])
def test_in_another_format(stored: Folder, form: str) -> None:
    change(stored)
    make(stored, "--since-release", "one", "--release", "two", "--format", form)
    paths = {path.relative_to(stored.path / "output" / "releases" / "two").parts[0] for path in
             (stored.path / "output" / "releases" / "two").rglob(f"*.{form}")}  # fmt: skip
    assert {"added", "changed"} <= paths


def test_of_every_version(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(1), article(2)])
    make(folder, "--versions", "all", "--release", "one")
    change_line(folder.path / "output", "polisia", 2, {"title": "Басқа тақырып"})
    assert "0 added, 1 changed, 0 removed" in make(folder, "--since-release", "one")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--language kk", "--language with --since-release: what is selected"),
        ("polisia", "SITE with --since-release: what is selected"),
        ("--duplicates label", "--duplicates with --since-release"),
        ("--format text", "--format text: changes are told in jsonl, jsonl.gz, jsonl.zst, parquet, csv"),
    ],
)
def test_used_wrongly(stored: Folder, arguments: str, words: str) -> None:
    given = (*arguments.split(), "--since-release", "one")
    assert_one_line(stored.run(export.Command(), *given), words, code=2)


def test_the_consumer_of_the_docs(stored: Folder, tmp_path: Path) -> None:
    """Killed at some of its statements, and begun again: it has what a full release has."""
    assert len(consumer().splitlines()) <= 45
    releases, database = stored.path / "output" / "releases", tmp_path / "consumer.sqlite"
    whole, dying = tmp_path / "consumer.py", tmp_path / "dying.py"
    whole.write_text(consumer(), encoding="utf-8")
    dying.write_text(DYING + consumer(), encoding="utf-8")
    follow(whole, releases, database)
    change(stored)
    make(stored, "--since-release", "last", "--release", "two")
    put(stored.path / "output", [article(41), article(42)])
    make(stored, "--since-release", "last", "--release", "three")
    killed = 0
    for at in (3, 8, 9, 10, 11, 12, 15, 17):
        done = subprocess.run((sys.executable, dying, releases, database, str(at)), check=False)
        killed += done.returncode == -signal.SIGKILL
    assert killed >= 5
    follow(whole, releases, database)
    make(stored, "--format", "jsonl", "--release", "whole")
    with sqlite3.connect(database) as connection:
        kept: list[Any] = [orjson.loads(line) for (line,) in connection.execute("SELECT line FROM article ORDER BY id")]
        applied = [name for (name,) in connection.execute("SELECT release FROM applied ORDER BY number")]
    connection.close()
    assert kept == sorted(read_lines(releases / "whole" / "data"), key=lambda each: str(each["id"]))
    assert applied == ["one", "two", "three"]


def follow(program: Path, releases: Path, database: Path) -> None:
    done = subprocess.run((sys.executable, program, releases, database), env=os.environ, check=False)
    assert done.returncode == 0
