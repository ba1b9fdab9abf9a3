"""What blocks of text, pictures and videos does an element hold, in order?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsspider.article import Image, Video
from newsspider.extract import media, posts
from newsspider.extract.lines import CLOCK, LONGEST, Line, captioned, is_caption
from newsspider.extract.pieces import Piece, around_images, between_breaks, line_of
from newsspider.extract.tables import rows

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
_ITEMS = frozenset({"li", "item"})
_QUOTES = frozenset({"blockquote", "quote"})
_BREAKS = frozenset({"br", "lb"})
_PLAYERS = frozenset({"iframe", "video", "embed", "object"})
_EMBEDS = frozenset({"script", "lite-youtube", "amp-youtube"})
_BLOCKS = _HEADINGS | _ITEMS | _QUOTES | frozenset(
    """
    p div section article main header footer address ul ol dl list figure figcaption table thead tbody
    tfoot tr td th dt dd row cell details summary pre center hr fieldset form aside nav body html hgroup
""".split()
)  # fmt: skip
_NO_TEXT = frozenset(
    """
    script style noscript template title meta link svg canvas button input select textarea option map
    object audio param track source rp rt datalist dialog menu
""".split()
)


@dataclass(slots=True)
class Block:
    kind: str  # "paragraph", "heading", "item", "table"
    lines: list[Line]
    quoted: bool = False

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


Part = Block | Image | Video


def parts(element: HtmlElement, *, base: str, skip: Collection[HtmlElement] = ()) -> list[Part]:
    """The parts of an HTML element (or of trafilatura's own tree) without the elements to skip."""
    reader = _Reader(base, skip)
    reader.children(element)
    reader.flush()
    return reader.found


class _Reader:
    """Walks a tree of bounded depth (see `page`) and collects parts."""

    def __init__(self, base: str, skip: Collection[HtmlElement]) -> None:
        self.found: list[Part] = []
        self._base = base
        self._skip = skip
        self._pieces: list[Piece] = []
        self._heading = False
        self._new_items: list[bool] = []  # of the list items we are in: has nothing been said in it yet?
        self._quoted = 0
        self._target: str | None = None
        self._emphasised = 0

    def children(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str) and child not in self._skip:
                self._element(child, child.tag.rpartition("}")[2])
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(Piece(text, self._target, self._emphasised > 0))

    def _element(self, element: HtmlElement, tag: str) -> None:
        if (tag in _EMBEDS or element.get("class")) and (embedded := posts.post(element, self._base)):
            self.flush()
            self.found.append(embedded)
        if tag in _BREAKS:
            self._pieces.append(Piece("", ends_line=True))
        elif tag in ("img", "graphic"):
            self._image(element)
        elif tag in _PLAYERS:
            self._video(element)
        elif tag in _NO_TEXT:
            return
        elif tag in _BLOCKS:
            self._block(element, tag)
        else:
            self._inline(element, tag)

    def _block(self, element: HtmlElement, tag: str) -> None:
        self.flush()
        if tag == "table" and (lines := rows(element, self._skip)):
            self.found.append(Block("table", [Line(line) for line in lines], self._quoted > 0))
            return
        if tag == "figure" and self._figure(element):
            return
        if "caption" in (element.get("class") or "") and self._caption(element):
            return
        heading, self._heading = self._heading, self._heading or tag in _HEADINGS
        self._quoted += tag in _QUOTES
        if tag in _ITEMS:
            self._new_items.append(True)
        self.children(element)
        self.flush()
        if tag in _ITEMS:
            self._new_items.pop()
        self._quoted -= tag in _QUOTES
        self._heading = heading

    def _inline(self, element: HtmlElement, tag: str) -> None:
        target = self._target
        if tag in ("a", "ref"):
            self._target = element.get("href") or element.get("target") or target
        emphasis = tag in ("em", "i", "small") or (tag == "hi" and element.get("rend") == "#i")
        self._emphasised += emphasis
        begins = tag == "time" and not any(piece.text.strip() or piece.image for piece in self._pieces)
        self.children(element)
        if begins and CLOCK.fullmatch("".join(piece.text for piece in self._pieces)):
            self._pieces.append(Piece("", ends_line=True))  # the entry of a live report follows
        self._emphasised -= emphasis
        self._target = target

    def _image(self, element: HtmlElement) -> None:
        alt = element.get("alt") or ""
        if "emoji" in (element.get("class") or "") and len(alt) <= 8:
            self._text(alt)
        elif url := media.image_url(element, self._base):
            self._pieces.append(Piece("", image=Image(url)))

    def _video(self, element: HtmlElement) -> None:
        if found := media.video(element, self._base):
            self.flush()
            self.found.append(found)

    def _figure(self, element: HtmlElement) -> bool:
        """Pictures with their caption; False where the figure frames something else."""
        captions = list(element.iter("figcaption"))
        pictures = [url for one in element.iter("img") if (url := media.image_url(one, self._base))]
        if not pictures or element.find(".//blockquote") is not None:
            return False
        caption = next((line for one in captions if (line := media.caption_of(one))), None)
        self.found.extend(Image(url, caption) for url in dict.fromkeys(pictures))
        return True

    def _caption(self, element: HtmlElement) -> bool:
        """An element that is called a caption, right behind a picture."""
        image = self.found[-1] if self.found else None
        said = media.caption_of(element)
        if not isinstance(image, Image) or not said or len(said) > LONGEST or image.caption:
            return False
        image.caption = said
        return True

    def flush(self) -> None:
        """Turn the pieces since the last block into paragraphs: two line breaks end one, a single one does not."""
        pieces, self._pieces = self._pieces, []
        paragraph: list[Line] = []
        beside = False  # is the last thing seen in this block a picture?
        for run in between_breaks(pieces):
            before, images, after = around_images(run)
            head, tail = line_of(before), line_of(after)
            if images and head and tail and not is_caption(tail, beside=True):
                head, tail = line_of(before + after), None  # a picture inside a sentence
            if head:
                head.after_image, beside = beside, False
                paragraph.append(head)
            if images or not head:
                self._emit(paragraph)
                paragraph = []
            if images:
                self.found.extend(images)
                beside = tail is None
            if tail:
                tail.after_image = True
                paragraph = [tail]
        self._emit(paragraph)

    def _emit(self, lines: list[Line]) -> None:
        if lines and self.found and isinstance(self.found[-1], Image):
            lines = captioned(self.found[-1], lines)
        if lines:
            self.found.append(Block(self._kind(), lines, self._quoted > 0))

    def _kind(self) -> str:
        """Only the first paragraph of a list item is marked as one."""
        if self._heading:
            return "heading"
        if self._new_items and self._new_items[-1]:
            self._new_items[-1] = False
            return "item"
        return "paragraph"
