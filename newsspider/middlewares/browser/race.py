"""How does work end that may never end by itself?"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
CANCELLING = 2.0  # seconds

Ender = asyncio.Future[Exception]


async def before(work: Coroutine[Any, Any, T], *enders: Ender) -> T:
    """What the work gives, or the exception of the first ender that is done before it."""
    task = asyncio.ensure_future(work)
    waited: set[asyncio.Future[Any]] = {task, *enders}
    try:
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise next(ender.result() for ender in enders if ender.done())
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=CANCELLING)
