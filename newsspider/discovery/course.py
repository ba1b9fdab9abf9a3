"""What of one source is still to be read, going back in time, and from where is it gone on?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from newsspider.discovery.past import in_period
from newsspider.discovery.reading import Reading
from newsspider.discovery.sources import Sitemap
from newsspider.discovery.walk import Walk
from newsspider.discovery.wanted import Wanted
from newsspider.store.cursors import Cursor

BEFORE = 1  # pages read once more before the one where it stopped


class Step(NamedTuple):
    """A page of a source to ask for."""

    url: str
    page: int
    depth: int


@dataclass(slots=True, eq=False)
class Course:
    """One walk, page after page, child after child. `known`: the cursors of the period, by place.

    New articles push what was not read yet to higher page numbers: going on where it stopped meets it. Articles that a
    site removes pull it to lower ones: so a page before is read again. A site may show more on a page than it did: then
    the page where it stopped is older than it was, and earlier ones are tried until they meet it.
    """

    walk: Walk
    wanted: Wanted
    since: str
    until: str
    known: Mapping[str, Cursor]
    waiting: deque[Step] = field(default_factory=deque)
    sure: bool = True  # nothing can lie between where it stopped and where it goes on
    _kept: Cursor | None = None
    _skipped: bool = False

    def __post_init__(self) -> None:
        if self.done:
            return
        page = max(1, self._cursor(self.place).page - BEFORE) if self.walk.goes_on else 1
        self.sure = page == 1
        self.waiting.append(self._step(page))

    @property
    def place(self) -> str:
        return self.walk.page_url(1)

    @property
    def done(self) -> bool:
        return self._cursor(self.place).done

    def is_behind(self, newest: str | None, page: int) -> bool:
        """Whether it goes on too far back; then `waiting` has an earlier page. `newest`: date on the page, ISO; empty:
        the page had no articles; None: it says no dates."""
        reached = self._cursor(self.place).reached
        if self.sure or page == 1:
            self.sure = True
            return False
        self.sure = newest is None or (newest != "" and (reached is None or newest >= reached))
        if not self.sure:
            self.walk.begin_anew()
            self.waiting.append(self._step(page // 2))
        return not self.sure

    def go_on(self, reading: Reading, step: Step, *, older: bool, zone: str, now: datetime) -> None:
        """Note what is to be read after this page."""
        if self.of_sitemaps:
            reading.follow = in_period(reading.follow, self.wanted, zone=zone, now=now)
        pages = self.walk.next_pages(reading, step.page, step.depth, self.wanted, now, new=True, older=older)
        self._wait(pages, step.depth + 1)

    def pass_over(self, step: Step) -> None:
        """The page was not got: note what is to be read after it."""
        self._wait(self.walk.after_failure(step.page, self.wanted), step.depth + 1)

    def cursor(self, reading: Reading, step: Step, oldest: str | None) -> Cursor | None:
        """To be kept with the page's links. None: nothing may be passed over the next time."""
        if self.of_sitemaps:  # an index is read again, to see which children it has
            return self._at(step.url, done=True) if reading.complete and not reading.follow else None
        if reading.links and not self.walk.failed:
            self._kept = self._at(self.place, step.page, oldest)
            return self._kept
        return None

    def end(self) -> Cursor | None:
        """None: something was missed."""
        kept = self._kept or self._cursor(self.place)
        return None if self.walk.failed else self._at(self.place, kept.page, kept.reached, done=True)

    @property
    def has_spoken(self) -> bool:
        """Whether it ever announced an article: one that never did is no sign of a source that works."""
        return bool(self.walk.links or self._skipped or self._cursor(self.place).page)

    @property
    def of_sitemaps(self) -> bool:
        return isinstance(self.walk.source, Sitemap)

    def _wait(self, pages: Iterable[tuple[str, int]], depth: int) -> None:
        """A child's own children come before its neighbours: newest first."""
        steps = []
        for url, page in pages:
            if self.of_sitemaps and self._cursor(url).done:
                self._skipped = True
            else:
                steps.append(Step(url, page, depth))
        self.waiting.extendleft(reversed(steps))

    def _step(self, page: int) -> Step:
        return Step(self.walk.page_url(page, self.wanted.since), page, 0 if page == 1 else page)

    def _cursor(self, place: str) -> Cursor:
        return self.known.get(place) or self._at(place)

    def _at(self, place: str, page: int = 0, reached: str | None = None, *, done: bool = False) -> Cursor:
        return Cursor(self.since, self.until, self.walk.edition.name, place, page, reached, done)
