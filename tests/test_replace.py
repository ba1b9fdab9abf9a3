"""Does a rebuild take the place of what is stored: all of it, once, and nothing that came after it?"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.article import Article
from newsspider.dedup.exact import find_duplicate
from newsspider.normalise.text_lines import line_key
from newsspider.pipelines.write import WritePipeline
from newsspider.rebuild.comparison import Tally, differences
from newsspider.rebuild.replace import Replacement
from newsspider.rebuild.report import Examples, as_json, changes
from newsspider.rebuild.run import FOLDER
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.store import folder as folders
from newsspider.store import line_counts
from newsspider.store.audit import audit
from newsspider.store.found import Found
from newsspider.store.reading import reading_only
from newsspider.store.session import Session
from newsspider.store.stored import stored
from newsspider.store.takedown import Takedown, decide
from newsspider.store.versions import Revising
from tests.releases import LIKE, LINES, article
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line, folder  # noqa: F401
from tests.test_store import NOW

SITE = "polisia"
REVISING = Revising(WritePipeline.compare, ())
CHROME = "Оқи отырыңыз: " + " ".join(f"сілтеме{number} атауы{number}" for number in range(80))
CALLS = {  # which of them it is that never returns
    "replacing.add_whole": 1,
    "replaced.compare": 2,
    "rewrite.decide": 1,
    "replaced.take_out": 1,
    "rewrite._take_name": 1,
    "adding._put": 1,
    "segments.Segment.append": 2,
}
KILLED = """
import os, signal, sys
from operator import attrgetter
from pathlib import Path
from newsspider import store
from newsspider.rebuild.replace import Replacement
from newsspider.spiders.polisia import PolisiaSpider

def run(output, name, left):
    path, _, last = name.rpartition(".")
    owner = attrgetter(path)(store)
    call = getattr(owner, last)
    def dying(*given, **named):
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    setattr(owner, last, dying)
    Replacement(output, {"polisia": PolisiaSpider}, "new", None, "drop", True, lambda *given: None).run()

for name, at in zip(sys.argv[2::2], sys.argv[3::2]):
    child = os.fork()
    if not child:
        run(Path(sys.argv[1]) / name, name, int(at))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def named(number: int) -> str:
    return f"{number:016x}"


def put(output: Path, articles: Iterable[Article], url: str | None = None) -> list[str]:
    """What became of them. All that have a text."""
    with Session.open(output, SITE, state_url=url, now=NOW) as session:
        given = [replace(each, urls=[*each.urls]) for each in articles]
        became = [session.put(each, find_duplicate, NOW, lines=LINES, revising=REVISING, like=LIKE) for each in given]
        session.index_stored(LIKE, lambda _: True)
        session.close("finished", True, NOW)
    return [each.kind for each in became]


def refuse(output: Path, *numbers: int, url: str | None = None) -> None:
    with Session.open(output, SITE, state_url=url, now=NOW) as session:
        for number in numbers:
            each = article(number)
            session.discover([Found(each.id, each.url, "ru", "feed")], NOW)
            session.refuse(each.id, each.url, "listing", NOW)
        session.close("finished", True, NOW)


def rebuild(output: Path, articles: Iterable[Article], *refused: int, name: str = "new") -> Path:
    """As `scrapy reextract` leaves it."""
    to = output / FOLDER / name
    put(to, articles)
    refuse(to, *refused)
    tallies: dict[str, Tally] = {}
    found = differences(output, to, [SITE], to / "index", tallies)
    (to / "changes.jsonl").write_bytes(b"".join(changes(found, Examples())))
    (to / "report.json").write_bytes(as_json(tallies, {}))
    return to


def replaced(output: Path, url: str | None = None, *, remove: bool = False) -> tuple[Counter[str], list[str]]:
    """Counts that are not nothing, and what was told."""
    told: list[str] = []
    sites = {SITE: PolisiaSpider}

    def tell(kind: str, change: Any, why: str | None) -> None:
        told.append(f"{kind} {int(change.id, 16)}" + (f" {why}" if why else ""))

    counts = Replacement(output, sites, "new", url, "drop", remove, tell).run()[SITE]
    return +counts, told


