"""Where does a text go on that stands in several containers, with something between them?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.body import Part
from newsspider.extract.places import key_of, keys_of

_PROSE = 80  # letters of a paragraph that is more than a label
_MANY = 5_000  # paragraphs looked at


def containers_after(tree: HtmlElement, found: Sequence[Part]) -> list[HtmlElement]:
    """The containers that go on with a text, in order: of the same tag and class as those that hold it.

    They must stand behind it, in the same `article`, and hold no paragraph of it: comments, teasers and the next
    article on a page look alike, too, but stand elsewhere.
    """
    keys = keys_of(found)
    holders: dict[HtmlElement, bool] = {}
    for paragraph in islice(tree.iter("p"), _MANY):
        holder = paragraph.getparent()
        if holder is not None and holder.get("class") and (line := _prose(paragraph)):
            holders[holder] = holders.get(holder, False) or key_of(line) in keys
    held = [holder for holder, holds in holders.items() if holds]
    if not held:
        return []
    kinds, within = {_kind(holder) for holder in held}, _article(held[-1])
    behind = list(holders)[list(holders).index(held[-1]) + 1 :]
    return [each for each in behind if within is not None and _kind(each) in kinds and _article(each) is within]


def _prose(paragraph: HtmlElement) -> str | None:
    line = " ".join(paragraph.itertext())
    linked = sum(len("".join(link.itertext())) for link in paragraph.iter("a"))
    return line if len(line) >= _PROSE and 2 * linked < len(line) else None


def _kind(holder: HtmlElement) -> tuple[str, str | None]:
    return holder.tag, holder.get("class")


def _article(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("article"), None)
