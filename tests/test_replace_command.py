"""Does `scrapy reextract --replace` say what it does, and do crawls and exports after it see what it has done?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from scrapy.commands import ScrapyCommand

from newsspider.commands import export, gaps, reextract
from newsspider.normalise.text_lines import line_key
from newsspider.rebuild.known_lines import carry_decisions
from newsspider.rebuild.run import FOLDER
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store import folder as folders
from newsspider.store import line_counts
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from tests.releases import article, read_lines
from tests.replica.run import Replica
from tests.replica.world import END, World
from tests.test_commands import Folder, Result, assert_one_line, folder  # noqa: F401
from tests.test_replace import changed, lines, named, put, rebuild, refuse
from tests.test_revisits_crawl import FAST, all_due, last_run
from tests.test_store import NOW

RULES = """
from dataclasses import replace
from newsspider.extract.article import NotAnArticle
from newsspider.spiders.polisia import PolisiaSpider

class Changed(PolisiaSpider):
    layouts = tuple(replace(rules, drop_lines=(*rules.drop_lines, *{drop!r})) for rules in PolisiaSpider.layouts)

    def article_of(self, response, url, found, **more):
        if found.id in {refused!r}:
            raise NotAnArticle("too-short")
        return super().article_of(response, url, found, **more)
"""


@pytest.fixture
def stored(folder: Folder) -> Folder:  # noqa: F811
    """2 is read otherwise today, 4 is refused, 8 is an article."""
    output = folder.path / "output"
    put(output, [article(number) for number in range(1, 6)])
    refuse(output, 8)
    rebuild(output, [article(1), changed(2), article(3), article(5), article(8)], 4)
    return folder


def replace(folder: Folder, *arguments: str) -> Result:  # noqa: F811
    return folder.run(reextract.Command(), "--replace", "new", *arguments)


def ids(path: Path) -> list[str]:
    return [each["id"] for each in read_lines(path)] if path.exists() else []


def test_what_it_says(stored: Folder) -> None:
    result = replace(stored, "polisia")
    assert (result.code, result.err) == (0, "")
    first, *table = result.out.splitlines()
    assert first == f"lost, and stays: {named(4)}, version 1, https://polisia.kz/ru/4/ (refused: listing)"
    counts = dict(zip(table[0].replace("in place", "in-place").split(), table[1].split(), strict=True))
    assert {name: count for name, count in counts.items() if count != "0"} == {
        "site": "polisia",
        "replaced": "1",
        "added": "1",
        "lost": "1",
    }
    kept = stored.path / "output" / FOLDER / "new" / "replaced"
    assert table[-1] == f"what stood there is kept in {kept}"
    again = replace(stored)
    assert (again.code, again.err, "new is in place already: nothing was to be done" in again.out) == (0, "", True)
    assert "removed: " in replace(stored, "--remove-lost").out


def test_the_next_release_tells_each_of_them_once(stored: Folder) -> None:
    def release(*arguments: str) -> str:
        result = stored.run(export.Command(), "--format", "jsonl", *arguments)
        assert result.code == 0, result.err
        return result.out

    releases = stored.path / "output" / "releases"
    release("--release", "one")
    replace(stored, "--remove-lost")
    assert "1 added, 1 changed, 1 removed" in release("--since-release", "one", "--release", "two")
    assert (ids(releases / "two" / "added"), ids(releases / "two" / "changed")) == ([named(8)], [named(2)])
    replace(stored)
    assert "Nothing has changed since two" in release("--since-release", "last")


def test_while_a_crawl_runs(stored: Folder) -> None:
    with Session.open(stored.path / "output", "polisia", now=NOW):
        result = replace(stored)
    assert_one_line(result, "a crawl of polisia is already running", code=1)
    assert "then run this again" in result.err
    assert replace(stored).code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--replace", "other"), "--replace other: there is no such rebuild (there are: new, old)"),
        (("--replace", "../new"), "--replace ../new: there is no such rebuild"),
        (("--replace", "half"), "--replace half: it is not finished: scrapy reextract --name half"),
        (("--replace", "old"), "it was made by an earlier newsspider"),
        (("--replace", "new", "kazinform"), "kazinform is not in"),
        (("--replace", "new", "nosuch"), "unknown site 'nosuch'"),
        (("--replace", "new", "--name", "x"), "--name is for making a rebuild"),
        (("--replace", "new", "--engine", "ray"), "--engine is for making a rebuild"),
        (("--remove-lost",), "--remove-lost goes with --replace NAME"),
    ],
)
def test_used_wrongly(stored: Folder, arguments: tuple[str, ...], words: str) -> None:
    rebuilds = stored.path / "output" / FOLDER
    (rebuilds / "half.unfinished").mkdir()
    (rebuilds / "old").mkdir()
    (rebuilds / "old" / "changes.jsonl").write_bytes(orjson.dumps({"id": named(1), "what": "changed"}) + b"\n")
    before = lines(stored.path / "output")
    assert_one_line(stored.run(reextract.Command(), *arguments), words, code=2)
    assert lines(stored.path / "output") == before


def test_what_a_person_decided_about_a_line_holds_for_a_rebuild(tmp_path: Path) -> None:
    output, to, key = tmp_path / "output", tmp_path / "rebuilt", line_key("Бөлісу")
    with closing(folders.open_state(output_of(output), None)) as state, state.writing() as connection:
        line_counts.decide(connection, "polisia", "ru", key, "Бөлісу", "allowed")
        line_counts.decide(connection, "kazinform", "ru", key, "Бөлісу", "forbidden")
    carry_decisions(output, None, output_of(to), ["polisia"])
    with reading_only(to, None) as rebuilt:
        assert rebuilt is not None
        found = [line_counts.get(rebuilt, site, "ru", [key]).lines for site in ("polisia", "kazinform")]
    assert [each[key].decision if each else None for each in found] == ["allowed", None]


def output_of(path: Path) -> Path:
    path.mkdir()
    return path


class Crawled:
    """A site's crawls by rules that are written anew, and what is done with them in this process."""

    def __init__(self, world: World, replica: Replica, within: Folder) -> None:
        self.world, self.replica, self.within, self.output = world, replica, within, replica.output

    def rules(self, name: str, *, refused: set[str], drop: tuple[str, ...] = ()) -> None:
        self.within.write(f"{name}.py", RULES.format(refused=refused, drop=drop))
        self.by = name

    def crawl(self) -> None:
        given = (sys.executable, "-m", "scrapy", "crawl", "polisia", "-s", f"SPIDER_MODULES={self.by}", *FAST)
        done = self.replica.run(*given, env={"PYTHONPATH": str(self.within.path)})
        assert done.returncode == 0, done.stderr

    def run(self, command: ScrapyCommand, *arguments: str) -> str:
        result = self.within.run(command, *arguments, SPIDER_MODULES=[self.by])
        assert result.code == 0, result.err
        return result.out

    def files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (self.output / "articles").rglob("*.jsonl")}


