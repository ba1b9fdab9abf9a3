"""What is an article made of? Each block knows its HTML on the page and its place in the text.

Words may carry marks: `**strong**`, `[text](url)`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: p, strong, h2, h3, quote, list, picture, video, chrome.

    `lines` are the lines of a paragraph, the paragraphs of a quotation, the items of a list, or a picture's caption.
    Chrome is HTML as it stands, and no text.
    """

    kind: str
    lines: tuple[str, ...] = ()
    url: str | None = None

    @property
    def text(self) -> str | None:
        words = [plain(line) for line in self.lines]
        match self.kind:
            case "p" | "strong":
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
    return _LINK.sub(r"\1", _STRONG.sub(r"\1", words))


def markup(words: str) -> str:
    marked = _STRONG.sub(r"<strong>\1</strong>", html.escape(words, quote=False))
    return _LINK.sub(r'<a href="\2" target="_blank">\1</a>', marked)


def block_html(block: Block) -> str:
    """The usual HTML; pictures and videos differ from site to site and are written there."""
    lines = [markup(line) for line in block.lines]
    match block.kind:
        case "p":
            return f"<p>{'<br>'.join(lines)}</p>"
        case "strong":
            return f"<p><strong>{'<br />'.join(lines)}</strong></p>"
        case "h2" | "h3":
            return f"<{block.kind}>{lines[0]}</{block.kind}>"
        case "quote":
            return "<blockquote>" + "".join(f"<p>{line}</p>" for line in lines) + "</blockquote>"
        case "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
        case "chrome":
            return block.lines[0]
    raise ValueError(f"no usual HTML for {block.kind}")
