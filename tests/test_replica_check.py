"""Does the check of the replica web find what is planted?"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest
from rich.console import Console

from newsspider.article import Article, Image
from tests.replica.check import compare
from tests.replica.difference import difference
from tests.replica.findings import Result
from tests.replica.report import print_result
from tests.replica.world import World
from tests.replica.written import Record, read_output

BRIDGE = "https://first.example/news/bridge-1/"
REPRINT = "https://second.example/bridge/"
ROAD = "https://first.example/news/road-2/"


@dataclass
class Truth:
    url: str
    expected: dict[str, Any]
    source: str = "first"
    edition: str = "ru"
    urls: tuple[str, ...] = ()
    duplicate_of: str | None = None
    design: str = "2026"
    chrome: tuple[str, ...] = ("Поделиться", "Подпишитесь на наш канал")
    earlier: tuple[dict[str, Any], ...] = ()
    translations: tuple[tuple[str, str], ...] | None = None


def _expected(title: str, text: str) -> dict[str, Any]:
    images = [Image("https://first.example/1.jpg", "Мост")]
    return {"title": title, "text": text, "published_at": "2026-11-20T07:05:00Z", "tags": ["Мост"], "images": images}


TRUTHS = (
    Truth(BRIDGE, _expected("Мост", "Мост открыли.\n\nПоделиться новостью просили все."), urls=(BRIDGE + "amp/",)),
    Truth(REPRINT, _expected("Мост!", "Мост открыли."), source="second", duplicate_of=BRIDGE),
    Truth(
        ROAD,
        _expected("Дорога", "Дорогу закрыли."),
        design="2012",
        earlier=(_expected("Дорога", "Дорогу чинят."), _expected("Дорогу", "Дорогу чинят.")),
    ),
)


@dataclass
class Output:
    """Lines as a faultless crawl writes them, to be spoilt."""

    articles: list[Record] = field(default_factory=list)
    duplicates: list[Record] = field(default_factory=list)
    refused: list[Record] = field(default_factory=list)

    @classmethod
    def faultless(cls) -> Output:
        bridge, road = (_line(TRUTHS[number], f"{number:016x}") for number in (0, 2))
        bridge["published_at"] = "2026-11-20T07:05:59Z"  # to the minute
        return cls([bridge, road], [{"url": REPRINT, "duplicate_of": bridge["id"]}])

    def check(self, folder: Path, sources: tuple[str, ...] | None = None) -> Result:
        for kind in ("articles", "duplicates", "refused"):
            path = folder / kind / "first" / "2026-11-20.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in getattr(self, kind)))
        return compare(TRUTHS, read_output(folder), sources=sources)


def _line(truth: Truth, key: str) -> Record:
    article = Article(id=key, url=truth.url, source=truth.source, edition=truth.edition, **truth.expected)
    record: Record = orjson.loads(article.to_json())
    return record


def _doubled(output: Output) -> None:
    output.articles.append(output.articles[0] | {"id": "f" * 16})


def _reprint_written(output: Output) -> None:
    output.articles.append(_line(TRUTHS[1], "1" * 16))


def _set(name: str, value: object, kind: str = "articles") -> Callable[[Output], None]:
    def spoil(output: Output) -> None:
        getattr(output, kind)[0][name] = value

    return spoil


def _versions(output: Output, *texts: str) -> None:
    """The texts that the second article had before."""
    newest = output.articles.pop()
    lines = [*({"text": text} for text in texts), {}]
    output.articles += [newest | line | {"version": number} for number, line in enumerate(lines, 1)]


FAULTLESS = [
    (lambda output: None, "nothing changed"),
    (_set("duplicate_of", BRIDGE, "duplicates"), "the original named by its URL"),
    (_set("urls", [BRIDGE + "amp/"]), "other forms of the URL"),
    (lambda output: _versions(output, "Дорогу чинят."), "what it was before it was edited"),
]
SPOILT = [
    (lambda output: output.articles.pop(), {("missing", "")}),
    (_doubled, {("twice", "")}),
    (_reprint_written, {("twice", "")}),
    (lambda output: output.articles.append(dict(output.articles[0])), {("twice", ""), ("invalid", "")}),
    (lambda output: _versions(output, "Дорогу закрыли."), {("twice", "")}),
    (lambda output: _versions(output, "Дорогу роют."), {("unequal", "version")}),
    (lambda output: _versions(output, "Дорогу закрыли.", "Дорогу чинят."), {("unequal", "version")}),
    (lambda output: output.duplicates.clear(), {("untraced", "")}),
    (_set("duplicate_of", ROAD, "duplicates"), {("untraced", "")}),
    (_set("title", "Moст"), {("unequal", "title")}),  # Latin letters
    (_set("tags", []), {("unequal", "tags")}),
    (_set("published_at", "2026-11-20T07:06:00Z"), {("unequal", "published_at")}),
    (_set("images", [{"url": "https://first.example/1.jpg", "caption": None}]), {("unequal", "images")}),
    (_set("url", BRIDGE.rstrip("/")), {("unequal", "url")}),
    (_set("text", "Подпишитесь на наш канал"), {("unequal", "text"), ("chrome", "text")}),
    (_set("lead", "Поделиться"), {("chrome", "lead")}),
    (_set("id", "short"), {("invalid", "")}),
    (_set("views", 7), {("invalid", "")}),
    (lambda output: output.articles[0].pop("lead"), {("invalid", "")}),
    (_set("url", "https://first.example/news/"), {("unknown", ""), ("missing", "")}),
]


@pytest.mark.parametrize(("change", "why"), FAULTLESS)
def test_a_faultless_output_passes(tmp_path: Path, change: Callable[[Output], None], why: str) -> None:
    output = Output.faultless()
    change(output)
    result = output.check(tmp_path)
    assert result.passed, (why, result.problems)
    assert (result.total.expected, result.total.written, result.total.duplicates) == (3, 2, 1)


@pytest.mark.parametrize(("spoil", "found"), SPOILT)
def test_planted_errors_are_found(
    tmp_path: Path, spoil: Callable[[Output], object], found: set[tuple[str, str]]
) -> None:
    output = Output.faultless()
    spoil(output)
    result = output.check(tmp_path)
    assert found <= {(problem.kind, problem.field) for problem in result.problems}
    assert not result.passed


def test_the_truth_of_the_world_passes(tmp_path: Path) -> None:
    world = World.make(small=True)
    folders = {"articles": b"", "duplicates": b""}
    for number, truth in enumerate(world.truth(world.end)):
        article = Article(id=f"{number:016x}", url=truth.url, source=truth.source, edition=truth.edition)
        for name, value in truth.expected.items():
            setattr(article, name, value)
        article.duplicate_of = truth.duplicate_of
        folders["duplicates" if truth.duplicate_of else "articles"] += article.to_json() + b"\n"
    for name, lines in folders.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "all.jsonl").write_bytes(lines)
    result = compare(world.truth(world.end), read_output(tmp_path))
    assert result.passed, result.problems[:3]


def test_nothing_written_does_not_pass(tmp_path: Path) -> None:
    assert not Output().check(tmp_path).passed
    assert not compare((), read_output(tmp_path / "nowhere")).passed


def test_only_the_sites_that_were_crawled_count(tmp_path: Path) -> None:
    output = Output.faultless()
    output.duplicates.clear()
    result = output.check(tmp_path, sources=("first",))
    assert result.passed
    assert result.total.expected == 2


def test_a_site_crawled_into_the_output_of_another(tmp_path: Path) -> None:
    output = Output.faultless()
    result = output.check(tmp_path, sources=("second",))
    assert not result.problems
    assert (result.total.expected, result.total.duplicates) == (1, 1)


@pytest.mark.parametrize("tail", [b'{"id": ', b"[1]\n", b"no\n"])
def test_broken_lines_are_found(tmp_path: Path, tail: bytes) -> None:
    Output.faultless().check(tmp_path)
    path = tmp_path / "articles" / "first" / "2026-11-20.jsonl"
    path.write_bytes(path.read_bytes() + tail)
    result = compare(TRUTHS, read_output(tmp_path))
    assert {problem.kind for problem in result.problems} == {"invalid"}
    assert result.total.written == 2


def test_the_report_says_what_is_wrong_and_where_the_articles_are(tmp_path: Path) -> None:
    output = Output.faultless()
    output.articles[0]["title"] = "Moст [bold]"
    output.articles.pop()
    output.refused.append({"url": ROAD, "reason": "too-short"})
    text = _printed(output.check(tmp_path), tmp_path)
    for words in ("title 1", "expected 'Мост'", "[bold]", "refused: too-short", str(tmp_path / "articles"), "FAILED"):
        assert words in text
    assert _printed(Output.faultless().check(tmp_path), tmp_path).splitlines()[-1].startswith("PASSED: 3 published")


def _printed(result: Result, folder: Path) -> str:
    console = Console(file=io.StringIO(), width=120)
    print_result(result, folder, console=console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_difference_is_shown_where_it_is() -> None:
    assert difference("а" * 500 + "б", "а" * 500 + "в") == (
        f"expected {'…' + 'а' * 60 + 'б'!r}\nwritten  {'…' + 'а' * 60 + 'в'!r}"
    )
    assert difference(["x"], None) == "expected '[\"x\"]'\nwritten  'null'"
