"""What is around a date on a page of unknown design: its article, or something else?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from newsspider.extract.date_labels import is_publication
from newsspider.extract.date_lines import Line
from newsspider.extract.element_names import names_of
from newsspider.extract.main_text import main_text

_NOT_HERE = re.compile(
    r"related|(?:site|top|page|main)-?(?:header|bar|menu|nav|line)|header-date|mast-?head|teaser|ticker"
    r"|recent|popular|most-|calendar|kalender|copyright",
    re.I,
)
_BESIDE_TEXT = re.compile(r"sidebar|widget", re.I)
_OF_ITS_OWN = re.compile(  # dates that are not the article's
    r"\b(?:comment|kommentar)|caption|picbox|bildunter|weather|pogoda|currenc|player", re.I
)
_NOT_OURS = re.compile(r"current|today|\bnow\b|clock|modified|updated|expire", re.I)
_STILL_OURS = re.compile(r"published|\b(?:entry|post)-date\b", re.I)
_FOOTER = re.compile(r"foot", re.I)  # may say when the article was published
_NEXT = 12  # elements around the headline: here nothing else is expected
_FAR = 20_000
_OUTWARDS = 40  # elements around a date that are looked at
_TEASER_WORDS = 5  # of a link


_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "figure", "blockquote", "ul", "ol", "table"})


class _Kind(NamedTuple):
    """What an element's names say of it."""

    of_its_own: bool
    not_ours: bool
    not_here: bool
    beside_text: bool
    footer: bool


class Surroundings:
    """The elements of a page in their order, where its headline is among them, and its links to itself."""

    def __init__(self, elements: list[HtmlElement], heading: HtmlElement | None, own: set[HtmlElement]) -> None:
        self._places = {element: at for at, element in enumerate(elements)}
        self._headline = self._places.get(heading) if heading is not None else None
        self._around = set(heading.iterancestors()) | {heading} if heading is not None else set()
        self._article = next(heading.iterancestors("article"), None) if heading is not None else None
        self._own = own
        self._frames: dict[HtmlElement, bool] = {}
        self._text = main_text(elements, self._headline) if self._headline is not None else None

    def may_date(self, line: Line) -> bool:
        """Whether nothing around it, up to what has the headline too, is made for something else."""
        if line.element.get("itemprop") == "dateModified":
            return False
        near = self.distance(line) <= _NEXT
        for element in self._path(line.holder):
            kind = _kind(names_of(element))
            if (
                kind.of_its_own
                or element.tag in ("figcaption", "caption")
                or (kind.not_ours and element.tag in ("time", line.element.tag))
            ):
                return False
            if not near and self._is_elsewhere(element, kind, line) and not self._is_frame(element):
                return self.has_own_link(line)
        return near or not self._is_teaser(line)

    def _path(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The element and what is around it, as far as the headline is not in it."""
        for one in (element, *islice(element.iterancestors(), _OUTWARDS)):
            if one in self._around or one.tag in ("body", "html"):
                return
            yield one

    def _is_elsewhere(self, element: HtmlElement, kind: _Kind, line: Line) -> bool:
        if element.tag == "header":
            return self._headline is not None and self._places[element] < self._headline
        if kind.not_here or element.tag == "nav":
            return True
        if element.tag == "aside" or kind.beside_text:
            return self._article is None or self._article not in set(element.iterancestors("article"))
        return (kind.footer or element.tag in ("footer", "tfoot")) and not is_publication(line.text)

    def _is_teaser(self, line: Line) -> bool:
        """Whether it is about a link: the headline of another article."""
        return (
            line.element.tag != "a"
            and not self.has_own_link(line)
            and any(_has_long_link(one) for one in islice(self._path(line.element), 2) if _is_small(one))
        )

    def is_above(self, line: Line) -> bool:
        """Above the headline, where pages have the day of today."""
        return self._headline is not None and self._places[line.element] < self._headline

    def is_behind(self, line: Line) -> bool:
        """Behind the article's text, where comments and other articles have dates."""
        return self._text is not None and self._places[line.element] > self._text.last

    def is_told(self, line: Line) -> bool:
        """Whether it is a part of what the article tells: of its text, or of a picture."""
        path = list(self._path(line.holder))
        if any(one.tag == "figure" for one in path):
            return True
        if self._text is None or self._text.holder not in path:
            return path[-1:] != [] and path[-1].tag in ("h2", "h3", "h4") and not self.is_above(line)
        at = path.index(self._text.holder)
        return at > 0 and path[at - 1].tag in _PARAGRAPHS

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


@lru_cache(maxsize=4096)  # a page repeats the same few names
def _kind(names: str) -> _Kind:
    """WordPress says "published updated" as long as both are the same, and some themes "entry-date updated"."""
    return _Kind(
        of_its_own=_OF_ITS_OWN.search(names) is not None,
        not_ours=_NOT_OURS.search(names) is not None and not _STILL_OURS.search(names),
        not_here=_NOT_HERE.search(names) is not None,
        beside_text=_BESIDE_TEXT.search(names) is not None,
        footer=_FOOTER.search(names) is not None,
    )
