"""Which short lines of a page have a date in them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from newsspider.normalise.date_search import dates_in

_DATED = re.compile(
    r"(?:^|[\s_-]|post|entry|article|artikel|news|pub|publish|published|publication|release|story|created?)"
    r"(?:date|datum|data|fecha|time|timestamp|published|pubdate|posted|created|dateline)(?:$|and|time|[\s_-])",
    re.I,
)
_SILENT = frozenset({"script", "style", "noscript", "template", "textarea", "select", "option", "iframe", "title"})
_YEAR = re.compile(r"(?:19|20)\d\d|\d\.\s?\d\d?\.\s?\d\d|\d/\d\d?/\d\d")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)  # seconds or thousandths since 1970
_OPENING = re.compile(r"\s{0,9}[-–—|•:]\s")
_DIGIT = re.compile(r"\d")
_LABELS = frozenset({"span", "div", "b", "strong", "i", "em", "small", "td", "th", "dt", "p", "label", "svg"})
_LABEL = 40  # letters
_LONGEST = 120  # letters of a line
_LONGEST_NAME = 300
_WHOLE = 80  # to this length, what is around a line belongs to it
_PIECES = 13  # of text, in a line
_OUTWARDS = 8  # elements around it that are looked at


class Line(NamedTuple):
    element: HtmlElement  # that is the line
    holder: HtmlElement  # in it, around the words with the year
    text: str
    opens: bool = False  # it is only the beginning of a paragraph
    shown: str = ""  # what readers see of it, where the text is for machines


def date_lines(elements: list[HtmlElement]) -> Iterator[Line]:
    """Every line with a year in it, and every date in an attribute, in the page's order."""
    seen: set[HtmlElement] = set()
    for element in elements:
        if not isinstance(element.tag, str) or element.tag == "meta":
            continue
        if value := _attribute(element):
            yield Line(element, element, value, shown=_text(element) or "")
        if element.text and element.tag not in _SILENT and _YEAR.search(element.text[:1_000]):
            yield from _line(element, element.text, seen)
        if element.tail and _YEAR.search(element.tail[:1_000]) and (parent := element.getparent()) is not None:
            yield from _line(parent, element.tail, seen)


def words_before(element: HtmlElement) -> str:
    """What the page writes before an element, if that may be its label: "Updated" in the cell on the left."""
    for one in (element, *islice(element.iterancestors(), 2)):
        previous, parent = one.getprevious(), one.getparent()
        beside = parent.text if previous is None and parent is not None else getattr(previous, "tail", None)
        if beside and beside.strip():
            return _label(beside)
        if previous is not None:
            return _label(_text(previous) or "") if previous.tag in _LABELS else ""
    return ""


def _label(words: str) -> str:
    words = " ".join(words[-_LONGEST:].split())
    return words if len(words) <= _LABEL and not _DIGIT.search(words) else ""


def is_named(element: HtmlElement) -> bool:
    """Whether its name says that it is a date."""
    return element.tag == "time" or _is_name_of_a_date((element.get("class") or "")[:_LONGEST_NAME], element.get("id"))


@lru_cache(maxsize=4096)  # a page repeats the same few names
def _is_name_of_a_date(kind: str, name: str | None) -> bool:
    return _DATED.search(f"{kind} {(name or '')[:_LONGEST_NAME]}") is not None


def _attribute(element: HtmlElement) -> str | None:
    """The date as the element has it for machines."""
    said_of = element.get("itemprop") or ""
    if element.tag == "time" or "datePublished" in said_of:
        if value := element.get("datetime") or element.get("content"):
            return str(value)
    elif not is_named(element):
        return None
    data = (value for name, value in element.attrib.items() if name.startswith("data-"))
    moments = (_moment(value) for value in data if _UNIX.fullmatch(value))
    return next(moments, element.get("title") if element.tag == "abbr" else None)


def _moment(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds[:10]), UTC).isoformat()


def _line(holder: HtmlElement, piece: str, seen: set[HtmlElement]) -> Iterator[Line]:
    whole, text = _whole(holder)
    if text is None:
        said = " ".join(piece[:_LONGEST].split())
        if len(piece) <= _LONGEST:
            yield Line(holder, holder, said)
        elif (first := next(dates_in(said), None)) and first.start == 0 and _OPENING.match(said, first.end):
            yield Line(holder, holder, first.said[-1], opens=True)  # a paragraph that begins with its date
    elif whole not in seen:
        seen.add(whole)
        yield Line(whole, holder, text)


def _whole(element: HtmlElement) -> tuple[HtmlElement, str | None]:
    line = _text(element)
    for parent in islice(element.iterancestors(), _OUTWARDS):
        wider = _text(parent) if line is not None and parent.tag not in ("body", "html") else None
        if wider is None or len(wider) > _WHOLE:
            break
        element, line = parent, wider
    return element, line


def _text(element: HtmlElement) -> str | None:
    pieces = list(islice(element.itertext(), _PIECES))
    line = " ".join(" ".join(pieces).split())
    return line if len(pieces) < _PIECES and len(line) <= _LONGEST else None
