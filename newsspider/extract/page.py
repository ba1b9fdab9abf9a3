"""What tree does a response hold, if it is a page at all?"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from newsspider.extract.challenge import is_challenge
from newsspider.extract.encoding import decode
from newsspider.extract.refusal import NotAnArticle

MAX_BYTES = 20_000_000
MAX_TAGS = 100_000  # opening and closing; the longest live reports have some 40,000
MAX_DEPTH = 200  # elements; below it everything is laid flat
_KEPT_DEEP = frozenset({"p", "br", "img", "script", "style"})
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"{",
    b"[",
)
_OTHER_TYPES = re.compile(
    r"^\s*(?:image|audio|video|font)/|/(?:pdf|zip|json|octet-stream|rss\+xml|atom\+xml|javascript|css)\b", re.I
)
_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|section|h[1-6]|span|table|a)\b", re.I)
_FEED = re.compile(
    r"<(?:\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<?(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", re.S
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_PARAGRAPH_IN_HEADING = re.compile(r"<[hH]([1-6])\b[^<>]{0,500}+>\s{0,50}(?=<[pP]\b)")
_NEXT_PARAGRAPH = re.compile(r"</p>\s*+<p\b[^<>]*+>", re.I)
_PARAGRAPH_TAG = re.compile(r"</?p\b[^<>]*+>", re.I)
_LONGEST_HEADING = 9_000  # characters
_MANY_HEADINGS = 500
_SNIFFED = 5_000  # characters


def _is_binary(body: bytes) -> bool:
    """Many zero bytes, and not because letters have two (UTF-16)."""
    head = body[:_SNIFFED]
    return not head.startswith((b"\xff\xfe", b"\xfe\xff")) and head.count(b"\0") > len(head) // 20


def read_page(body: bytes, content_type: str | None = None) -> HtmlElement:
    """Decode and parse once. Raises NotAnArticle: too-big, empty, not-html, challenge, too-deep."""
    if len(body) > MAX_BYTES:
        raise NotAnArticle("too-big")
    if not body.strip():
        raise NotAnArticle("empty")
    if body.lstrip()[:8].startswith(_MAGIC) or _is_binary(body) or _OTHER_TYPES.search(content_type or ""):
        raise NotAnArticle("not-html")
    if is_challenge(None, None, body):
        raise NotAnArticle("challenge")
    text = decode(body, content_type).replace("\0", "")
    if _TAG.search(text) is None or _FEED.match(text[:_SNIFFED].lstrip("\ufeff \t\r\n")):
        raise NotAnArticle("not-html")
    tree = parse(_DECLARATION.sub("", text, count=1))
    if text.count("<") > MAX_TAGS:
        raise NotAnArticle("too-big")
    return tree


def parse(text: str) -> HtmlElement:
    """A tree of bounded depth, so that nothing that walks it can run out of stack."""
    data = _whole_headings(text).encode("utf-8", "replace")
    tree, cut = _parse(data, huge=False)
    if cut:  # libxml2 stops at 256 levels, and at 2,048 when told to go on
        tree, cut = _parse(data, huge=True)
        if cut:
            raise NotAnArticle("too-deep")
        _flatten(tree)
    return tree


def _whole_headings(text: str) -> str:
    """`<h2><p>A</p><p>B</p></h2>`: browsers keep it whole, libxml2 would end the heading before the paragraph."""
    pieces, at = [], 0
    for start in islice(_PARAGRAPH_IN_HEADING.finditer(text), _MANY_HEADINGS):
        end = text.find(f"</{start[0][1:3]}", start.end(), start.end() + _LONGEST_HEADING)
        if end > 0 and start.start() >= at:
            inner = _NEXT_PARAGRAPH.sub("<br><br>", text[start.end() : end])
            pieces += [text[at : start.end()], _PARAGRAPH_TAG.sub("", inner)]
            at = end
    return "".join(pieces) + text[at:]


def _parse(data: bytes, *, huge: bool) -> tuple[HtmlElement, bool]:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge)
    try:
        tree: Any = etree.fromstring(data, parser)
    except etree.ParserError:
        tree = None
    except etree.XMLSyntaxError:
        tree = None
    if tree is None:
        raise NotAnArticle("not-html")
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _flatten(tree: HtmlElement) -> None:
    depth, deep = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MAX_DEPTH and element.tag not in _KEPT_DEEP:
            deep.append(element)
    for element in deep:
        element.drop_tag()
