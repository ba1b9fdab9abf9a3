"""Does the page mark its article as an advertisement?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsspider.article import Article
from newsspider.extract import select
from newsspider.extract.element_names import names_of
from newsspider.extract.phrases import CHANNEL_HOSTS, SPONSOR
from newsspider.extract.reading import Reading
from newsspider.normalise.text import comparison_form
from newsspider.normalise.urls import absolute, host_of

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
    r"(?:^|[\s_-])(?:ads?|adv|advert(?!orial)\w*|ad(?:s?by|fox|label|tag|badge|mark|block|box|slot|unit|wrap)\w*|banner\w*|widget|sidebar|menu|nav\w*)(?:$|[\s_-])",
    re.I,
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
    headline = _headline(page.tree, article.title) if page.rules is None else None
    if headline is None:
        return False
    return any(_is_badge(one) and _is_of(headline, one, page.url) for one in _around(headline))


def _is_section(name: str) -> bool:
    return comparison_form(name) in _SECTIONS or (len(name) <= _LONGEST and SPONSOR.search(name) is not None)


def _headline(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    headlines = list(islice(tree.iter("h1"), 20))
    own = [one for one in headlines if comparison_form(select.text_of(one) or "") == comparison_form(title or "")]
    return next(iter(own or headlines[:1]), None)


def _around(headline: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of the article's head, or those beside the headline where nothing frames a head."""
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
    if any(above.tag in ("nav", "aside", "footer", "ul", "menu") for above in islice(element.iterancestors(), 4)):
        return False
    if comparison_form(said) in _SECTIONS:
        around, inside = (element, element.getparent()), islice(element.iterdescendants(), 5)
        return _BADGE.search(_names(*around)) is not None and _FRAME.search(_names(*around, *inside)) is None
    return True


def _names(*elements: HtmlElement) -> str:
    return " ".join(names_of(element) for element in elements)


def _is_of(headline: HtmlElement, badge: HtmlElement, url: str) -> bool:
    """A badge stands with words only: in the box of an advertisement is more, and a menu links to a section."""
    above = list(headline.iterancestors())
    box = badge
    while (parent := box.getparent()) is not None and parent not in above:
        box = parent
    behind = next((one for one in islice(box.itersiblings(), 1) if one not in above and one is not headline), None)
    if _advertises(box, url) or (
        behind is not None and _is_short(behind, _LONGEST) and _advertises(behind, url, "ins")
    ):
        return False
    is_before = any(one is headline or one in above for one in box.itersiblings())
    is_link = next(badge.iter("a"), None) is not None or any(one.tag == "a" for one in islice(badge.iterancestors(), 2))
    return not (is_before and is_link) or _is_its_section(badge)


def _advertises(box: HtmlElement, url: str, *shown: str) -> bool:
    """Does it show a picture or a frame, or lead to another site than a network?"""
    if next(box.iter(*(shown or ("img", "picture", "video", "ins")), "iframe", "embed", "object"), None) is not None:
        return True
    own = host_of(url).removeprefix("www.")
    hosts = (host_of(absolute(link.get("href"), url)).removeprefix("www.") for link in islice(box.iter("a"), 50))
    return any(host and host != own and not CHANNEL_HOSTS.search(host) for host in hosts)


def _is_its_section(badge: HtmlElement) -> bool:
    """A link of the article that calls itself one of its section."""
    is_inside = any(above.tag == "article" for above in badge.iterancestors())
    return badge.tag == "a" and is_inside and _BADGE.search(badge.get("class") or "") is not None
