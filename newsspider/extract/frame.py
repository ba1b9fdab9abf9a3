"""Which element of a page holds the article, by the sentences that the generic extractor found?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.body import Part
from newsspider.extract.places import key_of, keys_of
from newsspider.extract.prose import SENTENCES, sentences

FEWEST = 2  # sentences side by side that make a frame
_SHARE = 0.5  # of the prose in the frame: what stands beside it and has so much is the article too


def frame_of(found: Sequence[Part], tree: HtmlElement, teasers: Collection[HtmlElement] = ()) -> HtmlElement | None:
    """None where it is the whole page, or there are too few sentences to tell."""
    keys = keys_of(found)
    groups, letters, count = Counter[HtmlElement](), Counter[HtmlElement](), Counter[HtmlElement]()
    for parent, line, said in sentences(tree):
        if key_of(_text(line)) not in keys or (teasers and any(each in teasers for each in _around(line))):
            continue
        groups[parent] += said
        for above in (parent, *parent.iterancestors()):
            letters[above] += said
            count[above] += 1
    group = max(groups, key=lambda each: groups[each], default=None)
    if group is None or count[group] < FEWEST:
        return None
    frame = _widest(group, letters, count)
    return None if frame.tag in ("body", "html") else frame


def _widest(frame: HtmlElement, letters: Counter[HtmlElement], count: Counter[HtmlElement]) -> HtmlElement:
    """A text may be cut into sections, or have boxes between its parts: what stands beside belongs to it where it is
    the same kind of element, or has as much to say."""
    for at, parent in _upwards(frame):
        beside = [child for child in parent if child is not at and child in letters]
        if any(
            _is_same_kind(child, at) or count[child] >= SENTENCES or letters[child] >= _SHARE * letters[frame]
            for child in beside
        ):
            frame = parent
    return frame


def _upwards(element: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    while (parent := element.getparent()) is not None:
        yield element, parent
        element = parent


def _around(line: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that may be the box of a teaser."""
    return islice(line.iterancestors(), 4)


def _is_same_kind(one: HtmlElement, other: HtmlElement) -> bool:
    """Cells of a table are all alike, and say nothing: old designs lay pages out so."""
    return one.tag != "td" and (one.tag, one.get("class")) == (other.tag, other.get("class"))


def _text(line: HtmlElement) -> str:
    return (line.tail or "") if line.tag == "br" else "".join(line.itertext())
