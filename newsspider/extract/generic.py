"""What is the article of a page whose design nobody described?"""

from __future__ import annotations

from lxml.html import HtmlElement

from newsspider.extract.body import Block, Part, parts
from newsspider.extract.clean import unwanted
from newsspider.extract.continued import containers_after
from newsspider.extract.lines import CLOCK


def generic_parts(tree: HtmlElement, url: str) -> list[Part]:
    """The main text as trafilatura finds it, through the same serialiser as a described body."""
    from trafilatura import bare_extraction

    for time in list(tree.iter("time")):
        if CLOCK.fullmatch("".join(time.itertext())):
            _keep(time)
    found = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, fast=True)
    body = getattr(found, "body", None)
    first = parts(body, base=url) if body is not None else []
    text = "\n".join(part.text for part in first if isinstance(part, Block))
    rest = containers_after(tree, text) if text else []  # trafilatura ends with the first container
    return first + [part for each in rest for part in parts(each, base=url, skip=unwanted(each, ()))]


def _keep(time: HtmlElement) -> None:
    """Trafilatura drops every `time`, a sentence's too; that of a live report's entry gets a line of its own."""
    alone = not (time.tail or "").strip() and time.getparent().tag in ("div", "section", "article")
    time.tag = "p" if alone else "span"
    if time.getprevious() is None and not (time.getparent().text or "").strip() and (time.tail or "").strip():
        end_of_line = time.makeelement("br")
        end_of_line.tail, time.tail = time.tail, None
        time.addnext(end_of_line)
