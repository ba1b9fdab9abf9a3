"""Does every format of a release hold what the lines say, to the letter?"""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import datasets
import duckdb
import orjson
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

from newsspider.article import FIELDS
from newsspider.commands import export
from tests.releases import article, change_line, full, manifest, put, read_lines
from tests.test_commands import Folder, Result, assert_one_line, folder  # noqa: F401

Record = dict[str, Any]


@pytest.fixture
def stored(folder: Folder) -> Folder:  # noqa: F811
    """Three months of articles; one without a date, and one with everything."""
    output = folder.path / "output"
    put(output, [*(article(number) for number in range(0, 84, 4)), full(7), article(500, published_at=None)])
    return folder


def release(folder: Folder, *arguments: str) -> Path:  # noqa: F811
    result = folder.run(export.Command(), *arguments, "--release", "made")
    assert (result.code, result.err) == (0, "")
    return folder.path / "output" / "releases" / "made"


def exported(folder: Folder) -> list[Record]:  # noqa: F811
    """What the export of a file a site says."""
    assert folder.run(export.Command()).code == 0
    return read_lines(folder.path / "output" / "export")


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "jsonl.zst"])
def test_lines(stored: Folder, form: str) -> None:
    made = release(stored, "--format", form)
    assert sorted(path.name for path in (made / "data").iterdir()) == [
        f"{month}.{form}" for month in ("2024-09", "2024-10", "2024-11", "undated")
    ]
    assert read_lines(made / "data") == exported(stored)


def test_parquet_in_duckdb(stored: Folder) -> None:
    made = release(stored, "--format", "parquet")
    files = str(made / "data" / "*.parquet")
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        rows = connection.execute("FROM read_parquet(?) ORDER BY published_at, id", [files])
        found = [dict(zip(FIELDS, row, strict=True)) for row in rows.fetchall()]
        kinds = {row[0]: row[1] for row in connection.execute("DESCRIBE FROM read_parquet(?)", [files]).fetchall()}
        codecs = connection.execute("SELECT DISTINCT compression FROM parquet_metadata(?)", [files]).fetchall()
    assert [as_lines(each) for each in found] == exported(stored)
    assert (kinds["published_at"], kinds["version"], kinds["tags"]) == (
        "TIMESTAMP WITH TIME ZONE",
        "BIGINT",
        "VARCHAR[]",
    )
    assert kinds["images"] == "STRUCT(url VARCHAR, caption VARCHAR, credit VARCHAR)[]"
    assert kinds["fetch"].startswith("STRUCT(fetched_at TIMESTAMP WITH TIME ZONE")
    assert codecs == [("ZSTD",)]


def test_parquet_elsewhere(stored: Folder) -> None:
    made = release(stored, "--format", "parquet") / "data"
    wanted = exported(stored)
    with_polars = polars.read_parquet(made / "*.parquet").sort("published_at", "id", nulls_last=True)
    assert with_polars.schema["published_at"] == polars.Datetime("us", "UTC")
    assert with_polars.schema["fetch"].to_python() is dict
    assert [as_lines(each) for each in with_polars.to_dicts()] == wanted
    with_pandas = pandas.concat(pandas.read_parquet(path) for path in sorted(made.iterdir()))
    assert str(with_pandas["published_at"].dtype) == "datetime64[us, UTC]"
    assert list(with_pandas["text"]) == [each["text"] for each in wanted]
    assert list(with_pandas["sponsored"]) == [each["sponsored"] for each in wanted]
    table = pyarrow.parquet.read_table(made / "2024-09.parquet")
    assert table.schema.field("similarity").type == pyarrow.float64()
    assert table.schema.field("sponsored").type == pyarrow.bool_()


