"""What is the article of a page whose design nobody described?"""

from __future__ import annotations

from lxml.html import HtmlElement

from newsspider.extract.body import Part, parts


def generic_parts(tree: HtmlElement, url: str) -> list[Part]:
    """The main text as trafilatura finds it, through the same serialiser as a described body."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, fast=True)
    body = getattr(found, "body", None)
    return parts(body, base=url) if body is not None else []
