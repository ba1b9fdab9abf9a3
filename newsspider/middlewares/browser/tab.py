"""When has a page shown what it has to show?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError
from scrapy.exceptions import DownloadCancelledError

from newsspider.middlewares.browser.answers import Answers

T = TypeVar("T")
QUIET = 1500  # milliseconds of the page's own time without content and without a request: nothing will come
# Waits in the page: one whose scripts are busy is not quiet, and answers when they are done.
_LOOK = """([selector, patience]) => new Promise(done => {
  const end = performance.now() + patience
  const look = () => selector && document.querySelector(selector) ? done(true)
    : performance.now() >= end ? done(false) : setTimeout(look, 20)
  look()
})"""
# In a world of its own, where the page's scripts have changed nothing. What is too long stays in the browser.
_WHOLE = """(() => {
  const type = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : ''
  const whole = type + (document.documentElement ? document.documentElement.outerHTML : '')
  return whole.length > %d ? whole.length : whole
})()"""
_LEFT = (
    "Execution context was destroyed",
    "interrupted by another navigation",
    "page is navigating",
    "Cannot find context with specified id",
    "Inspected target navigated",
)


@dataclass(frozen=True, slots=True)
class Shown:
    url: str
    content: str  # the whole document, as it is when its scripts have run
    is_there: bool  # what was waited for


async def show(context: BrowserContext, answers: Answers, until: str | None, most: int) -> Shown:
    """Until the selector is there and the answers under way have come, or else until nothing more comes. Raises
    DownloadCancelledError where the document has more than `most` characters."""
    await context.route("**/*", answers.answer)
    answers.page = page = await context.new_page()
    context.on("page", lambda other: other.close())
    await _unless_moving(page.goto(answers.document.url, wait_until="commit", timeout=0))
    there = await _wait(page, answers, until)
    content = await _unless_moving(_document(context, page, most))
    while content is None:
        await answers.nothing_under_way()
        await asyncio.sleep(0.05)
        content = await _unless_moving(_document(context, page, most))
    return Shown(page.url, content, there)


async def _document(context: BrowserContext, page: Page, most: int) -> str:
    session = await context.new_cdp_session(page)
    frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    world = (await session.send("Page.createIsolatedWorld", {"frameId": frame}))["executionContextId"]
    asked = {"expression": _WHOLE % most, "contextId": world, "returnByValue": True}
    whole = (await session.send("Runtime.evaluate", asked))["result"].get("value")
    if not isinstance(whole, str):
        raise DownloadCancelledError(f"the rendered page has {whole} characters")
    return whole


async def _wait(page: Page, answers: Answers, until: str | None) -> bool:
    while True:
        await answers.nothing_under_way()
        asked = answers.asked
        there = await _unless_moving(page.evaluate(_LOOK, [until, QUIET if until else QUIET / 3]))
        if there is not None and not answers.under_way and (there or asked == answers.asked):
            return bool(there) or until is None
        await asyncio.sleep(0.01)


async def _unless_moving(work: Awaitable[T]) -> T | None:
    """None: the page is on its way to another one."""
    try:
        return await work
    except PlaywrightError as error:
        if not any(words in error.message for words in _LEFT):
            raise
        return None
