"""When has a page shown what it has to show?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

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
_LEFT = ("Execution context was destroyed", "interrupted by another navigation", "page is navigating")


@dataclass(frozen=True, slots=True)
class Shown:
    url: str
    content: str  # the whole document, as it is when its scripts have run
    is_there: bool  # what was waited for


async def show(context: BrowserContext, answers: Answers, until: str | None) -> Shown:
    """Until the selector is there and the answers under way have come, or else until nothing more comes."""
    await context.route("**/*", answers.answer)
    answers.page = page = await context.new_page()
    context.on("page", lambda other: other.close())
    await _unless_moving(page.goto(answers.document.url, wait_until="commit", timeout=0))
    there = await _wait(page, answers, until)
    content = await _unless_moving(page.content())
    while content is None:
        await answers.nothing_under_way()
        await asyncio.sleep(0.05)
        content = await _unless_moving(page.content())
    return Shown(page.url, content, there)


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
