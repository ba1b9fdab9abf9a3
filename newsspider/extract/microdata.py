"""What do the marks inside a page's HTML say of its article, where no layout is known?"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract import select
from newsspider.extract.element_names import names_of
from newsspider.normalise.text import clean_line, comparison_form

_MANY = 100
_LABEL = 60  # letters; longer ones are headlines
_TRAILS = (  # where a trail is, and its names in it
    ('[itemtype*="BreadcrumbList"]', '[itemprop~="name"]'),
    ('[typeof~="BreadcrumbList"]', '[property~="name"]'),
    ('nav[aria-label="breadcrumb" i], nav[aria-label="breadcrumbs" i]', "li"),
    ("ol.breadcrumb, ul.breadcrumb, ol.breadcrumbs, ul.breadcrumbs", "li"),
)
_NOT_OURS = re.compile(r"related|sidebar|widget|cloud|popular|footer|menu|comment", re.I)


def breadcrumbs(tree: HtmlElement) -> list[HtmlElement]:
    """The names of the page's first trail; the title may be the last of them."""
    for trail, names in _TRAILS:
        box = select.first(tree, trail)  # of the first only: names in nested ones would be counted for each
        if box is not None and (found := select.elements(box, names)):
            return found[:_MANY]
    return []


def section(tree: HtmlElement) -> str | None:
    """As the article's own mark names it; nothing where several do."""
    names = select.values(tree, '[itemprop~="articleSection"]::attr(content), [itemprop~="articleSection"]')
    return names[0] if len(names) == 1 and len(names[0]) <= _LABEL else None


def tags(tree: HtmlElement, title: str | None) -> list[str]:
    """The links `rel=tag` of one list. Teasers have tags, too: of several lists, the one in the headline's article."""
    groups: dict[HtmlElement, list[str]] = defaultdict(list)
    for link in islice(tree.iterfind(".//a[@rel]"), _MANY):
        rel = (link.get("rel") or "").lower().split()
        label = clean_line("".join(islice(link.itertext(), 5))[: 2 * _LABEL])
        if "tag" in rel and "category" not in rel and label and len(label) <= _LABEL and not _is_outside(link):
            groups[_list_of(link)].append(label)
    if len(groups) > 1:
        article = _article(tree, title)
        groups = {
            box: labels for box, labels in groups.items() if article is not None and article in box.iterancestors()
        }
    return next(iter(groups.values())) if len(groups) == 1 else []


def modified(tree: HtmlElement) -> str | None:
    """The only date that is marked as that of a change."""
    said = [
        *select.values(tree, '[itemprop~="dateModified"]::attr(datetime)'),
        *select.values(tree, '[itemprop~="dateModified"]::attr(content)'),
        *select.values(tree, "time.updated::attr(datetime)"),
    ]
    return said[0] if len(set(said)) == 1 else None


def _list_of(link: HtmlElement) -> HtmlElement:
    above: HtmlElement = link.getparent()
    while above.tag in ("li", "span", "p", "b", "strong") and above.getparent() is not None:
        above = above.getparent()
    return above


def _is_outside(link: HtmlElement) -> bool:
    above = islice(link.iterancestors(), 6)
    return any(one.tag in ("aside", "nav", "footer") or _NOT_OURS.search(names_of(one)) for one in above)


def _article(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The `article` element with the headline in it."""
    for headline in islice(tree.iter("h1"), 20):
        if comparison_form(select.text_of(headline) or "") == comparison_form(title or ""):
            return next(headline.iterancestors("article"), None)
    return None
