"""What is the article of a page whose design nobody described?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsspider.extract.body import Block, Part, parts
from newsspider.extract.clean import unwanted
from newsspider.extract.clock_times import keep_clock_times
from newsspider.extract.continued import containers_after
from newsspider.extract.frame import FEWEST, frame_of
from newsspider.extract.lone_lines import between_edges
from newsspider.extract.places import Places, key_of, keys_of
from newsspider.extract.prose import sentences
from newsspider.extract.refusal import NotAnArticle

MOST_ELEMENTS = 20_000
MOST_LINKS = 4_000
_INLINE = ("b", "strong", "i", "em", "u", "font", "small")
_MANY_INLINE = 2_000


def generic_parts(tree: HtmlElement, url: str) -> list[Part]:
    """The main text as trafilatura finds it, through the same serialiser as a described body."""
    from trafilatura import bare_extraction

    _refuse_endless(tree)
    keep_clock_times(tree)
    said = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, fast=True)
    body = getattr(said, "body", None)
    found = parts(body, base=url) if body is not None else []
    places, frame = Places(tree, found), frame_of(found, tree)
    if frame is not None:
        found = between_edges(found, tree, places, frame)
        found = _whole(found, places, frame, url) if _is_bare(frame) and not _is_known(tree) else found
    found = list(_linked(found, places, url))
    rest = containers_after(tree, found)  # trafilatura ends with the first container
    return found + [part for each in rest for part in parts(each, base=url, skip=unwanted(each, ()))]


def _refuse_endless(tree: HtmlElement) -> None:
    """Trafilatura's time grows with the square of a page: the largest page seen has 3,000 elements and 1,000 links."""
    if sum(1 for _ in islice(tree.iter(*_INLINE), _MANY_INLINE)) == _MANY_INLINE:
        etree.strip_tags(tree, *_INLINE)
    limits = ((MOST_ELEMENTS, tree.iter()), (MOST_LINKS, tree.iter("a")))
    if any(sum(1 for _ in islice(elements, most)) == most for most, elements in limits):
        raise NotAnArticle("too-big")


def _is_known(tree: HtmlElement) -> bool:
    """Does trafilatura know the article's frame by its name? Else it collects paragraphs from all over the page, and
    headings and lists are lost."""
    from trafilatura.xpaths import BODY_XPATH

    return any(path(tree) for path in BODY_XPATH)


def _is_bare(frame: HtmlElement) -> bool:
    """Are the article's sentences its very children? Else other things may stand between its parts."""
    return sum(holder is frame for holder, _, _ in sentences(frame)) >= FEWEST


def _whole(found: list[Part], places: Places, frame: HtmlElement, url: str) -> list[Part]:
    """What stands in the frame, all of it, in place of what was found there."""
    elements = set(frame.iter())
    inside = [any(element in elements for _, element in places.of(part)) for part in found]
    if True not in inside:
        return found
    first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    whole = parts(frame, base=url, skip=unwanted(frame, ()))
    said = keys_of(whole)  # a table is found again by its words only
    after = [part for part in found[last:] if not isinstance(part, Block) or key_of(part.text) not in said]
    return [*found[:first], *whole, *after]


def _linked(found: Iterable[Part], places: Places, url: str) -> Iterator[Part]:
    """With the links of the page: they tell an invitation from a sentence, and trafilatura drops them.

    Told to keep them, it finds other texts.
    """
    for part in found:
        lines = [element for _, element in places.of(part) if element.tag in ("p", "li")]
        own = parts(lines[0], base=url) if len(lines) == 1 and lines[0].find(".//a") is not None else []
        if isinstance(part, Block) and len(own) == 1 and isinstance(own[0], Block) and _same(own[0], part):
            yield Block(part.kind, own[0].lines, part.quoted)
        else:
            yield part


def _same(one: Block, other: Block) -> bool:
    return "".join(one.text.split()) == "".join(other.text.split())
