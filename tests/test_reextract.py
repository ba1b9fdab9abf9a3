"""Do archived pages become the same articles again, and does a new rule show in exactly those that it is about?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from warcio.archiveiterator import ArchiveIterator

from newsspider.extract.article import NotAnArticle
from newsspider.rebuild.cutting import shards
from newsspider.rebuild.engines import ENGINES
from newsspider.rebuild.run import FOLDER, Rebuilding
from newsspider.rebuild.shard import Shard, rebuild
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store.takedown import Takedown, decide
from newsspider.store.warc.index import WARC
from newsspider.store.warc.reading import captured
from tests.replica.run import ROOT, Replica
from tests.replica.world import END, World

SITES: dict[str, Any] = {"kazinform": KazinformSpider, "polisia": PolisiaSpider}
QUICK = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sites' crawls, and one more of an article that was corrected in between."""
    output: Path = tmp_path_factory.mktemp("crawled") / "output"
    world = World.make(small=True, end=END)
    story = max((s for s in world.stories if s.site == "kazinform" and not s.duplicate_of), key=lambda s: s.at)
    story.edit(END + timedelta(hours=1), title=f"{story.title} (түзетілді)")
    with Replica(world, output=output) as replica:
        crawls = [replica.start(sys.executable, "-m", "scrapy", "crawl", site, *QUICK) for site in SITES]
        assert [each.wait(300) for each in crawls] == [0, 0]
        replica.clock.set(END + timedelta(hours=2))
        again = replica.run(sys.executable, "-m", "scrapy", "crawl", "kazinform", *QUICK, "-a", f"urls={story.url}")
        assert again.returncode == 0, again.stderr
    assert [line["version"] for line in lines(output, "kazinform") if line["url"] == story.url] == [1, 2]
    return output


@pytest.fixture
def output(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "output"))


def lines(output: Path, site: str, kind: str = "articles") -> list[dict[str, Any]]:
    paths = sorted((output / kind / site).glob("*.jsonl"))
    return [orjson.loads(line) for path in paths for line in path.read_bytes().splitlines()]


def files(output: Path) -> dict[str, bytes]:
    folder = output / "articles"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.jsonl")}


def command() -> list[str]:
    return [sys.executable, "-m", "scrapy", "reextract", "--name", "anew", "--cores", "2"]


def environment(output: Path) -> dict[str, str]:
    return {**os.environ, "NEWSSPIDER_OUTPUT": str(output)}


def rebuilt(output: Path, name: str = "new", sites: Mapping[str, Any] = SITES) -> Path:
    """In this process."""
    rebuilding = Rebuilding(output, sites, name, "drop", cores=1)
    rebuilding.run()
    return rebuilding.to


def changes(folder: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (folder / "changes.jsonl").read_bytes().splitlines()]


def test_every_answer_is_in_the_archive(crawled: Path) -> None:
    """Pages, feeds, listings, robots.txt and errors; and each article points to its page."""
    for site in SITES:
        found = [each for path in (crawled / "archive" / site).glob(f"*{WARC}") for each in captured(path)]
        urls = {each.url for each in found}
        assert any(url.endswith("/robots.txt") for url in urls)
        assert any("rss" in url or "sitemap" in url or "feed" in url or "wp-json" in url for url in urls)
        assert any(each.status == 404 for each in found)
        for line in lines(crawled, site):
            place = line["fetch"]["archive"]
            with (crawled / place["file"]).open("rb") as file:
                file.seek(place["offset"])
                record = next(iter(ArchiveIterator(file)))
                assert record.rec_headers["WARC-Target-URI"] in (line["url"], *line["urls"])
                assert record.rec_headers["WARC-Payload-Digest"] == place["digest"]
                assert line["title"].partition(" ")[0].strip("«»\"'") in record.content_stream().read().decode()


