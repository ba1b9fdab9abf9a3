"""Does an article that was taken down stay away, from exports, files and later crawls?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.commands import export, takedown
from newsspider.dedup.exact import find_duplicate
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store.audit import audit
from newsspider.store.folder import rebuilding
from newsspider.store.found import Found
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from newsspider.store.takedown import decisions, taken_down
from tests.releases import LIKE, article, put, read_lines
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401
from tests.test_store import NOW

URL = "https://polisia.kz/ru/politseyskie-nashli-velosiped/"
ID = PolisiaSpider.addresses().id_of(URL)
OTHER = f"{3:016x}"
SECRET = "Қарағандыдағы велосипед иесінің аты-жөні осы мәтінде ғана тұр. " * 5


@pytest.fixture
def stored(folder: Folder) -> Folder:  # noqa: F811
    """The article in the middle; one that repeats it, of the site itself."""
    output = folder.path / "output"
    again = article(90, text=SECRET, url="https://polisia.kz/ru/ottuda-je/")
    bike = article(0, id=ID, url=URL, text=SECRET, published_at="2024-09-01T05:15:00Z")
    put(output, [article(1), article(2), bike, article(3), again, article(4)])
    return folder


def down(folder: Folder, *arguments: str) -> Any:  # noqa: F811
    return folder.run(takedown.Command(), *arguments)


def exported(folder: Folder) -> list[str]:  # noqa: F811
    assert folder.run(export.Command()).code == 0
    return [each["id"] for each in read_lines(folder.path / "output" / "export")]


def everything(output: Path) -> Iterator[bytes]:
    """All that is kept in files, but for what was decided."""
    for path in output.rglob("*"):
        if path.is_file() and path.name not in ("takedown.jsonl", "state.sqlite-shm"):
            yield path.read_bytes()


def is_sound(output: Path) -> bool:
    with reading_only(output, None) as connection:
        assert connection is not None
        return all(each.is_sound for each in audit(connection, output, "", "polisia"))


def test_left_out_of_every_export(stored: Folder) -> None:
    assert ID in exported(stored)
    result = down(stored, URL, "--reason", "сот шешімі")
    assert (result.code, result.err) == (0, "")
    assert f"taken down: {ID} {URL}\n" in result.out
    assert ID not in exported(stored)
    made = stored.run(export.Command(), "--format", "jsonl", "--release", "one", "--versions", "all")
    assert (made.code, "1 taken down" in made.out) == (0, True)
    assert ID not in {each["id"] for each in read_lines(stored.path / "output" / "releases" / "one" / "data")}
    (told,) = decisions(stored.path / "output")
    assert (told.id, told.url, told.source, told.reason, told.purge) == (ID, URL, "polisia", "сот шешімі", False)
    assert SECRET.strip().encode() in b"".join(everything(stored.path / "output" / "articles"))


def test_a_new_crawl_does_not_bring_it_back(stored: Folder) -> None:
    assert down(stored, ID, "--reason", "x").code == 0
    with Session.open(stored.path / "output", "polisia", now=NOW) as session:
        session.put(article(5), find_duplicate, NOW, like=LIKE)
    assert exported(stored) == [f"{number:016x}" for number in range(1, 6)]


def test_purged(stored: Folder) -> None:
    output = stored.path / "output"
    before = exported(stored)
    (output / "suspects" / "polisia" / "2026-11-22").mkdir(parents=True)
    (output / "suspects" / "polisia" / "2026-11-22" / f"{ID}.html.gz").write_bytes(b"page")
    (output / "articles" / "polisia" / "2026-11-22.jsonl.cut-0").write_bytes(orjson.dumps({"id": ID}) + b"\n")
    result = down(stored, ID, "--reason", "x", "--purge")
    assert f"{output / 'export' / 'polisia.jsonl'} still names it: 'scrapy export'" in result.err
    assert (result.code, "purged: 1 lines of polisia" in result.out) == (1, True)  # until that is done
    assert exported(stored) == [id for id in before if id != ID]
    assert not any(SECRET.strip().encode() in content for content in everything(output))
    assert not any(
        ID.encode() in path.read_bytes() for path in output.glob("*/polisia/*.jsonl*") if "dupl" not in str(path)
    )
    assert not list((output / "suspects").rglob("*.gz"))
    assert is_sound(output)
    assert taken_down(output)[ID].purged_at
    assert down(stored, ID, "--reason", "x", "--purge").code == 0
    assert len(decisions(output)) == 3  # that it goes, and, twice, that it has gone


def test_purged_from_rebuilds(stored: Folder) -> None:
    """Of a finished one, its lines and what its report shows; of one that was killed, what would be made anew."""
    output = stored.path / "output"
    done, left = output / "reextracted" / "done", output / "reextracted" / "left.unfinished"
    put(done, [article(1), article(0, id=ID, url=URL, text=SECRET)])
    changes = [orjson.dumps({"id": id, "url": "x"}) + b"\n" for id in (ID, OTHER)]
    (done / "changes.jsonl").write_bytes(b"".join(changes))
    (done / "replaced" / "articles" / "polisia").mkdir(parents=True)
    (done / "replaced" / "articles" / "polisia" / "day.jsonl").write_text(f'{{"id":"{ID}","text":"{SECRET}"}}\n')
    (done / "report.txt").write_text(f"site  stored\n  text: 1\n\n## text\n\n{URL} ({ID}, version 1)\n  {SECRET}\n")
    for name in ("articles/polisia", "parts/polisia"):
        (left / name).mkdir(parents=True)
        (left / name / "with.jsonl").write_text(f'{{"id":"{ID}","text":"{SECRET}"}}\n')
    (left / "parts" / "polisia" / "without.jsonl").write_text("{}\n")
    (left / "parts" / "polisia" / "half.jsonl.7.unfinished").write_text(SECRET)
    result = down(stored, ID, "--reason", "x", "--purge")
    assert (result.code, result.err) == (0, "")
    kept = [content for path in output.rglob("*") if path.is_file() for content in [path.read_bytes()]]
    assert not any(SECRET.strip().encode() in content for content in kept)
    assert (done / "changes.jsonl").read_bytes() == changes[1]
    assert "text: 1" in (done / "report.txt").read_text()
    assert [each["id"] for each in read_lines(done / "articles" / "polisia")] == [f"{1:016x}"]
    assert is_sound(done)
    assert [path.name for path in left.rglob("*.*")] == ["without.jsonl"]


def test_a_rebuild_that_runs_is_told(stored: Folder) -> None:
    with rebuilding(stored.path / "output"):
        result = down(stored, ID, "--reason", "x", "--purge")
    assert_one_line(result, "reextracted may still have it (a rebuild is already running", code=1)
    assert down(stored, ID, "--reason", "x", "--purge").code == 0


def test_what_was_purged_is_not_written_again(stored: Folder) -> None:
    output = stored.path / "output"
    down(stored, ID, "--reason", "x", "--purge")
    bike = article(0, id=ID, url=URL, text=SECRET)
    with Session.open(output, "polisia", now=NOW) as session:
        assert session.discover([Found(ID, URL, "ru", "feed"), Found(ID, URL + "?a=1", "ru", "feed")], NOW) == []
        assert session.put(bike, find_duplicate, NOW, like=LIKE).kind == "taken-down"
        assert session.refuse(ID, URL, "http-404", NOW) is None
        assert session.put(bike, find_duplicate, NOW, like=LIKE, asked_as="f" * 16).kind == "taken-down"
        assert session.put(article(6), find_duplicate, NOW, like=LIKE).kind == "stored"
    assert ID not in exported(stored)
    assert is_sound(output)
    assert not any(SECRET.strip().encode() in content for content in everything(output))


def test_nor_where_the_state_is_another_one(stored: Folder) -> None:
    output = stored.path / "output"
    down(stored, ID, "--reason", "x", "--purge")
    for path in [*output.glob("*/polisia/*.jsonl")]:
        path.unlink()
    for path in output.glob("state.sqlite*"):
        path.unlink()
    with Session.open(output, "polisia", now=NOW) as session:
        assert session.put(article(0, id=ID, text=SECRET), find_duplicate, NOW).kind == "taken-down"


@pytest.mark.parametrize("call", ["rewrite.decide", "_forget", "rewrite._take_name", "_clear_beside"])
def test_a_purge_that_is_killed(stored: Folder, call: str) -> None:
    output = stored.path / "output"
    code = (
        "import os, signal; from newsspider.store import purge\n"
        f"purge.{call} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"from scrapy.cmdline import execute; execute(['scrapy', 'takedown', '{ID}', '--reason', 'x', '--purge'])"
    )
    environment = os.environ | {"NEWSSPIDER_OUTPUT": str(output), "NEWSSPIDER_STATE": ""}
    done = subprocess.run((sys.executable, "-c", code), cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert "purge not finished" in down(stored, "--list").out
    with Session.open(output, "polisia", now=NOW) as session:  # a crawl comes first
        assert session.put(article(7), find_duplicate, NOW, like=LIKE).kind == "stored"
        assert session.put(article(0, id=ID, text=SECRET), find_duplicate, NOW).kind == "taken-down"
    assert is_sound(output)
    assert down(stored, ID, "--reason", "x", "--purge").code == 0
    assert exported(stored) == [f"{number:016x}" for number in (1, 2, 3, 4, 7)]
    assert is_sound(output)
    assert not list(output.rglob("*.rewritten"))


def test_undone(stored: Folder) -> None:
    before = exported(stored)
    down(stored, ID, "--reason", "x")
    assert ID in down(stored, "--list").out
    assert down(stored, "--undo", URL).code == 0
    assert (exported(stored), down(stored, "--list").out) == (before, "")
    down(stored, ID, "--reason", "x", "--purge")
    assert "the next crawl asks for it" in down(stored, "--undo", ID).out
    with Session.open(stored.path / "output", "polisia", now=NOW) as session:
        assert [found.id for found in session.due(10, NOW.replace(year=2099))] == [ID]


def test_before_it_was_ever_crawled(stored: Folder) -> None:
    url = "https://polisia.kz/ru/eshche-ne-bylo/"
    result = down(stored, url, "--reason", "x", "--purge")
    assert (result.code, "(not stored)" in result.out) == (0, True)
    id = PolisiaSpider.addresses().id_of(url)
    with Session.open(stored.path / "output", "polisia", now=NOW) as session:
        assert session.discover([Found(id, url, "ru", "feed")], NOW) == []


def test_copies_and_releases_are_told(stored: Folder) -> None:
    assert stored.run(export.Command(), "--format", "parquet", "--release", "old").code == 0
    result = down(stored, ID, "--reason", "x")
    assert f"{stored.path / 'output' / 'releases' / 'old'} was made before and still has it" in result.out
    assert (
        f"the same text was left out for it, and may come again: {90:016x} https://polisia.kz/ru/ottuda-je/"
        in result.out
    )


def test_purge_while_a_crawl_runs(stored: Folder) -> None:
    with Session.open(stored.path / "output", "polisia", now=NOW):
        result = down(stored, ID, "--reason", "x", "--purge")
    assert (result.code, "already running" in result.err) == (1, True)
    assert ID not in exported(stored)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name articles by URL or id"),
        ((ID,), "--reason TEXT: somebody will ask"),
        ((ID, "--reason", " "), "--reason TEXT: somebody will ask"),
        (("https://example.kz/a", "--reason", "x"), "is no id (16 hex digits) and no address of"),
        (("0" * 16, "--reason", "x"), "no article of that id was ever announced"),
        ((ID, "--list"), "--list and --undo stand alone"),
        (("--undo", ID), "it was not taken down"),
        (("--nosuch", "--reason", "x"), "unknown option --nosuch"),
    ],
)
def test_used_wrongly(stored: Folder, arguments: tuple[str, ...], words: str) -> None:
    assert_one_line(down(stored, *arguments), words, code=2)
    assert not decisions(stored.path / "output")


def test_nothing_is_crawled(folder: Folder) -> None:  # noqa: F811
    assert_one_line(down(folder, URL, "--reason", "x"), "nothing has been crawled", code=2)


def test_a_list_that_cannot_be_read(stored: Folder) -> None:
    (stored.path / "output" / "takedown.jsonl").write_text("no json\n")
    assert_one_line(stored.run(export.Command()), "nothing is exported before it can", code=1)
