"""What is missing of a site: by its files, its state and, where they were read, its sources?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from newsspider.commands.arguments import UsedWrongly
from newsspider.discovery.numbers import Sequence, sequences
from newsspider.discovery.wanted import Wanted
from newsspider.site import NewsSpider
from newsspider.store import cursors, folder, sources
from newsspider.store.accounts import Account, accounts
from newsspider.store.audit import FileAudit, audit, line_at
from newsspider.store.days import MOMENT, Period, day_of
from newsspider.store.mend import Mended, mend
from newsspider.store.missing import (
    ARGUMENTS,
    UNKNOWN,
    Missing,
    announced_since,
    lost,
    mend_pages,
    missing,
    not_come,
    versions_not_come,
)
from newsspider.store.reading import reading_only
from newsspider.store.segments import KINDS
from newsspider.store.state import State
from newsspider.store.tables import pages
from newsspider.store.times import stamp

NOTHING_MENDED = Mended(set())
_NUMERIC = re.compile(r"\(\?P<key>\\d")


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


@dataclass(slots=True)
class Found:
    """`counts`: by day, edition and why. `urls` is filled where it is asked for; ids count once."""

    listed: bool = False
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    urls: list[Missing] = field(default_factory=list)
    files: list[FileAudit] = field(default_factory=list)  # those that are not sound
    _ids: set[str] = field(default_factory=set)

    def add(self, each: Missing) -> None:
        if each.id in self._ids:
            return
        self._ids.add(each.id)
        self.counts[each.day, each.edition, each.why] += 1
        if self.listed:
            self.urls.append(each)

    def extend(self, several: Iterable[Missing]) -> None:
        for each in several:
            self.add(each)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._ids)

    @property
    def standing(self) -> set[str]:
        """Ids of lines that the state does not know."""
        return {key.id for each in self.files for key in each.unknown}

    @property
    def is_sound(self) -> bool:
        """Whether a crawl may begin."""
        return all(each.has_its_length for each in self.files)

    def __bool__(self) -> bool:
        return bool(self.counts or self.files)


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


def compare_files(question: Question, found: Found) -> None:
    """Files and state with each other. Raises Locked while a crawl is running."""
    with closing(folder.lock(question.output, question.name)), _reading(question) as connection:
        _compare_files(connection, question, found)


def ask_state(question: Question, found: Found, *, new_since: str | None = None, done: Mended = NOTHING_MENDED) -> None:
    """What the state knows to be missing. `done`: what was asked for again, perhaps in vain."""
    with _reading(question) as connection:
        found.extend(_missing(connection, question, found, new_since))
        found.extend(not_come(connection, done.again, question.site.zone))
        now = stamp(datetime.now(UTC))
        found.extend(versions_not_come(connection, done.versions, question.site.zone, now))


def mended(question: Question, found: Found, tell: Callable[[Found], None] = lambda found: None) -> Mended:
    """Find everything, `tell` it, then bring files and state to agree. Raises Locked while a crawl is running."""
    now = stamp(datetime.now(UTC))
    with (
        closing(folder.lock(question.output, question.name)),
        closing(folder.open_state(question.output, question.state_url)) as state,
    ):
        state.hold(question.name)
        known_as = folder.name(question.output, question.state_url)
        with state.reading() as connection:
            _compare_files(connection, question, found)
            found.extend(_missing(connection, question, found))
        tell(found)
        done = mend(state, question.output, known_as, question.name, now, question.site.revisits)
        with state.writing() as connection:
            return replace(done, again=done.again | mend_pages(connection, question.name, now))


def _missing(
    connection: Connection, question: Question, found: Found, new_since: str | None = None
) -> Iterator[Missing]:
    """Of what is older than the sources were ever read, crawls dropped by their arguments what nobody asked for."""
    site, zone, editions, period = question.about
    standing = found.standing
    for each in missing(connection, site, zone, editions, question.reach, new_since=new_since, standing=standing):
        if each.why != ARGUMENTS or period.has(each.day):
            yield each


def add_new(question: Question, found: Found, moment: str) -> None:
    with _reading(question) as connection:
        found.extend(announced_since(connection, *question.about, moment))


def accounted(question: Question) -> dict[tuple[str, str], Account]:
    with _reading(question) as connection:
        return accounts(connection, *question.about)


def numbers(question: Question) -> list[Sequence]:
    """Where the site numbers its articles."""
    if not _NUMERIC.search(question.site.article_url):
        return []
    with _reading(question) as connection:
        return sequences(question.site.addresses(), _urls(connection, question))


def _urls(connection: Connection, question: Question) -> Iterator[tuple[str, str]]:
    query = select(pages.c.edition, pages.c.url, MOMENT.label("moment")).where(pages.c.source == question.name)
    query = query.where(pages.c.edition.in_(question.editions)).execution_options(yield_per=1000)
    for edition, url, moment in connection.execute(query):
        if question.period.has(day_of(moment, question.site.zone)):
            yield edition, url


def _compare_files(connection: Connection, question: Question, found: Found) -> None:
    known_as = folder.known_name(question.output, question.state_url)
    audits = audit(connection, question.output, known_as, question.name)
    found.files = [each for each in audits if not each.is_sound]
    for each in found.files:
        found.extend(lost(connection, sorted(each.lost), question.site.zone))
        found.extend(_unknown(each, question))


def _unknown(each: FileAudit, question: Question) -> Iterator[Missing]:
    for key, place in each.unknown.items():
        line = line_at(question.output, place)
        day = day_of(str(line.get("published_at") or Path(each.path).stem), question.site.zone)
        yield Missing(key.id, str(line.get("url")), str(line.get("edition")), day, UNKNOWN)


@contextmanager
def _reading(question: Question) -> Iterator[Connection]:
    """Where there is no state, one that knows nothing."""
    with reading_only(question.output, question.state_url) as connection:
        if connection is not None:
            yield connection
            return
    with closing(State("sqlite://")) as state, state.reading() as connection:
        yield connection
