"""Are files and state, whatever was done to them by hand, compared, and brought to agree without losing a line?"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from newsspider.commands.gaps_found import Found, ask_state, compare_files, mended
from newsspider.commands.gaps_question import Question
from newsspider.commands.gaps_table import Told, describe, show
from newsspider.dedup.exact import find_duplicate
from newsspider.discovery.editions import Edition
from newsspider.discovery.wanted import Wanted
from newsspider.site import NewsSpider
from newsspider.site.revisits import AGES
from newsspider.store import mend as mending
from newsspider.store import revisits
from newsspider.store.adopt import forget
from newsspider.store.errors import Damaged, Locked
from newsspider.store.folder import name as folder_name
from newsspider.store.mend import mend
from newsspider.store.missing import Missing
from newsspider.store.session import Session
from newsspider.store.state import State
from newsspider.store.stored import stored
from newsspider.store.times import stamp
from newsspider.store.whole_file import write_whole
from tests.gaps import cut_lines, delete, leave_no_trace
from tests.test_revisits import born, put
from tests.test_store import DAY, LONG, NOW, article, found, open_session

FIRST, SECOND = "articles/a/2026-11-22.jsonl", "articles/a/2026-11-23.jsonl"
IDS = [f"{number}" for number in range(1, 9)]


class ASpider(NewsSpider):
    name = "a"
    editions = (Edition("kk", home="https://a.kz/", sources=()),)


def question(output: Path, url: str | None = None) -> Question:
    return Question(ASpider, Wanted(ASpider.editions), output, url)


def fill(output: Path, url: str | None = None) -> None:
    """Eight articles in two files, one repetition, one refusal for good."""
    with Session.open(output, "a", state_url=url, now=NOW) as session:
        for number, key in enumerate(IDS):
            at = NOW + (number // 5) * DAY
            session.discover([found(key)], at)
            session.put(article(key, f"{key} {LONG}"), find_duplicate, at)
        session.discover([found("9"), found("10")], NOW)
        assert session.put(article("9", f"1 {LONG}"), find_duplicate, NOW).kind == "duplicate"
        session.refuse("10", "https://a.kz/10", "http-410", NOW)
        session.close("finished", True, NOW)


def look(output: Path, url: str | None = None) -> Found:
    told = Found(listed=True)
    compare_files(question(output, url), told)
    ask_state(question(output, url), told)
    return told


def in_files(output: Path) -> Counter[str]:
    files = sorted((output / "articles" / "a").glob("*.jsonl"))
    return Counter(orjson.loads(line)["id"] for file in files for line in file.read_bytes().splitlines())


def every_line_can_be_read(output: Path) -> set[str]:
    with open_session(output) as session, session._state.reading() as connection:
        return {orjson.loads(each.line)["id"] for each in stored(connection, output, "", "a")}


def pending(output: Path) -> set[str]:
    with open_session(output, now=NOW + 3 * DAY) as session:
        return {page.id for page in session.due(99, NOW + 3 * DAY)}


def change(file: Path, how: Callable[[list[bytes]], list[bytes]]) -> None:
    file.write_bytes(b"".join(how(file.read_bytes().splitlines(keepends=True))))


def sql(output: Path, *statements: str) -> None:
    with closing(sqlite3.connect(output / "state.sqlite")) as state, state:
        for statement in statements:
            state.execute(statement)


def move_a_line(output: Path) -> None:
    lines = (output / FIRST).read_bytes().splitlines(keepends=True)
    change(output / FIRST, lambda lines: lines[:1] + lines[2:])
    with (output / SECOND).open("ab") as file:
        file.write(lines[1])


def older_state(output: Path) -> None:
    """As after a backup: of the second day it knows nothing."""
    sql(output, "DELETE FROM articles WHERE id > '5'", "DELETE FROM pages WHERE id > '5'")
    sql(output, f"UPDATE files SET length = 0 WHERE path = '{SECOND}'")


def lose_the_state(output: Path) -> None:
    for file in output.glob("state.sqlite*"):
        file.unlink()


# What is done, how many of what is found, and which articles are to be fetched.
HARM: list[tuple[str, Callable[[Path], object], dict[str, int], set[str]]] = [
    ("nothing", lambda output: None, {}, set()),
    ("lines cut out", lambda output: cut_lines(output, {"2", "7"}), {"line lost": 2}, {"2", "7"}),
    ("a file deleted", lambda output: (output / SECOND).unlink(), {"line lost": 3}, {"6", "7", "8"}),
    ("half a line", lambda output: change(output / FIRST, lambda lines: [*lines[:4], lines[4][:50]]),
     {"line lost": 1}, {"5"}),
    ("half a file", lambda output: change(output / FIRST, lambda lines: [*lines[:1], lines[1][:50]]),
     {"line lost": 4}, {"2", "3", "4", "5"}),
    ("zeros", lambda output: change(output / FIRST, lambda lines: [b"\0" * len(lines[0]), *lines[1:]]),
     {"line lost": 2}, {"1", "2"}),
    ("not JSON", lambda output: change(output / FIRST, lambda lines: [*lines[:2], b"{]\n", *lines[2:]]), {}, set()),
    ("another site's", lambda output: change(
        output / FIRST, lambda lines: [lines[0].replace(b'"source":"a"', b'"source":"b"'), *lines[1:]]),
     {"line lost": 1}, {"1"}),
    ("twice", lambda output: change(output / FIRST, lambda lines: [*lines, lines[0]]), {}, set()),
    ("in two files", lambda output: change(output / SECOND, lambda lines: [*lines, lines[0].replace(b"6", b"6")]),
     {}, set()),
    ("sorted anew", lambda output: change(output / FIRST, lambda lines: lines[::-1]), {}, set()),
    ("in another file", move_a_line, {}, set()),
    ("articles forgotten", lambda output: delete("articles")(output, {"1", "8"}), {"unknown to the state": 2}, set()),
    ("pages forgotten", lambda output: delete("pages")(output, {"1", "8"}), {"unknown to the state": 2}, set()),
    ("both forgotten", lambda output: delete("articles", "pages")(output, {"1", "8"}),
     {"unknown to the state": 2}, set()),
    ("lines cut, articles forgotten", lambda output: delete("articles", lines=True)(output, {"3"}),
     {"line lost": 1}, {"3"}),
    ("lines cut, pages forgotten", lambda output: delete("pages", lines=True)(output, {"3"}), {"line lost": 1}, {"3"}),
    ("no trace", lambda output: leave_no_trace(output, {"3", "4"}), {}, set()),
    ("an original without a trace", lambda output: leave_no_trace(output, {"1"}),
     {"repeats an article that is lost": 1}, set()),  # that may be announced again
    ("an older state", older_state, {"unknown to the state": 3}, set()),
    ("no state", lose_the_state, {"unknown to the state": 8}, set()),
    ("a stranger's file", lambda output: (output / "articles/a/2020-01-01.jsonl").write_text("{}\n"), {}, set()),
    ("refusals deleted", lambda output: (output / "refused/a/2026-11-22.jsonl").unlink(), {}, set()),
    ("duplicates cut", lambda output: change(output / "duplicates/a/2026-11-22.jsonl", lambda lines: [lines[0][:9]]),
     {}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "harm", "counts", "again"), HARM, ids=[name for name, *_ in HARM])
def test_found_and_mended(
    tmp_path: Path, name: str, harm: Callable[[Path], object], counts: dict[str, int], again: set[str]
) -> None:
    fill(tmp_path)
    assert not look(tmp_path)
    harm(tmp_path)
    stood = set(in_files_soundly(tmp_path))
    told, told_again = look(tmp_path), Found(listed=True)
    assert Counter(each.why for each in told.urls) == counts
    assert all(each.url == f"https://a.kz/{each.id}" and each.edition == "kk" for each in told.urls)
    assert {each.day for each in told.urls} <= {"2026-11-22", "2026-11-23"}
    done = mended(question(tmp_path), told_again)
    assert told_again.counts == told.counts
    assert [describe(each) for each in told_again.files] == [describe(each) for each in told.files]
    assert done.again == again
    left = look(tmp_path)
    assert (left.files, {each.id for each in left.urls if each.why == "pending"}) == ([], again)
    assert pending(tmp_path) == again
    assert in_files(tmp_path) == dict.fromkeys(stood, 1)  # nothing that stood there was lost
    assert every_line_can_be_read(tmp_path) == stood
    with open_session(tmp_path, now=NOW + 3 * DAY) as session:  # and a crawl brings the rest
        reprints = {"9"} if session.ask_for_reprints(NOW) else set()
        for page in session.due(99, NOW + 3 * DAY):
            session.put(article(page.id, f"{page.id if page.id != '9' else '1'} {LONG}"), find_duplicate, NOW)
    assert not look(tmp_path)
    assert in_files(tmp_path) == dict.fromkeys(stood | again | reprints, 1)


@pytest.mark.parametrize(("reason", "missed"), [("no-translation", 0), ("untranslated", 0), ("no-text", 1)])
def test_what_nobody_has_written_in_a_language_is_not_missing(tmp_path: Path, reason: str, missed: int) -> None:
    fill(tmp_path)
    with open_session(tmp_path) as session:
        session.discover([found("11")], NOW)
        session.refuse("11", "https://a.kz/11", reason, NOW)
        session.close("finished", True, NOW)
    assert look(tmp_path).counts.total() == missed


def in_files_soundly(output: Path) -> Iterator[str]:
    for file in (output / "articles" / "a").glob("*.jsonl"):
        for line in file.read_bytes().splitlines(keepends=True):
            try:
                record = orjson.loads(line)
            except orjson.JSONDecodeError:
                continue
            if record.get("source") == "a" and line.endswith(b"\n"):
                yield record["id"]


def test_what_is_cut_out_is_kept(tmp_path: Path) -> None:
    fill(tmp_path)
    change(tmp_path / FIRST, lambda lines: [b"{]\n", *lines, lines[0], b"half"])
    mended(question(tmp_path), Found())
    (aside,) = tmp_path.glob(f"{FIRST}.cut-0-*")
    first, second, rest = aside.read_bytes().splitlines()
    assert (first, orjson.loads(second)["id"], rest) == (b"{]", "1", b"half")


def test_the_rest_of_a_crash_is_no_damage(tmp_path: Path) -> None:
    fill(tmp_path)
    with (tmp_path / FIRST).open("ab") as file:
        file.write(b'{"id":"11","source":"a","version":1}\n{"half')
    assert not look(tmp_path)
    mended(question(tmp_path), Found())
    with open_session(tmp_path) as session:
        assert session.counts()["bytes_cut"] > 0


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", range(5))
def test_killed_in_the_midst_it_can_be_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    fill(tmp_path)
    change(tmp_path / FIRST, lambda lines: [lines[0], b"{]\n", *lines[2:], lines[2]])
    change(tmp_path / SECOND, lambda lines: [*lines[1:], b"half"])
    sql(tmp_path, "DELETE FROM articles WHERE id = '3'")
    steps = 0

    def killed_at(function: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object) -> object:
            nonlocal steps
            steps += 1
            if steps > step:
                raise Killed
            return function(*arguments)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(mending, "write_whole", killed_at(write_whole))
        patch.setattr(mending, "forget", killed_at(forget))
        with pytest.raises(Killed):
            mended(question(tmp_path), Found())
    assert mended(question(tmp_path), Found()).again == {"2", "6"}
    assert not look(tmp_path).files
    assert pending(tmp_path) == {"2", "6"}
    assert in_files(tmp_path) == dict.fromkeys("134578", 1)


def test_lines_of_versions(tmp_path: Path) -> None:
    """Of two versions one is lost: it is gone for good, and the article is not asked for again."""
    fill(tmp_path)
    line = orjson.loads((tmp_path / FIRST).read_bytes().splitlines()[0])
    with (tmp_path / FIRST).open("ab") as file:
        file.write(orjson.dumps({**line, "version": 2, "title": "Жаңа"}) + b"\n")
        file.write(orjson.dumps({**line, "version": 3, "title": "Жаңа"}) + b"\n")
    assert mended(question(tmp_path), Found()).again == set()  # adopted
    change(tmp_path / FIRST, lambda lines: lines[1:])
    done = mended(question(tmp_path), Found())
    assert (done.again, done.for_good) == (set(), 1)
    assert not look(tmp_path)
    assert in_files(tmp_path)["1"] == 2


def test_the_newest_version_is_asked_for_again(tmp_path: Path, url: str) -> None:
    """By a request without conditions: the page is what it was when that version was fetched."""
    fill(tmp_path, url)
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        put(session, born("v"), NOW)
    with Session.open(tmp_path, "a", state_url=url, now=NOW + DAY) as session:
        assert "v" in [each.found.id for each in session.due_again(["kk"], 9, NOW + DAY)]
        assert put(session, born("v", "Көпір жабылды."), NOW + DAY) == "again version"
    files = sorted((tmp_path / "articles" / "a").glob("*.jsonl"))
    for file in files:
        change(file, lambda lines: [line for line in lines if not (b'"id":"v"' in line and b'"version":2' in line)])
    done = mended(question(tmp_path, url), Found())
    assert (done.again, done.versions, done.for_good) == (set(), {"v"}, 0)
    left = Found(listed=True)
    ask_state(question(tmp_path, url), left, done=done)
    assert [(each.id, each.why) for each in left.urls] == [("v", "newest version lost")]
    later = NOW + 400 * DAY
    with Session.open(tmp_path, "a", state_url=url, now=later) as session:
        (revisit,) = session.due_again(["kk"], 9, later)
        assert (revisit.found.id, revisit.etag, revisit.last_modified) == ("v", None, None)
        assert put(session, born("v", "Көпір жабылды."), later) == "again version"
    left = Found()
    ask_state(question(tmp_path, url), left, done=done)
    assert not left


def test_what_an_adopted_line_says_is_known(tmp_path: Path) -> None:
    fill(tmp_path)
    lose_the_state(tmp_path)
    mended(question(tmp_path), Found())
    with open_session(tmp_path) as session:
        assert session.put(article("77", f"1 {LONG}"), find_duplicate, NOW).duplicate_of == "1"
        assert session.put(article("1", f"1 {LONG}"), find_duplicate, NOW).kind == "unchanged"
        assert session.discover([found("1")], NOW) == []
        assert session.last_stored_at() is not None


def test_an_adopted_article_is_asked_for_again_while_it_is_young(tmp_path: Path, url: str) -> None:
    """On the condition that its line tells; and where the state knew of its revisits, as it knew them."""
    with Session.open(tmp_path, "a", state_url=url, now=NOW) as session:
        put(session, born("young"), NOW)
        put(session, born("known", "Қалада жол ашылды."), NOW)
        put(session, born("old", "Мектеп салынды.", at=NOW - 9 * DAY), NOW)
    state = State(url)
    with state.writing() as connection:
        connection.exec_driver_sql("DELETE FROM articles")
        connection.exec_driver_sql("DELETE FROM revisits WHERE id <> 'known'")
        connection.exec_driver_sql("UPDATE revisits SET made = 1")
    mend(state, tmp_path, folder_name(tmp_path, url), "a", stamp(NOW + 2 * DAY), AGES)
    with state.reading() as connection:
        visits = {id: revisits.get(connection, id) for id in ("young", "known", "old")}
    state.close()
    young, known = visits["young"], visits["known"]
    assert young is not None
    assert known is not None
    assert visits["old"] is None
    assert (young["next_at"], young["ahead"], young["etag"]) == (stamp(NOW + 7 * DAY), [], '"1"')
    assert (known["next_at"], known["made"]) == (stamp(NOW + timedelta(hours=1)), 1)


@pytest.mark.parametrize("said", ["gestern", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00+05:00", "2026-11-22", 7])
def test_an_adopted_line_says_no_moment(tmp_path: Path, said: object) -> None:
    """Every crawl reckons with the moments of its site's articles at its end."""
    fill(tmp_path)
    line = {"id": "x", "version": 1, "source": "a", "edition": "kk", "url": "https://a.kz/x", "published_at": said}
    with (tmp_path / FIRST).open("ab") as file:
        file.write(orjson.dumps({**line, "fetch": {"fetched_at": said, "first_seen_at": said}}) + b"\n")
        file.write(orjson.dumps({**line, "id": "y"}) + b"\n")
    mended(question(tmp_path), Found())
    with open_session(tmp_path) as session:
        assert session.arrivals("UTC", NOW)
        assert session.is_stored("x")


