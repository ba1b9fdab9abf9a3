"""What is around a date on a page of unknown design: its article, or something else?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.date_labels import is_publication
from newsspider.extract.date_lines import Line

_NOT_HERE = re.compile(
    r"related|(?:site|top|page|main)-?(?:header|bar|menu|nav|line)|header-date|mast-?head|teaser|ticker"
    r"|recent|popular|most-|calendar|kalender|copyright",
    re.I,
)
_BESIDE_TEXT = re.compile(r"sidebar|widget", re.I)
_OF_ITS_OWN = re.compile(r"\b(?:comment|kommentar)|caption|picbox|bildunter", re.I)  # dates that are not the article's
_NOT_OURS = re.compile(r"current|today|modified|updated|expire", re.I)
_STILL_OURS = re.compile(r"published|\b(?:entry|post)-date\b", re.I)
_FOOTER = re.compile(r"foot", re.I)  # may say when the article was published
_NEXT = 12  # elements around the headline: here nothing else is expected
_FAR = 20_000
_OUTWARDS = 40  # elements around a date that are looked at
_TEASER_WORDS = 5  # of a link


class Surroundings:
    """The elements of a page in their order, where its headline is among them, and its links to itself."""

    def __init__(self, elements: list[HtmlElement], heading: HtmlElement | None, own: set[HtmlElement]) -> None:
        self._places = {element: at for at, element in enumerate(elements)}
        self._headline = self._places.get(heading) if heading is not None else None
        self._around = set(heading.iterancestors()) | {heading} if heading is not None else set()
        self._article = next(heading.iterancestors("article"), None) if heading is not None else None
        self._own = own
        self._frames: dict[HtmlElement, bool] = {}

    def may_date(self, line: Line) -> bool:
        """Whether nothing around it, up to what has the headline too, is made for something else."""
        if line.element.get("itemprop") == "dateModified":
            return False
        near = self.distance(line) <= _NEXT
        for element in self._path(line.holder):
            names = _names(element)
            if _OF_ITS_OWN.search(names + element.tag) or (
                element.tag in ("time", line.element.tag) and _is_other(names)
            ):
                return False
            if not near and self._is_elsewhere(element, names, line) and not self._is_frame(element):
                return self.has_own_link(line)
        return near or not self._is_teaser(line)

    def _path(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The element and what is around it, as far as the headline is not in it."""
        for one in (element, *islice(element.iterancestors(), _OUTWARDS)):
            if one in self._around or one.tag in ("body", "html"):
                return
            yield one

    def _is_elsewhere(self, element: HtmlElement, names: str, line: Line) -> bool:
        if element.tag == "header":
            return self._headline is not None and self._places[element] < self._headline
        if _NOT_HERE.search(names) or element.tag == "nav":
            return True
        if element.tag == "aside" or _BESIDE_TEXT.search(names):
            return self._article is None or self._article not in set(element.iterancestors("article"))
        return _FOOTER.search(f"{names} {element.tag}") is not None and not is_publication(line.text)

    def _is_teaser(self, line: Line) -> bool:
        """Whether it is about a link: the headline of another article."""
        return (
            line.element.tag not in ("time", "a")
            and not self.has_own_link(line)
            and any(_has_long_link(one) for one in islice(self._path(line.element), 2) if _is_small(one))
        )

    def distance(self, line: Line) -> int:
        return _FAR if self._headline is None else abs(self._places[line.element] - self._headline)

    def has_own_link(self, line: Line) -> bool:
        """A list of articles may have this one, with its date."""
        if not self._own:
            return False
        within = (*islice(line.element.iter("a"), 5), *islice(line.element.iterancestors("a"), 1))
        return any(link in self._own for link in within)

    def _is_frame(self, element: HtmlElement) -> bool:
        """A layout that *has* a sidebar is around most of the page."""
        if element not in self._frames:
            third = len(self._places) // 3
            self._frames[element] = third > 50 and sum(1 for _ in islice(element.iter(), third)) == third
        return self._frames[element]


def _has_long_link(element: HtmlElement) -> bool:
    links = islice(element.iter("a"), 5)
    return any(len(" ".join(islice(link.itertext(), 10)).split()) >= _TEASER_WORDS for link in links)


def _is_small(element: HtmlElement) -> bool:
    pieces = list(islice(element.itertext(), 20))
    return len(pieces) < 20 and len("".join(pieces)) <= 300


def _is_other(names: str) -> bool:
    """WordPress says "published updated" as long as both are the same, and some themes "entry-date updated"."""
    return _NOT_OURS.search(names) is not None and not _STILL_OURS.search(names)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
