"""How do blocks become HTML, tidy or as editors leave it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tests.replica.blocks import Block, markup

_TAGS = re.compile(r"(<[^>]+>)")
_LONG_WORD = re.compile(r"(\w{6})(\w{6,})")
_ENTITIES = str.maketrans({"«": "&laquo;", "»": "&raquo;", "—": "&mdash;", "–": "&ndash;"})


def body_html(blocks: Iterable[Block], picture: Callable[[Block], str], *, untidy: bool = False) -> str:
    """`picture` writes a picture as the site does. Untidy HTML reads the same and is written otherwise."""
    parts = []
    for block in blocks:
        written = picture(block) if block.kind == "picture" else block_html(block)
        parts.append(_untidy(written) if untidy and block.kind != "chrome" else written)
    return "\n".join(parts)


def block_html(block: Block) -> str:
    lines = [markup(line) for line in block.lines]
    match block.kind:
        case "p" | "byline":
            return f"<p>{'<br>'.join(lines)}</p>"
        case "strong":
            return f"<p><strong>{'<br />'.join(lines)}</strong></p>"
        case "h2" | "h3":
            return f"<{block.kind}>{lines[0]}</{block.kind}>"
        case "quote":
            return "<blockquote>" + "".join(f"<p>{line}</p>" for line in lines) + "</blockquote>"
        case "list":
            return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
        case "table":
            rows = ("".join(f"<td>{cell}</td>" for cell in line.split(" | ")) for line in lines)
            return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
        case "video":
            return f'<p><iframe width="560" height="315" src="{block.url}" allowfullscreen></iframe></p>'
        case "chrome":
            return block.lines[0]
    raise ValueError(f"no HTML for {block.kind}")


def _untidy(written: str) -> str:
    """Entities, no-break spaces, soft hyphens and line breaks in the source."""
    parts = _TAGS.split(written)
    return "".join(part if place % 2 else _untidy_text(part) for place, part in enumerate(parts))


def _untidy_text(text: str) -> str:
    text = re.sub(r"(\d) (\w)", r"\1&nbsp;\2", text)
    text = _LONG_WORD.sub(r"\1&shy;\2", text, count=1)
    return text.replace(". ", ".\n  ", 1).replace(", ", ",&#8203; ", 1).translate(_ENTITIES)
