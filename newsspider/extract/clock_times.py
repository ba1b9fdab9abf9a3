"""Which clock times of a page belong to its text?"""

from __future__ import annotations

from lxml.html import HtmlElement

from newsspider.extract.lines import CLOCK


def keep_clock_times(tree: HtmlElement) -> None:
    """Trafilatura drops every `time`, a sentence's too; that of a live report's entry gets a line of its own."""
    for time in list(tree.iter("time")):
        if CLOCK.fullmatch("".join(time.itertext())):
            _keep(time)


def _keep(time: HtmlElement) -> None:
    alone = not (time.tail or "").strip() and time.getparent().tag in ("div", "section", "article")
    time.tag = "p" if alone else "span"
    if time.getprevious() is None and not (time.getparent().text or "").strip() and (time.tail or "").strip():
        end_of_line = time.makeelement("br")
        end_of_line.tail, time.tail = time.tail, None
        time.addnext(end_of_line)
