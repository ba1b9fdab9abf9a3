"""What paragraphs does a text hold that a source gives as one string?"""

from __future__ import annotations

import html
import re

from newsspider.extract.body import Block, Part, parts
from newsspider.extract.lines import Line, is_caption
from newsspider.extract.page import parse
from newsspider.extract.refusal import NotAnArticle
from newsspider.normalise.text import clean_line

_TAG = re.compile(r"<(?:p|br|div|strong|em|a|h[1-6]|ul|ol|li|blockquote|img|span)\b[^>]*>", re.I)
_LINES = re.compile(r"[\r\n]+")


def text_parts(text: str | None, url: str) -> list[Part]:
    """The parts of plain or HTML text, escaped once or twice: a line is a paragraph, captions have no place."""
    text = html.unescape(text or "")
    text = html.unescape(text) if "&lt;" in text or "&nbsp;" in text or "&quot;" in text or "&amp;" in text else text
    if not text.strip():
        return []
    if _TAG.search(text):
        try:
            return parts(parse(f"<div>{text}</div>"), base=url)
        except NotAnArticle:  # nested too deep
            return []
    lines = (clean_line(line) for line in _LINES.split(text))
    return [Block("paragraph", [line]) for line in map(Line, filter(None, lines)) if not is_caption(line)]
