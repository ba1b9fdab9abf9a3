"""Old designs lay a page out as a table: what stands in the cells around the one that holds the article?"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement


def cells_around(frame: HtmlElement) -> list[HtmlElement]:
    """The cells beside it and the rows behind it; and those before it, if the headline is not among them."""
    return [each for cell in (frame, *frame.iterancestors("td")) if cell.tag == "td" for each in _around(cell)]


def _around(cell: HtmlElement) -> Iterator[HtmlElement]:
    row = cell.getparent()
    if row is None or row.tag != "tr":
        return
    yield from (other for other in row.iterchildren("td") if other is not cell)
    yield from row.itersiblings("tr")
    if next(row.iter("h1"), None) is not None:
        yield from row.itersiblings("tr", preceding=True)
