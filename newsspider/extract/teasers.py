"""Which sentences of a page tell of another article, whose headline stands beside them as a link?"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsspider.extract.prose import sentences

_OUTWARDS = 3  # elements around the sentence that may be the teaser's box
_LETTERS = 5  # of a link that is a headline


def teasers(tree: HtmlElement, url: str) -> set[HtmlElement]:
    """The boxes that hold one sentence each, and a link to another page of the site."""
    said = [(holder, line) for holder, line, _ in sentences(tree)]
    number = Counter(above for holder, _ in said for above in (holder, *holder.iterancestors()))
    found = set()
    for holder, line in said:
        boxes = [each for each in (holder, *islice(holder.iterancestors(), _OUTWARDS)) if number[each] == 1]
        box = next((each for each in boxes if _has_headline(each, line, url)), None)
        if box is not None and box.tag not in ("body", "html") and next(box.iter("h1"), None) is None:
            found.add(box)
    return found


def _has_headline(box: HtmlElement, line: HtmlElement, url: str) -> bool:
    links = [link for link in islice(box.iter("a"), 10) if line not in link.iterancestors()]
    return any(_is_headline(link) and _leads_elsewhere(link, url) for link in links)


def _is_headline(link: HtmlElement) -> bool:
    return sum(map(str.isalpha, "".join(link.itertext()))) >= _LETTERS


def _leads_elsewhere(link: HtmlElement, url: str) -> bool:
    """To another page of the site: what a survey of films or shops links to is on others."""
    try:
        there, here = urlsplit(urljoin(url, link.get("href") or "")), urlsplit(url)
    except ValueError:
        return False
    return bool(there.netloc == here.netloc and there.path.rstrip("/") != here.path.rstrip("/"))
