"""How is DuckDB asked, so that it takes no more memory than it may?

It is imported where it is used: every command of Scrapy's loads all of them, and a crawl need not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from newsspider.store.errors import StoreError

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"

Engine: TypeAlias = "duckdb.DuckDBPyConnection"


@contextmanager
def engine(folder: Path, memory: str = MEMORY) -> Iterator[Engine]:
    """A database of our own in a folder, to which it moves what is more than `memory`. It loads nothing from the
    network. Raises StoreError."""
    import duckdb

    try:
        connection = duckdb.connect(str(folder / "work.duckdb"), config=_config(folder, memory))
        try:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
        finally:
            connection.close()
    except duckdb.Error as error:
        raise StoreError(f"{folder}: {_first_line(error)}") from error


@contextmanager
def small_engine() -> Iterator[Engine]:
    """In memory, without a file. Raises StoreError."""
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    try:
        yield connection
    except duckdb.Error as error:
        raise StoreError(_first_line(error)) from error
    finally:
        connection.close()


def is_memory(text: str) -> bool:
    """Whether DuckDB knows what is meant by `2GB`."""
    import duckdb

    try:
        duckdb.connect(config={"memory_limit": text}).close()
    except duckdb.Error:
        return False
    return True


def _config(folder: Path, memory: str) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": memory,
        "temp_directory": str(folder / "spilt"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
