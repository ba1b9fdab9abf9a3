"""What stands at the edges of a text and is a field of the article, not prose: its dateline and its bylines?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsspider.article import Article
from newsspider.extract.body import Block
from newsspider.extract.bylines import Byline, names, read_byline
from newsspider.extract.compose import without_title
from newsspider.extract.dateline import split_dateline
from newsspider.extract.lines import Line
from newsspider.normalise.text import comparison_form

_LAST = 4  # lines at the end that may be bylines
_NO_BYLINES = ("table", "heading")


def without_edges(article: Article, lead: str | None, blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """Fill what the text says of itself; the lead and the blocks without it.

    A line leaves the text only where all that it says stands in a field, and never the whole text.
    """
    kept = without_title(list(blocks), article.title)
    kept = _without(kept, _first_byline(article, kept))
    lead, begun = _after_dateline(article, lead), _undated(article, kept)
    kept = begun if lead or begun else kept
    kept = _without(kept, _first_byline(article, kept))
    return lead, _without(kept, _last_bylines(article, kept))


def _after_dateline(article: Article, text: str | None) -> str | None:
    sent = split_dateline(text) if text else None
    if sent is None:
        return text
    article.note("dateline", sent.dateline, "text")
    article.note("authors", names(sent.person or ""), "text")
    return sent.text or None


def _undated(article: Article, blocks: list[Block]) -> list[Block]:
    """The dateline may be a paragraph, or the first line of one."""
    if not blocks or blocks[0].kind not in ("paragraph", "heading"):
        return blocks
    first, *rest = blocks[0].lines
    text = _after_dateline(article, first.text)
    if text == first.text:
        return blocks
    lines = [replace(first, text=text), *rest] if text else rest
    return [replace(blocks[0], lines=lines), *blocks[1:]] if lines else blocks[1:]


def _first_byline(article: Article, blocks: list[Block]) -> list[Line]:
    for line in blocks[0].lines[:1] if blocks and blocks[0].kind != "heading" else ():
        byline = read_byline(line.text)
        if byline and byline.authors and _takes(article, byline):
            return [line]
    return []


def _last_bylines(article: Article, blocks: list[Block]) -> list[Line]:
    """Who made the pictures is said in the last line, or beside the authors."""
    lines = [
        line for block in blocks[-_LAST:] if not block.quoted and block.kind not in _NO_BYLINES for line in block.lines
    ]
    read = [(line, read_byline(line.text)) for line in lines[-_LAST:]]
    taken = []
    for at, (line, byline) in enumerate(read):
        beside = at + 1 == len(read) or any(other and other.authors for _, other in read[max(0, at - 1) : at + 2])
        if byline and beside and _takes(article, byline):
            taken.append(line)
    return taken


def _takes(article: Article, byline: Byline) -> bool:
    """Say in the fields what the line says; do they hold all of it now?"""
    article.note("authors", byline.authors, "text")
    if byline.pictures:
        for image in article.images:
            image.credit = image.credit or byline.pictures
    authors = set(map(comparison_form, article.authors))
    credited = byline.pictures is None or byline.pictures in (image.credit for image in article.images)
    return byline.is_label and credited and authors.issuperset(map(comparison_form, byline.authors))


def _without(blocks: list[Block], taken: list[Line]) -> list[Block]:
    if not taken:
        return blocks
    kept = []
    for block in blocks:
        lines = [line for line in block.lines if not any(line is one for one in taken)]
        if lines:
            kept.append(block if len(lines) == len(block.lines) else replace(block, lines=lines))
    return kept or blocks
