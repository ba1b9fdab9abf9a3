"""Does a page of unknown design go on with the next article, as one scrolled without end does?"""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise

from lxml.html import HtmlElement

from newsspider.extract import select
from newsspider.extract.prose import sentences

_FEWEST = 2  # sentences side by side between two headlines that make an article
_MANY = 10  # headlines looked at


def cut_next_article(tree: HtmlElement) -> None:
    """Remove what stands from a second headline on, if it is of the same kind and behind the first one's text.

    A headline among the sentences is one of a section, and what is in one `article` is one article.
    """
    headlines = list(islice((one for one in tree.iter("h1") if select.text_of(one)), _MANY))
    order = {element: number for number, element in enumerate(tree.iter("h1", "p", "br"))} if headlines[1:] else {}
    said = [(order[line], holder) for holder, line, _ in sentences(tree)] if order else []
    for first, second in pairwise(headlines):
        between = (holder for number, holder in said if order[first] < number < order[second])
        text, number = next(iter(Counter(between).most_common(1)), (None, 0))
        if text is None or number < _FEWEST or not _may_follow(first, second, tree):
            continue
        branch = _branch(second, around=text)
        if _is_apart(branch, first, second, text):
            _remove([branch, *branch.itersiblings()])
        return


def _remove(elements: list[HtmlElement]) -> None:
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _may_follow(first: HtmlElement, second: HtmlElement, tree: HtmlElement) -> bool:
    """Print versions repeat the headline; the name of the site above it may be one, too."""
    one, other = select.text_of(first) or "", select.text_of(second) or ""
    named = tree.find(".//title")
    title = "" if named is None else select.text_of(named) or ""
    return one != other and first.get("class") == second.get("class") and not (other in title and one not in title)


def _branch(of: HtmlElement, *, around: HtmlElement) -> HtmlElement:
    """The widest element around one that isn't around the other."""
    common = {around, *around.iterancestors()}
    return next((each for each in (of, *of.iterancestors()) if each.getparent() in common), of)


def _is_apart(branch: HtmlElement, first: HtmlElement, second: HtmlElement, text: HtmlElement) -> bool:
    """Each text is in one branch with its own headline, or the two take turns."""
    if branch.getparent() is text or next(branch.iterancestors("article"), None) is not None:
        return False
    return first.getparent() is second.getparent() or first in _branch(text, around=second).iter("h1")