@pytest.fixture
def crawled(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crawled]:  # noqa: F811
    monkeypatch.syspath_prepend(folder.path)
    world = World.make(small=True, end=END)
    with Replica(world, output=folder.path / "output") as replica:
        yield Crawled(world, replica, folder)


def test_a_crawl_after_it_finds_nothing_new(crawled: Crawled) -> None:
    """One article is read without a paragraph today, one was refused, and one is."""
    stories = [story for story in crawled.world.stories if story.site == "polisia" and not story.duplicate_of]
    first, second, *_ = (PolisiaSpider.addresses().id_of(story.url) for story in stories)
    crawled.rules("rules_of_then", refused={first})
    crawled.crawl()
    before = {line["id"]: line for line in lines(crawled.output)}
    assert first not in before
    long = next(each for each in before.values() if each["id"] != second and each["text"].count("\n\n") > 2)
    paragraph = long["text"].split("\n\n")[2]
    pattern = "^" + "".join(sign if sign.isalnum() or sign == " " else "." for sign in paragraph) + "$"
    crawled.rules("rules_of_today", refused={second}, drop=(pattern,))
    crawled.run(reextract.Command(), "--name", "new", "--cores", "1")
    assert f"lost, and stays: {second}, version 1" in crawled.run(reextract.Command(), "--replace", "new")
    now = {line["id"]: line for line in lines(crawled.output)}
    rebuilt = {line["id"]: line for line in lines(crawled.output / FOLDER / "new")}
    assert now == rebuilt | {second: before[second]}
    assert now.keys() - before.keys() == {first}
    others = {id for id, line in before.items() if paragraph in line["text"].split("\n\n")}
    assert {id for id in before if now[id] != before[id]} == others
    assert paragraph not in now[long["id"]]["text"]
    crawled.run(gaps.Command(), "polisia", "--offline")
    files, due = crawled.files(), all_due(crawled.output)
    crawled.crawl()
    counts = last_run(crawled.output)["counts"]
    assert crawled.files() == files
    assert (counts["revisits"], bool(due)) == (due, True)
    assert not any(counts.get(f"revisits/{kind}") for kind in ("version", "doubtful"))
