"""Can the output folder be written to, and what does the state call it?"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import URL

from newsspider.store.errors import StoreError, unwritable
from newsspider.store.lock import Lock, waiting_for
from newsspider.store.state import State

_SOURCE = re.compile(r"[a-z0-9_]{1,64}")  # becomes the name of a folder


def lock(output: Path, source: str, kind: str = "") -> Lock:
    """Make the output folder and keep other crawls of the site out of it. Raises Locked."""
    if not _SOURCE.fullmatch(source):
        raise StoreError(f"{source!r} is no name of a site: a-z, 0-9 and _ are allowed")
    try:
        (output / "locks").mkdir(parents=True, exist_ok=True)
        return Lock(output / "locks" / f"{source}.lock", f"a crawl of {source}", kind)
    except OSError as error:
        raise unwritable(output, error) from error


def exporting(output: Path, source: str) -> AbstractContextManager[None]:
    """Keep other exports of the site from writing the same file. Raises Locked."""
    return _alone(output, f"{source}.export.lock", f"an export of {source}")


def rebuilding(output: Path) -> AbstractContextManager[None]:
    """Keep other rebuilds out. Raises Locked."""
    return _alone(output, "reextract.lock", "a rebuild")


@contextmanager
def _alone(output: Path, name: str, what: str) -> Iterator[None]:
    try:
        (output / "locks").mkdir(parents=True, exist_ok=True)
        lock = Lock(output / "locks" / name, what)
    except OSError as error:
        raise unwritable(output, error) from error
    try:
        yield
    finally:
        lock.close()


def open_state(output: Path, state_url: str | None, *, durable: bool = True) -> State:
    """The state of the folder itself, or the one that the URL names."""
    own = URL.create("sqlite", database=str(output / "state.sqlite"))
    return State(state_url if state_url is not None else own, durable=durable)


def known_name(output: Path, state_url: str | None) -> str:
    """Its name in the state, without giving it one: empty where it has none."""
    try:
        return "" if state_url is None else (output / "folder-id").read_text("ascii", "replace").strip()
    except OSError:
        return ""


def name(output: Path, state_url: str | None) -> str:
    """A state elsewhere may be shared by several folders: each has a name in it, whatever its path and machine."""
    if state_url is None:
        return ""
    try:
        with waiting_for(output / "folder-id") as file:
            if not os.fstat(file).st_size:
                os.write(file, uuid.uuid4().hex.encode())
                os.fsync(file)
            return os.pread(file, 64, 0).decode("ascii", "replace").strip()
    except OSError as error:
        raise unwritable(output, error) from error
