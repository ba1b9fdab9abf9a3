"""Does a release tell what is new since another one, and does who follows have the same in the end?"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from newsspider.commands import export, takedown
from tests.releases import article, change_line, manifest, put, read_lines
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401

DOCS = (ROOT / "docs" / "releases.md").read_text(encoding="utf-8")
# The consumer is killed at its first line, another one at its second, and so on; after each it runs to its end.
DRILL = """
import os, signal, sqlite3, sys
releases, databases, program = sys.argv[1:]
code = compile(open(program, encoding="utf-8").read(), "consumer", "exec")
def run(database, left):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    def trace(frame, event, _):
        nonlocal left
        left -= event == "line" and frame.f_code.co_filename == "consumer"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.argv = ["consumer", releases, database]
    sys.settrace(trace if left else None)
    exec(code, {"__name__": "__main__"})
    os._exit(0)
def said(database):
    with sqlite3.connect(database) as db:
        return [db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in ("article", "applied")]
assert run(f"{databases}/whole", 0) == 0
killed = 0
while run(f"{databases}/{killed}", killed + 1) == -signal.SIGKILL:
    assert run(f"{databases}/{killed}", 0) == 0
    assert said(f"{databases}/{killed}") == said(f"{databases}/whole"), killed
    killed += 1
print(killed)
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
    """Killed between any two of its lines, and begun again: it has what a full release has."""
    assert len(consumer().splitlines()) <= 30
    releases, databases, program = stored.path / "output" / "releases", tmp_path / "databases", tmp_path / "consumer.py"
    program.write_text(consumer(), encoding="utf-8")
    databases.mkdir()
    follow(program, releases, databases / "before")
    change(stored)
    make(stored, "--since-release", "last", "--release", "two")
    put(stored.path / "output", [article(41), article(42)])
    make(stored, "--since-release", "last", "--release", "three")
    drill = subprocess.run(
        (sys.executable, "-c", DRILL, releases, databases, program), capture_output=True, text=True, check=False
    )
    assert (drill.returncode, drill.stderr) == (0, "")
    assert int(drill.stdout) > 100
    follow(program, releases, databases / "before")
    make(stored, "--format", "jsonl", "--release", "full")
    wanted = sorted(read_lines(releases / "full" / "data"), key=lambda each: str(each["id"]))
    for database in ("before", "whole"):
        with closing(sqlite3.connect(databases / database)) as connection:
            lines = [line for (line,) in connection.execute("SELECT line FROM article ORDER BY id")]
            assert connection.execute("SELECT count(*) FROM applied").fetchone() == (3,)
        assert [orjson.loads(line) for line in lines] == wanted


def test_the_consumer_takes_no_damaged_release(stored: Folder, tmp_path: Path) -> None:
    releases, program = stored.path / "output" / "releases", tmp_path / "consumer.py"
    program.write_text(consumer(), encoding="utf-8")
    with next((releases / "one" / "data").iterdir()).open("ab") as file:
        file.write(b"{}\n")
    command = (sys.executable, program, releases, tmp_path / "database")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "is damaged: nothing of this release was applied" in done.stderr) == (1, True)
    with closing(sqlite3.connect(tmp_path / "database")) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (0,)


@pytest.mark.parametrize("wrong", ["gone", "another"])
def test_since_a_release_whose_index_is_not_its_own(stored: Folder, wrong: str) -> None:
    make(stored, "--format", "jsonl", "--release", "other")
    change(stored)
    index = stored.path / "output" / "releases" / "one" / "index.parquet"
    if wrong == "gone":
        index.unlink()
    else:
        index.write_bytes(index.read_bytes()[:-1] + b"?")
    down = stored.run(takedown.Command(), f"{4:016x}", "--reason", "құпия")
    assert (down.code, f"taken down: {4:016x}" in down.out) == (1, True)
    assert f"{index.parents[1] / 'other'} was made before and still has it" in down.out
    assert f"{index} can't be read" in down.err
    result = stored.run(export.Command(), "--since-release", "one")
    assert_one_line(result, "bring it back from a backup", code=1)


def follow(program: Path, releases: Path, database: Path) -> None:
    done = subprocess.run((sys.executable, program, releases, database), env=os.environ, check=False)
    assert done.returncode == 0
