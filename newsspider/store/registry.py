"""Which session belongs to this crawl? Scrapy's parts share one without parking it on the spider."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from newsspider.store.session import Session

_sessions: WeakKeyDictionary[object, Session] = WeakKeyDictionary()


def attach(owner: object, session: Session) -> None:
    """`owner`: what lives as long as the crawl, Scrapy's crawler."""
    _sessions[owner] = session


def session_of(owner: object) -> Session:
    """Raises LookupError when none is attached."""
    try:
        return _sessions[owner]
    except KeyError:
        raise LookupError("no session is attached to this crawl") from None
