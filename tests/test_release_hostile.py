"""What does a release make of lines, files, folders and names that mean harm, or that a person left there?"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest

from newsspider.commands import export, takedown
from newsspider.export.card.plots import MOST_MONTHS, _every_month
from newsspider.export.csv_files import cell
from tests.releases import article, change_line, put, read_lines, unpacked
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401

BREAKS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
FORMATS = ["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "hf", "text", "csv"]


def edit(output: Path, found: bytes, written: bytes) -> None:
    """In the file, and nowhere else; as long as before."""
    (file,) = (output / "articles" / "polisia").glob("*.jsonl")
    content = file.read_bytes()
    assert (content.count(found), len(found)) == (1, len(written))
    file.write_bytes(content.replace(found, written))


def release(folder: Folder, *arguments: str) -> Path:  # noqa: F811
    result = folder.run(export.Command(), *arguments, "--release", "made")
    assert (result.code, result.err) == (0, "")
    return folder.path / "output" / "releases" / "made"


def test_folders_that_look_like_columns(folder: Folder) -> None:  # noqa: F811
    """DuckDB would take `id=5` for the id of all that is read below it."""
    put(folder.path / "output", [article(1), article(2, text="two")])
    to = folder.path / "id=5" / "title=t" / "a'b[c]*{x,y}"
    for name, arguments in (("one", ("--format", "parquet")), ("two", ("--since-release", "last"))):
        result = folder.run(export.Command(), "--output", str(to), "--release", name, *arguments)
        assert (result.code, result.err) == (0, "")
        change_line(folder.path / "output", "polisia", 2, {"title": "Басқа"})
    assert "0 added, 1 changed, 0 removed since one" in result.out
    files = [io.BytesIO(path.read_bytes()) for path in (to / "one" / "data").iterdir()]
    found = polars.concat(map(polars.read_parquet, files))
    assert sorted(found["id"]) == [f"{number:016x}" for number in (1, 2)]
    assert set(found["title"]) == {"Тақырып 1", "Тақырып 2"}


@pytest.mark.parametrize("form", FORMATS)
def test_every_line_break_and_mark(folder: Folder, form: str) -> None:  # noqa: F811
    """NUL too, but in CSV, and in the titles of text files, which stand in CSV."""
    marks = "".join(f"{at}{each}" for at, each in enumerate([*BREAKS, *"\"'`«»“”„‘’‚‹›〝〞＂＇", "\\", "\ufeff", "\t"]))
    nul = "" if form == "csv" else "\0"
    put(folder.path / "output", [article(1, title=marks, text=f"a{marks}{nul}b", tags=[marks, ""])])
    data = release(folder, "--format", form) / "data"
    if form == "text":
        (path,) = data.glob("*/*.txt")
        assert path.read_bytes().decode() == f"{marks}\n\na{marks}b\n".replace("b\n", f"{nul}b\n")
        return
    row: dict[str, Any]
    if form.startswith("jsonl"):
        (row,) = read_lines(data)
        assert len(unpacked(next(data.iterdir())).decode().splitlines()) == 1
    elif form == "csv":
        content = next(data.iterdir()).read_bytes().decode()
        (row,) = csv.DictReader(io.StringIO(content, newline=""))
        assert row == pandas.read_csv(data / "2024-09.csv", dtype=str, keep_default_na=False).to_dict("records")[0]
        with duckdb.connect() as engine:
            texts = engine.execute("SELECT text FROM read_csv(?, all_varchar = true)", [str(data / "2024-09.csv")])
            assert texts.fetchall() == [(row["text"],)]
        assert polars.read_csv(data / "2024-09.csv", infer_schema=False)["text"].to_list() == [row["text"]]
    else:
        (row,) = polars.read_parquet(next(data.rglob("*.parquet"))).to_dicts()
        assert row["tags"] == [marks, ""]
    assert (row["title"], row["text"]) == (marks, f"a{marks}{nul}b")


def test_a_nul_in_a_title_of_text_files_is_refused(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(1, title="a\0b")])
    result = folder.run(export.Command(), "--format", "text")
    assert_one_line(result, "article 0000000000000001: there is a NUL in `title`", code=1)


CELLS = [
    ("=1+1", "'=1+1"),
    ("\n=1", '"\'\n=1"'),
    (" \u00a0=1", "' \u00a0=1"),  # behind blanks, which some take away
    ("＝1", "'＝1"),  # full-width, which some take for the sign
    ("- item", "'- item"),
    ("'quoted'", "''quoted'"),
    ("a\u2028b", '"a\u2028b"'),
    ("a=1", "a=1"),
    ("", '""'),
]


@pytest.mark.parametrize(("given", "wanted"), CELLS)
def test_cells(given: str, wanted: str) -> None:
    assert cell(given) == wanted
    assert next(csv.reader(io.StringIO(f"{wanted}\r\n", newline="")), [""])[0].removeprefix("'") == given


def test_a_field_that_stands_there_twice(folder: Folder) -> None:  # noqa: F811
    """All formats take the same one, and nobody who reads the lines can take the other."""
    put(folder.path / "output", [article(1, section="xxxxxxxxxxxx", provenance={"title": "a", "textt": "b"})])
    edit(folder.path / "output", b'"section":"xxxxxxxxxxxx"', b'"section":1,"section":""')
    edit(folder.path / "output", b'"textt"', b'"title"')
    lines = release(folder, "--format", "jsonl") / "data" / "2024-09.jsonl"
    assert (lines.read_bytes().count(b'"section":'), b'"provenance":{"title":"b"}' in lines.read_bytes()) == (1, True)
    assert folder.run(export.Command(), "--format", "parquet", "--release", "typed").code == 0
    found = polars.read_parquet(lines.parents[2] / "typed" / "data" / "2024-09.parquet")
    assert (list(found["section"]), found["provenance"].to_list()) == ([""], [[{"field": "title", "origin": "b"}]])


LINES: list[tuple[dict[str, Any], str]] = [
    ({"published_at": "2001-01-01T00:00:00Z"}, "its line says another id, version, source or date of publication"),
    ({"similarity": True}, "`similarity` is 'True'"),
    ({"tags": [[[[[]]]]]}, "`tags` is '[[[[[]]]]]'"),
    ({"url": "x" * 2_000_000, "more": 1}, "'more' is no field of"),
]


@pytest.mark.parametrize(("change", "words"), LINES, ids=[words for _, words in LINES])
def test_lines_that_are_no_articles(folder: Folder, change: dict[str, Any], words: str) -> None:  # noqa: F811
    put(folder.path / "output", [article(1), article(2)])
    change_line(folder.path / "output", "polisia", 2, change)
    assert_one_line(folder.run(export.Command(), "--format", "parquet"), words, code=1)


def test_a_number_that_no_column_holds(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(2), article(1, fetch=article(1).fetch.__class__(status=1234567890123456789))])
    edit(folder.path / "output", b'"status":1234567890123456789', b'"status":9999999999999999999')
    assert_one_line(folder.run(export.Command(), "--format", "parquet"), "`fetch` is", code=1)


def test_a_line_nested_without_end(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(1, section="x" * 4000)])
    edit(folder.path / "output", b'"' + b"x" * 4000 + b'"', b"[" * 2001 + b"]" * 2001)
    words = "is no JSON (depth limit exceeded"
    assert_one_line(folder.run(export.Command(), "--format", "parquet"), words, code=1)


def test_files_of_others(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(1)])
    beside = folder.path / "output" / "articles"
    (beside / "polisia" / "folder.jsonl").mkdir()
    (beside / "polisia" / "link.jsonl").symlink_to("nowhere")
    (beside / "polisia" / "2024-01-01.jsonl").write_bytes(b"\xff\0 no line")
    (beside / "nosuch").mkdir()
    (beside / "nosuch" / "2024-01-01.jsonl").write_bytes(b"{}\n")
    assert len(read_lines(release(folder, "--format", "jsonl") / "data")) == 1


def test_what_is_in_the_way(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(1)])
    (folder.path / "output" / "releases").mkdir()
    (folder.path / "output" / "releases" / ".work-mine").write_text("")
    result = folder.run(export.Command(), "--format", "jsonl")
    assert_one_line(result, ".work-mine is in the way, and cannot be removed", code=1)


@pytest.mark.parametrize("most", [50_000, 450_000])
def test_a_full_disk(folder: Folder, most: int) -> None:  # noqa: F811
    """No file may become larger than so many bytes: DuckDB's database does first, or the lines of a month."""
    put(folder.path / "output", [article(number, lead="x" * 100_000) for number in range(1, 20)])
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"
        "from scrapy.cmdline import execute; execute(['scrapy', 'export', '--format', 'parquet'])"
    )
    given = {"NEWSSPIDER_OUTPUT": str(folder.path / "output"), "NEWSSPIDER_STATE": "", "PYTHONDONTWRITEBYTECODE": "1"}
    command = (sys.executable, "-c", program)
    done = subprocess.run(command, cwd=ROOT, env=os.environ | given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (1, 1, False), done.stderr
    assert [path.name for path in (folder.path / "output" / "releases").iterdir()] == [".lock"]


def test_options_that_are_no_text(folder: Folder) -> None:  # noqa: F811
    put(folder.path / "output", [article(1)])
    for option in ("--section", "--tag", "--match"):
        result = folder.run(export.Command(), option, "a\udcff")
        assert_one_line(result, f"{option} 'a\\udcff'", code=2)


def _gone(path: Path) -> None:
    path.unlink()


def _no_parquet(path: Path) -> None:
    path.write_bytes(b"nothing")


@pytest.mark.parametrize("harm", [_gone, _no_parquet])
def test_a_takedown_beside_a_release_that_cannot_be_read(folder: Folder, harm: Callable[[Path], None]) -> None:  # noqa: F811
    """It is decided first; then it says which release nobody can ask."""
    put(folder.path / "output", [article(1), article(2)])
    harm(release(folder, "--format", "jsonl") / "index.parquet")
    result = folder.run(takedown.Command(), f"{1:016x}", "--reason", "x")
    assert_one_line(result, "index.parquet", code=1)
    assert folder.run(export.Command(), "--format", "jsonl", "--release", "later").out.endswith("1 taken down\n")


def test_an_absurd_date_is_no_plot_of_twenty_thousand_months() -> None:
    months = _every_month("0001-01", "2026-11")
    assert (len(months), months[-1]) == (MOST_MONTHS, "2026-11")
    assert _every_month("2025-12", "2026-02") == ["2025-12", "2026-01", "2026-02"]
