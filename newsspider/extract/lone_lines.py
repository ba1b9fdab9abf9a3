"""Which lines around the article did the generic extractor take along?

Cookie notices, calls to subscribe and imprints are paragraphs, too, and many designs don't call them anything that
an extractor could know. But they stand alone outside of the article's frame: before the headline or behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from newsspider.extract.body import Part
from newsspider.extract.places import LINES, Places


def between_edges(
    found: Sequence[Part],
    tree: HtmlElement,
    places: Places,
    frame: HtmlElement,
    teasers: Collection[HtmlElement] = (),
) -> list[Part]:
    headline, end = _edges(tree, frame, teasers)
    numbers = [[number for number, _ in places.of(part)] for part in found]
    first, last = 0, len(found)
    while first < last and numbers[first] and max(numbers[first]) < headline:
        first += 1
    while first < last and numbers[last - 1] and min(numbers[last - 1]) > end:
        last -= 1
    return list(found[first:last])


def _edges(tree: HtmlElement, frame: HtmlElement, teasers: Collection[HtmlElement]) -> tuple[int, int]:
    """The numbers, among all `LINES`, of the last headline before the frame and of the frame's end."""
    inside = set(frame.iter(*LINES)).difference(*(each.iter(*LINES) for each in teasers))
    headline = end = -1
    for number, element in enumerate(tree.iter(*LINES)):
        if element in inside:
            end = number
        elif element.tag == "h1" and end < 0:
            headline = number
    return headline, end
