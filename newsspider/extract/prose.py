"""Where on a page do sentences stand side by side?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

SENTENCES = 3  # side by side: teasers and comments stand alone, each in its box
_LETTERS = 60  # outside links
_AROUND = frozenset({"nav", "aside", "footer", "header", "form", "dialog", "template", "noscript"})


def longest_prose(tree: HtmlElement) -> tuple[HtmlElement, int]:
    """The element with most sentences side by side, and their letters."""
    letters: Counter[HtmlElement] = Counter()
    number: Counter[HtmlElement] = Counter()
    for holder, _, said in sentences(tree):
        letters[holder] += said
        number[holder] += 1
    groups = (holder for holder, _ in letters.most_common() if number[holder] >= SENTENCES)
    return next(((holder, letters[holder]) for holder in groups if not _is_around(holder)), (tree, 0))


def sentences(tree: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement, int]]:
    """Their holder, the paragraph (or the line break before the line), and how many letters."""
    for element in tree.iter("p", "br"):
        parent = element.getparent()
        said = _said(element)
        if said >= _LETTERS and parent is not None:
            yield parent, element, said


def _said(element: HtmlElement) -> int:
    """Letters of a paragraph outside its links, or of the line behind a line break."""
    if element.tag == "br":
        return len(element.tail or "")
    said = len("".join(element.itertext()))
    return said - sum(len("".join(link.itertext())) for link in element.iter("a")) if said >= _LETTERS else 0


def _is_around(holder: HtmlElement) -> bool:
    """What no design puts an article into."""
    return any(
        above.tag in _AROUND or above.get("hidden") is not None or "comment" in (above.get("class") or "").lower()
        for above in (holder, *holder.iterancestors())
        if above.tag not in ("html", "body")
    )
