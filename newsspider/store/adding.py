"""What becomes of an article that is put into the store long after its page was got, and perhaps refused?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import orjson
from sqlalchemy import Connection

from newsspider.article import Article
from newsspider.store import alike, fingerprints, keep, kept, pages, revisits
from newsspider.store.change import Change
from newsspider.store.errors import Damaged
from newsspider.store.keep import Decide
from newsspider.store.likeness import Likeness
from newsspider.store.own_lines import Lines
from newsspider.store.replacing import Replacing
from newsspider.store.stored import place_of, read

STORED, VERSION, DUPLICATE, TAKEN_DOWN = "stored", "version", "duplicate", "taken-down"
THERE, NEWER, ALONE = "there", "newer", "alone"


class _AsItWas(Exception):
    """It is left out again: the line that said so stands, and no second one is written."""


def add(
    store: Replacing,
    article: Article,
    line: bytes,
    decide: Decide,
    *,
    lines: Lines,
    like: Likeness,
    ages: Sequence[timedelta],
) -> str:
    """As a crawl would have put it then, besides all that is stored now. `line`: of the article, `ages`: at which its
    page is asked for again. `there`: it was put before; `newer`: another line has come meanwhile; `alone`: the version
    before it is not stored."""
    with store.state.reading() as connection:
        newest = kept.newest(connection, article.id)
        page = pages.get(connection, [article.id]).get(article.id)
        if newest is not None and newest.version >= article.version:
            return THERE if _is_there(connection, store, article) else NEWER
    if (newest.version if newest else 0) < article.version - 1:
        return ALONE
    at = article.fetch.fetched_at or store.now
    try:
        with store.changing(at[:10], at) as change:
            if newest is not None:
                return _add_version(change, article, line)
            was_left_out = page is not None and page["status"] == DUPLICATE
            return _put(change, article, decide, lines, like, was_left_out) or _take_up(change, store, article, ages)
    except _AsItWas:
        return DUPLICATE


def _put(
    change: Change, article: Article, decide: Decide, lines: Lines, like: Likeness, was_left_out: bool
) -> str | None:
    """None: it is stored."""
    fingerprints.forget(change.connection, change.postings, article.id)  # of the text that it had then
    alike.forget(change.connection, article.id)
    article.duplicate_of, article.similarity = None, None
    outcome = keep.put(change, article, decide, article.id, lines, like=like)
    if outcome.kind == DUPLICATE and was_left_out:
        raise _AsItWas
    return None if outcome.kind == STORED else outcome.kind


def _take_up(change: Change, store: Replacing, article: Article, ages: Sequence[timedelta]) -> str:
    """Its page is asked for again at ages that are still ahead."""
    revisits.take_up(change.connection, store.source, article, ages, store.now)
    return STORED


def _add_version(change: Change, article: Article, line: bytes) -> str:
    """That it is one was decided when it was compared with the one before."""
    place = change.write_lines("articles", [line])
    kept.remember(change.connection, article, change.segments.folder, place, change.at)
    return VERSION


def _is_there(connection: Connection, store: Replacing, article: Article) -> bool:
    """Whether the line is of the same answer."""
    place = place_of(connection, store.folder, article.id, article.version)
    try:
        said = orjson.loads(read(store.output, place)) if place else {}
    except (Damaged, ValueError):
        return False
    return bool((said.get("fetch") or {}).get("fetched_at") == article.fetch.fetched_at)
