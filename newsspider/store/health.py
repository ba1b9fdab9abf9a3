"""How was each site when it was last judged, and who has still to be told that this changed?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from newsspider.store import folder
from newsspider.store.state import State
from newsspider.store.tables import health, notices, told

WELL = "ok"


@dataclass(frozen=True, slots=True)
class Notice:
    """A change of a site's word. `was`: None: it was never judged before. `at`: ISO. `run`: None: no crawl said so."""

    site: str
    was: str | None
    now: str
    why: str
    at: str
    run: int | None


def note(connection: Connection, site: str, word: str, why: str, at: str, run: int | None = None) -> None:
    """In the transaction that ends the crawl, so that a change is never forgotten, whatever happens next."""
    was = connection.execute(select(health.c.word).where(health.c.site == site)).scalar()
    connection.execute(delete(health).where(health.c.site == site))
    connection.execute(insert(health).values(site=site, word=word, why=why, at=at, run=run))
    if word != (was or WELL):
        connection.execute(insert(notices).values(asdict(Notice(site, was, word, why, at, run))))


class Notices:
    """Of one site, those that nobody was told yet."""

    def __init__(self, state: State, site: str) -> None:
        self._state, self._site = state, site

    def untold(self) -> list[tuple[int, Notice]]:
        """Oldest first."""
        columns = [notices.c[name] for name in Notice.__slots__]
        query = select(notices.c.id, *columns).where(notices.c.site == self._site).order_by(notices.c.id)
        with self._state.reading() as connection:
            return [(row[0], Notice(*row[1:])) for row in connection.execute(query)]

    def told_to(self, number: int) -> set[str]:
        """Targets that know of it."""
        with self._state.reading() as connection:
            return set(connection.execute(select(told.c.target).where(told.c.notice == number)).scalars())

    def note_told(self, number: int, target: str) -> None:
        with self._state.writing() as connection:
            connection.execute(insert(told).values(notice=number, target=target))

    def told(self, number: int) -> None:
        """Everybody knows of it."""
        with self._state.writing() as connection:
            connection.execute(delete(told).where(told.c.notice == number))
            connection.execute(delete(notices).where(notices.c.id == number))

    def note(self, word: str, why: str, at: str) -> None:
        """Judged from outside, where no crawl could say it."""
        with self._state.writing() as connection:
            note(connection, self._site, word, why, at)


@contextmanager
def notices_of(output: Path, state_url: str | None, site: str) -> Iterator[Notices]:
    """Beside crawls. Raises StoreError."""
    state = folder.open_state(output, state_url)
    try:
        yield Notices(state, site)
    finally:
        state.close()
