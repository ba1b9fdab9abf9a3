"""Which processes has a crawl, and are they all gone?"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import psutil


def children(pid: int) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return list(psutil.Process(pid).children(recursive=True))
    return []


def browsers(pid: int) -> list[psutil.Process]:
    """The main process of each browser: not the script that starts it, nor what it has started."""
    return [each for each in children(pid) if _is_main(each)]


def _is_main(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        words = process.cmdline()
        started = any(word.startswith("--type=") for word in words)
        return "chrom" in process.name() and not started and not words[0].endswith("/sh")
    return False


def alive(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """A zombie is gone, and only nobody has asked how it ended."""
    return [each for each in processes if each.is_running() and _status(each) != psutil.STATUS_ZOMBIE]


def _status(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return str(process.status())
    return str(psutil.STATUS_ZOMBIE)


def left_behind() -> set[Path]:
    """Temporary folders of browsers, of all crawls on this machine."""
    return set(Path(tempfile.gettempdir()).glob("newsspider-browser-*"))


def until(condition: Callable[[], object], seconds: float = 120) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def kill(process: psutil.Process) -> None:
    with suppress(psutil.Error):
        process.kill()


def suspend(processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.suspend()


def memory_of(pid: int) -> tuple[int, int]:
    """PSS and RSS, in bytes, of a process and all that it has started."""
    pss = rss = 0
    for process in (psutil.Process(pid), *children(pid)):
        with suppress(psutil.Error):
            full = process.memory_full_info()
            pss, rss = pss + full.pss, rss + full.rss
    return pss, rss