def test_hugging_face(stored: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (datasets.config,):
        monkeypatch.setattr(module, "HF_HUB_OFFLINE", True)
    made = release(stored, "--format", "hf")
    loaded = datasets.load_dataset(str(made), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) <= {"train", "validation", "test"}
    found = sorted(
        (as_lines(row) for split in loaded.values() for row in split),
        key=lambda row: (row["published_at"] or "~", row["id"]),
    )
    assert found == exported(stored)
    assert loaded["train"].features["published_at"].dtype == "timestamp[us, tz=UTC]"
    assert list(loaded["train"].features) == list(FIELDS)


def test_csv(stored: Folder) -> None:
    made = release(stored, "--format", "csv") / "data"
    texts = [path.read_bytes().decode() for path in sorted(made.iterdir())]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert [from_csv(row) for row in rows] == exported(stored)
    assert all(text.split("\n")[0].endswith("\r") for text in texts)
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    with_pandas = pandas.read_csv(made / "2024-09.csv", dtype=str, keep_default_na=False)
    assert with_pandas.to_dict("records") == list(csv.DictReader(io.StringIO(texts[0], newline="")))
    with duckdb.connect() as connection:
        titles = connection.execute("SELECT title FROM read_csv(?, all_varchar = true)", [str(made / "2024-09.csv")])
        assert [title for (title,) in titles.fetchall()] == list(with_pandas["title"])


def test_csv_refuses_what_its_readers_cut(stored: Folder) -> None:
    change_line(stored.path / "output", "polisia", 4, {"section": "a\0b"})
    result = stored.run(export.Command(), "--format", "csv")
    assert_one_line(result, "article 0000000000000004: there is a NUL in `section`", code=1)
    for form in ("jsonl", "parquet"):
        made = stored.run(export.Command(), "--format", form, "--release", form)
        assert (made.code, made.err) == (0, "")
    found = polars.read_parquet(stored.path / "output" / "releases" / "parquet" / "data" / "2024-09.parquet")
    assert "a\0b" in list(found["section"])


@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv", "text", "hf"])
def test_half_a_sign_is_refused(stored: Folder, form: str) -> None:
    change_line(stored.path / "output", "polisia", 4, {"section": "123456"})
    (file,) = (stored.path / "output" / "articles" / "polisia").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"section":"123456"', b'"section":"\\ud800"'))
    assert len(file.read_bytes()) == len(whole)
    result = stored.run(export.Command(), "--format", form)
    assert result.code == 1
    assert [path.name for path in (stored.path / "output" / "releases").iterdir()] == [".lock"]


def test_text_files(stored: Folder) -> None:
    made = release(stored, "--format", "text") / "data"
    wanted = exported(stored)
    tables = [path.read_bytes().decode() for path in sorted(made.glob("*.csv"))]
    about = [row for table in tables for row in csv.DictReader(io.StringIO(table, newline=""))]
    assert [row["id"] for row in about] == [each["id"] for each in wanted]
    for number, (row, each) in enumerate(zip(about, wanted, strict=True), 1):
        assert row["file"].endswith(f"/{number:03}_{each['id']}.txt")
        content = (made / row["file"]).read_bytes()
        assert content.decode() == f"{each['title']}\n\n{each['text']}\n"
        assert (row["bytes"], row["sha256"]) == (str(len(content)), sha256(content).hexdigest())
    assert len(list(made.glob("*/*.txt"))) == len(wanted)


def test_the_manifest(stored: Folder) -> None:
    made = release(stored, "--format", "parquet")
    told = manifest(made)
    assert (told["schema"], told["release"], told["kind"]) == ("newsspider.release/1", "made", "full")
    assert (told["articles"], told["by_source"]) == (23, {"polisia": 23})
    listed = {each["path"]: each for each in told["files"]}
    found = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert set(listed) == found - {"manifest.json"}
    for name, each in listed.items():
        content = (made / name).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(content), sha256(content).hexdigest())
    assert sum(each["articles"] for name, each in listed.items() if name.startswith("data/")) == 23


def as_lines(row: Any) -> Any:
    """What was read from a typed format, as the lines say it."""
    if isinstance(row, dict):
        told = {name: as_lines(value) for name, value in row.items()}
        return {**told, "provenance": _object(row["provenance"])} if "provenance" in row else told
    if isinstance(row, list):
        return [as_lines(each) for each in row]
    return f"{row.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(row, datetime) else row


def _object(pairs: list[dict[str, str]]) -> dict[str, str]:
    return {pair["field"]: pair["origin"] for pair in pairs}


TEXTS = set(
    "schema id url source edition language script title lead text published_at published_raw published_precision"
    " modified_at section duplicate_of story text_sha256 made_by".split()
)


def from_csv(row: dict[str, str]) -> Record:
    """The rule of docs/releases.md: an empty cell is null, a leading apostrophe goes, what is no text is JSON."""
    return {name: _from_cell(name, cell) for name, cell in row.items()}


def _from_cell(name: str, cell: str) -> Any:
    if cell == "":
        return None
    return re.sub(r"^'", "", cell) if name in TEXTS else orjson.loads(cell)
