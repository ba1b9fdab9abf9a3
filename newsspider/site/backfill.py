"""How does a crawl go back in time, for weeks, in bounded memory?

What sources announce goes into the state, and from there, newest first, some at a time to the downloader. A page of a
source is asked for when nothing announced is left, so that the state holds hardly more than a page of each.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.utils.asyncio import call_later
from twisted.python.failure import Failure

from newsspider.article import Article
from newsspider.discovery.course import Course, Step
from newsspider.discovery.past import past_walks
from newsspider.discovery.sources import Listing
from newsspider.discovery.walk import Walk
from newsspider.extensions.hand_over import HandedOver
from newsspider.extensions.unit import Unit
from newsspider.middlewares.failures import reason_of
from newsspider.monitor.reach import Reach
from newsspider.site.answers import present, while_kept
from newsspider.site.lanes import FEW, SOME, Lane, reach_of
from newsspider.site.past_pages import read_page
from newsspider.site.rendered import meta_of_listing
from newsspider.site.sources import PAST_THE_END, SITEMAP_MAX_BYTES
from newsspider.site.units import units
from newsspider.store.cursors import Cursor
from newsspider.store.errors import StoreError
from newsspider.store.found import Found
from newsspider.store.registry import end_crawl, has_ended

if TYPE_CHECKING:
    from newsspider.site.news_spider import NewsSpider

NOT_OFFERED = ("http-401", "http-403")  # an interface that is closed to strangers
LOOKED_AT = 5  # times SOME pending pages that nobody wants, before others get their turn

logger = logging.getLogger(__name__)


@dataclass(eq=False)
class Backfill:
    """`since`, `until`: days of the period, as typed; empty without a bound."""

    spider: NewsSpider
    since: str
    until: str
    lanes: list[Lane] = field(default_factory=list)
    makes_way: bool = False
    _begun: bool = False
    _waits: bool = False

    @classmethod
    def of(cls, spider: NewsSpider, crawler: Crawler, arguments: dict[str, str]) -> Backfill:
        backfill = cls(spider, arguments.get("since", ""), arguments.get("until", ""))
        crawler.signals.connect(backfill.idle, signals.spider_idle)
        return backfill

    @property
    def crawler(self) -> Crawler:
        return self.spider.crawler

    def reach(self) -> Reach:
        return reach_of(self.lanes, self.spider.wanted.since, begun=self._begun)

    def idle(self) -> None:
        """Nothing is under way, and everything that was is kept."""
        for lane in self.lanes:
            lane.rest()
        if self.makes_way:
            return
        self.feed()
        if self._waits or any(lane.is_busy for lane in self.lanes):
            raise DontCloseSpider
        if not has_ended(self.crawler):
            self._end()

    def feed(self) -> None:
        """Ask for what comes next."""
        if self.makes_way or self.crawler.engine is None or self.crawler.engine.spider is None:
            return
        try:
            if not self._begun:
                self._begin()
            for lane in self.lanes:
                self._feed(lane)
        except StoreError as error:
            end_crawl(self.crawler, error)

    def _begin(self) -> None:
        self._begun, spider = True, self.spider
        known = {each.place: each for each in spider.session.cursors(self.since, self.until)}
        for edition in spider.wanted.editions:
            walks = past_walks(edition, spider.wanted, zone=spider.zone)
            self.lanes.append(Lane(edition.name, deque(self._course(walk, known) for walk in walks)))

    def _course(self, walk: Walk, known: dict[str, Cursor]) -> Course:
        return Course(walk, self.spider.wanted, self.since, self.until, known)

    def _feed(self, lane: Lane) -> None:
        if not lane.wants_more:
            return
        due, more = self._due(lane)
        for unit in units(self.spider, due):
            for found in unit.waiting:
                self._lane(found.edition, lane).under_way += 1
            self._crawl(self.spider.article_request(unit))
        if more:
            self._later()
        elif not due:
            lane.dry = True
            if not lane.reading:
                self._turn_page(lane)

    def _due(self, lane: Lane) -> tuple[list[Found], bool]:
        """Pages to ask for, and whether to look again soon: the state may hold many that are not wanted."""
        for _ in range(LOOKED_AT):
            since = self.spider.wanted.since
            due = self.spider.session.due(SOME, present(), edition=lane.name, not_before=since, of_backfill=True)
            wanted = [found for found in due if self.spider.is_wanted(found)]
            if wanted or not due:
                return wanted, False
        return [], True

    def _turn_page(self, lane: Lane) -> None:
        while lane.courses:
            course = lane.courses[0]
            if course.waiting:
                lane.reading = True
                self._crawl(self._page(course, course.waiting.popleft()))
                return
            self._end_course(lane, course)

    def _end_course(self, lane: Lane, course: Course) -> None:
        lane.courses.popleft()
        if course.done:
            lane.read = True
        elif not course.has_spoken:
            self._take_the_next(lane, course)
            lane.missed = lane.missed or course.walk.failed
        elif cursor := course.end():
            self.spider.session.discover([], present(), cursor=cursor)
            lane.read = True
        else:
            lane.missed = True

    def _take_the_next(self, lane: Lane, course: Course) -> None:
        """Of sources that say the same."""
        following = course.walk.in_its_place(self.spider.wanted.sections)
        lane.take_first(self._course(walk, dict(course.known)) for walk in following)

    def _end(self) -> None:
        for lane in self.lanes:
            lane.ended = True
            if lane.read and not lane.missed:
                done = Cursor(self.since, self.until, lane.name, done=True)
                try:
                    self.spider.session.discover([], present(), cursor=done)
                except StoreError as error:
                    end_crawl(self.crawler, error)
                    return
                logger.info("%s: everything that its sources announce of the period is known", lane.name)

    @while_kept
    def answered(self, response: Response, found: Found, unit: Unit) -> Iterator[Article | Request]:
        try:
            for each in self.spider.parse_article(response, found, unit):
                if isinstance(each, Article):
                    self._note(each)
                yield each
        finally:
            self._got(found)

    @while_kept
    def failed(self, failure: Failure, found: Found, unit: Unit) -> Iterator[Any]:
        try:
            if not isinstance(failure.value, HandedOver):
                yield from self.spider.article_failed(failure, found, unit)
        finally:
            self._got(found)

    async def read(self, response: Response, walk: Walk, course: Course, step: Step) -> None:
        lane = next(lane for lane in self.lanes if course in lane.courses)
        try:
            if not await read_page(self.spider, response, course, step) and course.walk.instead:
                self._drop(lane, course)
        except StoreError as error:
            end_crawl(self.crawler, error)
        finally:
            lane.reading = lane.dry = False
            self.feed()

    @while_kept
    def page_failed(self, failure: Failure, course: Course, step: Step) -> Iterator[Any] | None:
        """After the last page, that is how a listing ends."""
        if isinstance(failure.value, HandedOver):
            return None
        lane = next(lane for lane in self.lanes if course in lane.courses)
        lane.reading, reason = False, reason_of(failure)
        past_the_end = reason in PAST_THE_END and not course.of_sitemaps
        if past_the_end and step.page > 1:
            course.is_behind("", step.page)
        else:
            level = logging.INFO if reason == "http-404" else logging.WARNING
            logger.log(level, "%s was not read: %s", step.url, reason)
            self.spider.count("sources/failed")
            if reason in PAST_THE_END and step.depth == 0:  # a source is declared where one host of several has it
                self._drop(lane, course)
            else:
                course.walk.failed = True
                course.pass_over(step)
                if step.depth == 0 and course.walk.instead:
                    # What stands in may reach less far back: only where the site never offers the other is that all.
                    lane.missed = lane.missed or reason not in NOT_OFFERED
                    self._drop(lane, course)
        self.feed()
        return None

    def _drop(self, lane: Lane, course: Course) -> None:
        """It does not answer here, or not now."""
        lane.courses.remove(course)
        self._take_the_next(lane, course)

    def _lane(self, edition: str, lane: Lane) -> Lane:
        """That of the edition; else `lane`, which asks for the page."""
        return next((each for each in self.lanes if each.name == edition), lane)

    def _page(self, course: Course, step: Step) -> Request:
        return Request(
            step.url,
            callback=self.read,
            errback=lambda failure: self.page_failed(failure, course, step),
            cb_kwargs={"walk": course.walk, "course": course, "step": step},
            meta=self._meta(course),
            priority=10,  # before what is announced runs out
            dont_filter=True,
        )

    def _meta(self, course: Course) -> dict[str, Any]:
        if isinstance(course.walk.source, Listing):
            return meta_of_listing(self.spider.renders)
        return {"download_maxsize": SITEMAP_MAX_BYTES} if course.of_sitemaps else {}

    def _note(self, article: Article) -> None:
        """How far back its edition is."""
        lane = next((lane for lane in self.lanes if lane.name == article.edition), None)
        published = datetime.fromisoformat(article.published_at) if article.published_at else None
        if lane is not None and published is not None and self.spider.wanted.in_period(published):
            lane.note(published)

    def _got(self, found: Found) -> None:
        for lane in self.lanes:
            if lane.name == found.edition:
                lane.got()
                if lane.under_way <= FEW:
                    self.feed()

    def _crawl(self, request: Request) -> None:
        assert self.crawler.engine is not None
        self.crawler.engine.crawl(request)

    def _later(self) -> None:
        def look_again() -> None:
            self._waits = False
            self.feed()

        if not self._waits:
            self._waits = True
            call_later(0.01, look_again)
