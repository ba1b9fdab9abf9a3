"""Is a release refused that breaks its rules, and does it say which, by how much, and what would allow it?"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.commands import export, takedown
from newsspider.export.rules import BadRules, Rules, names_of_rules, rules_of
from newsspider.export.valid import wrong
from newsspider.monitor.schema import json_schema
from tests.releases import article, change_line, full, put
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401
from tests.test_docs import _rows
from tests.valid import problems

DOCS = (ROOT / "docs" / "releases.md").read_text(encoding="utf-8")
JOIN = "Біздің арнаға жазылыңыз, соңғы жаңалықтар сонда!"


@pytest.fixture
def output(folder: Folder) -> Path:  # noqa: F811
    return folder.path / "output"


def refused(folder: Folder, rule: str, words: str, *arguments: str) -> None:  # noqa: F811
    """Neither made nor half made; allowed once, and for good, as the message says."""
    result = folder.run(export.Command(), "--format", "jsonl", "--release", "new", *arguments)
    assert_one_line(result, f"rule {rule}: {words}", code=1)
    assert "No release was made: it would break a rule" in result.out
    releases = folder.path / "output" / "releases"
    assert not [path for path in releases.iterdir() if path.name not in (".lock", "old")]
    how = re.search(
        r"\[tool\.newsspider\.release\] (.*) in pyproject\.toml allows it, --allow (\S+) does once", result.err
    )
    assert how is not None
    (folder.path / "pyproject.toml").write_text(f"[tool.newsspider.release]\n{how[1]}\n")
    made = folder.run(export.Command(), "--format", "jsonl", "--release", "allowed", *arguments)
    assert (made.code, made.err) == (0, "")
    (folder.path / "pyproject.toml").unlink()
    assert (
        folder.run(export.Command(), "--format", "jsonl", "--allow", how[2], "--release", "once", *arguments).code == 0
    )


def test_fields_that_say_nothing(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(number, language=None if number % 3 == 0 else "ru") for number in range(1, 16)])
    refused(folder, "empty.language", "5 of 15 articles (33.3%) say nothing, at most 5.0% may")


def test_dates(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(1), article(2, published_at="1970-01-01T00:00:00Z")])
    refused(folder, "dates", "1 articles were published before 1990-01-01 or after")


def test_lines_of_the_site(folder: Folder, output: Path) -> None:  # noqa: F811
    made = [article(number) for number in range(1, 31)]
    for each in made[:12]:
        each.text = f"{each.text}\n\n{JOIN}"
    put(output, made)
    refused(folder, "chrome", f"polisia/ru: {JOIN[:60]!r} stands in 40% of 30 articles, at most in 30% may a line")


def test_fewer_than_before(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(number) for number in range(1, 21)])
    assert folder.run(export.Command(), "--format", "jsonl", "--release", "old").code == 0
    for number in range(1, 7):
        change_line(output, "polisia", number, {"text": article(20).text})
    for number in range(1, 6):
        assert folder.run(takedown.Command(), f"{number:016x}", "--reason", "x").code == 0
    assert folder.run(export.Command(), "--format", "jsonl", "--release", "without").code == 0  # no loss: taken down


def test_a_loss_is_one(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(number) for number in range(1, 21)])
    assert folder.run(export.Command(), "--format", "jsonl", "--release", "old").code == 0
    told = output / "releases" / "old" / "manifest.json"
    told.write_bytes(told.read_bytes().replace(b'"polisia": 20', b'"polisia": 40'))
    refused(folder, "fewer", "polisia has 20 articles, 40 in old: 50.0% fewer, at most 2.0% may be")


def test_every_rule_is_kept(folder: Folder, output: Path) -> None:  # noqa: F811
    """The defaults, just at their bounds where they have one: three articles always may."""
    some = [article(number, title=None, text=None, language=None, published_at=None) for number in range(1, 4)]
    made = [article(number) for number in range(4, 34)]
    for each in made[:9]:
        each.text = f"{each.text}\n\n{JOIN}"
    made[-1].published_at = "1990-01-01T00:00:00Z"
    put(output, [*some, *made])
    assert folder.run(export.Command(), "--format", "jsonl", "--release", "old").code == 0
    told = output / "releases" / "old" / "manifest.json"
    told.write_bytes(told.read_bytes().replace(b'"polisia": 33', b'"polisia": 36'))
    result = folder.run(export.Command(), "--format", "jsonl", "--release", "new")
    assert (result.code, result.err) == (0, "")


def test_too_few(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(1), article(2)])
    (folder.path / "rules.toml").write_text("articles = 3")
    result = folder.run(export.Command(), "--format", "jsonl", "--rules", "rules.toml")
    assert_one_line(result, "rule articles: 2 articles, at least 3 must be", code=1)
    (folder.path / "rules.toml").write_text("articles = 2")
    assert folder.run(export.Command(), "--format", "jsonl", "--rules", "rules.toml").code == 0


def test_titles_and_texts_and_dates_that_are_missing(folder: Folder, output: Path) -> None:  # noqa: F811
    nothing: dict[str, Any] = {"title": None, "text": None, "published_at": None}
    put(output, [article(number, **(nothing if number < 5 else {})) for number in range(1, 31)])
    result = folder.run(export.Command(), "--format", "jsonl")
    bounds = {"published_at": "10.0%", "text": "5.0%", "title": "1.0%"}
    said = "4 of 30 articles (13.3%) say nothing, at most"
    told = [f"rule empty.{name}: {said} {bound} may" for name, bound in bounds.items()]
    assert [line.partition(";")[0] for line in result.err.splitlines()] == told


def test_dates_ahead(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(1), article(2, published_at="2999-01-01T00:00:00Z")])
    refused(folder, "dates", "1 articles were published before 1990-01-01 or after")


def test_uncompared(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(1), article(2)])
    with closing(sqlite3.connect(output / "state.sqlite")) as state, state:
        state.execute("DELETE FROM indexed")
    refused(folder, "uncompared", "2 articles are not compared with all others yet, at most 0 may be")


def test_damage_beside_the_articles(folder: Folder, output: Path) -> None:  # noqa: F811
    """All articles can be read; still, something of what was written is lost."""
    put(output, [article(1), article(2), article(3, text=article(2).text)])
    (file,) = (output / "duplicates" / "polisia").iterdir()
    file.write_bytes(b"")
    words = f"1 files contradict the state (duplicates/polisia/{file.name}), at most 0 may"
    refused(folder, "damage", words)


def test_damage_that_the_state_took(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(1), article(2), article(3)])
    with closing(sqlite3.connect(output / "state.sqlite")) as state, state:
        state.execute("DELETE FROM articles WHERE id = ?", [f"{2:016x}"])
    refused(folder, "damage", "1 files contradict the state (articles/polisia/")


def test_damage_that_no_release_survives(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(1), article(2)])
    (file,) = (output / "articles" / "polisia").iterdir()
    (file.parent / "2020-01-01.jsonl").write_bytes(orjson.dumps({"id": "x", "version": 1, "source": "polisia"}) + b"\n")
    result = folder.run(export.Command(), "--format", "jsonl", "--release", "beside")
    assert (result.code, result.err) == (0, "")  # a file that nobody knows is none of the release's
    with file.open("ab") as half:
        half.write(b'{"id": "half a line')  # of a crawl under way
    assert folder.run(export.Command(), "--format", "jsonl", "--release", "meanwhile").code == 0
    lines = file.read_bytes().splitlines(keepends=True)
    (output / "articles" / "polisia" / file.name).write_bytes(lines[0] + b"#" * (len(lines[1]) - 1) + b"\n" + lines[2])
    result = folder.run(export.Command(), "--format", "jsonl", "--release", "new")
    assert_one_line(result, "is no JSON", code=1)


def test_the_schema(folder: Folder, output: Path) -> None:  # noqa: F811
    put(output, [article(number) for number in range(1, 5)])
    change_line(output, "polisia", 2, {"tags": "one"})
    words = "1 articles are not of the schema (0000000000000002: `tags` is 'one'), at most 0 may be, and be left out"
    refused(folder, "schema", words)


WRONG: list[dict[str, Any]] = [
    {"id": "../../etc/passwd"},
    {"id": "0" * 15},
    {"schema": "newsspider.article/2"},
    {"version": 0},
    {"version": True},
    {"version": "1"},
    {"published_at": "2024-02-31T00:00:00Z"},
    {"published_at": "yesterday"},
    {"published_precision": "hour"},
    {"tags": [1]},
    {"images": [{"url": "x"}]},
    {"images": [{"url": None, "caption": None, "credit": None}]},
    {"fetch": None},
    {"provenance": {"title": 1}},
    {"similarity": "much"},
    {"sponsored": 1},
    {"text_sha256": "short"},
    {"more": 1},
]


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_is_no_article(change: dict[str, object]) -> None:
    record = orjson.loads(full(1).to_json())
    assert wrong(record) is None
    assert wrong(record | change)


def test_it_agrees_with_the_schema() -> None:
    """Where that says anything: it allows fields of later versions, and every day of a month."""
    schema = json_schema()
    for change in WRONG:
        record = orjson.loads(full(1).to_json()) | change
        lenient = "more" in change or change.get("published_at") == "2024-02-31T00:00:00Z"
        assert bool(list(problems(record, schema, schema))) != lenient, change


def test_the_docs_name_every_rule() -> None:
    named = {name for row in _rows(DOCS, "| rule |") for name in re.findall(r"`([a-z_]+)`", row[0])}
    assert named == set(Rules.__dataclass_fields__)
    example = re.search(r"<!-- rules -->\n```toml\n(.*?)```", DOCS, re.S)
    assert example is not None
    told = rules_of(tomllib.loads(example[1])["tool"]["newsspider"]["release"], "docs")
    assert (told.articles, told.empty["authors"], told.empty["text"]) == (1000, 0.8, 0.05)
    assert "empty.title" in names_of_rules()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"nosuch": 1}, "there is no rule 'nosuch'"),
        ({"fewer": 2}, "a share is from 0 to 1"),
        ({"schema": -1}, "use a number from 0"),
        ({"schema": True}, "use a number from 0"),
        ({"empty": 0.1}, "write it like empty = {title = 0.01}"),
        ({"empty": {"nosuch": 0.1}}, "an article has no field 'nosuch'"),
        ({"earliest": "1990"}, "a day is written like 1990-01-01"),
    ],
)
def test_rules_that_are_none(told: dict[str, object], words: str) -> None:
    with pytest.raises(BadRules, match=re.escape(words)):
        rules_of(told, "here")