def test_from_nothing_but_the_archive_to_the_letter(output: Path) -> None:
    """By the command, which is killed once: no half result is seen, and the second run goes on with what was done."""
    before = files(output)
    shutil.rmtree(output / "articles")
    for path in output.glob("state.sqlite*"):
        path.unlink()
    work = output / FOLDER / "anew.unfinished"
    running = subprocess.Popen(command(), env=environment(output), cwd=ROOT, start_new_session=True)
    wait_for(lambda: any(work.glob("parts/*/*.jsonl")), running)
    os.killpg(running.pid, 9)
    running.wait()
    done = {path: path.stat().st_mtime_ns for path in work.glob("parts/*/*.jsonl")}
    assert not (output / FOLDER / "anew").exists()
    assert done
    ran = subprocess.run(command(), env=environment(output), cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert files(output / FOLDER / "anew") == before
    assert {change["what"] for change in changes(output / FOLDER / "anew")} == {"added"}
    assert not (output / "articles").exists()
    assert not work.exists()


def test_today_s_rules_change_nothing(output: Path) -> None:
    folder = rebuilt(output)
    assert changes(folder) == []
    told = orjson.loads((folder / "report.json").read_bytes())
    assert {site: row["before"] for site, row in told["sites"].items()} == {
        site: len(lines(output, site)) for site in SITES
    }
    repeats = [[{**line, "at": None} for line in lines(each, "kazinform", "duplicates")] for each in (output, folder)]
    assert repeats[0] == repeats[1]


def test_a_changed_rule_shows_in_exactly_its_articles(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph of one article becomes one that is dropped."""
    line = next(line for line in lines(output, "polisia") if line["text"].count("\n\n") > 2)
    paragraph = line["text"].split("\n\n")[2]
    with_it = [each["id"] for each in lines(output, "polisia") if paragraph in each["text"].split("\n\n")]
    pattern = f"^{_literally(paragraph)}$"

    class Changed(PolisiaSpider):
        layouts = tuple(  # type: ignore[assignment]
            replace(rules, drop_lines=(*rules.drop_lines, pattern)) for rules in PolisiaSpider.layouts
        )

    folder = rebuilt(output, sites={"polisia": importable(Changed, monkeypatch)})
    found = changes(folder)
    assert [change["id"] for change in found] == with_it
    assert all({"text", "text_sha256"} <= set(change["fields"]) for change in found)
    assert f"-{paragraph[:50]}" in (folder / "report.txt").read_text(encoding="utf-8")
    assert not (folder / "articles" / "kazinform").exists()


def importable(site: type[Any], monkeypatch: pytest.MonkeyPatch) -> type[Any]:
    """As sites are: by the name of their module."""
    monkeypatch.setattr(sys.modules[__name__], site.__name__, site, raising=False)
    site.__qualname__ = site.__name__
    return site


def _literally(text: str) -> str:
    return "".join(char if char.isalnum() or char == " " else "." for char in text)


def test_what_was_taken_down_is_not_rebuilt(output: Path) -> None:
    line = lines(output, "polisia")[0]
    decide(output, Takedown(line["id"], line["url"], "polisia", "asked for", "2026-11-22T12:00:00Z", False))
    assert [(change["id"], change["what"]) for change in changes(rebuilt(output))] == [(line["id"], "lost")]


def test_an_article_without_its_page_stays_as_it_is(output: Path) -> None:
    """Its archive is gone, or none was kept."""
    before = files(output)
    shutil.rmtree(output / "archive" / "polisia")
    (output / "archive" / "polisia").mkdir()
    folder = rebuilt(output)
    assert files(folder) == before
    assert changes(folder) == []


def test_what_is_refused_today_is_lost_and_says_why(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Strict(PolisiaSpider):
        article_url = r"^/(?P<key>none)/$"

        def article_of(self, *_: Any) -> Any:
            raise NotAnArticle("listing")

    folder = rebuilt(output, sites={"polisia": importable(Strict, monkeypatch)})
    found = changes(folder)
    assert len(found) == len(lines(output, "polisia"))
    assert {(change["what"], change["why"]) for change in found} == {("lost", "refused: listing")}


def wait_for(condition: Any, running: subprocess.Popen[bytes], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert running.poll() is None, "it ended before"
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize(("engine", "needs"), [("dask", "distributed"), ("ray", "ray")])
def test_engines_give_the_same(engine: str, needs: str, crawled: Path, tmp_path: Path) -> None:
    pytest.importorskip(needs)
    given = cut(crawled, tmp_path / "given")
    for shard in given:
        rebuild(shard)
    made = cut(crawled, tmp_path / engine)
    with ENGINES[engine](rebuild, made, 2, None) as results:
        assert [result() for result in results] == [shard.to for shard in made]
    assert [shard.to.read_bytes() for shard in made] == [shard.to.read_bytes() for shard in given]
    assert sum(shard.to.read_bytes().count(b"\n") for shard in made) > 40


def cut(output: Path, to: Path, piece: int = 50_000) -> list[Shard]:
    return [each for name, site in SITES.items() for each in shards(site, output / "archive" / name, to / name, piece)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nosuchsite"], "unknown site 'nosuchsite'"),
        (["tengrinews"], "nothing of tengrinews is in"),
        (["--engine", "spark"], "--engine spark: use local, dask, ray"),
        (["--address", "tcp://a:1"], "--address is that of a cluster"),
        (["--cores", "0"], "--cores 0: give at least 1"),
        (["--name", "../x"], "--name ../x: letters, digits"),
        (["--name", "there"], "is there already: give another --name"),
    ],
)
def test_used_wrongly(
    arguments: list[str], told: str, crawled: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from newsspider.commands.reextract import Command
    from tests.test_commands import Folder

    for site in SITES:
        (tmp_path / "output" / "archive" / site).mkdir(parents=True)
    (tmp_path / "output" / FOLDER / "there").mkdir(parents=True)
    result = Folder(tmp_path, capsys).run(Command(), *arguments)
    assert result.code == 2
    assert result.err.startswith("scrapy reextract: ")
    assert told in result.err
    assert result.err.count("\n") == 1
