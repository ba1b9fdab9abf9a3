"""Do `scrapy lines` and `scrapy export` show, decide and clean what a site repeats?"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.article import Article
from newsspider.commands import export, lines
from newsspider.dedup.exact import find_duplicate
from newsspider.normalise.text import text_hash
from newsspider.normalise.text_lines import line_key
from newsspider.pipelines.write import WritePipeline, likeness
from newsspider.store import folder as folders
from newsspider.store.kept import remember
from newsspider.store.session import Session
from tests.replica.run import ROOT
from tests.test_commands import Folder, assert_one_line
from tests.test_store import NOW

SITE = "polisia"
JOIN = "Подписывайтесь на наш Telegram-канал!"
RARE = "Реклама на нашем сайте"
HOSTILE = "Скачайте\x1b]0;x\x07 [red]наше\u202e приложение"


def prose(number: int) -> str:
    return f"В районе {number} полицейские задержали подозреваемого, сообщает пресс-служба департамента. " * 3


def article(number: int, *own: str, edition: str = "ru") -> Article:
    text = "\n\n".join((prose(number).strip(), *own))
    made = Article(id=f"{edition}{number}", url=f"https://polisia.kz/{edition}/{number}/", source=SITE, edition=edition)
    made.title, made.text, made.text_sha256 = f"Задержание {number}", text, text_hash(text)
    made.provenance = {"text": "rules:2025"}
    return made


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    shutil.copy(ROOT / "scrapy.cfg", tmp_path)
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


@pytest.fixture
def crawled(folder: Folder) -> Folder:
    """Twelve articles in Russian, the first ten of them with a line that was learnt then; one in Kazakh."""
    with Session.open(folder.path / "output", SITE, now=NOW) as session:
        for number in range(12):
            own = (JOIN, *((RARE, HOSTILE) if number < 4 else ()))
            session.put(article(number, *own), find_duplicate, NOW, lines=WritePipeline.lines)
        session.put(article(1, RARE, edition="kk"), find_duplicate, NOW, lines=WritePipeline.lines)
        session.index_stored(likeness("drop"), lambda _: True)
        session.close("finished", True, NOW)
    return folder


def exported(folder: Folder, *arguments: str) -> list[dict[str, Any]]:
    result = folder.run(export.Command(), *arguments)
    assert (result.code, result.err) == (0, "")
    file = folder.path / "output" / "export" / f"{SITE}.jsonl"
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def having(told: list[dict[str, Any]], line: str) -> int:
    return sum(line in each["text"] for each in told)


def rows(out: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("│")[1:-1]] for row in out.splitlines() if row.startswith("│")]


# lines


def test_lines_shows_what_was_learnt(crawled: Folder) -> None:
    result = crawled.run(lines.Command(), SITE)
    assert (result.code, result.err) == (0, "")
    assert rows(result.out) == [["ru", "12", "12", "100%", "learnt", line_key(JOIN), JOIN]]
    assert "kk: no line recurs in the 1 articles that were counted" in result.out


def test_lines_shows_all_that_recur(crawled: Folder) -> None:
    result = crawled.run(lines.Command(), SITE, "--all", "--edition", "ru")
    assert [(row[1], row[4]) for row in rows(result.out)] == [("12", "learnt"), ("4", "kept"), ("4", "kept")]
    assert "Скачайте]0;x [red]наше приложение" in result.out
    assert not {"\x1b", "\x07", "\u202e"} & set(result.out)


def test_lines_decides(crawled: Folder) -> None:
    result = crawled.run(lines.Command(), SITE, "--allow", line_key(JOIN), "--forbid", RARE.upper())
    assert result.code == 0
    assert [(row[0], row[4], row[6]) for row in rows(result.out)] == [
        ("kk", "forbidden", RARE.upper()),
        ("ru", "allowed", JOIN),
        ("ru", "forbidden", RARE),
    ]
    result = crawled.run(lines.Command(), SITE, "--forget", JOIN, "--forget", RARE, "--edition", "ru")
    assert rows(result.out) == []
    assert [row[0] for row in rows(crawled.run(lines.Command(), SITE).out)] == ["kk"]


def test_lines_forbids_what_no_article_has_yet(crawled: Folder) -> None:
    result = crawled.run(lines.Command(), SITE, "--forbid", "Новая строка")
    assert [(row[0], row[1]) for row in rows(result.out) if row[4] == "forbidden"] == [
        (name, "0") for name in ("kk", "ru", "en")
    ]


def test_lines_while_a_crawl_runs(crawled: Folder) -> None:
    with Session.open(crawled.path / "output", SITE, now=NOW) as session:
        assert crawled.run(lines.Command(), SITE, "--allow", JOIN).code == 0
        given = article(20, JOIN)
        session.put(given, find_duplicate, NOW, lines=WritePipeline.lines)
    assert JOIN in (given.text or "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name one site"),
        ((SITE, "kazinform"), "name one site"),
        (("nosuch",), "unknown site 'nosuch': this project has"),
        ((SITE, "--edition", "fr"), "unknown edition 'fr': this site has kk, ru, en"),
        ((SITE, "--allow", "***"), "'***' has no words"),
        ((SITE, "--forbid", "429473be675c5e5"), "'429473be675c5e5' is no key"),
        ((SITE, "--allow", "0123456789abcdef"), "no line of polisia is '0123456789abcdef'"),
        ((SITE, "--allow", JOIN, "--forget", "Такой строки нет"), "no line of polisia is 'Такой строки нет'"),
    ],
)
def test_lines_used_wrongly(crawled: Folder, arguments: tuple[str, ...], words: str) -> None:
    assert_one_line(crawled.run(lines.Command(), *arguments), words, code=2)
    assert [row[4] for row in rows(crawled.run(lines.Command(), SITE).out)] == ["learnt"]  # nothing was decided


def test_lines_without_a_state(folder: Folder) -> None:
    result = folder.run(lines.Command(), SITE)
    assert (result.code, result.err) == (0, "")
    assert "a crawl counts them (scrapy crawl polisia)" in result.out
    assert_one_line(folder.run(lines.Command(), SITE, "--forbid", JOIN), "nowhere to keep decisions", code=2)
    assert not (folder.path / "output").exists()
    assert_one_line(folder.run(lines.Command(), SITE, STATE="nonsense"), "state URL", code=1)


def test_lines_of_a_state_from_before_they_were_counted(crawled: Folder) -> None:
    with sqlite3.connect(crawled.path / "output" / "state.sqlite") as connection:
        connection.execute("DROP TABLE lines")
    connection.close()
    assert "No lines of polisia are known yet" in crawled.run(lines.Command(), SITE).out
    assert having(exported(crawled), JOIN) == 10
    assert crawled.run(lines.Command(), SITE, "--forbid", JOIN).code == 0
    assert having(exported(crawled), JOIN) == 0


# export


def test_export_cleans_what_was_crawled_before_it_was_learnt(crawled: Folder) -> None:
    stored = (crawled.path / "output" / "articles" / SITE / "2026-11-22.jsonl").read_bytes().splitlines()
    assert having([orjson.loads(line) for line in stored], JOIN) == 10
    result = crawled.run(export.Command())
    assert (
        result.out
        == f"{SITE}: 13 articles in {crawled.path}/output/export/{SITE}.jsonl, 10 of them changed, 10 lines dropped\n"
    )
    told = exported(crawled)
    order = {orjson.loads(line)["id"]: place for place, line in enumerate(stored)}
    assert [each["id"] for each in told] == sorted(order)  # none of them has a date
    told.sort(key=lambda each: order[each["id"]])
    assert having(told, JOIN) == 0
    for each in told:
        assert each["text_sha256"] == text_hash(each["text"])
    assert [each["provenance"]["text"] for each in told] == ["rules:2025+lines"] * 12 + ["rules:2025"]
    exported_as = (crawled.path / "output" / "export" / f"{SITE}.jsonl").read_bytes().splitlines()
    assert set(stored[10:]) < set(exported_as)


def test_export_respects_what_a_person_decided(crawled: Folder) -> None:
    crawled.run(lines.Command(), SITE, "--allow", JOIN, "--forbid", RARE)
    told = exported(crawled, SITE)
    assert (having(told, JOIN), having(told, RARE), having(told, "приложение")) == (10, 0, 4)


def test_export_takes_committed_lines_only(crawled: Folder) -> None:
    with (crawled.path / "output" / "articles" / SITE / "2026-11-22.jsonl").open("ab") as file:
        file.write(b'{"id": "not committed"}\n{"id": "half')
    assert len(exported(crawled)) == 13


def test_export_takes_the_newest_version(crawled: Folder) -> None:
    newer = article(3, "Дополнено вечером.")
    newer.version = 2
    with Session.open(crawled.path / "output", SITE, now=NOW) as session, session._changing(NOW) as change:
        remember(change.connection, newer, change.segments.folder, change.write("articles", newer), change.at)
    told = exported(crawled)
    assert [each["version"] for each in told if each["id"] == "ru3"] == [2]
    assert len(told) == 13


def test_export_elsewhere(crawled: Folder) -> None:
    assert crawled.run(export.Command(), "--output", "corpus/new").code == 0
    assert len((crawled.path / "corpus" / "new" / f"{SITE}.jsonl").read_bytes().splitlines()) == 13


def test_export_used_wrongly(folder: Folder) -> None:
    assert_one_line(folder.run(export.Command(), "nosuch"), "unknown site 'nosuch'", code=2)
    assert_one_line(folder.run(export.Command(), "--nosuch"), "unknown option --nosuch", code=2)
    for arguments in ((), (SITE,)):
        assert_one_line(folder.run(export.Command(), *arguments), "so nothing has been crawled into it", code=2)
    assert not (folder.path / "output").exists()
    (folder.path / "output").mkdir()
    result = folder.run(export.Command())
    assert (result.code, result.out) == (1, f"Nothing is stored of any site in {folder.path}/output\n")


def test_export_tells_damage_and_leaves_the_last_one(crawled: Folder) -> None:
    before = len(exported(crawled))
    file = crawled.path / "output" / "articles" / SITE / "2026-11-22.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-5])
    assert_one_line(crawled.run(export.Command()), "is not what the state remembers", code=1)
    file.write_bytes(whole[:50] + b'"' + whole[51:])
    assert_one_line(crawled.run(export.Command()), "is no JSON", code=1)
    file.unlink()
    assert_one_line(crawled.run(export.Command()), "No such file", code=1)
    left = crawled.path / "output" / "export" / f"{SITE}.jsonl"
    assert len(left.read_bytes().splitlines()) == before
    (crawled.path / "file").write_text("")
    assert_one_line(crawled.run(export.Command(), "--output", "file"), "cannot be written", code=1)


def test_one_export_of_a_site_at_a_time(crawled: Folder) -> None:
    with folders.exporting(crawled.path / "output", SITE):
        assert_one_line(crawled.run(export.Command()), "an export of polisia is already running", code=1)
    assert len(exported(crawled)) == 13


def test_a_killed_export_leaves_the_last_one(crawled: Folder) -> None:
    before = exported(crawled)
    environment = os.environ | {"NEWSSPIDER_OUTPUT": str(crawled.path / "output")}
    code = (
        "import os, signal; from newsspider.export.cleaned import Cleaner; clean = Cleaner._clean\n"
        "def dying(self, *given):\n"
        "    if self.tally.articles == 7: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return clean(self, *given)\n"
        "Cleaner._clean = dying; from scrapy.cmdline import execute; execute(['scrapy', 'export'])"
    )
    done = subprocess.run((sys.executable, "-c", code), cwd=ROOT, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    left = crawled.path / "output" / "export" / f"{SITE}.jsonl"
    assert [orjson.loads(line) for line in left.read_bytes().splitlines()] == before
    assert exported(crawled) == before
    assert [file.name for file in left.parent.iterdir()] == [left.name]


def test_as_a_person_types_them(crawled: Folder) -> None:
    environment = os.environ | {"NEWSSPIDER_OUTPUT": str(crawled.path / "output")}
    for arguments, words in ((("lines", SITE), JOIN), (("export", SITE), "10 lines dropped")):
        command = (sys.executable, "-m", "scrapy", *arguments)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert words in done.stdout
