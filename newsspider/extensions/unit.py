"""Which pages are asked for together, because they are one article in several languages, and what did each give?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scrapy.http import Response

from newsspider.article import Article
from newsspider.store.found import Found


@dataclass(frozen=True, slots=True)
class Page:
    """An article that waits for the other languages, and where it came from."""

    article: Article
    found: Found
    response: Response


@dataclass(slots=True, eq=False)
class Unit:
    """`waiting`: pages still to be asked for, one after the other; most units have one page. `read`: what came."""

    waiting: deque[Found]
    read: list[Page] = field(default_factory=list)
    begun: bool = False

    @classmethod
    def of(cls, pages: Iterable[Found]) -> Unit:
        return cls(deque(pages))


def asked_for(item: Any, response: Any) -> tuple[Found | None, Any]:
    """The page that was asked for when an article came, and its answer: the last page of a unit brings all of it.

    A redirect may have led to an article with another id.
    """
    request = getattr(response, "request", None)
    told = request.cb_kwargs if request is not None else {}
    unit, found = told.get("unit"), told.get("found")
    if isinstance(unit, Unit) and isinstance(item, Article):
        page = next((each for each in unit.read if each.article is item), None)
        if page is not None:
            return page.found, page.response
    return (found if isinstance(found, Found) else None), response
