"""Does a release hold what was asked for, and nothing else?"""

from __future__ import annotations

from pathlib import Path

import pytest

from newsspider.article import Article
from newsspider.commands import export
from newsspider.export.engine import small_engine
from newsspider.export.matching import NoPattern, check_pattern, matches
from tests.releases import article, manifest, put, read_lines
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401

SAME = "Полиция Алматинской области нашла сорок велосипедов, которые пропали прошлой осенью в трёх дворах. " * 3


def made() -> list[Article]:
    return [
        article(1, language="kk", section="Қоғам", tags=["ұрлық", "Алматы"]),
        article(2, section="Криминал", tags=["алматы"]),
        article(3, text="Мошенники звонили пенсионерам и просили назвать код. " * 5),
        article(4, published_at="2024-09-30T19:30:00Z", title="ҚАЗАҚСТАН жаңалығы"),  # October in Almaty
        article(5, published_at=None),
        article(6, text=SAME),
        article(8, text=SAME),
    ]


@pytest.fixture
def stored(folder: Folder) -> Folder:  # noqa: F811
    put(folder.path / "output", made())
    put(folder.path / "output", [article(11, "kazinform", language="en")], "kazinform")
    return folder


def numbers(folder: Folder, *arguments: str) -> list[int]:  # noqa: F811
    result = folder.run(export.Command(), *arguments)
    assert (result.code, result.err) == (0, "")
    (path,) = (path for path in (folder.path / "output" / "releases").iterdir() if path.is_dir())
    return sorted(int(each["id"], 16) for each in read_lines(path / "data"))


CASES = [
    ("--format jsonl", [1, 2, 3, 4, 5, 6, 11]),  # 8 repeats 6
    ("--source kazinform", [11]),
    ("polisia --release one", [1, 2, 3, 4, 5, 6]),
    ("--source polisia,kazinform --language kk,en", [1, 11]),
    ("--section криминал", [2]),
    ("--section Қоғам --section Криминал", [1, 2]),
    ("--tag алматы", [1, 2]),
    ("--tag алматы --language kk", [1]),
    ("--since 2024-10-01", [4]),  # what has no date is in no period
    ("--until 2024-09-03", [1, 2]),
    ("--since 2024-09-03 --until 2024-09-04 --source polisia", [2, 3]),
    ("--match мошенник", []),
    ("--match (?i)мошенник", [3]),
    ("--match (?i)қазақстан", [4]),
    ("--match \\p{Lu}ошенники\\s+звонили", [3]),
]


@pytest.mark.parametrize(("arguments", "wanted"), CASES)
def test_selected(stored: Folder, arguments: str, wanted: list[int]) -> None:
    if wanted:
        assert numbers(stored, *arguments.split()) == wanted
    else:
        assert_one_line_of_rules(stored, *arguments.split())


def assert_one_line_of_rules(folder: Folder, *arguments: str) -> None:  # noqa: F811
    result = folder.run(export.Command(), *arguments)
    assert_one_line(result, "rule articles: 0 articles, at least 1 must be", code=1)


def test_duplicates_are_labelled(stored: Folder) -> None:
    assert numbers(stored, "--duplicates", "label", "--source", "polisia") == [1, 2, 3, 4, 5, 6]
    # the crawl itself left the other one out


def test_what_was_asked_is_told(stored: Folder) -> None:
    numbers(stored, "--release", "made", "--tag", "алматы", "--since", "2024-01-01")
    told = manifest(stored.path / "output" / "releases" / "made")["asked"]
    assert (told["tags"], told["since"], told["until"], told["versions"]) == (["алматы"], "2024-01-01", None, "newest")


def test_an_expression_that_takes_others_for_ever() -> None:
    """In Python's engine this one takes longer than the universe is old."""
    with small_engine() as engine:
        assert matches(engine, ["a" * 50_000 + "!", "a" * 50_000], "^(a+)+$") == [False, True]
        with pytest.raises(NoPattern, match="RE2"):
            check_pattern(engine, r"(a)\1")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--format xml", "--format xml: use jsonl, jsonl.gz, jsonl.zst, parquet, csv, text, hf"),
        ("--release ../x", "--release ../x: a name has"),
        ("--release last", "--release last: a name has"),
        ("--source nosuch", "--source nosuch: this project has "),
        ("--language Kazakh", "--language Kazakh: use codes"),
        ("--since yesterday", "--since yesterday: a day is written YYYY-MM-DD"),
        ("--since 2024-02-01 --until 2024-01-01", "is after --until"),
        ("--match (", "is no regular expression of RE2 (missing ): ()"),
        ("--versions three", "--versions three: use newest or all"),
        ("--memory lots", "--memory lots: a size is written like 500MB or 2GB"),
        ("--since-release last", "there is no release in"),
        ("--since-release nosuch", "there is no such release in"),
        ("--rules nosuch.toml", "nosuch.toml: there is no such file"),
        ("--allow everything", "--allow everything: rules are articles, chrome, damage"),
    ],
)
def test_used_wrongly(stored: Folder, arguments: str, words: str) -> None:
    assert_one_line(stored.run(export.Command(), *arguments.split()), words, code=2)
    assert not (stored.path / "output" / "releases").exists()


def test_a_name_that_is_taken(stored: Folder) -> None:
    assert numbers(stored, "--release", "one", "--source", "kazinform") == [11]
    result = stored.run(export.Command(), "--release", "one")
    assert_one_line(result, "is there already; choose another name", code=2)


def test_a_day_has_several_releases(stored: Folder) -> None:
    for _ in range(3):
        assert stored.run(export.Command(), "--format", "jsonl").code == 0
    names = sorted(path.name for path in (stored.path / "output" / "releases").iterdir() if path.is_dir())
    assert [name[10:] for name in names] == ["", "-2", "-3"]


def test_nothing_is_stored(folder: Folder, tmp_path: Path) -> None:  # noqa: F811
    result = folder.run(export.Command(), "--format", "parquet")
    assert_one_line(result, "so nothing has been crawled into it", code=2)
    assert not (folder.path / "output").exists()
    (folder.path / "output").mkdir()
    result = folder.run(export.Command(), "--format", "parquet")
    assert_one_line(result, "output yet: scrapy crawl kazinform", code=1)
