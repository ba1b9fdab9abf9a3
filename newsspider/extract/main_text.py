"""Where on a page of unknown design is the text of its article? Only as exactly as dates around it need."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

_PARAGRAPH = 60  # letters
_ENOUGH = 200  # letters of all paragraphs
_PIECES = 30  # of text, in a paragraph


class MainText(NamedTuple):
    """What holds its paragraphs, and where the last one stands."""

    holder: HtmlElement
    last: int


def main_text(elements: list[HtmlElement], start: int) -> MainText | None:
    """Of all that hold paragraphs behind the start, what holds most."""
    letters: dict[HtmlElement, int] = defaultdict(int)
    last: dict[HtmlElement, int] = {}
    for at, element in enumerate(islice(elements, start, None), start):
        if element.tag == "p" and (length := _letters(element)) >= _PARAGRAPH:
            holder = element.getparent()
            letters[holder] += length
            last[holder] = at
    best = max(letters, key=lambda holder: letters[holder], default=None)
    return MainText(best, last[best]) if best is not None and letters[best] >= _ENOUGH else None


def _letters(element: HtmlElement) -> int:
    return sum(len(piece) for piece in islice(element.itertext(), _PIECES))
