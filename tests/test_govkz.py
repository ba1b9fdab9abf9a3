"""Is each article of the portal written once in each of its languages, and does it name the others?

The crawls are real ones, with a real Chromium: one that asks for one language of a code that nobody declared; one
that is killed, and one after it, in both of which a language of an article can't be had; and one later, when that can
be had, and another article has been translated.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.replica.check import compare
from tests.replica.desks import govkz as desk
from tests.replica.faults import Fault
from tests.replica.notice import Notice
from tests.replica.run import Replica
from tests.replica.sites.govkz import Govkz
from tests.replica.truth import Refusal, Truth
from tests.replica.world import END, World
from tests.replica.written import Record, Written, read_output
from tests.waiting import PATIENCE, wait_until

SHAPES = {  # what stands under kk, ru and en, as the desk writes it
    "qriim": ("ttt", "tt-"),
    "mvd-atyrau": ("r--",),
    "prokuror": ("tt=",),
    "afm": ("ttt",),
}
NEVER = 9
ENTITIES, UNDECLARED = tuple(SHAPES), "enbek"
QUICK = [f"-s{each}" for each in ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "BACKOFF_START=0.1", "RETRY_TIMES=0")]


@dataclass
class Crawled:
    """`failing`: its English version can't be had at first; `late`: it has none at first. `asked`: documents that were
    asked for in the first crawl. `written`: after the crawls of all languages, by wave."""

    replica: Replica
    world: World
    failing: Notice
    late: Notice
    asked: list[str]
    written: dict[int, Written]
    refusals: list[Refusal]

    def wave(self, url: str) -> int:
        """In which of the crawls the page of an article could be had for the first time."""
        if f"/{UNDECLARED}/" in url:
            return {"ru": 0, "en": 2}.get(url[-2:], NEVER)
        return 2 if url in (self.failing.url("en"), self.late.url("en")) else 1

    def truths(self, wave: int) -> list[Truth]:
        """Of what could be had; an article names those that were known when it was written."""
        every = [each for each in self.world.truth(END) if self.wave(each.url) <= wave]
        return [replace(each, translations=self._known(each)) for each in every]

    def _known(self, truth: Truth) -> tuple[tuple[str, str], ...]:
        return tuple(link for link in truth.translations or () if self.wave(link[1]) <= self.wave(truth.url))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("govkz")
    notices = list(_notices())
    world = World.of([], END, govkz=Govkz(notices))
    failing = next(each for each in notices if each.entity == "qriim" and len(each.told) == 3)
    late = next(each for each in notices if each.entity == "qriim" and set(each.told) == {"kk", "ru"})
    with Replica(world, output=folder / "output") as replica:
        _crawl(replica, f"entities={UNDECLARED}", f"editions={UNDECLARED}-ru")
        asked = [entry.url for entry in replica.journal if "/memleket/" in entry.url]
        seen = Crawled(replica, world, failing, late, asked, {}, [])
        # Before the kill: whatever is written by then must not name what can't be had.
        replica.faults.add(Fault(rf"/news/{failing.key}\?.*lang=en", "504"))
        _kill(replica, folder / "log")
        _crawl(replica, f"entities={','.join(ENTITIES)}")
        seen.written[1], seen.refusals = read_output(replica.output), list(world.refusals(END))
        replica.faults.clear()
        late.tellings["en"] = next(
            each.tellings["en"] for each in _every() if each not in notices and "en" in each.tellings
        )
        _their_time_has_come(replica.output)
        _crawl(replica, f"entities=qriim,{UNDECLARED}", f"editions=qriim-en,{UNDECLARED}-en")
        seen.written[2] = read_output(replica.output)
        yield seen


def test_a_crawl_of_one_language_asks_for_that_one_only(crawled: Crawled) -> None:
    assert crawled.asked
    assert [url for url in crawled.asked if not url.endswith("lang=ru") or f"/{UNDECLARED}/" not in url] == []
    (own,) = [each for each in crawled.written[1].articles if each["edition"] == f"{UNDECLARED}-ru"]
    assert own["translations"] == []


@pytest.mark.parametrize("wave", [1, 2])
def test_each_article_is_there_once_equal_and_names_its_translations(crawled: Crawled, wave: int) -> None:
    result = compare(crawled.truths(wave), crawled.written[wave], sources=["govkz"])
    assert [str(each) for each in result.problems] == []


def test_all_entities_have_articles(crawled: Crawled) -> None:
    told = {(each["edition"], each["language"]) for each in crawled.written[2].articles}
    assert {edition.rpartition("-")[0] for edition, _ in told} == {*ENTITIES, UNDECLARED}
    assert ("mvd-atyrau-kk", "ru") in told  # stands in no other language, and is an article all the same


def test_what_is_not_told_in_a_language_is_refused_for_that(crawled: Crawled) -> None:
    of_four = [each for each in crawled.refusals if not each.edition.startswith(UNDECLARED)]
    assert {each.reason for each in of_four} == {"no-translation", "untranslated"}
    result = compare(crawled.truths(1), crawled.written[1], sources=["govkz"], refusals=of_four)
    assert result.problems == []
    patient = [each for each in crawled.written[1].refused if each["reason"] in ("no-translation", "untranslated")]
    assert all(_days(each) > 1 for each in patient)


def test_a_language_that_fails_holds_back_none_of_the_others(crawled: Crawled) -> None:
    told = {each["url"]: each["reason"] for each in crawled.written[1].refused}
    assert told[crawled.failing.url("en")] == "http-504"
    at_first = {each["url"] for each in crawled.written[1].articles}
    assert {crawled.failing.url("kk"), crawled.failing.url("ru")} <= at_first


@pytest.mark.parametrize("which", ["failing", "late"])
def test_what_comes_later_names_what_was_stored_before(crawled: Crawled, which: str) -> None:
    notice: Notice = getattr(crawled, which)
    lines = {each["url"]: each for each in crawled.written[2].articles}
    links = lines[notice.url("en")]["translations"]
    assert [(each["id"], each["language"], each["how"]) for each in links] == [
        (lines[notice.url(language)]["id"], language, "id") for language in ("kk", "ru")
    ]


def test_provenance_says_what_was_received(crawled: Crawled) -> None:
    for line in crawled.written[2].articles:
        assert {line["provenance"][name] for name in ("title", "text", "published_at")} == {"received"}
        assert bool(line["translations"]) == (line["provenance"].get("translations") == "id")


def test_status_knows_each_code(crawled: Crawled) -> None:
    done = crawled.replica.run("scrapy", "status", "govkz")
    assert "govkz" in done.stdout
    assert "missing" not in done.stderr


def test_codes_are_found_in_links_and_nothing_is_stored(crawled: Crawled, tmp_path: Path) -> None:
    done = crawled.replica.run(
        *("scrapy", "crawl", "govkz", "-a", "discover=1", "-a", "entities=qriim", *QUICK),
        env={"NEWSSPIDER_OUTPUT": str(tmp_path / "none")},
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    found = {row[0]: row[2:] for row in rows}
    assert found["qriim"] == ["crawled"]
    assert found["afm"] == ["known"]
    assert found[UNDECLARED] == []
    assert not (tmp_path / "none").exists()


def _notices() -> Iterator[Notice]:
    """Few of each entity, all shapes among them."""
    for entity, shapes in SHAPES.items():
        own = [each for each in _every() if each.entity == entity]
        yield from (next(each for each in own if _shape(each) == shape) for shape in shapes)
    yield desk.publish(2, END, count=1, entities=[UNDECLARED])[0]


def _every() -> list[Notice]:
    return desk.publish(1, END, small=True)


def _shape(notice: Notice) -> str:
    return "".join(
        "-" if told is None else "=" if told.copy else "t" if told.language == language else "r"
        for language in ("kk", "ru", "en")
        for told in (notice.tellings.get(language),)
    )


def _crawl(replica: Replica, *arguments: str) -> None:
    words = [word for each in arguments for word in ("-a", each)]
    done = replica.run("scrapy", "crawl", "govkz", *words, *QUICK)
    assert done.returncode == 0, done.stderr


def _kill(replica: Replica, log: Path) -> None:
    """As soon as it has written something."""
    crawl = replica.start("scrapy", "crawl", "govkz", "-a", f"entities={','.join(ENTITIES)}", *QUICK, log=log)
    before = _size(replica.output)
    wait_until(lambda: _size(replica.output) > before or crawl.poll() is not None, log.read_text)
    crawl.send_signal(signal.SIGKILL)
    assert crawl.wait(PATIENCE) == -signal.SIGKILL


def _size(output: Path) -> int:
    return sum(file.stat().st_size for file in (output / "articles").rglob("*.jsonl"))


def _their_time_has_come(output: Path) -> None:
    engine = create_engine(f"sqlite:///{output}/state.sqlite")
    with closing(engine.connect()) as connection, connection.begin():
        connection.execute(text("UPDATE pages SET next_at = '2020-01-01T00:00:00Z' WHERE next_at IS NOT NULL"))
    engine.dispose()


def _days(record: Record) -> float:
    return (datetime.fromisoformat(record["retry_at"]) - datetime.fromisoformat(record["at"])).total_seconds() / 86_400
