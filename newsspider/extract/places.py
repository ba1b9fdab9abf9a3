"""Where on a page stand the lines that the generic extractor took from it?"""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.body import Block, Part

_BEGINNING = 60  # letters by which a line is found again
_PIECES = 50  # of text between tags
_LINES = ("p", "li", "a", "span", "div", "td", "dd", "h1", "h2", "h3", "h4", "h5", "h6")


class Places:
    """The elements of a page by the beginning of what they say, each with its number in the order of the page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._found: dict[str, list[tuple[int, HtmlElement]]] = {}
        for number, element in enumerate(tree.iter()):
            if element.tag in _LINES and (element.tag != "div" or (element.text or "").strip()):
                self._found.setdefault(key(_opening(element)), []).append((number, element))

    def of(self, part: Part) -> list[tuple[int, HtmlElement]]:
        return self._found.get(key(part.text), []) if isinstance(part, Block) else []


def _opening(element: HtmlElement) -> str:
    """Of the text, no more than is compared: elements are nested, and their texts are read again and again."""
    return "".join(piece[: 5 * _BEGINNING] for piece in islice(element.itertext(), _PIECES))


def key(text: str) -> str:
    """Letters and digits of the beginning: spaces and marks are the extractor's own."""
    return "".join(char for char in text[: 5 * _BEGINNING] if char.isalnum())[:_BEGINNING]