def lines(output: Path, kind: str = "articles") -> list[dict[str, Any]]:
    paths = sorted((output / kind / SITE).glob("*.jsonl"))
    return [orjson.loads(line) for path in paths for line in path.read_bytes().splitlines()]


def texts(output: Path) -> dict[tuple[int, int], str]:
    return {(int(line["id"], 16), line["version"]): line["text"] for line in lines(output)}


def is_sound(output: Path, url: str | None = None) -> bool:
    """Files and state, and every line is where the state looks for it."""
    with reading_only(output, url) as connection:
        assert connection is not None
        known_as = folders.known_name(output, url)
        found = {(each.id, each.version) for each in stored(connection, output, known_as, SITE)}
        newest = {line["id"]: line["version"] for line in lines(output)}
        return all(each.is_sound for each in audit(connection, output, known_as, SITE)) and found == set(newest.items())


def changed(number: int, **more: Any) -> Article:
    """Today's rules read more of it."""
    return article(number, **({"text": f"{article(number).text}\n\nТағы бір сөйлем {number}."} | more))


def same_length(number: int) -> Article:
    """Today's rules read its title otherwise, and its line is as long as before."""
    return article(number, title=f"Тақырыб {number}")


@pytest.fixture
def output(tmp_path: Path, url: str) -> Path:
    """Seven articles; 2, 3 and 5 are read otherwise today, 4 is refused; 8 was refused, and is an article today; 9 was
    taken for a copy of 7, since nothing but the same chrome was read of both."""
    output = tmp_path / "output"
    framed = [article(number, text=CHROME) for number in (7, 9)]
    assert put(output, [*(article(number) for number in range(1, 7)), *framed], url)[-1] == "duplicate"
    refuse(output, 8, url=url)
    read_alike = [article(number) for number in (1, 6, 7, 8, 9)]
    rebuild(output, [*read_alike, changed(2), same_length(3), changed(5)], 4)
    return output


def test_lines_and_state_are_those_of_the_rebuild(output: Path, url: str) -> None:
    before = {line["id"]: line for line in lines(output)}
    assert replaced(output, url) == (
        Counter({"replaced": 4, "added": 2, "lost": 1}),
        ["lost 4 refused: listing"],
    )
    rebuilt = {line["id"]: line for line in lines(output / FOLDER / "new")}
    now = {line["id"]: line for line in lines(output)}
    assert now == rebuilt | {named(4): before[named(4)]}
    assert [line["id"] for line in lines(output)][:7] == list(before)  # where they stood
    assert lines(output / FOLDER / "new" / "replaced") == [before[named(number)] for number in (2, 3, 5, 7)]
    assert is_sound(output, url)
    assert (
        put(output, [changed(2), same_length(3), article(8), *(article(n) for n in (1, 4, 6, 7, 9))], url)
        == ["unchanged"] * 8
    )
    assert put(output, [article(20, text=changed(2).text)], url) == ["duplicate"]  # of what the line says now
    assert put(output, [article(21, text=CHROME)], url) == ["stored"]  # not of what it said


def test_done_is_done(output: Path, url: str) -> None:
    replaced(output, url, remove=True)
    files = {path: path.read_bytes() for path in output.rglob("*.jsonl")}
    assert replaced(output, url) == (Counter({"there": 7}), [])
    assert replaced(output, url, remove=True) == (Counter({"there": 7}), [])
    assert {path: path.read_bytes() for path in output.rglob("*.jsonl")} == files


