"""Which elements of an article's body are not the article?"""

from __future__ import annotations

from functools import cache, lru_cache

from lxml import etree
from lxml.etree import XPath
from lxml.html import Element, HtmlElement

from newsspider.extract.select import union

_ALWAYS = ("[hidden]", "[data-nosnippet]", "[id^=adfox]", "ins.adsbygoogle", "[id^=div-gpt-ad]", "nav")
_BESIDES = ("aside", "form")  # some systems wrap the whole text in a form
_PROSE = 60  # letters outside links that make a paragraph more than a label
_SMALL = 300  # letters; trafilatura's guess is only believed for small containers
# What trafilatura looks at: these tags, and the values of these attributes.
_TAGS = frozenset({"div", "item", "list", "p", "section", "span", "details", "ol", "ul"})
_ATTRIBUTES = ("class", "id", "style", "role", "aria-hidden", "data-component", "data-lp-replacement-content")
_LONGEST_VALUE = 300  # characters


def unwanted(body: HtmlElement, drop: tuple[str, ...]) -> set[HtmlElement]:
    """The elements a layout drops, those every page hides, and what trafilatura's cleaning takes for chrome.

    The last is a guess from class names, so it may take labels and link lists, never prose.
    """
    found = set(union(body, drop + _ALWAYS))
    found.update(element for element in union(body, _BESIDES) if 2 * _letters(element) < _letters(body))
    suspects = (element for element in body.iter(etree.Element) if element not in found and _is_suspect(element))
    found.update(element for element in suspects if _is_chrome(element))
    found.discard(body)
    return found


def _is_suspect(element: HtmlElement) -> bool:
    """Whether trafilatura's cleaning would take the element."""
    values = tuple(element.get(name, "")[:_LONGEST_VALUE] for name in _ATTRIBUTES)
    return any(values) and _is_named_as_chrome(element.tag if element.tag in _TAGS else "b", values)


@lru_cache(maxsize=4096)  # the pages of a site repeat the same few names
def _is_named_as_chrome(tag: str, values: tuple[str, ...]) -> bool:
    named = zip(_ATTRIBUTES, ("".join(filter(str.isprintable, value)) for value in values), strict=True)
    holder = Element("body")
    holder.append(Element(tag, {name: value for name, value in named if value}))
    return any(path(holder) for path in _trafilatura())


@cache
def _trafilatura() -> tuple[XPath, ...]:
    from trafilatura.xpaths import OVERALL_DISCARD_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

    return (*OVERALL_DISCARD_XPATH, *REMOVE_COMMENTS_AND_LISTS_XPATH)


def _is_chrome(element: HtmlElement) -> bool:
    if _is_hidden(element):
        return True
    if next(element.iterancestors("blockquote"), None) is not None:
        return False  # an embedded post, styled by another site, that the author quotes
    text = _letters(element)
    if not text:
        return next(element.iter("img", "iframe", "video"), None) is None
    if _linked(element) > 0.5 * text:
        return True
    if element.tag in ("p", "span", "li", "blockquote", "h2", "h3", "h4"):
        return False
    longest = max((_letters(one) - _linked(one) for one in element.iter("p", "blockquote", "li")), default=0)
    return text <= _SMALL and longest < _PROSE


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("aria-hidden") == "true"


def _letters(element: HtmlElement) -> int:
    return len("".join("".join(element.itertext()).split()))


def _linked(element: HtmlElement) -> int:
    return sum(_letters(link) for link in element.iter("a"))
