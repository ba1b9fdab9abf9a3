"""Which date does a page of unknown design show as that of its article?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

_DATED = re.compile(
    r"(?:^|[\s_-]|post|entry|article|news|pub)(?:date|datum|data|time|timestamp|published|pubdate|posted|created|dateline)(?:$|[\s_-])",
    re.I,
)
_NOT_OURS = re.compile(r"comment|sidebar|widget|related|footer|header-date|current|today|modified|updated", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")  # "today" may be a teaser's
_TAGS = ("h1", "time", "span", "div", "p", "li", "small", "em", "i", "b", "td", "a")
_LONGEST = 60  # letters
_NEAR = 40  # elements around the headline
_BESIDE = 12  # so near, a date needs no name
_MANY = 20_000


def displayed(tree: HtmlElement) -> Iterator[str]:
    """What is marked as the publication; else the dates beside the headline; else the only date shown.

    Nothing where the page shows several and none is near: a date of some teaser would be a guess.
    """
    elements = list(islice(tree.iter(*_TAGS), _MANY))
    headline = next((at for at, element in enumerate(elements) if element.tag == "h1"), None)
    shown: list[tuple[int, str]] = []
    for at, element in enumerate(elements):
        distance = _MANY if headline is None else abs(at - headline)
        if said := _date(element, named=distance > _BESIDE):
            marked = element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or "")
            shown.append((-1 if marked else distance, said))
    shown.sort(key=lambda one: one[0])
    yield from (said for distance, said in shown if distance <= _NEAR)
    if len({said for _, said in shown}) == 1:
        yield shown[0][1]


def _date(element: HtmlElement, *, named: bool) -> str | None:
    """The short text of an element that is called a date (or need not be); None for what is no date."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    said_of = element.get("itemprop") or ""
    if _NOT_OURS.search(names) or "dateModified" in said_of:
        return None
    if named and element.tag != "time" and "datePublished" not in said_of and not _DATED.search(names):
        return None
    said = element.get("datetime") or element.get("content")
    if not said and len(element) < 6:
        said = " ".join("".join(islice(element.itertext(), 12)).split())
    return said if said and len(said) <= _LONGEST and _YEAR.search(said) else None
