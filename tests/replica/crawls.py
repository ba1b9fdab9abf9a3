"""How are many crawls run one after another, without the seconds that starting Python takes each time?"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing import forkserver
from pathlib import Path

from tests.replica.run import ROOT

_LOADED = (
    "scrapy.cmdline",
    "newsspider.commands.crawl",
    "newsspider.commands.status",
    "newsspider.site",
    "trafilatura",
)
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["__main__", *_LOADED])


def crawl(site: str, environment: Mapping[str, str], *options: str) -> int:
    """A process of its own for `scrapy crawl`, born with its modules loaded; its exit code."""
    process = _context.Process(target=_crawl, args=(site, dict(environment), options))
    process.start()
    process.join()
    return process.exitcode or 0


def preload(library: Path) -> None:
    """Before the first crawl: crawls have this library, those who start them have not, and load nothing any more."""
    more = {"LD_PRELOAD": str(library), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    os.environ.update(more)
    _context.set_forkserver_preload(["__main__", "tests.replica.warm"])
    try:
        forkserver.ensure_running()
    finally:
        for name in more:
            del os.environ[name]


def _crawl(site: str, environment: dict[str, str], options: tuple[str, ...]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.modules.pop("newsspider.settings", None)  # it has read another environment
    from scrapy.cmdline import execute

    sys.argv = ["scrapy", "crawl", site, *options]
    execute(sys.argv)
