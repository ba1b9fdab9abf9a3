"""Does a crawl's run have its end, whatever becomes of judging the site?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import orjson
import pytest
from scrapy import Spider, signals
from scrapy.utils.test import get_crawler

from newsspider.extensions.storage import Storage
from newsspider.monitor.health import Health
from newsspider.monitor.past import Past
from newsspider.store.lock import is_held
from newsspider.store.overview import overview
from newsspider.store.reading import reading_only
from newsspider.store.sources import read_back_to


class ASpider(Spider):
    name = "a"


class Judging(Storage):
    def _judge(self, reason: str, now: datetime, past: Past) -> Health:
        raise ZeroDivisionError("a bug")


@pytest.mark.parametrize(("storage", "health"), [(Storage, "silent"), (Judging, None)])
def test_the_run_is_ended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, storage: type[Storage], health: str | None
) -> None:
    crawler = get_crawler(ASpider, {"OUTPUT": str(tmp_path), "STATE": "", "BACKFILL": False, "EXTENSIONS_BASE": {}})
    made = storage.from_crawler(crawler)
    made.session.note_validators("https://a.kz/rss", '"1"', None, "2026-11-01T00:00:00Z")
    crawler.signals.send_catch_log(signals.spider_closed, spider=ASpider(), reason="finished")
    (run,) = map(orjson.loads, (tmp_path / "runs.jsonl").read_bytes().splitlines())
    assert (run["reason"], run["finished"], run.get("health")) == ("finished", True, health)
    assert not is_held(tmp_path / "locks" / "a.lock")
    with reading_only(tmp_path, None) as connection:
        assert connection is not None
        assert read_back_to(connection, "a") == "2026-11-01T00:00:00Z"
    site = (overview(tmp_path, None, since="") or {})["a"]
    assert site.run is not None
    assert site.run.reason == "finished"
    assert ("a bug" in caplog.text) == (health is None)
