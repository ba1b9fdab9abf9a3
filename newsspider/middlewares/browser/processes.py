"""Which processes belong to the browser, how much memory do they take, and how are they ended?"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress

import psutil


def driver() -> psutil.Process:
    """Playwright's own process, a child of ours; the browser is its child. Raises OSError."""
    for child in psutil.Process().children():
        with suppress(psutil.Error):
            if "run-driver" in child.cmdline():
                return child
    raise ProcessLookupError("its driver is gone")


def kill_driver() -> None:
    """And what it has started."""
    with suppress(OSError):
        kill_all(tree(driver()))


def tree(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return [process, *process.children(recursive=True)]
    return []


def memory(processes: Iterable[psutil.Process]) -> int:
    """Bytes; what several processes share is counted once (PSS), where the system tells it."""
    return sum(map(_memory, processes))


def _memory(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", 0) or full.uss)


def _runs(process: psutil.Process) -> bool:
    """Without waiting for it, which is for whoever started it to do."""
    with suppress(psutil.Error):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def is_frozen(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return bool(process.status() == psutil.STATUS_STOPPED)
    return False


def kill_all(processes: Iterable[psutil.Process], patience: float = 5.0) -> None:
    """Kills them, and waits until they are gone."""
    killed = list(processes)
    for process in killed:
        with suppress(psutil.Error):
            process.kill()
    end = time.monotonic() + patience
    while any(map(_runs, killed)) and time.monotonic() < end:
        time.sleep(0.05)


def kill_group(group: int, since: float) -> None:
    """The browser leads a group of its own, which all its processes belong to, also those whose parent is gone.

    `since`: when its leader began. Its number is nobody else's while a process of the group is there; after that it may
    be given to a process that we have nothing to do with.
    """
    if group > 1 and not _is_another(group, since):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def _is_another(pid: int, since: float) -> bool:
    with suppress(psutil.NoSuchProcess):
        return bool(abs(psutil.Process(pid).create_time() - since) > 1)
    return False