def test_lost_articles_are_removed_where_somebody_says_so(output: Path, url: str) -> None:
    was = next(line for line in lines(output) if line["id"] == named(4))
    assert replaced(output, url, remove=True)[1] == ["removed 4 refused: listing"]
    assert named(4) not in {line["id"] for line in lines(output)}
    told = lines(output, "refused")[-1]
    assert (told["id"], told["reason"], told["version"], told["retry_at"]) == (named(4), "listing", 1, None)
    assert was in lines(output / FOLDER / "new" / "replaced")
    assert is_sound(output, url)
    with Session.open(output, SITE, state_url=url, now=NOW) as session:
        assert session.discover([Found(named(4), was["url"], "ru", "feed")], NOW + timedelta(days=99)) == []


def test_what_repeats_another_one_today_is_left_out_where_somebody_says_so(tmp_path: Path) -> None:
    """The chrome hid that 3 is a copy of 2; and of 5, that is nobody's copy."""
    output = tmp_path / "output"
    same = article(2).text or ""
    put(output, [article(2, text=same), article(3, text=f"{same}\n\n{CHROME}"), article(5)])
    to = rebuild(output, [article(2, text=same), article(3, text=same), article(5)])
    assert [line["reason"] for line in lines(to, "duplicates")] == ["text"]
    assert replaced(output) == (Counter({"lost": 1}), ["lost 3 duplicates: text"])
    assert replaced(output, remove=True)[1] == ["removed 3 duplicates: text"]
    assert [int(line["id"], 16) for line in lines(output)] == [2, 5]
    (left_out,) = lines(output, "duplicates")
    assert (left_out["id"], left_out["duplicate_of"], left_out["reason"]) == (named(3), named(2), "text")
    assert is_sound(output)
    assert put(output, [article(3, text=same)]) == ["duplicate"]


def test_what_has_come_since_stays(output: Path, url: str) -> None:
    """A newer version, an article that a crawl has accepted, one that was purged, and two that were taken down."""
    later = changed(2, text=f"{changed(2).text}\n\nЖаңартылды.")
    kinds = put(
        output, [later, replace(article(8), fetch=replace(article(8).fetch, fetched_at="2026-11-22T23:00:00Z"))], url
    )
    assert kinds[1] == "stored"
    decide(
        output, *(Takedown(named(n), f"https://polisia.kz/ru/{n}/", SITE, "x", "2026-11-22T12:00:00Z") for n in (3, 9))
    )
    before = lines(output)
    counts, told = replaced(output, url, remove=True)
    assert sorted(told) == ["newer 8", "removed 4 refused: listing", "taken down 3", "taken down 9"]
    assert (counts["replaced"], counts["added"]) == (3, 0)
    kept = {(line["id"], line["version"]): line for line in lines(output)}
    assert all(kept[line["id"], 2] == line for line in before if line["version"] == 2)
    assert kept[named(3), 1] in before
    assert named(9) not in {id for id, _ in kept}
    assert is_sound(output, url)
    assert put(output, [later], url) == ["unchanged"]


def test_what_repeats_an_article_that_has_come_since_is_left_out_and_told_once(output: Path, url: str) -> None:
    """8 was refused then; 9 was left out, and there is a line that says so."""
    earlier = [article(number - 8, text=article(number).text, id=named(number + 20)) for number in (8, 9)]
    earlier = [replace(each, url=f"https://polisia.kz/ru/{each.id}/") for each in earlier]
    assert put(output, earlier, url) == ["stored", "stored"]
    before = lines(output, "duplicates")
    for _ in range(2):
        counts, told = replaced(output, url)
        assert counts["repeats"] == 2
        assert told == ["lost 4 refused: listing", "repeats 8", "repeats 9"]
        (new,) = lines(output, "duplicates")[len(before) :]
        assert (new["id"], new["duplicate_of"]) == (named(8), named(28))
    assert is_sound(output, url)


def test_a_lost_article_that_has_a_newer_version_stays(output: Path, url: str) -> None:
    put(output, [changed(4)], url)
    before = [line for line in lines(output) if line["id"] == named(4)]
    assert len(before) == 2
    assert replaced(output, url, remove=True)[1] == ["newer 4"]
    assert [line for line in lines(output) if line["id"] == named(4)] == before


