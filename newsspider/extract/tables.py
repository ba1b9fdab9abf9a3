"""Is a table data, and what are its rows as text?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from newsspider.normalise.text import clean_line

_MAX_CELL = 400  # letters; longer cells are a layout


def rows(table: HtmlElement, skip: Collection[HtmlElement] = ()) -> list[str]:
    """The rows of a data table, cells joined by ` | `; nothing for a table that only lays out the page."""
    if (
        next(table.iterdescendants("table", "img", "graphic", "iframe", "video", "blockquote", "h1", "h2", "h3"), None)
        is not None
    ):
        return []
    found = [_cells(row, skip) for row in table.iter("tr", "row")]
    if max(map(len, found), default=0) < 2 or any(len(cell) > _MAX_CELL for row in found for cell in row):
        return []
    return [" | ".join(row) for row in found if any(row)]


def _cells(row: HtmlElement, skip: Collection[HtmlElement]) -> list[str]:
    return [_text(cell, skip) for cell in row if cell.tag in ("td", "th", "cell") and cell not in skip]


def _text(cell: HtmlElement, skip: Collection[HtmlElement]) -> str:
    """A cell on one line; its paragraphs and line breaks become spaces."""
    return clean_line("".join(_pieces(cell, skip))) or ""


def _pieces(element: HtmlElement, skip: Collection[HtmlElement]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in ("p", "br", "div", "li", "lb"):
            yield " "
        if child.tag not in ("script", "style") and child not in skip:
            yield from _pieces(child, skip)
        yield child.tail or ""
