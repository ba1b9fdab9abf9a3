"""Does the page mark its article as an advertisement?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsspider.article import Article
from newsspider.extract import select
from newsspider.extract.phrases import SPONSOR
from newsspider.extract.reading import Reading
from newsspider.normalise.text import comparison_form

_LONGEST = 60  # letters of a badge
_HEAD = 400  # letters of what is the head of an article, and not the article
_BESIDE = 3  # elements before and behind the headline
# As a section or a badge these say it. As a tag they are what the article is about, as a line the title of a banner.
_SECTIONS = frozenset(
    map(
        comparison_form,
        (
            *("Реклама", "Жарнама", "Jarnama", "Advertisement", "Advertising", "PR", "ПР", "Пиар", "Промо", "Promo"),
            *("Партнёрские материалы", "Партнёрам", "Серіктестер материалдары", "reklama", "zharnama"),
        ),
    )
)
_BADGE = re.compile(r"badge|label|categ|rubric|section|tag|mark|flag|plashk|partner|promo|sponsor|advertorial", re.I)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:ads?|adv|advert\w*|banner\w*|adfox\w*|widget|sidebar|menu|nav\w*)(?:$|[\s_-])", re.I
)
_OUTSIDE = frozenset({"nav", "aside", "footer", "header", "ul", "menu"})


def is_sponsored(article: Article, page: Reading) -> bool:
    """By its design's mark, its structured data, its section; where no layout fits, by a badge at the headline."""
    if page.rules and select.value(page.scope, page.rules.sponsored) is not None:
        return True
    if page.found.json_ld.sponsored or any(map(_is_section, (*article.breadcrumbs, article.section or ""))):
        return True
    if any(SPONSOR.search(tag) and comparison_form(tag) not in _SECTIONS for tag in article.tags):
        return True
    return page.rules is None and any(map(_is_badge, _around_headline(page.tree, article.title)))


def _is_section(name: str) -> bool:
    return comparison_form(name) in _SECTIONS or (len(name) <= _LONGEST and SPONSOR.search(name) is not None)


def _around_headline(tree: HtmlElement, title: str | None) -> Iterator[HtmlElement]:
    """The elements of the article's head, or those beside the headline where nothing frames a head."""
    headlines = list(islice(tree.iter("h1"), 20))
    own = [one for one in headlines if comparison_form(select.text_of(one) or "") == comparison_form(title or "")]
    headline = next(iter(own or headlines[:1]), None)
    if headline is None:
        return
    head = headline
    while (above := head.getparent()) is not None and above.tag not in ("body", "html") and _is_short(above, _HEAD):
        head = above
    yield from islice(head.iterdescendants(), 100)
    for beside in (*islice(head.itersiblings(preceding=True), _BESIDE), *islice(head.itersiblings(), _BESIDE)):
        if beside.tag not in _OUTSIDE and _is_short(beside, _LONGEST):
            yield beside
            yield from islice(beside.iterdescendants(), 10)


def _is_short(element: HtmlElement, most: int) -> bool:
    """Reads no more of it than it must."""
    letters = 0
    for piece in element.itertext():
        letters += len(piece.strip())
        if letters > most:
            return False
    return True


def _is_badge(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("h1", "script", "style", "title"):
        return False
    said = select.text_of(element) if _is_short(element, _LONGEST) else None
    if not said or not _is_section(said):
        return False
    names = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in (element, element.getparent()))
    if any(above.tag in ("nav", "aside", "footer", "ul", "menu") for above in islice(element.iterancestors(), 4)):
        return False
    if comparison_form(said) in _SECTIONS:
        return _BADGE.search(names) is not None and _FRAME.search(names) is None
    return True
