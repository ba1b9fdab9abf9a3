"""Does `scrapy stories` group what is given and what is stored, keep names, and tell who quotes whom?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.article import Article
from newsspider.commands import stories
from newsspider.dedup.exact import find_duplicate
from newsspider.normalise.text import text_hash
from newsspider.store.session import Session
from tests.replica import retold
from tests.replica.retold import Retold
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401
from tests.test_store import NOW

WEEK = retold.week(3, 24)
WRONG = [
    (["--manifest", "no.jsonl"], "cannot read no.jsonl"),
    (["--manifest", "no.jsonl", "polisia"], "--manifest says itself"),
    (["--json"], "--json goes with --citations"),
    (["nobody"], "unknown site 'nobody'"),
    (["--since", "yesterday"], "a day is written YYYY-MM-DD"),
    (["--since", "2026-02-02", "--until", "2026-01-01"], "is after"),
]


def stored_as(told: Retold, **more: Any) -> Article:
    made = Article(id=told.id, url=f"https://{told.site}.kz/{told.id}", source=told.site, edition=told.language)
    made.title, made.text, made.text_sha256 = told.title, told.text, text_hash(told.text)
    made.language, made.published_at = told.language, f"{told.at:%Y-%m-%dT%H:%M:%SZ}"
    for name, value in more.items():
        setattr(made, name, value)
    return made


def store(path: Path, articles: Iterable[Article]) -> None:
    articles = list(articles)
    for site in retold.SITES:
        with Session.open(path / "output", site, now=NOW) as session:
            for article in articles:
                if article.source == site:
                    session.put(article, find_duplicate, NOW)
            session.close("finished", True, NOW)


def told(folder: Folder) -> list[dict[str, Any]]:  # noqa: F811
    file = folder.path / "output" / "stories" / "stories.jsonl"
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def members(found: Sequence[dict[str, Any]]) -> set[frozenset[str]]:
    return {frozenset(article["id"] for article in story["articles"]) for story in found}


def names(found: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {article["id"]: story["story"] for story in found for article in story["articles"]}


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_used_wrongly(folder: Folder, arguments: list[str], words: str) -> None:  # noqa: F811
    assert_one_line(folder.run(stories.Command(), *arguments), words, code=2)


def test_nothing_is_stored(folder: Folder) -> None:  # noqa: F811
    result = folder.run(stories.Command())
    assert_one_line(result, "NEWSSPIDER_OUTPUT names the folder of your crawls", code=2)
    assert not (folder.path / "output").exists()


def test_stories_of_a_manifest(folder: Folder) -> None:  # noqa: F811
    given = [
        {"id": number, "title": each.title, "text": each.text, "published_at": each.at.isoformat()}
        for number, each in enumerate(WEEK)
    ]
    folder.write("texts.jsonl", b"".join(orjson.dumps(line) + b"\n" for line in given))
    result = folder.run(stories.Command(), "--manifest", "texts.jsonl")
    assert (result.code, result.err) == (0, "")
    lines = [orjson.loads(line) for line in result.out.splitlines()]
    assert [line["id"] for line in lines] == list(range(len(given)))
    assert all(line["story"] for line in lines)
    tied = next(line for line in lines if line["tied_by"])
    other = lines[tied["tied_by"][0]["id"]]
    assert other["story"] == tied["story"]
    assert not (folder.path / "output").exists()


def test_stories_are_written(folder: Folder) -> None:  # noqa: F811
    store(folder.path, map(stored_as, WEEK))
    result = folder.run(stories.Command())
    assert (result.code, result.err) == (0, "")
    assert f"{len(WEEK)} articles tell" in result.out
    found = told(folder)
    assert sorted(names(found)) == sorted(each.id for each in WEEK)
    several = max(found, key=lambda story: len(story["articles"]))
    assert several["first_published_at"] == several["articles"][0]["published_at"]
    assert several["last_published_at"] == several["articles"][-1]["published_at"]
    assert several["articles"][1]["tied_by"][0]["id"] in {each["id"] for each in several["articles"]}
    assert set(several["articles"][0]) >= {"id", "source", "edition", "language", "url", "title", "published_at"}


def test_growing_comes_to_the_same_stories(folder: Folder, tmp_path: Path) -> None:  # noqa: F811
    """In whatever order the articles are crawled, and however often they are grouped in between."""
    store(folder.path, map(stored_as, WEEK))
    folder.run(stories.Command())
    at_once = members(told(folder))
    for seed in range(2):
        mixed = random.Random(seed).sample(WEEK, len(WEEK))
        other = Folder(tmp_path / str(seed), folder.capsys)
        other.path.mkdir()
        for start in range(0, len(mixed), 15):
            store(other.path, map(stored_as, mixed[start : start + 15]))
            assert other.run(stories.Command()).code == 0
        assert members(told(other)) == at_once


def test_names_survive_growth(folder: Folder) -> None:  # noqa: F811
    """Also when an article that was published earlier is crawled later."""
    later = [each for each in WEEK if each.at > min(a.at for a in WEEK if a.event == each.event)]
    store(folder.path, map(stored_as, later))
    folder.run(stories.Command())
    before = told(folder)
    store(folder.path, (stored_as(each) for each in WEEK if each not in later))
    folder.run(stories.Command())
    after = told(folder)
    now, taken = names(after), {name: story["story"] for story in after for name in story["was"]}
    assert len(later) < len(now)
    for story in before:
        kept = {now[article["id"]] for article in story["articles"]}
        assert story["story"] in kept or taken[story["story"]] in kept


def test_a_run_that_was_killed_is_made_good(folder: Folder) -> None:  # noqa: F811
    store(folder.path, map(stored_as, WEEK))
    folder.run(stories.Command())
    whole = told(folder)
    folder_of = folder.path / "output" / "stories"
    (folder_of / "unfinished").write_text(f"{min(each.at for each in WEEK):%Y-%m-%d}")
    for day in sorted(folder_of.glob("days/*.jsonl"))[3:]:
        day.unlink()
    assert folder.run(stories.Command()).code == 0
    assert told(folder) == whole
    assert not (folder_of / "unfinished").exists()


def test_nothing_new_changes_nothing(folder: Folder) -> None:  # noqa: F811
    store(folder.path, map(stored_as, WEEK))
    folder.run(stories.Command())
    files = {path: path.stat().st_mtime_ns for path in (folder.path / "output" / "stories").rglob("*.jsonl")}
    folder.run(stories.Command())
    assert {path: path.stat().st_mtime_ns for path in files} == files


def cited() -> list[Article]:
    """Polisia tells it first; Tengrinews quotes it, Reuters, and a press office."""
    first = next(each for each in WEEK if (each.site, each.language) == ("polisia", "ru"))
    second = Retold(
        "copy", 0, "tengrinews", "ru", first.title, first.text + "\n\nИ ещё.", first.at + timedelta(hours=1)
    )
    cites = [
        {"name": "Polisia.kz", "domain": "polisia.kz", "phrase": "со ссылкой на Polisia.kz"},
        {"name": "Reuters", "domain": "reuters.com", "phrase": "сообщает Reuters"},
        {"name": "пресс-службу ведомства", "domain": None, "phrase": "со ссылкой на пресс-службу ведомства"},
    ]
    return [stored_as(first), stored_as(second, cites=cites)]


def test_who_quotes_whom(folder: Folder) -> None:  # noqa: F811
    store(folder.path, cited())
    result = folder.run(stories.Command(), "--citations")
    assert (result.code, result.err) == (0, "")
    rows = [line.split() for line in result.out.splitlines()[1:]]
    assert rows == [["tengrinews", "polisia", "1", "1"], ["tengrinews", "reuters.com", "1", "-"]]
    assert folder.run(stories.Command(), "kazinform", "--citations").code == 1
