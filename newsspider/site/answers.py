"""What do the callbacks of a crawl share?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from scrapy.http import Response

from newsspider.article import Archive
from newsspider.extensions.archive import ARCHIVED
from newsspider.store.errors import StoreError
from newsspider.store.registry import end_crawl
from newsspider.store.warc.exchange import Kept

LONGEST = 500  # characters of a validator

P = ParamSpec("P")
T = TypeVar("T")


def while_kept(callback: Callable[P, Iterator[T] | None]) -> Callable[P, Iterator[T]]:
    """A callback that ends the crawl, without a bug's traceback, when nothing can be kept any more."""

    @wraps(callback)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        try:
            yield from callback(*args, **kwargs) or ()
        except StoreError as error:
            end_crawl(args[0].crawler, error)  # type: ignore[attr-defined]

    return guarded


def present() -> datetime:
    return datetime.now(UTC)


def got(response: Response) -> datetime:
    """When: as the archive says it, so that what is made of it again is the same."""
    kept = _kept(response)
    return kept.at if kept else present()


def place(response: Response) -> Archive | None:
    """Where the body stands in the archive."""
    kept = _kept(response)
    return kept.place if kept else None


def _kept(response: Response) -> Kept | None:
    kept = response.meta.get(ARCHIVED) if response.request else None
    return kept if isinstance(kept, Kept) else None


def validators(response: Response) -> tuple[str | None, str | None]:
    """ETag and Last-Modified, as far as they can be sent back byte by byte."""
    etag, last_modified = (header(response, name) for name in ("ETag", "Last-Modified"))
    return _sendable(etag), _sendable(last_modified)


def _sendable(value: str | None) -> str | None:
    plain = value is not None and len(value) <= LONGEST and value.isascii() and value.isprintable()
    return value if plain else None


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