def test_both_databases(url: str, tmp_path: Path) -> None:
    fill(tmp_path, url)
    cut_lines(tmp_path, {"2"})
    assert Counter(each.why for each in look(tmp_path, url).urls) == {"line lost": 1}
    assert mended(question(tmp_path, url), Found()).again == {"2"}
    assert [each.why for each in look(tmp_path, url).urls] == ["pending"]
    (tmp_path / "folder-id").unlink()  # the folder has another name now; the lines are the same
    with pytest.raises(Damaged, match="scrapy gaps a --offline"):
        Session.open(tmp_path, "a", state_url=url, now=NOW)
    mended(question(tmp_path, url), Found())
    assert not look(tmp_path, url).files
    assert in_files(tmp_path) == dict.fromkeys(set(IDS) - {"2"}, 1)
    with Session.open(tmp_path, "a", state_url=url, now=NOW + timedelta(days=3)) as session:
        assert [page.id for page in session.due(9, NOW + timedelta(days=3))] == ["2"]


def test_nothing_that_a_terminal_obeys_is_shown() -> None:
    told, console = Found(listed=True), Console(file=StringIO())
    told.add(Missing("1", "https://a.kz/\x1b]0;x\x07\u202e", "kk", "2026-11-22", "gone: \x1b[2J"))
    show(Told("a", None, None, told, unread={"https://a.kz/\x1b[2J": "\x1b"}), console, every_day=False)
    assert not {"\x1b", "\x07", "\u202e"} & set(console.file.getvalue())  # type: ignore[attr-defined]


def test_not_while_a_crawl_runs(tmp_path: Path) -> None:
    with open_session(tmp_path):
        with pytest.raises(Locked):
            compare_files(question(tmp_path), Found())
        with pytest.raises(Locked):
            mended(question(tmp_path), Found())
