"""Is the browser alive, and how is it started and ended, whatever state it is in?"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import Browser, BrowserContext, Playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api._context_manager import PlaywrightContextManager

from newsspider.middlewares.browser import folder, processes
from newsspider.middlewares.browser.errors import BrowserDied
from newsspider.middlewares.browser.flags import FLAGS, NOT_WANTED
from newsspider.middlewares.browser.race import Ender, before

STARTING = 60.0  # seconds; a loaded machine takes ten
CLOSING = 3.0
LOOK = 1.0
WEIGHED = 5  # looks: it takes the browser's time
NOTICING = 2.0
PATIENCE = 20.0  # a browser that says nothing for so long is frozen

logger = logging.getLogger(__name__)


@dataclass
class Running:
    """One browser. `died` is done when it is of no use any more, however that came."""

    manager: PlaywrightContextManager
    browser: Browser
    driver: psutil.Process
    folder: Path
    most_memory: int  # bytes; half as much again is too much at once
    died: Ender
    group: int = 0  # of processes, which the browser leads
    since: float = 0.0  # when its leader began
    watching: asyncio.Task[None] | None = None
    pages: int = 0
    served: int = 0
    memory: int = 0  # bytes, as last looked at

    @classmethod
    async def start(cls, executable: str, most_memory: int) -> Running:
        """Raises BrowserDied."""
        place = await asyncio.to_thread(folder.make_folder)
        manager, running = PlaywrightContextManager(), None
        try:
            with folder.temporary_files_in(place):
                playwright = await asyncio.wait_for(manager.start(), STARTING)
            browser = await asyncio.wait_for(_launch(playwright, executable), STARTING)
            driver = await asyncio.to_thread(processes.driver)
            running = cls(manager, browser, driver, place, most_memory, asyncio.get_running_loop().create_future())
        except (PlaywrightError, TimeoutError, OSError) as problem:
            why = str(problem)[:500] or "takes too long"
            raise BrowserDied(f"{executable} can't be started: {why}") from None
        finally:
            if running is None:
                await asyncio.to_thread(processes.kill_driver)
                await asyncio.to_thread(folder.remove, place)
        folder.note(place, running.group, running.since)
        browser.on("disconnected", lambda _: running.die("was killed, or crashed"))
        running.watching = asyncio.ensure_future(running._watch())
        return running

    def die(self, what: str) -> None:
        """Its pages fail at once."""
        if not self.died.done():
            self.died.set_result(BrowserDied(f"the browser {what}"))
            logger.warning(
                "the browser %s after %d pages; those under way are rendered by another one", what, self.served
            )
            self.kill()

    def end(self) -> None:
        """Nobody waits for its pages any more."""
        if not self.died.done():
            self.died.set_result(BrowserDied("the browser was ended"))
            self.kill()

    async def has_died(self) -> bool:
        """Playwright may notice it a moment earlier."""
        await asyncio.wait({self.died}, timeout=NOTICING)
        return self.died.done()

    def __post_init__(self) -> None:
        with suppress(psutil.Error, IndexError):
            leader = self.driver.children()[0]
            self.group, self.since = leader.pid, leader.create_time()

    def kill(self) -> None:
        processes.kill_group(self.group, self.since)

    async def stop(self) -> None:
        """Within some seconds, also where nothing of it answers."""
        if self.watching is not None:
            self.watching.cancel()
        everything = await asyncio.to_thread(processes.tree, self.driver)
        if not self.died.done():
            self.died.set_result(BrowserDied("the browser was ended"))  # and nothing tells of it
            await _bounded(self.browser.close())
        self.kill()
        await _bounded(self.manager.__aexit__())
        await asyncio.to_thread(processes.kill_all, everything)
        await asyncio.to_thread(folder.remove, self.folder)

    @asynccontextmanager
    async def context(self, **options: Any) -> AsyncIterator[BrowserContext]:
        """Like the first visit of a new reader. Where it can't be closed, the browser is of no use any more."""
        context = await before(self.browser.new_context(**options), self.died)
        try:
            yield context
        finally:
            if not self.died.done() and not await _bounded(context.close()):
                self.die("does not close a page")

    async def _watch(self) -> None:
        try:
            session = await asyncio.wait_for(self.browser.new_browser_cdp_session(), PATIENCE)
        except (PlaywrightError, TimeoutError):
            self.die("can't be watched")
            return
        for look in count():
            await asyncio.sleep(LOOK)
            if await asyncio.to_thread(self._is_frozen):
                self.die("is frozen")
            with suppress(PlaywrightError):  # it has died then, and `disconnected` says so
                try:
                    await asyncio.wait_for(session.send("Browser.getVersion"), PATIENCE)
                except TimeoutError:
                    self.die("does not answer")
            if look % WEIGHED == 0:
                await self._weigh()

    async def _weigh(self) -> None:
        self.memory = await asyncio.to_thread(lambda: processes.memory(processes.tree(self.driver)))
        if self.memory > 1.5 * self.most_memory:
            self.die(f"takes {self.memory / 1e6:.0f} MB")

    def _is_frozen(self) -> bool:
        return any(map(processes.is_frozen, processes.tree(self.driver)))


async def _launch(playwright: Playwright, executable: str) -> Browser:
    return await playwright.chromium.launch(
        executable_path=executable,
        args=list(FLAGS),
        ignore_default_args=list(NOT_WANTED),
        chromium_sandbox=os.geteuid() != 0,  # root can't have it
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
        timeout=STARTING * 1000,
    )


async def _bounded(work: Any) -> bool:
    try:
        await asyncio.wait_for(work, CLOSING)
    except (PlaywrightError, TimeoutError):
        return False
    return True
