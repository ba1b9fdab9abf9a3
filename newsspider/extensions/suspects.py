"""Which pages look as if the site had a new design? They are counted, and kept for a person to look at."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from newsspider.article import Article
from newsspider.extensions.unit import asked_for
from newsspider.monitor.expect import Expect
from newsspider.monitor.past import Past, as_watched
from newsspider.monitor.recent import Recent
from newsspider.monitor.signs import REFUSALS, peculiar, signs, suspicions, traits
from newsspider.normalise.text_lines import counted_lines
from newsspider.store.found import Found
from newsspider.store.registry import has_ended, session_of
from newsspider.store.suspects import Suspects as Kept
from newsspider.store.times import stamp

REVISIT = "revisit"  # in the meta of a request for the page of a stored article
page_refused = object()  # a signal with `response`, `found` and `reason`: the page of an announced article holds none

logger = logging.getLogger(__name__)


class Suspects:
    """A backfill only keeps them: what the site was like years ago says nothing of today."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.session = session_of(crawler)
        self.kept = Kept(self.session.output, self.session.source)
        self.expect: Expect = getattr(crawler.spidercls, "expect", Expect())
        self.of_today = not crawler.settings.getbool("BACKFILL")
        self.layouts = bool(getattr(crawler.spidercls, "layouts", ()))
        self.read_before = Past(sources=as_watched(self.session.watched())).read()
        self.recent = Recent(self.session.last_titles(Recent.MOST))
        crawler.signals.connect(self.read, signals.item_scraped)
        crawler.signals.connect(self.refused, page_refused)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def read(self, item: Any, response: Any, spider: Spider) -> None:
        _, response = asked_for(item, response)
        if not isinstance(item, Article) or _is_revisit(response):
            return
        became = self.session.became(item.id)
        repeat = became is not None and became.kind == "duplicate" and became.reason in ("text", "near")
        if became is None or item.version > 1 or not (repeat or became.kind == "stored"):
            return  # read before: it says nothing of the site of today
        why = suspicions(item, self.expect, layouts=self.layouts)
        if self.of_today:
            self.session.tally(signs(item.edition, why, item))
            self.session.tally(traits(item, self._peculiar(item, repeat)))
        if why and isinstance(response, Response):
            self._keep(item.id, item.url, item.edition, why, response)

    def _peculiar(self, article: Article, repeat: bool) -> list[str]:
        own_lines = self.recent.shares_line(article.edition, counted_lines(article.text or ""))
        return peculiar(
            article,
            repeat=repeat,
            same_title=self.recent.has_title(article.title),
            own_lines=own_lines or article.provenance.get("text", "").endswith("+lines"),
            before=self.read_before.get(article.edition),
        )

    def refused(self, response: Response, found: Found, reason: str) -> None:
        if reason in REFUSALS:
            if self.of_today:
                self.session.tally(signs(found.edition, [reason]))
            self._keep(found.id, found.url, found.edition, [reason], response)

    def _keep(self, id: str, url: str, edition: str, why: list[str], response: Response) -> None:
        """They help to repair the rules; a full disk ends the crawl where an article can't be written, not here."""
        if has_ended(self.crawler):
            return
        at = stamp(datetime.now(UTC))
        told = {"url": url, "why": why, "edition": edition, "status": response.status, "fetched_at": at}
        try:
            self.kept.keep(id, response.body, told, at[:10])
        except OSError as error:
            logger.warning("%s was not kept: %s", url, error.strerror)


def _is_revisit(response: Any) -> bool:
    """A page that was counted when its article was new; what looks odd about it now makes no version of the article."""
    return isinstance(response, Response) and response.request is not None and bool(response.meta.get(REVISIT))
