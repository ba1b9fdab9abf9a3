"""Where on a page of unknown design does its article begin?"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.element_names import names_of
from newsspider.extract.metadata import Metadata, titles
from newsspider.normalise.text import comparison_form
from newsspider.normalise.urls import host_of

_HEADINGS = ("h1", "h2", "h3", "h4")
_MASTHEAD = re.compile(r"mast-?head|logo|brand|site-?(?:title|name)", re.I)
_LONGEST = 400  # letters
_PART = 15  # letters of a title that are enough to know it by


def headline(tree: HtmlElement, found: Metadata, url: str) -> HtmlElement | None:
    """The heading that says the page's title; else the first that isn't the site's name; else anything that says it."""
    site = {_letters(found.one("og:site_name") or ""), *(_letters(label) for label in host_of(url).split("."))}
    names = {comparison_form(title) for title, _ in titles(found) if _letters(title) not in site}
    headings = [(heading, comparison_form(_text(heading))) for heading in islice(tree.iter(*_HEADINGS), 500)]
    for heading, said in headings:
        if said in names or (len(said) >= _PART and any(name.startswith(said) for name in names)):
            return heading
    for heading, said in headings:
        if heading.tag == "h1" and said and _letters(said) not in site and not _MASTHEAD.search(names_of(heading)):
            return heading
    shown = (element for element in tree.iter("div", "p", "span", "b", "strong", "font", "td") if element.text)
    return next((one for one in shown if len(one.text) < _LONGEST and comparison_form(one.text) in names), None)


def _text(element: HtmlElement) -> str:
    return "".join(islice(element.itertext(), 20))[:_LONGEST]


def _letters(text: str) -> str:
    return comparison_form(text).replace(" ", "")
