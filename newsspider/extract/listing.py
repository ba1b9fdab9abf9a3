"""Is the page a list of articles and not one of them?"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsspider.extract.metadata import Metadata

_LIST_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies)|page|search|search_results|lenta|authors?|rubric|archive|topics?)(?:/|$|\?)", re.I
)
_TEASER_WORDS = 4
_MANY = 10
_LONG_TEXT = 1_200  # letters
_PARAGRAPH = 120
_PARAGRAPHS = 3
_CERTAIN = 4  # points of the signs below; an article that looks this much like a list has not been seen


def is_listing(tree: HtmlElement, found: Metadata, *, url: str, dated: bool) -> bool:
    """Reasonably certain only: a page that names a date of publication, or has prose, never is.

    `og:type` says little: Tengrinews calls its lists articles.
    """
    if dated or found.json_ld.found or "article:published_time" in found.meta:
        return False
    signs = _of_address(url) + (found.one("og:type") == "website") + _of_pages(tree) + _of_teasers(tree)
    return signs >= _CERTAIN and not _has_prose(tree)


def _has_prose(tree: HtmlElement) -> bool:
    """Three paragraphs side by side, or one long text between line breaks."""
    paragraphs: Counter[HtmlElement] = Counter()
    for element in tree.iter("p", "div", "article", "section", "td"):
        own = len(" ".join("".join((element.text or "", *(child.tail or "" for child in element))).split()))
        if own >= _LONG_TEXT:
            return True
        parent = element.getparent()
        if element.tag == "p" and own >= _PARAGRAPH and parent is not None:
            paragraphs[parent] += 1
    return max(paragraphs.values(), default=0) >= _PARAGRAPHS


def _of_address(url: str) -> int:
    path = urlsplit(url).path.strip("/")
    if not path or _LIST_PATH.search(f"/{path}/"):
        return 2
    return int("/" not in path and re.search(r"\d|-\w+-", path) is None)


def _of_pages(tree: HtmlElement) -> int:
    """Links to the next pages of the list."""
    marked = (
        element for element in tree.iter("ul", "ol", "div", "nav") if "pagination" in (element.get("class") or "")
    )
    return int(next(marked, None) is not None or any(link.get("rel") == "next" for link in tree.iter("link", "a")))


def _of_teasers(tree: HtmlElement) -> int:
    """Many headlines that are links, all in the same kind of element."""
    holders: Counter[str] = Counter()
    for link in tree.iter("a"):
        parent = link.getparent()
        if parent is not None and len("".join(link.itertext()).split()) >= _TEASER_WORDS:
            holders[f"{parent.tag}.{parent.get('class')}"] += 1
    return 2 * (max(holders.values(), default=0) >= _MANY)
