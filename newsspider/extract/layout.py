"""Which layout fits a page, and where is its text?"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from newsspider.extract import select
from newsspider.extract.body import Block, Part, parts
from newsspider.extract.chrome import without_chrome
from newsspider.extract.clean import unwanted
from newsspider.extract.generic import generic_parts
from newsspider.extract.lines import CLOCK
from newsspider.extract.plain import text_parts
from newsspider.extract.reading import Reading
from newsspider.extract.rules import Rules

_BLOCKS = frozenset({"address", "div", "footer", "h1", "h2", "h3", "header", "ol", "p", "section", "time", "ul"})


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of the text and who found them."""

    parts: list[Part]
    origin: str
    sponsored: bool = False
    short: bool = False  # the page shows far more text than its layout found

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
        _cut_next_article(tree, rules, element)
        skip = {*unwanted(element, rules.drop), *_fields_inside(element, rules)}
        found, sponsored = without_chrome(parts(element, base=url, skip=skip), rules.drop_lines)
        body = Body(found, f"rules:{rules.name}", sponsored)
        if body.has_text:
            return rules, scope, body
        if emptied[0] is None:
            emptied = (rules, scope, body)
    return emptied


def _cut_next_article(tree: HtmlElement, rules: Rules, body: HtmlElement) -> None:
    """Rendered in a browser, a page goes on with the next article: a second headline behind the text says so."""
    first, *others = select.elements(tree, rules.title) or [None]
    headlines = {
        other for other in others if select.text_of(other) != select.text_of(first)
    }  # print versions repeat it
    if not headlines:
        return
    for within in (body, *body.iterancestors()):
        following = list(within.itersiblings())
        if any(headlines.intersection(each.iter()) for each in following):
            for each in following:
                each.getparent().remove(each)


def _fields_inside(body: HtmlElement, rules: Rules) -> list[HtmlElement]:
    """Blocks of the body that are other fields: title, date, names, tags, and the lead, which goes first."""
    selectors = (rules.title, rules.published, rules.modified, rules.authors, rules.tags, rules.lead)
    matched = (element for selector in selectors for element in select.elements(body, selector))
    return [element for element in matched if element.tag in _BLOCKS and element is not body and not _is_clock(element)]


def _is_clock(element: HtmlElement) -> bool:
    """Of a live report: the time of an entry, not the article's."""
    return element.tag == "time" and CLOCK.fullmatch("".join(element.itertext())) is not None


def found_elsewhere(page: Reading, emptied: Body) -> Body:
    """The text of a page without a layout that fits, or whose body came empty (`emptied`: its pictures and videos).

    Where a layout fits, an empty body is what the site says: the rest of the page is not the article.
    """
    said = [(page.found.json_ld.text, "json-ld"), (page.link.text if page.link else None, page.via)]
    texts = (_clean(page, text_parts(text, page.url), origin) for text, origin in said)
    if page.rules:
        body = next((body for body in texts if body.has_text), Body([], page.by_rules))
        return Body(body.parts + emptied.parts, body.origin, body.sponsored or emptied.sponsored)
    body = read_whole(page)
    return body if body.has_text else next((body for body in texts if body.has_text), body)


def read_whole(page: Reading) -> Body:
    """The text of a page by the generic extractor, which costs several times what everything else does."""
    return _clean(page, generic_parts(page.tree, page.url), "trafilatura")


def _clean(page: Reading, found: list[Part], origin: str) -> Body:
    kept, sponsored = without_chrome(found, page.rules.drop_lines if page.rules else ())
    return Body(kept, origin, sponsored)
