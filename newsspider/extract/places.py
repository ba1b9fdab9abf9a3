"""Where on a page stand the lines that the generic extractor took from it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.body import Block, Part

_BEGINNING = 60  # letters by which a line is found again
_FIRST = 8  # letters that tell most lines apart
_MANY = 20  # places of one line: a page may have it 20,000 times
_PIECES = 50  # of text between tags
LINES = ("p", "li", "a", "span", "div", "td", "dd", "h1", "h2", "h3", "h4", "h5", "h6")
_NO_LETTERS = re.compile(r"[\W_]+")


class Places:
    """The elements of a page that say what the parts say, each with its number among all `LINES`."""

    def __init__(self, tree: HtmlElement, found: Iterable[Part]) -> None:
        self._found: dict[str, list[tuple[int, HtmlElement]]] = {key: [] for key in keys_of(found)}
        beginnings = {key[:_FIRST] for key in self._found}
        initials = {key[:1] for key in beginnings}
        for number, element in enumerate(tree.iter(*LINES)):
            if (initial := (element.text or "").lstrip()[:1]).isalnum() and initial not in initials:
                continue  # most elements, told apart at little cost
            if not initial and (element.tag == "div" or (element.tag == "span" and len(element) == 1)):
                continue  # what it holds says the same
            if _first(element) in beginnings and (places := self._found.get(key_of(_opening(element)))) is not None:
                places[_MANY:] = [(number, element)]  # the last, and the first few

    def of(self, part: Part) -> list[tuple[int, HtmlElement]]:
        return self._found.get(key_of(part.text), []) if isinstance(part, Block) else []


def keys_of(found: Iterable[Part]) -> set[str]:
    return {key_of(part.text) for part in found if isinstance(part, Block)}


def key_of(text: str) -> str:
    """Letters and digits of the beginning: spaces and marks are the extractor's own."""
    return _NO_LETTERS.sub("", text[: 5 * _BEGINNING])[:_BEGINNING]


def _first(element: HtmlElement) -> str:
    letters = ""
    for piece in islice(element.itertext(), _PIECES):
        letters += _NO_LETTERS.sub("", piece[: 5 * _BEGINNING])
        if len(letters) >= _FIRST:
            break
    return letters[:_FIRST]


def _opening(element: HtmlElement) -> str:
    """Of the text, no more than is compared: elements are nested, and their texts are read again and again."""
    return "".join(piece[: 5 * _BEGINNING] for piece in islice(element.itertext(), _PIECES))
