"""What is missing of a site: by its files, its state and, where they were read, its sources?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from newsspider.commands.gaps_question import Question, reading_of
from newsspider.discovery.numbers import Sequence, sequences
from newsspider.store import folder
from newsspider.store.accounts import Account, accounts
from newsspider.store.audit import FileAudit, audit
from newsspider.store.days import MOMENT, day_of
from newsspider.store.file_lines import line_at
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
from newsspider.store.tables import pages
from newsspider.store.times import stamp

NOTHING_MENDED = Mended(set())
_NUMERIC = re.compile(r"\(\?P<key>\\d")


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


def compare_files(question: Question, found: Found) -> None:
    """Files and state with each other. Raises Locked while a crawl is running."""
    with closing(folder.lock(question.output, question.name)), reading_of(question) as connection:
        _compare_files(connection, question, found)


def ask_state(question: Question, found: Found, *, new_since: str | None = None, done: Mended = NOTHING_MENDED) -> None:
    """What the state knows to be missing. `done`: what was asked for again, perhaps in vain."""
    with reading_of(question) as connection:
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
    with reading_of(question) as connection:
        found.extend(announced_since(connection, *question.about, moment))


def accounted(question: Question) -> dict[tuple[str, str], Account]:
    with reading_of(question) as connection:
        return accounts(connection, *question.about)


def numbers(question: Question) -> list[Sequence]:
    """Where the site numbers its articles, and no others with them: a family's are those of a whole portal."""
    if question.site.family or not _NUMERIC.search(question.site.article_url):
        return []
    with reading_of(question) as connection:
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
