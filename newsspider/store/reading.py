"""How does a command look at the state while crawls are running, without changing or disturbing anything?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from newsspider.store.errors import StoreError
from newsspider.store.migrate import OLDER
from newsspider.store.tables import SCHEMA, about


@contextmanager
def reading_only(output: Path, state_url: str | None) -> Iterator[Connection | None]:
    """One moment of the state, however long it is looked at. None: there is no state yet. Raises StoreError."""
    with _told_as("URL"):  # until it is known not to show a password
        url = make_url(state_url) if state_url else URL.create("sqlite", database=str(output / "state.sqlite"))
    name = url.render_as_string(hide_password=True)
    with _told_as(name):
        engine = _engine(url)
        if engine is None:
            yield None
            return
        try:
            with engine.connect() as connection:
                yield connection if _is_state(connection, name) else None
        finally:
            engine.dispose()


def _engine(url: URL) -> Engine | None:
    """None where no file is: opening it would make one."""
    if url.get_backend_name() != "sqlite":
        options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        return create_engine(url, execution_options=options)
    file = Path(url.database or "")
    if not file.is_file():
        return None
    query = {"mode": "ro", "uri": "true"}
    return create_engine(URL.create("sqlite", database=file.absolute().as_uri(), query=query))


def _is_state(connection: Connection, name: str) -> bool:
    if not inspect(connection).has_table(about.name):
        return False
    made_as = connection.execute(select(about.c.value).where(about.c.key == "schema")).scalar()
    if made_as != str(SCHEMA):
        older = made_as in OLDER
        told = "the next crawl brings it up to date" if older else "update newsspider"
        raise StoreError(f"{name}: state of version {made_as}, this newsspider reads version {SCHEMA}: {told}")
    return True


@contextmanager
def _told_as(name: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        cause: Any = getattr(error, "orig", None) or error
        raise StoreError(f"state {name}: {str(cause).strip().splitlines()[0]}") from error
