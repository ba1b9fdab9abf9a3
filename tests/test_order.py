"""Do the same articles, crawled in any order and with crashes in between, end in the same export?"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.article import FIELDS, Article, Fetch
from newsspider.export.sites import export_site
from newsspider.normalise.text import text_hash
from newsspider.pipelines.write import WritePipeline, likeness
from newsspider.store import folder, keep
from newsspider.store.change import Change
from newsspider.store.found import Found
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from newsspider.store.versions import Revising
from tests.replica.world import END, World

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SITES = ("tengrinews", "kazinform", "polisia")
REVISING = Revising(WritePipeline.compare)
_PLAIN = frozenset(FIELDS) - {"images", "videos", "cites", "translations", "dateline", "languages", "fetch"}


@cache
def newsroom() -> tuple[Article, ...]:
    """What three sites have published, and for every fourth article something that was made of it."""
    chosen, told = random.Random(4), World.make(7, small=True).truth(END)
    plain = [
        _plain(number, truth.source, truth.edition, truth.url, truth.expected) for number, truth in enumerate(told)
    ]
    plain = plain[::3]
    made = [_made_of(each, how, chosen) for each in plain[::3] for how in ("copy", "shortened", "framed", "edited")]
    return tuple(each for each in (*plain, *made) if each.text)


def _plain(number: int, source: str, edition: str, url: str, expected: dict[str, Any]) -> Article:
    values = {name: value for name, value in expected.items() if name in _PLAIN}
    article = replace(Article(), **values)
    text = article.text or ""
    return replace(article, id=f"{number:016x}", source=source, edition=edition, url=url, text_sha256=text_hash(text))


def _made_of(article: Article, how: str, chosen: random.Random) -> Article:
    """Another site's, a little before or after the article; the original of a pair may be either."""
    text = _text_made_of(article.text or "", how, chosen)
    at = datetime.fromisoformat(article.published_at) if article.published_at else None
    moved = at + timedelta(minutes=chosen.choice((-90, -1, 0, 1, 90))) if at else None
    return replace(
        article,
        id=f"{chosen.getrandbits(60) | 1 << 60:016x}",
        source=chosen.choice(SITES),
        url=f"https://again.kz/{how}/{article.id}",
        text=text,
        text_sha256=text_hash(text),
        published_at=moved.strftime("%Y-%m-%dT%H:%M:%SZ") if moved and how != "copy" else None,
    )


