"""What do a layout's CSS selectors find in a page?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cssselect import HTMLTranslator
from cssselect.xpath import XPathExpr
from lxml.etree import XPath
from lxml.html import HtmlElement

from newsspider.normalise.text import clean_line

_LONGEST = 2_000  # characters of one value
_ATTRIBUTE = re.compile(r"::attr\(\s*([\w:.-]+)\s*\)\s*$")
_UNNESTED_COMMA = re.compile(r",(?![^\[(]*[\])])")


@lru_cache(maxsize=512)
def compiled(selector: str) -> tuple[tuple[XPath, str | None], ...]:
    """The selectors of a list, in the order written: each as XPath and the attribute it asks for."""
    return tuple(_compile(part.strip()) for part in _UNNESTED_COMMA.split(selector) if part.strip())


def elements(tree: HtmlElement, selector: str | None) -> list[HtmlElement]:
    """Everything that the first selector with a match finds."""
    for path, _ in compiled(selector or ""):
        if found := path(tree):
            return list(found)
    return []


def first(tree: HtmlElement, selector: str | None) -> HtmlElement | None:
    found = elements(tree, selector)
    return found[0] if found else None


def union(tree: HtmlElement, selectors: tuple[str, ...]) -> list[HtmlElement]:
    """Everything that any of the selectors finds."""
    return list(_union(selectors)(tree)) if selectors else []


def values(tree: HtmlElement, selector: str | None) -> list[str]:
    """The texts (or attributes) that the first selector with a value finds, one line each, none twice."""
    for path, attribute in compiled(selector or ""):
        found = [line for element in path(tree) if (line := _value(element, attribute))]
        if found:
            return list(dict.fromkeys(found))
    return []


def value(tree: HtmlElement, selector: str | None) -> str | None:
    return next(iter(values(tree, selector)), None)


def found(tree: HtmlElement, selector: str | None) -> Iterator[HtmlElement | str]:
    """What each selector finds, in the order written: elements, or values where it asks for an attribute."""
    for path, attribute in compiled(selector or ""):
        for element in path(tree):
            if attribute is None:
                yield element
            elif line := _value(element, attribute):
                yield line


def every_value(tree: HtmlElement, selector: str | None) -> Iterator[str]:
    """Each selector's first value, in the order written."""
    for path, attribute in compiled(selector or ""):
        for element in path(tree):
            if line := _value(element, attribute):
                yield line
                break


def _value(element: HtmlElement, attribute: str | None) -> str | None:
    if attribute is not None:
        return clean_line((element.get(attribute) or "")[:_LONGEST])
    return text_of(element)


def text_of(element: HtmlElement) -> str | None:
    """What an element shows, in one line: a line break is a space."""
    if element.find(".//br") is None:
        return clean_line("".join(element.itertext())[:_LONGEST])
    pieces = (piece if isinstance(piece, str) else " " for piece in element.xpath(".//text()|.//br"))
    return clean_line("".join(pieces)[:_LONGEST])


def _compile(selector: str) -> tuple[XPath, str | None]:
    attribute = _ATTRIBUTE.search(selector)
    css = _ATTRIBUTE.sub("", selector)
    return XPath(_Translator().css_to_xpath(css)), attribute[1] if attribute else None


class _Translator(HTMLTranslator):
    """`a ~ b` are the siblings of the page's first `a` only: of all of them, libxml2 would need cubic time."""

    def xpath_indirect_adjacent_combinator(self, left: XPathExpr, right: XPathExpr) -> XPathExpr:
        return left.join("[1]/following-sibling::", right)


@lru_cache(maxsize=256)
def _union(selectors: tuple[str, ...]) -> XPath:
    return XPath(" | ".join(HTMLTranslator().css_to_xpath(css) for css in selectors))
