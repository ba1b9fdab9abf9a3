"""Do `scrapy schedule` and `scrapy due` do what a person types?"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest

from newsspider.commands import due, schedule
from newsspider.discovery.first_pages import first_pages
from newsspider.spiders.kazinform import KazinformSpider
from newsspider.spiders.polisia import PolisiaSpider
from newsspider.spiders.tengrinews import TengrinewsSpider
from tests.replica.archive import Archive
from tests.replica.backfill import keys
from tests.replica.run import Replica
from tests.replica.world import World
from tests.test_commands import Folder, assert_one_line, folder
from tests.waiting import PATIENCE, wait_until

__all__ = ["folder"]  # a fixture

SCRAPY = (sys.executable, "-m", "scrapy")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


@pytest.mark.parametrize("command", [due.Command, schedule.Command])
def test_the_list_changes_nothing(folder: Folder, command: type[due.Command | schedule.Command]) -> None:
    result = folder.run(command(), "tengrinews", "--list")
    assert (result.code, result.err) == (0, "")
    assert [line.split()[3] for line in result.out.splitlines() if "│ tengrinews" in line] == ["kk", "ru", "en"]
    assert "never" in result.out
    assert not (folder.path / "output").exists()


def test_units(folder: Folder) -> None:
    unit = folder.run(schedule.Command(), "--print-systemd", CONTACT="mailto:a@b.kz").out
    assert f"\nExecStart={sys.executable} -m scrapy schedule\n" in unit
    assert f"\nWorkingDirectory={folder.path}\n" in unit
    assert f"\nEnvironment=NEWSSPIDER_OUTPUT={folder.path}/output\n" in unit
    assert "\nEnvironment=NEWSSPIDER_CONTACT=mailto:a@b.kz\n" in unit
    assert "newsspider-due.timer" in folder.run(due.Command(), "--print-systemd").out
    lines = [folder.run(command(), "--print-cron").out for command in (due.Command, schedule.Command)]
    assert lines[0] == lines[1]
    assert lines[0].endswith(f"{sys.executable} -m scrapy due\n")


def test_a_password_is_not_shown(folder: Folder) -> None:
    result = folder.run(schedule.Command(), "--print-systemd", STATE="postgresql+psycopg://me:secret@host/name")
    assert "secret" not in result.out + result.err
    assert "NEWSSPIDER_STATE" in result.err
    shown = folder.run(schedule.Command(), "--print-systemd", STATE="postgresql+psycopg://me@host/name").out
    assert "NEWSSPIDER_STATE=postgresql" in shown


def test_used_wrongly(folder: Folder) -> None:
    assert_one_line(folder.run(due.Command(), "nosuch"), "unknown site 'nosuch'", code=2)
    assert_one_line(folder.run(schedule.Command(), "nosuch"), "unknown site 'nosuch'", code=2)
    assert_one_line(folder.run(due.Command(), "--at-most", "0"), "--at-most 0", code=2)
    assert_one_line(folder.run(due.Command(), PLAN="missing.toml"), "missing.toml: No such file", code=2)
    (folder.path / "output").mkdir()
    folder.write("output/plan.toml", "at_once = 'all'")
    assert_one_line(folder.run(schedule.Command()), "output/plan.toml: at_once = 'all'", code=2)


def test_the_plan_in_the_output_folder_counts(folder: Folder) -> None:
    (folder.path / "output").mkdir()
    folder.write("output/plan.toml", "[tengrinews.en]\nskip = true")
    assert "│ en" not in folder.run(due.Command(), "tengrinews", "--list").out
    folder.write("own.toml", "[tengrinews.kk]\nskip = true")
    assert "│ kk" not in folder.run(due.Command(), "tengrinews", "--list", PLAN="own.toml").out


FIRST_PAGES = [
    (TengrinewsSpider, "feed", ("https://kaz.tengrinews.kz/news.rss",)),
    (TengrinewsSpider, "listing", ("https://kaz.tengrinews.kz/news/", "https://kaz.tengrinews.kz/article/")),
    (KazinformSpider, "listing", ("https://kaz.inform.kz/lenta/?page=1",)),
    (PolisiaSpider, "listing", ("https://polisia.kz/wp-json/wp/v2/posts?per_page=100&page=1&_embed=1",)),
]


@pytest.mark.parametrize(("site", "kind", "pages"), FIRST_PAGES)
def test_first_pages(site: type[TengrinewsSpider], kind: str, pages: tuple[str, ...]) -> None:
    assert first_pages(site.editions[0], kind)[: len(pages)] == pages


# in the replica web


def _lists(replica: Replica) -> list[str]:
    """What was asked for that is neither an article nor robots.txt, without what comes after a question mark."""
    plain = (f"{entry.host}{entry.target}".partition("?")[0] for entry in replica.journal)
    return sorted({each for each in plain if each.endswith((".rss", ".xml", ".xml.gz", "/news/", "/article/"))})


def test_due_reads_everything_once_and_the_feed_from_then_on(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("[tengrinews.kk]\nskip = true\n[tengrinews.en]\nskip = true\n")
    with Replica(World.make(small=True), output=tmp_path) as replica:
        command = (*SCRAPY, "due", "tengrinews", *FAST)
        done = replica.run(*command)
        assert done.returncode == 0, done.stderr
        assert any("sitemap" in each for each in _lists(replica))
        replica.journal.clear()
        _hours_pass(tmp_path / "schedule.json", 2)
        done = replica.run(*command)
        assert done.returncode == 0, done.stderr
        assert _lists(replica) == ["tengrinews.kz/news.rss"]
    assert len((tmp_path / "runs.jsonl").read_text().splitlines()) == 2


PLAN = """
[tengrinews]
backfill = { until = "2026-11-20", editions = "en" }
[tengrinews.kk]
skip = true
[tengrinews.ru]
skip = true
"""


def test_the_schedule_reads_the_past_beside_its_crawls(tmp_path: Path) -> None:
    """Whichever of the two begins first: they share the site's lock, and what is known."""
    output, log = tmp_path / "output", tmp_path / "log"
    output.mkdir()
    (output / "plan.toml").write_text(PLAN)
    archive = Archive(40)
    with Replica(archive, output=output) as replica:
        process = replica.start(*SCRAPY, "schedule", "tengrinews", *FAST, log=log)
        wait_until(lambda: b"its past is read" in log.read_bytes(), log.read_text)
        wait_until(lambda: b"(en): all sources read" in log.read_bytes(), log.read_text)
        process.terminate()
        assert process.wait(PATIENCE) == 0, log.read_text()
    assert sorted(keys(output)) == sorted(archive.keys())


def test_the_list_shows_what_is_read_of_the_past(folder: Folder) -> None:
    (folder.path / "output").mkdir()
    folder.write("output/plan.toml", PLAN)
    row = next(line for line in folder.run(schedule.Command(), "--list").out.splitlines() if "2026-11-20" in line)
    assert [word for word in row.split() if word != "│"] == "tengrinews en the beginning 2026-11-20 yes no".split()
    assert "2026-11-20" not in folder.run(schedule.Command(), "kazinform", "--list").out
    assert not (folder.path / "output" / "locks").exists()


def _hours_pass(file: Path, hours: float) -> None:
    told = orjson.loads(file.read_bytes())
    for editions in told["sites"].values():
        for last in editions.values():
            for name in ("tried", "good", "full"):
                moment = datetime.fromisoformat(last[name]) - timedelta(hours=hours)
                last[name] = moment.astimezone(UTC).isoformat()
    file.write_bytes(orjson.dumps(told))
