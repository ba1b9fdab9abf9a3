"""What is the article's text, once, from its lead and the parts of its body?"""

from __future__ import annotations

from collections.abc import Sequence

from newsspider.extract.body import Block, Part
from newsspider.normalise.text import clean_text, comparison_form

_MARKS = {"heading": "## ", "item": "- "}
_FIRST = 4  # blocks among which a headline may stand
_LONG = 80  # letters; a longer paragraph that comes a second time is a template's, not the author's


def compose(parts: Sequence[Part], *, lead: str | None = None) -> str | None:
    """Paragraphs joined by a blank line: the lead once and first, no paragraph twice."""
    blocks = [part for part in parts if isinstance(part, Block)]
    if lead:
        repeated, contained = _repeats(blocks, comparison_form(lead))
        blocks = blocks[repeated:]
    paragraphs = [lead] if lead and not contained else []
    seen = set()
    for block in blocks:
        text = rendered(block)
        if block.kind == "paragraph" and len(text) >= _LONG and text in seen:
            continue
        seen.add(text)
        paragraphs.append(text)
    return clean_text("\n\n".join(paragraphs))


def without_title(blocks: list[Block], title: str | None) -> list[Block]:
    """Designs that set the headline inside the body."""
    if blocks and title and comparison_form(blocks[0].text) == comparison_form(title):
        return blocks[1:]
    return blocks


def rendered(block: Block) -> str:
    """A block with its mark: `## ` heading, `- ` list item, `> ` each line of a quotation."""
    text = block.text.replace("\n", " ") if block.kind == "heading" else block.text
    text = _MARKS.get(block.kind, "") + text
    return "\n".join(f"> {line}" for line in text.split("\n")) if block.quoted else text


def without_headlines(blocks: list[Block], headlines: Sequence[str]) -> list[Block]:
    """Unlike the title, a headline may stand behind a date or a label, and lose the space between its parts."""
    said = {comparison_form(headline).replace(" ", "") for headline in headlines}
    first = [
        block
        for block in blocks[:_FIRST]
        if block.kind != "heading" or comparison_form(block.text).replace(" ", "") not in said
    ]
    return first + blocks[_FIRST:]


def _repeats(blocks: list[Block], lead: str) -> tuple[int, bool]:
    """How many blocks at the beginning say the lead again and no more; and whether a longer one begins with it."""
    said = ""
    for count, block in enumerate(blocks, 1):
        said = f"{said} {comparison_form(block.text)}".strip()
        if said == lead:
            return count, False
        if said.startswith(f"{lead} "):
            return 0, True
        if not lead.startswith(f"{said} "):
            break
    return 0, False
