"""Which processes are killed, and what if the browser can't be watched or is closed while pages wait for it?"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys

import psutil
import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import DummyStatsCollector

from newsspider.middlewares.browser.browsers import Browsers
from newsspider.middlewares.browser.errors import CrawlEnds
from newsspider.middlewares.browser.processes import kill_group
from tests.every_site import project_settings
from tests.rendering.processes import alive, until
from tests.waiting import PATIENCE

SLEEPS = (sys.executable, "-c", "import time; time.sleep(600)")


def test_who_has_got_the_number_of_a_group_that_is_gone_is_not_killed() -> None:
    with subprocess.Popen(SLEEPS, start_new_session=True) as leader:
        kill_group(leader.pid, psutil.Process(leader.pid).create_time() - 3600)
        leader.terminate()
        assert leader.wait(PATIENCE) == -signal.SIGTERM


def test_what_is_left_of_a_group_is_killed_when_its_leader_is_gone() -> None:
    starts = f"import subprocess; print(subprocess.Popen({SLEEPS!r}).pid, flush=True)"
    with subprocess.Popen(
        (sys.executable, "-c", starts), start_new_session=True, stdout=subprocess.PIPE, text=True
    ) as leader:
        assert leader.stdout is not None
        left = psutil.Process(int(leader.stdout.readline()))
        leader.wait(PATIENCE)
        assert os.getpgid(left.pid) == leader.pid
        kill_group(leader.pid, left.create_time())
        assert until(lambda: not alive([left]))


def test_a_page_that_comes_after_the_end_stays_pending() -> None:
    settings = project_settings()

    async def late() -> None:
        browsers = Browsers(settings, DummyStatsCollector(Crawler(Spider, settings)))
        await browsers.close()
        async with browsers.one():
            raise AssertionError

    with pytest.raises(CrawlEnds):
        asyncio.run(late())
