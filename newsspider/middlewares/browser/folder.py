"""Where does a browser keep its profile, and who cleans up after a crawl that was killed?"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson
import psutil

from newsspider.middlewares.browser.processes import kill_group

TRIES = 20
_PREFIX = "newsspider-browser-"
_BOOK = "processes.json"


def make_folder() -> Path:
    """An empty one of our own. What crawls that are gone have left behind is cleaned up before."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        _clean_up(left)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    note(folder, 0, 0.0)
    return folder


def note(folder: Path, group: int, began: float) -> None:
    """Write down whose folder it is, which group of processes uses it, and when that group's leader began."""
    own = psutil.Process()
    told = {"owner": own.pid, "since": own.create_time(), "group": group, "began": began}
    (folder / _BOOK).write_bytes(orjson.dumps(told))


def remove(folder: Path) -> None:
    """A process that is ending may still write into it for a moment."""
    for _ in range(TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Playwright's driver takes its environment from ours, and the browser takes it from there."""
    tempfile.gettempdir()  # ours stays where it is
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        del os.environ["TMPDIR"]
        if before is not None:
            os.environ["TMPDIR"] = before


def _clean_up(folder: Path) -> None:
    with suppress(OSError, ValueError, KeyError, TypeError, psutil.Error):
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            return
        told = orjson.loads((folder / _BOOK).read_bytes())
        if _is_alive(int(told["owner"]), float(told["since"])):
            return
        if _is_a_browser(int(told["group"])):
            kill_group(int(told["group"]), float(told.get("began", 0.0)))
        remove(folder)


def _is_alive(pid: int, since: float) -> bool:
    with suppress(psutil.NoSuchProcess):
        return bool(abs(psutil.Process(pid).create_time() - since) < 1)
    return False


def _is_a_browser(group: int) -> bool:
    """Its number may have been given to others meanwhile."""
    names = (process.name().lower() for process in psutil.process_iter() if _group(process) == group)
    return any("chrom" in name or "headless" in name for name in names)  # Playwright's is called headless_shell


def _group(process: psutil.Process) -> int:
    with suppress(ProcessLookupError):
        return os.getpgid(process.pid)
    return 0
