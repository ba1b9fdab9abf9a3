"""What is an article made of? Each block knows its place in the text.

Words may carry marks: `**strong**`, `[text](url)`; in a caption `‹what it shows›` and `⟨who made it⟩`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)]+)\)")
_CAPTION = str.maketrans("", "", "‹›⟨⟩")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: p, strong, h2, h3, quote, list, table, picture, video, byline, chrome.

    `lines` are the lines of a paragraph (an empty one begins another), the paragraphs of a quotation, the items of a
    list, the rows of a table (cells joined by ` | `), or a picture's caption.
    A byline names the article's authors. Chrome is HTML as it stands. Neither is text.
    """

    kind: str
    lines: tuple[str, ...] = ()
    url: str | None = None

    @property
    def text(self) -> str | None:
        words = [plain(line) for line in self.lines]
        match self.kind:
            case "p" | "strong" | "table":
                return "\n".join(words)
            case "h2" | "h3":
                return "## " + words[0]
            case "quote":
                return "\n\n".join("> " + line for line in words)
            case "list":
                return "\n\n".join("- " + line for line in words)
        return None


def paragraph(*lines: str) -> Block:
    return Block("p", lines)


def chrome(markup: str) -> Block:
    return Block("chrome", (markup,))


def text_of(blocks: Iterable[Block]) -> str:
    return "\n\n".join(text for block in blocks if (text := block.text))


def plain(words: str) -> str:
    return _LINK.sub(r"\1", _STRONG.sub(r"\1", words)).translate(_CAPTION)


def markup(words: str) -> str:
    marked = _STRONG.sub(r"<strong>\1</strong>", html.escape(words.translate(_CAPTION), quote=False))
    return _LINK.sub(r'<a href="\2" target="_blank">\1</a>', marked)