def test_a_line_that_is_another_one_by_now_stays(output: Path, url: str) -> None:
    """Another rebuild has replaced it."""
    other = changed(5, title="Басқаша")
    rebuild(output, [*(article(n) for n in (1, 2, 3, 4, 6)), other, article(7, text=CHROME)], name="other")
    Replacement(output, {SITE: PolisiaSpider}, "other", url, "drop", False, lambda *_: None).run()
    assert "newer 5" in replaced(output, url)[1]
    assert {line["title"] for line in lines(output) if line["id"] == named(5)} == {"Басқаша"}


def test_versions(tmp_path: Path) -> None:
    """Today's rules see a change that was not seen then (1), and none where there seemed to be one (2)."""
    output, second = tmp_path / "output", "2026-11-22T14:00:00Z"

    def again(number: int, text: str) -> Article:
        return article(number, text=text, fetch=replace(article(number).fetch, fetched_at=second))

    one, two = article(1).text or "", article(2).text or ""
    counter = f"{two}\n\nҚаралым саны көбейіп, {'мың '.join(map(str, range(60)))} болды."
    put(output, [article(1), article(2, text=two), again(2, counter)])
    to = rebuild(output, [article(1), article(2, text=two), again(1, f"{one}\n\nТүзетілді, бұл жаңа сөйлем.")])
    assert sorted(texts(output)) == [(1, 1), (2, 1), (2, 2)]
    counts, told = replaced(output)
    assert (counts, told) == (Counter({"added": 1, "lost": 1}), ["lost 2 unchanged"])
    assert texts(output)[1, 2] == texts(to)[1, 2]
    assert replaced(output, remove=True)[1] == ["removed 2 unchanged"]
    assert sorted(texts(output)) == [(1, 1), (1, 2), (2, 1)]
    assert is_sound(output)
    assert put(output, [article(2, text=two)]) == ["unchanged"]


def test_lines_that_the_rebuild_has_learnt_are_known_to_crawls(tmp_path: Path, url: str) -> None:
    """By the rules of then, the site's line was not read; today it is, and was dropped as soon as it recurred."""
    output, join = tmp_path / "output", "Telegram арнамызға жазылыңыз!"
    numbers = range(1, 21)
    put(output, [article(number) for number in numbers], url)
    framed = [article(number, text=f"{article(number).text}\n\n{join}") for number in numbers]
    rebuild(output, framed)
    assert replaced(output, url)[0] == Counter({"replaced": 20})  # of the later ones, that lines were dropped
    assert put(output, framed, url) == ["unchanged"] * len(framed)
    with reading_only(output, url) as connection:
        assert connection is not None
        (seen,) = line_counts.get(connection, SITE, "ru", [line_key(join)]).lines.values()
    assert seen.decision == "learnt"


def test_killed_it_goes_on(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    put(whole, [article(number) for number in range(1, 7)])
    refuse(whole, 8)
    rebuild(whole, [article(1), changed(2), same_length(3), changed(5), article(6), article(8)], 4)
    for call in CALLS:
        shutil.copytree(whole, tmp_path / call)
    replaced(whole, remove=True)
    calls = (word for call, at in CALLS.items() for word in (call, str(at)))
    command = (sys.executable, "-c", KILLED, str(tmp_path), *calls)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == [str(-signal.SIGKILL)] * len(CALLS), done.stderr
    for call in CALLS:
        goes_on(tmp_path / call, whole)


def goes_on(output: Path, whole: Path) -> None:
    assert put(output, [article(30)]) == ["stored"]  # a crawl comes first
    assert is_sound(output)
    replaced(output, remove=True)
    assert is_sound(output)
    for kind in ("articles", "refused", f"{FOLDER}/new/replaced/articles"):
        told = [[each["id"] for each in lines(of, kind) if each["id"] != named(30)] for of in (output, whole)]
        assert sorted(told[0]) == sorted(told[1]), (output, kind)
    assert {key: text for key, text in texts(output).items() if key[0] != 30} == texts(whole)
    assert not list(output.rglob("*.rewritten"))
