"""How do thousands of crawls run in minutes? One after another in a process that has loaded everything.

Each is a whole `scrapy crawl`, with the command's own code, from its arguments to its exit code; only the reactor is
the same for all. A process that is killed in a crawl is replaced by a new one.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Mapping, Sequence
from multiprocessing import connection, forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scrapy.cmdline import ScrapyArgumentParser
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

from newsspider.commands.crawl import Command
from tests.replica.run import ROOT

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
CRAWLS = 250  # of one process
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.freshness.loaded"])


def load(environment: Mapping[str, str]) -> None:
    """Start the process that all others are forked from, in their environment: settings are read when loaded."""
    before = dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environment)
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)


class Worker:
    """A process that crawls as it is told."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._orders, theirs = _context.Pipe()
        self._process = _context.Process(target=_work, args=(theirs, dict(environment), str(log)), daemon=True)
        self._process.start()
        theirs.close()
        self.crawls = 0

    @property
    def id(self) -> int:
        return self._process.pid or 0

    @property
    def is_fit(self) -> bool:
        """Whether it can take another crawl."""
        return self._process.is_alive() and self.crawls < CRAWLS

    def begin(self, command: Sequence[str]) -> None:
        self.crawls += 1
        self._orders.send(tuple(command))

    def is_done(self, seconds: float = 0) -> bool:
        """Whether its crawl has ended, or ends in so many seconds."""
        return bool(connection.wait([self._orders, self._process.sentinel], seconds))

    def code(self) -> int:
        """Of the crawl that has ended; of the process, if it was killed."""
        try:
            return int(self._orders.recv())
        except (EOFError, OSError):
            self._process.join()
            return self._process.exitcode or -signal.SIGKILL

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def end(self) -> None:
        self._orders.close()
        self._process.join(10)
        self._process.kill()


class _Runner(AsyncCrawlerRunner):
    """What a command takes for the process of its crawl."""

    def start(self) -> None:
        from twisted.internet import reactor as installed

        reactor: Any = installed  # a module for the type checker
        ended = asyncio.get_event_loop().create_task(self.join())
        ended.add_done_callback(lambda _: reactor.crash())
        reactor.run(installSignalHandlers=False)


def _work(orders: Connection, environment: dict[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    install_reactor(REACTOR)
    while True:
        try:
            command = orders.recv()
        except EOFError:
            return
        orders.send(_crawl(command[command.index("scrapy") + 2 :]))


def _crawl(arguments: Sequence[str]) -> int:
    """As `scrapy.cmdline.execute` does it."""
    command = Command()
    command.settings = settings = get_project_settings()
    settings.setdict(command.default_settings, priority="command")
    parser = ScrapyArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(list(arguments))
    command.process_options(rest, options)
    configure_logging(settings)
    command.crawler_process = _Runner(settings)  # type: ignore[assignment]
    command.run(rest, options)
    return command.exitcode
