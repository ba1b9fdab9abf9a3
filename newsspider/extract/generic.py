"""What is the article of a page whose design nobody described?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsspider.extract.body import Block, Part, parts
from newsspider.extract.cells import cells_around
from newsspider.extract.clean import unwanted
from newsspider.extract.clock_times import keep_clock_times
from newsspider.extract.continued import containers_after
from newsspider.extract.frame import FEWEST, frame_of
from newsspider.extract.lone_lines import between_edges
from newsspider.extract.next_article import cut_next_article
from newsspider.extract.places import Places, key_of, keys_of
from newsspider.extract.prose import sentences
from newsspider.extract.refusal import NotAnArticle
from newsspider.extract.teasers import teasers

MOST_ELEMENTS = 20_000
MOST_LINKS = 4_000
_INLINE = ("b", "strong", "i", "em", "u", "font", "small")
_MANY_INLINE = 2_000


def generic_parts(tree: HtmlElement, url: str) -> list[Part]:
    """The main text as trafilatura finds it, through the same serialiser as a described body."""
    from trafilatura import bare_extraction

    _refuse_endless(tree)
    keep_clock_times(tree)
    cut_next_article(tree)
    said = bare_extraction(tree, url=url, include_comments=False, with_metadata=False, fast=True)
    body = getattr(said, "body", None)
    found = parts(body, base=url) if body is not None else []
    places, others = Places(tree, found), teasers(tree, url)
    frame = frame_of(found, tree, others)
    if frame is not None:
        found = _without(found, cells_around(frame), frame, url)
        found = between_edges(found, tree, places, frame, others)
        found = _whole(found, frame, others, url) if _is_bare(frame) and not _is_known(tree) else found
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


def _whole(found: list[Part], frame: HtmlElement, others: set[HtmlElement], url: str) -> list[Part]:
    """What stands in the frame, all of it, in place of what was found there."""
    own = parts(frame, base=url, skip=unwanted(frame, ()) | others)
    keys = _keys(own) | keys_of(own)  # a table is found again by all of its words
    inside = [isinstance(part, Block) and key_of(part.text) in keys for part in found]
    if True not in inside:
        return found
    first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    after = [part for part in found[last:] if not isinstance(part, Block) or key_of(part.text) not in keys]
    return [*found[:first], *own, *after]


def _without(found: list[Part], cells: list[HtmlElement], frame: HtmlElement, url: str) -> list[Part]:
    if not cells:
        return found
    keys = _keys(part for cell in cells for part in parts(cell, base=url)) - _keys(parts(frame, base=url))
    return [part for part in found if not (isinstance(part, Block) and key_of(part.text) in keys)]


def _keys(own: Iterable[Part]) -> set[str]:
    """Of each line: the extractor may have made paragraphs of them."""
    return {key_of(line.text) for part in own if isinstance(part, Block) for line in part.lines}


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
