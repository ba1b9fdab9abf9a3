"""How are many crawls run one after another, without the seconds that starting Python takes each time?"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping

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


def _crawl(site: str, environment: dict[str, str], options: tuple[str, ...]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    from scrapy.cmdline import execute

    sys.argv = ["scrapy", "crawl", site, *options]
    execute(sys.argv)