def _text_made_of(text: str, how: str, chosen: random.Random) -> str:
    paragraphs = text.split("\n\n")
    if how == "shortened":
        return "\n\n".join(paragraphs[: max(1, len(paragraphs) * 2 // 3)])
    if how == "framed":
        return "\n\n".join(("Об этом сообщает наш сайт.", *paragraphs, "Следите за новостями."))
    if how == "edited":
        words = text.split(" ")
        words[chosen.randrange(len(words))] = "басқаша"
        return " ".join(words)
    return text


def crawl(output: Path, url: str | None, articles: Sequence[Article], policy: str = "drop") -> None:
    """One article after the other, each by a crawl of its site; the session is kept while the site stays."""
    session: Session | None = None
    try:
        for article in articles:
            if session is None or session.source != article.source:
                if session is not None:
                    session.abandon()
                session = Session.open(output, article.source, state_url=url, now=NOW)
            put(session, article, policy)
    finally:
        if session is not None:
            session.abandon()


def put(session: Session, article: Article, policy: str = "drop") -> str:
    session.discover([Found(article.id, article.url, article.edition, "feed")], NOW, ask=0)
    copy = replace(article, urls=[*article.urls], provenance=dict(article.provenance), fetch=Fetch())
    like = likeness(policy)
    return session.put(copy, WritePipeline.decide, NOW, lines=WritePipeline.lines, revising=REVISING, like=like).kind


def shuffled(seed: int) -> list[Article]:
    """In runs of one site, as crawls come."""
    chosen, articles = random.Random(seed), list(newsroom())
    chosen.shuffle(articles)
    return [each for at in range(0, len(articles), 30) for each in sorted(articles[at : at + 30], key=_source)]


def _source(article: Article) -> str:
    return article.source


def exported(output: Path, url: str | None = None, *, drop: bool = True) -> bytes:
    """What all sites' exports say, but for what is the crawl's: when, and by which way."""
    known_as = folder.name(output, url)
    told = []
    with reading_only(output, url) as connection:
        assert connection is not None
        for site in SITES:
            export_site(connection, output, known_as, site, output / "export" / f"{site}.jsonl", drop=drop)
            told += [without_fetch(line) for line in (output / "export" / f"{site}.jsonl").read_bytes().splitlines()]
    return b"\n".join(told)


def without_fetch(line: bytes) -> bytes:
    return orjson.dumps({name: value for name, value in orjson.loads(line).items() if name != "fetch"})


def records(output: Path, kind: str) -> Iterator[dict[str, Any]]:
    for file in sorted(output.glob(f"{kind}/*/*.jsonl")):
        yield from map(orjson.loads, file.read_bytes().splitlines())


@cache
def once() -> bytes:
    """In the order of publication, without a crash: what is written is what is exported."""
    with tempfile.TemporaryDirectory() as name:
        crawl(Path(name), None, sorted(newsroom(), key=lambda each: (each.published_at or "~", each.id)))
        written = {each["id"] for each in records(Path(name), "articles")}
        told = exported(Path(name))
    assert written == {orjson.loads(line)["id"] for line in told.splitlines()}
    return told


def test_there_is_something_to_find() -> None:
    left = {orjson.loads(line)["id"] for line in once().splitlines()}
    assert len(newsroom()) > 60
    assert len(newsroom()) - len(left) > len(newsroom()) // 4


@pytest.mark.parametrize("seed", range(3))
def test_any_order(seed: int, tmp_path: Path) -> None:
    crawl(tmp_path, None, shuffled(seed))
    assert exported(tmp_path) == once()
    for line in records(tmp_path, "duplicates"):
        assert (line.get("text"), line.get("lead"), line["reason"] in ("text", "near")) == (None, None, True)
        assert 0 < line["similarity"] <= 1


def test_the_latest_first(tmp_path: Path) -> None:
    """The worst order: all that repeat others are stored before these come."""
    crawl(tmp_path, None, sorted(newsroom(), key=lambda each: (each.published_at or "~", each.id), reverse=True))
    assert exported(tmp_path) == once()


def test_what_was_written_before_its_original_is_told(tmp_path: Path) -> None:
    """Lines of duplicates/ say of all that was written, and repeats something, what that is."""
    for name, order in (("one", shuffled(4)), ("other", shuffled(5))):
        crawl(tmp_path / name, None, order)
        originals = {orjson.loads(line)["id"] for line in exported(tmp_path / name).splitlines()}
        written = {each["id"] for each in records(tmp_path / name, "articles")}
        told = {each["id"]: each["duplicate_of"] for each in records(tmp_path / name, "duplicates")}
        assert written - originals
        assert originals == written - set(told)
        assert set(told.values()) <= written


def test_a_page_that_was_mixed_up_for_an_hour(tmp_path: Path) -> None:
    """It shows another article's text, and then its own again: both stay, and what repeats it has its original."""
    one, other = [each for each in newsroom() if each.url.startswith("https://again.kz/framed/")][:2]
    reprint = replace(one, id="f" * 16, url="https://again.kz/reprint", published_at="2030-01-01T00:00:00Z")
    mixed_up = replace(one, title=other.title, text=other.text, text_sha256=other.text_sha256)
    added = f"{one.text}\n\nБұл туралы ведомство хабарлады."
    restored = replace(one, text=added, text_sha256=text_hash(added))
    crawl(tmp_path, None, [other, one, reprint, mixed_up, restored])
    told = {each["id"]: each["text"] for each in map(orjson.loads, exported(tmp_path).splitlines())}
    assert told == {one.id: added, other.id: other.text}


def test_crashes_in_between(tmp_path: Path) -> None:
    """Killed before, within and after a transaction: what was under way comes again, among what has come since."""
    chosen, waiting, came = random.Random(9), shuffled(9), list[Article]()
    while waiting:
        article = waiting.pop(0)
        if chosen.random() > 0.2:
            came.append(article)
            continue
        crawl(tmp_path, None, came)
        with Session.open(tmp_path, article.source, now=NOW) as session:
            with pytest.raises(ZeroDivisionError), session._changing(NOW) as change:
                _put_and_die(change, article)
            put(session, came[-1] if came and came[-1].source == article.source else article)  # not known to be kept
        waiting.insert(chosen.randrange(len(waiting) + 1), article)
        came = []
    crawl(tmp_path, None, came)
    assert exported(tmp_path) == once()


def _put_and_die(change: Change, article: Article) -> None:
    like = likeness("drop")
    keep.put(change, replace(article, fetch=Fetch()), WritePipeline.decide, article.id, WritePipeline.lines, None, like)
    raise ZeroDivisionError


KILLED = """
import os, signal, sys
from pathlib import Path
from newsspider.store import segments
from tests.test_order import crawl, shuffled

left, append = int(sys.argv[2]), segments.Segments.append

def dying(self, *given):
    global left
    left -= 1
    place = append(self, *given)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)  # the line is on the disk, and the state does not know it
    return place

segments.Segments.append = dying
crawl(Path(sys.argv[1]), None, shuffled(3)[int(sys.argv[3]):])
"""


def test_killed(tmp_path: Path) -> None:
    for left, start in ((15, 0), (20, 10)):
        command = (sys.executable, "-c", KILLED, str(tmp_path), str(left), str(start))
        assert subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode == -9
    crawl(tmp_path, None, shuffled(5))
    assert exported(tmp_path) == once()


def test_labelled(tmp_path: Path) -> None:
    """All are written; the export says what each repeats, whatever was known when it came."""
    one, other = tmp_path / "one", tmp_path / "other"
    crawl(one, None, shuffled(1), "label")
    crawl(other, None, shuffled(2), "label")
    assert not list(records(one, "duplicates"))
    assert exported(one, drop=False) == exported(other, drop=False)
    assert exported(one) == exported(other) == once()
    told = [orjson.loads(line) for line in exported(one, drop=False).splitlines()]
    originals = {each["id"] for each in told if each["duplicate_of"] is None}
    assert {each["id"] for each in told} == {each.id for each in newsroom()}
    assert originals == {orjson.loads(line)["id"] for line in once().splitlines()}
    assert {each["duplicate_of"] for each in told} - {None} <= originals


def test_both_databases(url: str, tmp_path: Path) -> None:
    few = [each for each in shuffled(6) if int(each.id[-2:], 16) % 3 == 0]
    crawl(tmp_path / "one", url, few)
    crawl(tmp_path / "other", None, few[::-1])
    assert exported(tmp_path / "one", url) == exported(tmp_path / "other")
