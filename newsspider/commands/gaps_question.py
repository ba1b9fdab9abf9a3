"""Of which site, editions and days is asked what is missing, and can that be answered?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from newsspider.commands.arguments import UsedWrongly
from newsspider.discovery.wanted import Wanted
from newsspider.site import NewsSpider
from newsspider.store import cursors, sources
from newsspider.store.days import Period, day_of
from newsspider.store.reading import reading_only
from newsspider.store.segments import KINDS
from newsspider.store.state import State


@dataclass(frozen=True, slots=True)
class Question:
    """Of which site, editions and days, kept where?"""

    site: type[NewsSpider]
    wanted: Wanted
    output: Path
    state_url: str | None
    reaches_back: bool = False  # `since` says only how far back sources are read; older pages may be missing too

    @property
    def name(self) -> str:
        return self.site.name

    @property
    def editions(self) -> list[str]:
        """A page of no edition is of any."""
        return [*(edition.name for edition in self.wanted.editions), ""]

    @property
    def period(self) -> Period:
        since, until = self.wanted.since, self.wanted.until
        return Period(since.date() if since else None, until.date() if until else None)

    @property
    def reach(self) -> Period:
        """Days of which something may be missing."""
        return Period(None, self.period.until) if self.reaches_back else self.period

    @property
    def about(self) -> tuple[str, str, list[str], Period]:
        return self.name, self.site.zone, self.editions, self.period


def is_known(question: Question) -> bool:
    """Whether there is anything to compare."""
    files = (question.output / kind / question.name for kind in KINDS)
    with reading_only(question.output, question.state_url) as connection:
        return connection is not None or any(any(each.glob("*.jsonl")) for each in files)


def asked_back_to(question: Question) -> str | None:
    """The day, as an argument of a crawl; empty: everything. Raises UsedWrongly where nobody knows."""
    with reading_only(question.output, question.state_url) as connection:
        since = sources.read_back_to(connection, question.name) if connection is not None else None
        backfills = cursors.of_site(connection, question.name) if connection is not None else []
    if since is None:
        only = "only a backfill has read its sources yet" if backfills else "no crawl of it has come to its end yet"
        first = min((each.since for each in backfills if each.since), default="2025-11-01")
        raise UsedWrongly(
            f"{question.name}: {only}, so say how far back they are to be read: --since {first}; or --offline"
        )
    return day_of(since, question.site.zone)


@contextmanager
def reading_of(question: Question) -> Iterator[Connection]:
    """Where there is no state, one that knows nothing."""
    with reading_only(question.output, question.state_url) as connection:
        if connection is not None:
            yield connection
            return
    with closing(State("sqlite://")) as state, state.reading() as connection:
        yield connection
