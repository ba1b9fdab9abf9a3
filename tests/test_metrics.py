"""Does Prometheus get what the state says, in a form that it reads?"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from prometheus_client import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from newsspider.commands import schedule
from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.telling import listening_on
from newsspider.dedup.exact import find_duplicate
from newsspider.extensions.metrics import samples
from newsspider.monitor.metrics import FAMILIES, registry
from newsspider.store.found import Found
from newsspider.store.session import Session
from newsspider.store.state import State
from tests.every_site import project_settings
from tests.replica.run import Replica
from tests.replica.world import World
from tests.test_commands import Folder, assert_one_line, folder
from tests.test_overview import article
from tests.waiting import PATIENCE, wait_until

__all__ = ["folder"]  # a fixture

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DIRECT = build_opener(ProxyHandler({}))


def scraped(text: str) -> dict[str, Metric]:
    return {each.name: each for each in text_string_to_metric_families(text)}


def told(output: Path, state: str = "") -> dict[str, Metric]:
    settings = project_settings()
    settings.update({"OUTPUT": str(output), "STATE": state})
    return scraped(generate_latest(registry(lambda: samples(settings))).decode())


def values(found: Mapping[str, Metric], name: str) -> dict[tuple[str, ...], float]:
    family = next(each for each in FAMILIES.values() if each.name == name)
    return {tuple(each.labels[label] for label in family.labels): each.value for each in found[name].samples}


def lint(found: Mapping[str, Metric]) -> None:
    """What promtool would say."""
    units = ("_seconds", "_total", "_info")
    for name, metric in found.items():
        assert re.fullmatch(r"newsspider_[a-z_]+", name), name
        assert metric.type in ("gauge", "counter"), name
        assert metric.documentation.endswith("."), name
        assert not name.endswith("_total"), name  # the parser takes it off counters; a gauge must have none
        assert not re.search(r"_(?:minutes|hours|ms|gauge|counter)\b", name), name
        assert not ("timestamp" in name or "duration" in name) or name.endswith(units), name
        for sample in metric.samples:
            assert (metric.type == "counter") == sample.name.endswith("_total"), sample
            assert not [each for each in sample.labels.values() if "/" in each or len(each) > 40], sample
            assert not set(sample.labels) & {"le", "quantile", "instance", "job"}, sample


def test_what_the_state_says(tmp_path: Path, url: str) -> None:
    site = f"m{abs(hash(url)) % 1000}"
    with Session.open(tmp_path, site, state_url=url, now=NOW - HOUR) as session:
        session.discover([Found(f"{site}{key}", f"https://a.kz/{key}", edition="ru") for key in "123456"], NOW - HOUR)
        for key, body in (("1", ""), ("2", ""), ("3", article(f"{site}2", NOW).text or "")):
            one = article(f"{site}{key}", NOW - HOUR, body)
            one.source, one.edition = site, "ru"
            session.put(one, find_duplicate, NOW)
        session.refuse(f"{site}4", "https://a.kz/4", "http-404", NOW, edition="ru")
        session.tally({"requests": 9, "answers": 8})
        running = told(tmp_path, url)
        session.close("finished", True, NOW, {"health": "ill", "why": "a reason"})
    found = told(tmp_path, url)
    lint(found)

    def of_site(name: str) -> dict[tuple[str, ...], float]:  # tests share the server
        return {labels: value for labels, value in values(found, name).items() if labels[0] == site}

    ru = (site, "ru")
    assert values(found, "newsspider_articles")[ru] == values(found, "newsspider_pages")[*ru, "stored"] == 2
    assert values(found, "newsspider_pages")[*ru, "duplicate"] == 1
    assert values(found, "newsspider_pages")[*ru, "pending"] == 2
    assert of_site("newsspider_refused_pages") == {(*ru, "http-404"): 1}
    assert values(found, "newsspider_later_versions")[ru] == 0
    assert values(found, "newsspider_newest_article_timestamp_seconds")[ru] == (NOW - HOUR).timestamp()
    assert values(found, "newsspider_oldest_pending_timestamp_seconds")[ru] == (NOW - HOUR).timestamp()
    assert values(found, "newsspider_last_crawl_end_timestamp_seconds")[site,] == NOW.timestamp()
    assert values(found, "newsspider_last_crawl_duration_seconds")[site,] == 3600
    assert of_site("newsspider_last_crawl_outcome") == {(site, "finished"): 1}
    assert values(found, "newsspider_last_crawl_requests")[site,] == 9
    assert values(found, "newsspider_last_crawl_answers")[site,] == 8
    assert of_site("newsspider_health") == {(site, "ok"): 0, (site, "ill"): 1, (site, "silent"): 0}
    assert values(running, "newsspider_crawl_running")[site,] == 1
    assert values(found, "newsspider_crawl_running")[site,] == 0
    assert (site, "ok") not in (values(running, "newsspider_health") if "newsspider_health" in running else {})


def test_a_crawl_that_was_killed(tmp_path: Path) -> None:
    with Session.open(tmp_path, "a", now=NOW) as session:
        session.close("finished", True, NOW)
    Session.open(tmp_path, "a", now=NOW + HOUR).abandon()
    found = told(tmp_path)
    assert values(found, "newsspider_last_crawl_outcome") == {("a", "killed"): 1}
    assert values(found, "newsspider_last_crawl_end_timestamp_seconds") == {("a",): NOW.timestamp()}


def test_before_the_first_crawl_and_where_nothing_can_be_read(tmp_path: Path) -> None:
    assert list(told(tmp_path)) == ["newsspider_state_readable"]
    state = State(f"sqlite:///{tmp_path}/state.sqlite")
    with state.writing() as connection:
        connection.execute(text("UPDATE about SET value = '99'"))
    state.close()
    assert values(told(tmp_path), "newsspider_state_readable") == {(): 0}
    with (tmp_path / "state.sqlite").open("wb") as file:
        file.write(b"x" * 5000)
    assert values(told(tmp_path), "newsspider_state_readable") == {(): 0}


ADDRESSES = [
    ("9464", ("127.0.0.1", 9464)),
    ("0.0.0.0:9464", ("0.0.0.0", 9464)),
    ("[::1]:9464", ("::1", 9464)),
    ("localhost:1", ("localhost", 1)),
]


@pytest.mark.parametrize(("typed", "meant"), ADDRESSES)
def test_addresses(typed: str, meant: tuple[str, int]) -> None:
    assert listening_on(typed) == meant


@pytest.mark.parametrize("typed", ["x", "1.2.3.4", ":9464", "host:99999", "http://host:1", "a b:1", "٩"])
def test_malformed_addresses(folder: Folder, typed: str) -> None:
    with pytest.raises(UsedWrongly):
        listening_on(typed)
    result = folder.run(schedule.Command(), METRICS_ADDRESS=typed)
    assert_one_line(result, f"NEWSSPIDER_METRICS_ADDRESS={typed}: PORT or HOST:PORT", code=2)


# in the replica web


def test_a_crawl_writes_the_file_and_the_schedule_serves_the_same(tmp_path: Path) -> None:
    file = tmp_path / "newsspider.prom"
    fast = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-a", "limit=3")
    with Replica(World.make(small=True), output=tmp_path / "output") as replica:
        env = {"NEWSSPIDER_METRICS_FILE": str(file), "NEWSSPIDER_METRICS_ADDRESS": "0"}
        done = replica.run(sys.executable, "-m", "scrapy", "crawl", "polisia", *fast, env=env)
        assert done.returncode == 0, done.stderr
        written = scraped(file.read_text())
        lint(written)
        assert sum(values(written, "newsspider_articles").values()) >= 3
        assert values(written, "newsspider_health")["polisia", "ok"] == 1
        assert values(written, "newsspider_last_crawl_requests")["polisia",] > 3
        assert [each.name for each in tmp_path.iterdir() if each != tmp_path / "output"] == [file.name]
        (tmp_path / "output" / "plan.toml").write_text("[polisia]\nskip = true\n")
        log = tmp_path / "log"
        process = replica.start(sys.executable, "-m", "scrapy", "schedule", "polisia", env=env, log=log)
        try:
            served = scraped(DIRECT.open(_address(log)).read().decode())
            lint(served)
            assert values(served, "newsspider_schedule_crawls") == {(): 0}
            assert {name: served[name].samples for name in written} == {name: written[name].samples for name in written}
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
        with pytest.raises(URLError):
            DIRECT.open(_address(log))


def _address(log: Path) -> str:
    wait_until(lambda: "metrics: " in log.read_text() and log.read_text().endswith("\n"), log.read_text)
    (address, *_) = re.findall(r"metrics: (\S+)", log.read_text())
    return str(address)


def test_every_family_is_documented() -> None:
    operations = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(newsspider_[a-z_]+)", operations))
    assert told == {each.name + ("_total" if each.counts_up else "") for each in FAMILIES.values()}
