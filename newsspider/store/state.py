"""Where is the state, and how is it read and changed safely? SQLite or PostgreSQL, the same code for both."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from newsspider.store.errors import Locked, StoreError
from newsspider.store.migrate import migrate
from newsspider.store.tables import SCHEMA, about, metadata

PATIENCE = 60  # seconds to wait for another crawl's transaction; the usual one takes milliseconds
CACHE = 131_072  # kB of SQLite's pages in memory at most: the keys of a million articles have some 150 MB


class State:
    """An open state. Every method raises StoreError and nothing else."""

    def __init__(self, url: str | URL, *, durable: bool = True) -> None:
        """`url`: as SQLAlchemy writes it. The tables are made where they are missing.

        `durable`: what is committed is there after a power cut.
        """
        self._held: Connection | None = None
        self.closed = False
        self.name = "URL"  # until it is known not to show a password
        with _told_as(self.name):
            self.name = make_url(url).render_as_string(hide_password=True)
            self._engine = _engine(make_url(url), durable=durable)
        with self.writing() as connection:
            if self._engine.dialect.name == "postgresql":  # two first starts at once
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _key("newsspider")})
            _prepare(connection, self.name)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction. In SQLite it is the only one that writes, from its beginning."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._told(), self._engine.connect() as connection:
            yield connection.execution_options(reading=True)

    def hold(self, source: str) -> None:
        """Keep other machines from crawling the site; only a database server is shared by several. Raises Locked."""
        if self._engine.dialect.name != "postgresql":
            return
        with _told_as(self.name):
            self._held = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            query = text("SELECT pg_try_advisory_lock(:key)")
            if not self._held.execute(query, {"key": _key(f"newsspider/{source}")}).scalar():
                raise Locked(f"a crawl of {source} is already running on another machine: wait for it or stop it")

    def close(self) -> None:
        self.closed = True
        if self._held is not None:
            self._held.invalidate()  # ends the connection, and with it the server's lock
            self._held.close()
            self._held = None
        self._engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        if self.closed:  # and the lock given back: nothing may be written any more
            raise StoreError("the crawl is closed already")
        with _told_as(self.name):
            yield


def _engine(url: URL, *, durable: bool) -> Engine:
    engine = create_engine(
        url,
        json_serializer=lambda value: orjson.dumps(value).decode(),
        json_deserializer=orjson.loads,
        pool_pre_ping=True,
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite if durable else _set_up_hasty_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """synchronous=FULL: with NORMAL, a power cut may take back the last transactions. The lines of those articles
    would be cut then, and an article whose discovery was taken back too might never come again.
    """
    connection.isolation_level = None  # the driver begins no transactions: `_begin_sqlite` does
    for pragma in (f"busy_timeout={PATIENCE * 1000}", "journal_mode=WAL", "synchronous=FULL", f"cache_size=-{CACHE}"):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_hasty_sqlite(connection: Any, record: object) -> None:
    _set_up_sqlite(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that reads first and writes then fails at once when another one wrote in between."""
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _prepare(connection: Connection, name: str) -> None:
    metadata.create_all(connection)
    for index in (each for table in metadata.sorted_tables for each in table.indexes):
        index.create(connection, checkfirst=True)  # a table that was there gets no new index otherwise
    made_as = connection.execute(select(about.c.value).where(about.c.key == "schema")).scalar()
    if made_as is None:
        connection.execute(insert(about).values(key="schema", value=str(SCHEMA)))
    elif made_as != str(SCHEMA) and not migrate(connection, made_as):
        raise StoreError(
            f"{name}: state of version {made_as}, this newsspider reads version {SCHEMA}: update newsspider"
        )


def _key(name: str) -> int:
    return zlib.crc32(name.encode())


@contextmanager
def _told_as(name: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()
        raise StoreError(f"state {name}: {cause[0] if cause else type(error).__name__}") from error
