"""How are several articles put onto the disk for the price of one?

Most of the time that keeping an article takes is waiting for the disk to say that it is there. A backfill without a
delay between its requests would wait twice for each; so the articles of half a second wait for each other. Each is done
when all of them are, so nothing that counts as done can be lost.
"""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import UTC, datetime

from newsspider.article import Article
from newsspider.store.errors import StoreError
from newsspider.store.keep import Decide, Outcome, Put
from newsspider.store.likeness import Likeness
from newsspider.store.own_lines import Lines
from newsspider.store.session import Session
from newsspider.store.versions import Revising

MOST = 20  # articles
LONGEST = 0.5  # seconds that one waits

Waiting = tuple[Put, asyncio.Future[Outcome]]


class Group:
    def __init__(
        self, session: Session, decide: Decide, lines: Lines, revising: Revising, like: Likeness | None = None
    ) -> None:
        self._session, self._decide, self._lines, self._revising = session, decide, lines, revising
        self._like = like
        self._waiting: list[Waiting] = []
        self._timer: asyncio.TimerHandle | None = None

    async def put(self, article: Article, asked_as: str | None) -> Outcome:
        """When it is kept. Raises StoreError, or what went wrong with this article."""
        loop = asyncio.get_running_loop()
        if self._waiting and _day(self._waiting[0][0].article) != _day(article):
            self._keep()
        kept: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((Put(article, asked_as), kept))
        if len(self._waiting) >= MOST:
            self._keep()
        elif self._timer is None:
            self._timer = loop.call_later(LONGEST, self._keep)
        return await kept

    def _keep(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        copies = [Put(_copy(put.article), put.asked_as) for put, _ in waiting]
        try:
            outcomes = self._put(copies)
        except StoreError as error:
            _tell(waiting, error)
        except Exception:  # a bug that one of them shows: it ends that one
            self._keep_each(waiting)
        else:
            for (put, kept), copy, outcome in zip(waiting, copies, outcomes, strict=True):
                _complete(put.article, copy.article)
                if not kept.done():
                    kept.set_result(outcome)

    def _put(self, puts: list[Put]) -> list[Outcome]:
        now = datetime.now(UTC)
        return self._session.put_all(
            puts, self._decide, now, lines=self._lines, revising=self._revising, like=self._like
        )

    def _keep_each(self, waiting: list[Waiting]) -> None:
        for put, kept in waiting:
            try:
                (outcome,) = self._put([put])
            except Exception as error:
                _tell([(put, kept)], error)
            else:
                if not kept.done():
                    kept.set_result(outcome)


def _tell(waiting: list[Waiting], error: Exception) -> None:
    for _, kept in waiting:
        if not kept.done():
            kept.set_exception(error)


def _copy(article: Article) -> Article:
    """Keeping an article completes it, and none may be completed twice: its other fields are replaced as a whole."""
    return replace(article, urls=[*article.urls], fetch=replace(article.fetch))


def _complete(article: Article, copy: Article) -> None:
    """Whoever looks at the article later sees what was kept of it."""
    for field in fields(Article):
        setattr(article, field.name, getattr(copy, field.name))


def _day(article: Article) -> str | None:
    return article.fetch.fetched_at[:10] if article.fetch.fetched_at else None
