"""Do the files hold what the state answers for, whatever happened before?"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsspider.dedup.exact import find_duplicate
from newsspider.store.errors import Damaged, StoreError
from newsspider.store.segment import Segment
from tests.test_store import NOW, article, found, lines, open_session

DAY = "2026-11-22.jsonl"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The articles of a crawl that stored two and was killed."""
    with open_session(tmp_path) as session:
        session.discover([found("1"), found("2"), found("3")], NOW)
        session.put(article("1", "Бірінші"), find_duplicate, NOW)
        session.put(article("2", "Екінші"), find_duplicate, NOW)
    return tmp_path / "articles/a" / DAY


@pytest.mark.parametrize("rest", [b'{"half', b"\n", b"\0" * 4096, b'{"id":"3"}\n', b'{"id":"3"}\n{"id', b"\xff"])
def test_the_rest_of_a_crash_is_cut(file: Path, rest: bytes) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole + rest)
    with open_session(file.parents[2]) as session:
        assert file.read_bytes() == whole
        assert session.counts()["bytes_cut"] == len(rest)
        assert [page.id for page in session.due(9, NOW)] == ["3"]
        session.put(article("3", "Үшінші"), find_duplicate, NOW)
    assert [line["id"] for line in lines(file.parents[2], "articles")] == ["1", "2", "3"]
    assert len(list(file.parent.iterdir())) == 1


def test_more_than_a_crash_leaves_is_put_aside(file: Path) -> None:
    """As after a state from a backup: what it has forgotten may not be announced any more."""
    whole = file.read_bytes()
    file.write_bytes(whole + b"{}\n{}\n")
    with open_session(file.parents[2]):
        assert file.read_bytes() == whole
    assert file.with_name(f"{DAY}.cut-{len(whole)}").read_bytes() == b"{}\n{}\n"


DAMAGE: list[tuple[str, Callable[[Path], object], str]] = [
    ("shorter", lambda file: os.truncate(file, 9), "has 9 bytes, the state has committed"),
    ("missing", lambda file: file.unlink(), "has 0 bytes, the state has committed"),
    ("state lost", lambda file: (file.parents[2] / "state.sqlite").unlink(), "is not known to the state"),
    ("file of a stranger", lambda file: (file.parent / "2020-01-01.jsonl").write_text("{}\n"), "is not known to"),
]


@pytest.mark.parametrize(("name", "harm", "message"), DAMAGE, ids=[name for name, *_ in DAMAGE])
def test_damage_stops_and_destroys_nothing(file: Path, name: str, harm: Callable[[Path], object], message: str) -> None:
    harm(file)
    before = {path: path.read_bytes() for path in file.parent.iterdir()}
    for _ in range(2):
        with pytest.raises(Damaged, match=message):
            open_session(file.parents[2])
    assert {path: path.read_bytes() for path in file.parent.iterdir()} == before
    with open_session(file.parents[2], "b"):
        pass  # another site is not concerned


def test_the_state_says_where_each_line_stands(file: Path) -> None:
    with sqlite3.connect(file.parents[2] / "state.sqlite") as state:
        rows = state.execute('SELECT id, file, "offset", length FROM articles ORDER BY "offset"').fetchall()
    state.close()
    data = file.read_bytes()
    for (key, path, offset, length), number in zip(rows, "12", strict=True):
        assert (key, path) == (number, f"articles/a/{DAY}")
        assert json.loads(data[offset : offset + length])["id"] == number


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segment = Segment(tmp_path, "a/b.jsonl", 0)
    segment.append(b"whole\n")

    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="disk full"):
            segment.append(b"lost\n")
    assert (tmp_path / "a/b.jsonl").read_bytes() == b"whole\n"
    assert segment.append(b"next\n").offset == 6
    segment.close()


FULL = """
import resource, sys
from pathlib import Path
from newsspider.dedup.exact import find_duplicate
from newsspider.store.errors import StoreError
from tests.test_store import NOW, article, found, open_session

with open_session(Path(sys.argv[1])) as session:
    session.discover([found(str(n)) for n in range(20)], NOW)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        for n in range(20):
            session.put(article(str(n), f"Мәтін {n} " * int(sys.argv[3])), find_duplicate, NOW)
    except StoreError as error:
        print(error)
    print(session.counts().get("stored", 0), session.pages())
"""


@pytest.mark.parametrize(("limit", "words", "full"), [(50_001, 3_000, "state.sqlite"), (700_000, 9_000, "articles")])
def test_a_full_disk_stops_with_one_sentence_and_loses_nothing(
    tmp_path: Path, limit: int, words: int, full: str
) -> None:
    """A limit of file sizes is what a test can have of a full disk."""
    command = [sys.executable, "-c", FULL, str(tmp_path), str(limit), str(words)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(told) == 2
    assert full in told[0]
    assert "disk" in told[0]
    stored = int(told[1].split()[0])
    assert len(lines(tmp_path, "articles")) == stored < 20
    with open_session(tmp_path) as session:
        for page in session.due(20, NOW):
            session.put(article(page.id, f"Мәтін {page.id} " * words), find_duplicate, NOW)
        assert session.pages() == {"stored": 20}
    assert sorted(int(line["id"]) for line in lines(tmp_path, "articles")) == list(range(20))
