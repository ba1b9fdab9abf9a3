"""Which layout fits a page, and where is its text?"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from newsspider.extract import select
from newsspider.extract.body import Block, Part, parts
from newsspider.extract.chrome import without_chrome
from newsspider.extract.clean import unwanted
from newsspider.extract.generic import generic_parts
from newsspider.extract.plain import text_parts
from newsspider.extract.reading import Reading
from newsspider.extract.rules import Rules


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of the text and who found them."""

    parts: list[Part]
    origin: str
    sponsored: bool = False

    @property
    def has_text(self) -> bool:
        return any(isinstance(part, Block) for part in self.parts)


def fitting(tree: HtmlElement, url: str, layouts: tuple[Rules, ...]) -> tuple[Rules | None, HtmlElement, Body]:
    """The first layout that fits: its rules, the part of the page around the article, and the body's parts."""
    emptied: tuple[Rules | None, HtmlElement, Body] = (None, tree, Body([], ""))
    for rules in layouts:
        if rules.fits and select.first(tree, rules.fits) is None:
            continue
        scope = select.first(tree, rules.scope)
        scope = tree if scope is None else scope
        element = select.first(scope, rules.body)
        if element is None:
            continue
        found, sponsored = without_chrome(
            parts(element, base=url, skip=unwanted(element, rules.drop)), rules.drop_lines
        )
        body = Body(found, f"rules:{rules.name}", sponsored)
        if body.has_text:
            return rules, scope, body
        if emptied[0] is None:
            emptied = (rules, scope, body)
    return emptied


def found_elsewhere(page: Reading) -> Body:
    """The text of a page without a layout that fits, or whose body came empty."""
    drop_lines = page.rules.drop_lines if page.rules else ()
    sources = [(page.found.json_ld.text, "json-ld"), (page.link.text if page.link else None, page.via)]
    for text, origin in sources if page.rules else ():
        body = Body(*_clean(text_parts(text, page.url), drop_lines, origin))
        if body.has_text:
            return body
    body = Body(*_clean(generic_parts(page.tree, page.url), drop_lines, "trafilatura"))
    for text, origin in sources:
        other = Body(*_clean(text_parts(text, page.url), drop_lines, origin))
        if not body.has_text and other.has_text:
            return other
    return body


def _clean(found: list[Part], drop_lines: tuple[str, ...], origin: str) -> tuple[list[Part], str, bool]:
    kept, sponsored = without_chrome(found, drop_lines)
    return kept, origin, sponsored
