"""Is an article that waits for others completed once, whatever becomes of them?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsspider.article import Article
from newsspider.dedup.exact import Known, Match, find_duplicate
from newsspider.pipelines.group import Group
from newsspider.pipelines.write import WritePipeline
from newsspider.store.found import Found
from newsspider.store.keep import Outcome
from newsspider.store.session import Session
from newsspider.store.times import stamp
from newsspider.store.versions import Revising
from tests.test_own_lines import JOIN, SITE, article, put
from tests.test_store import NOW, lines

FORM = "https://own.kz/amp/"


def decide(given: Article, known: Known) -> Match | None:
    if given.id == "kk101":
        raise ZeroDivisionError("a bug")
    return find_duplicate(given, known)


async def kept(session: Session, given: Sequence[Article]) -> list[Outcome | BaseException]:
    group = Group(session, decide, WritePipeline.lines, Revising(WritePipeline.compare))
    return await asyncio.gather(*(group.put(each, None) for each in given), return_exceptions=True)


@pytest.mark.parametrize("numbers", [(100, 102), (100, 101, 102)])
def test_completed_once(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    """A bug in 101 ends that one: the others are kept by themselves, from what they were before."""
    given = [article(number, JOIN) for number in numbers]
    with Session.open(tmp_path, SITE, now=NOW) as session:
        for number in range(40):
            put(session, article(number, JOIN))
        session.discover([Found(each.id, f"{FORM}{each.id}", "kk", "feed") for each in given], NOW)
        outcomes = asyncio.run(kept(session, given))
    written = [line for line in lines(tmp_path, "articles", SITE) if line["id"] in ("kk100", "kk101", "kk102")]
    assert [line["id"] for line in written] == ["kk100", "kk102"]
    for line in written:
        assert line["urls"] == [f"{FORM}{line['id']}"]
        assert JOIN not in line["text"]
        assert line["provenance"] == {"text": "trafilatura+lines"}
        assert line["fetch"]["via"] == "feed"
    assert [type(each).__name__ for each in outcomes if not isinstance(each, Outcome)] == [
        "ZeroDivisionError" for number in numbers if number == 101
    ]
    for each in given:
        if each.id != "kk101":  # what comes later in the crawl sees what was kept
            assert each.urls == [f"{FORM}{each.id}"]
            assert JOIN not in (each.text or "")
            assert each.provenance == {"text": "trafilatura+lines"}
            assert (each.fetch.via, each.fetch.first_seen_at) == ("feed", stamp(NOW))
