"""What if there is no browser, and what does a site pay that needs none?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psutil
import pytest

from newsspider.middlewares.browser.executable import NoBrowser, find_browser
from tests.rendering.processes import children, until
from tests.rendering.world import Application
from tests.replica.run import Replica
from tests.replica.world import World

SITES = "SPIDER_MODULES=newsspider.spiders,tests.rendering.sites"
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "PROGRESS_LIVE=0")
SCRAPY = (sys.executable, "-m", "scrapy")
# Scrapy in a process that tells at its end what it has loaded.
TELLING = """
import atexit, json, sys
from scrapy.cmdline import execute
atexit.register(lambda: print(json.dumps([name for name in sys.modules if "playwright" in name])))
execute(["scrapy", *sys.argv[1:]])
"""


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Nothing is installed, and nothing was downloaded."""
    return {"PATH": str(tmp_path), "HOME": str(tmp_path)}


def test_a_site_without_its_browser_says_what_to_install(bare: dict[str, str]) -> None:
    with Replica(Application()) as replica:
        done = replica.run(*SCRAPY, "crawl", "application", "-s", SITES, env=bare)
        assert done.returncode == 2
        assert "application needs a browser: no browser is installed; install one: " in done.stderr
        assert "-m playwright install --only-shell chromium" in done.stderr
        assert not len(replica.journal)


def test_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "apt-get").touch(mode=0o755)
    with pytest.raises(NoBrowser, match=r"install one: sudo apt-get install chromium-headless-shell$"):
        find_browser()
    with pytest.raises(NoBrowser, match=r"^NEWSSPIDER_BROWSER=/none: there is no such program$"):
        find_browser("/none")


def test_the_schedule_goes_on_without_it(bare: dict[str, str]) -> None:
    """`due` tells what is missing, and crawls the others."""
    with Replica(Application()) as replica:
        done = replica.run(*SCRAPY, "due", "application", "kazinform", "--at-most", "2", "-s", SITES, env=bare)
        assert "application needs a browser: no browser is installed" in done.stderr
        assert done.returncode == 1
        assert any(entry.host.endswith("inform.kz") for entry in replica.journal.refused())  # in this world it is not


def test_other_sites_pay_nothing(bare: dict[str, str], tmp_path: Path) -> None:
    """No module of Playwright's, no process, and no browser is needed."""
    log = tmp_path / "log"
    with Replica(World.make(small=True)) as replica:
        crawl = replica.start(
            sys.executable, "-c", TELLING, "crawl", "kazinform", "-a", "limit=2", *FAST, env=bare, log=log
        )
        had: set[psutil.Process] = set()
        assert until(lambda: had.update(children(crawl.pid)) or crawl.poll() is not None)  # type: ignore[func-returns-value]
        assert crawl.returncode == 0, log.read_text()
        assert len(replica.journal)
    assert not had
    assert json.loads(log.read_text().splitlines()[-1]) == []


def test_the_first_that_is_known_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(NoBrowser):
        find_browser()
    downloaded = tmp_path / ".cache/ms-playwright/chromium_headless_shell-1/chrome-linux/headless_shell"
    downloaded.parent.mkdir(parents=True)
    downloaded.touch(mode=0o755)
    assert find_browser() == str(downloaded)
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).touch(mode=0o755)
        assert find_browser() == str(tmp_path / name)
    assert find_browser("chromium") == str(tmp_path / "chromium")
