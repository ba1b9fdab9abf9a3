"""Are the site's own lines learnt while articles are stored: counted once, bounded, and known again?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from newsspider.article import Article
from newsspider.dedup.exact import find_duplicate
from newsspider.normalise.recurring import least
from newsspider.normalise.text import text_hash
from newsspider.normalise.text_lines import line_key
from newsspider.pipelines.write import WritePipeline
from newsspider.store import line_counts
from newsspider.store.keep import Outcome
from newsspider.store.line_counts import MOST, Counts, Seen
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from newsspider.store.state import State
from newsspider.store.stored import stored
from tests.test_store import NOW, lines

SITE = "own"  # of the server that all tests share, these have this site to themselves
JOIN = "Telegram арнамызға жазылыңыз!"
SHARE = "Бөлісу"


def prose(number: int) -> str:
    return f"{number} жаңалық бүгін таңертең жарияланды, толығырақ мәлімет кешке қарай белгілі болады. " * 3


def article(number: int, *own: str, edition: str = "kk", body: str | None = None) -> Article:
    text = "\n\n".join((body or prose(number).strip(), *own))
    made = Article(id=f"{edition}{number}", url=f"https://own.kz/{edition}/{number}", source=SITE, edition=edition)
    made.title, made.text, made.text_sha256 = f"Тақырып {number}", text, text_hash(text)
    made.provenance = {"text": "trafilatura"}
    return made


def put(session: Session, given: Article) -> Outcome:
    return session.put(given, find_duplicate, NOW, lines=WritePipeline.lines)


def seen(state: State, line: str, edition: str = "kk") -> Seen | None:
    with state.reading() as connection:
        return line_counts.get(connection, SITE, edition, [line_key(line)]).lines.get(line_key(line))


def counted(state: State, edition: str = "kk") -> int:
    with state.reading() as connection:
        return line_counts.get(connection, SITE, edition, ()).articles


@pytest.fixture
def state(url: str) -> Iterator[State]:
    """Empty of lines and articles of the site, whatever was tested before."""
    state = State(url)
    with state.writing() as connection:
        for table in ("lines", "articles", "pages", "files", "runs"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE source = '{SITE}'")
    yield state
    state.close()


@pytest.fixture
def session(state: State, url: str, tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path, SITE, state_url=url, now=NOW) as session:
        yield session


def learn(session: Session, own: str = JOIN, first: int = 1000) -> None:
    for number in range(first, first + 10):
        assert put(session, article(number, own)).kind == "stored"


def test_a_line_is_learnt_and_dropped(session: Session, state: State) -> None:
    learn(session)
    later = article(1, JOIN)
    put(session, later)
    assert later.text == prose(1).strip()
    assert (later.text_sha256, later.provenance["text"]) == (text_hash(prose(1)), "trafilatura+lines")
    written = lines(session.output, "articles", SITE)
    assert [JOIN in line["text"] for line in written] == [True] * 10 + [False]
    assert seen(state, JOIN) == Seen(JOIN, 11)  # counted as it came, or it would be forgotten again
    assert seen(state, prose(1)) == Seen("", 1)  # only what recurs is to be read
    assert counted(state) == 11


def test_editions_are_told_apart(session: Session, state: State) -> None:
    learn(session)
    other = article(1, JOIN, edition="ru")
    put(session, other)
    assert JOIN in (other.text or "")
    assert (counted(state), counted(state, "ru")) == (10, 1)


def test_only_what_is_stored_is_counted(session: Session, state: State) -> None:
    assert put(session, article(1, JOIN)).kind == "stored"
    assert put(session, article(1, JOIN)).kind == "unchanged"
    assert put(session, article(2, JOIN, body=prose(1).strip())).kind == "duplicate"
    assert (counted(state), seen(state, JOIN)) == (1, Seen("", 1))


def test_a_change_that_fails_counts_nothing(session: Session, state: State) -> None:
    class Odd(Exception): ...

    def fail(*_: object) -> None:
        raise Odd

    put(session, article(1, JOIN))
    with pytest.raises(Odd):
        session.put(article(2, JOIN), fail, NOW, lines=WritePipeline.lines)
    assert (counted(state), seen(state, JOIN)) == (1, Seen("", 1))


def test_what_was_learnt_in_between_is_no_change(session: Session, state: State) -> None:
    """The page is the same; what is taken from it is not."""
    put(session, article(1, JOIN))
    learn(session)
    again = article(1, JOIN)
    assert put(session, again).kind == "unchanged"
    assert put(session, article(1)).kind == "unchanged"  # the site stopped to show it
    assert put(session, article(1, JOIN, body=prose(2))).kind == "duplicate"  # a change
    put(session, article(3, JOIN))
    assert put(session, article(3, JOIN)).kind == "unchanged"
    learn(session, f"{JOIN}\n\n{SHARE}", first=2000)
    assert put(session, article(1, JOIN, SHARE)).kind == "unchanged"  # neither text as it was
    decide(state, JOIN, "allowed")
    assert put(session, article(3, JOIN)).kind == "unchanged"
    assert lines(session.output, "duplicates", SITE)[0]["reason"] == "id"
    assert len(lines(session.output, "duplicates", SITE)) == 1


def test_a_page_whose_stored_line_is_elsewhere_counts_as_changed(session: Session, state: State) -> None:
    put(session, article(1, JOIN))
    learn(session)
    learn(session, f"{JOIN}\n\n{SHARE}", first=2000)
    with state.writing() as connection:
        connection.exec_driver_sql(f"UPDATE articles SET folder = 'other' WHERE source = '{SITE}'")
    assert put(session, article(1, JOIN, SHARE)).kind == "duplicate"


def test_a_repetition_of_what_was_stored_before_its_lines_were_learnt(session: Session) -> None:
    put(session, article(1, JOIN))
    learn(session)
    repeated = put(session, article(2, JOIN, body=prose(1).strip()))
    assert (repeated.kind, repeated.reason, repeated.duplicate_of) == ("duplicate", "text", "kk1")


def decide(state: State, line: str, decision: str) -> None:
    with state.writing() as connection:
        line_counts.decide(connection, SITE, "kk", line_key(line), line, decision)


def test_a_person_decides(session: Session, state: State) -> None:
    learn(session)
    decide(state, JOIN, "allowed")
    decide(state, SHARE, "forbidden")
    given = article(1, JOIN, SHARE)
    put(session, given)
    assert given.text == f"{prose(1).strip()}\n\n{JOIN}"
    with state.writing() as connection:
        line_counts.forget(connection, SITE, "kk", line_key(JOIN))
    assert seen(state, JOIN) is None
    assert seen(state, SHARE) == Seen(SHARE, 1, "forbidden")


def test_counts_are_halved(session: Session, state: State) -> None:
    """What is rare goes, what was learnt stays for good, and so does what a person decided."""
    rows = {JOIN: MOST // 3, SHARE: MOST // 4, "бір": 1, "екі": 2, "үш": 1}
    with state.writing() as connection:
        for line, articles in rows.items():
            line_counts.decide(connection, SITE, "kk", line_key(line), line, "allowed")
            change = f"UPDATE lines SET articles = {articles}, decision = NULL WHERE key = '{line_key(line)}'"
            connection.exec_driver_sql(change)
        connection.exec_driver_sql(f"UPDATE lines SET decision = 'allowed' WHERE key = '{line_key('үш')}'")
        line_counts.add(connection, SITE, "kk", {}, least, 0)
        connection.exec_driver_sql(f"UPDATE lines SET articles = {MOST - 1} WHERE source = '{SITE}' AND key = ''")
    put(session, article(1))
    assert counted(state) == MOST // 2
    assert seen(state, JOIN) == Seen(JOIN, MOST // 6, "learnt")
    assert seen(state, SHARE) == Seen(SHARE, MOST // 8)
    assert [seen(state, line) for line in ("бір", "екі", "үш")] == [None, Seen("екі", 1), Seen("үш", 0, "allowed")]
    assert seen(state, prose(1)) is None


def test_hostile_lines(session: Session, state: State) -> None:
    bad = "x\ud800\0y"
    for number in (1, 2):
        put(session, article(number, bad, "ұ" * 5000))
    assert seen(state, bad) == Seen("x\ufffd\ufffdy", 2)
    long = seen(state, "ұ" * 5000)
    assert long is not None
    assert len(long.text) == line_counts.LONGEST


def test_a_state_from_before_lines_were_counted(tmp_path: Path) -> None:
    with Session.open(tmp_path, SITE, now=NOW) as session:
        session.put(article(1, JOIN), find_duplicate, NOW)
        session.close("finished", True, NOW)
    with sqlite3.connect(tmp_path / "state.sqlite") as connection:
        connection.execute("DROP TABLE lines")
    connection.close()
    with Session.open(tmp_path, SITE, now=NOW) as session:
        assert put(session, article(1, JOIN)).kind == "unchanged"
        assert put(session, article(2, JOIN)).kind == "stored"
    with sqlite3.connect(tmp_path / "state.sqlite") as connection:
        assert connection.execute("SELECT articles FROM lines WHERE key = ''").fetchall() == [(1,)]
    connection.close()


def test_what_a_command_reads(session: Session, state: State, url: str) -> None:
    learn(session)
    decide(state, SHARE, "forbidden")
    put(session, article(1, edition="ru"))
    with reading_only(session.output, url) as connection:
        assert connection is not None
        assert line_counts.editions(connection, SITE) == ["kk", "ru"]
        assert line_counts.often(connection, SITE, "ru", 2) == Counts(1, {})
        often = line_counts.often(connection, SITE, "kk", 2)
        put(session, article(2, JOIN))  # a crawl goes on meanwhile
    wanted = {line_key(JOIN): Seen(JOIN, 10), line_key(SHARE): Seen(SHARE, 0, "forbidden")}
    assert (often.articles, often.lines) == (10, wanted)


def test_stored_lines_are_found_again(session: Session, state: State) -> None:
    for number in range(3):
        put(session, article(number, edition="ru" if number == 1 else "kk"))
    file = next((session.output / "articles" / SITE).iterdir())
    with file.open("ab") as half:
        half.write(b'{"id": "half a line')  # what a crash leaves
    with state.reading() as connection:
        found = list(stored(connection, session.output, session._segments.folder, SITE))
    assert [(each.edition, orjson.loads(each.line)["id"]) for each in found] == [
        ("kk", "kk0"),  # in the order of publication, then of their ids
        ("kk", "kk2"),
        ("ru", "ru1"),
    ]
