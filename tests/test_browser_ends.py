"""Is nothing lost when the browser dies, and nothing left when the crawl does?"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.rendering.processes import alive, browsers, children, until
from tests.rendering.run import Rendering, render
from tests.rendering.world import Application
from tests.replica.run import Replica

FEW = [f"/article/{number}" for number in range(12)]
MANY = [f"/article/{number}" for number in range(1000)]
PATIENCE = 120  # seconds; the drill looks at the time


def test_a_killed_and_a_frozen_browser_cost_no_page(tmp_path: Path) -> None:
    with Replica(Application()) as replica:
        crawl = Rendering.start(replica, tmp_path, FEW, "RETRY_TIMES=0")
        for number, sent in ((1, signal.SIGKILL), (4, signal.SIGSTOP)):
            assert until(lambda number=number: crawl.titles() >= number and browsers(crawl.process.pid))  # type: ignore[misc]
            os.kill(browsers(crawl.process.pid)[0].pid, sent)
        ever = children(crawl.process.pid)
        assert crawl.process.wait(PATIENCE) == 0
    lines = crawl.lines()
    assert [lines[path].get("title") for path in FEW] == [f"Мақала {number}" for number in range(12)]
    assert lines[""]["stats"] == {"newsspider/browser/started": 3, "newsspider/browser/died": 2}
    assert until(lambda: not alive(ever))
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("frozen", [False, True], ids=["running", "frozen"])
def test_the_end_of_the_crawl_is_that_of_the_browser(tmp_path: Path, frozen: bool) -> None:
    with Replica(Application()) as replica:
        crawl = Rendering.start(replica, tmp_path, MANY)
        assert until(crawl.titles)
        ever = children(crawl.process.pid)
        for process in alive(ever) if frozen else ():
            process.suspend()  # Playwright's own process too
        crawl.process.terminate()
        crawl.process.wait(PATIENCE)
    assert {line["why"] for line in crawl.lines().values() if "why" in line} <= {"the crawl ends"}
    assert until(lambda: not alive(ever))
    assert not list((tmp_path / "tmp").iterdir())


def test_a_crawl_that_is_killed_leaves_nothing_for_long(tmp_path: Path) -> None:
    (temporary := tmp_path / "tmp").mkdir()
    with Replica(Application()) as replica:
        crawl = Rendering.start(replica, tmp_path, MANY)
        assert until(crawl.titles)
        ever = children(crawl.process.pid)
        crawl.process.kill()
        crawl.process.wait()
        assert until(lambda: not alive(ever))
        assert [path.name.startswith("newsspider-browser-") for path in temporary.iterdir()] == [True]
        render(replica, "/article/1", temporary=temporary)  # and there it is removed
