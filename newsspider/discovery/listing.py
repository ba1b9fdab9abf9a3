"""Which articles does a listing page show, and where does it go on?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from urllib.parse import urlsplit

from parsel import Selector, SelectorList

from newsspider.article import Link
from newsspider.discovery.reading import Follow, Reading, absolute, short
from newsspider.discovery.sources import Card, Listing

MAX_LINKS = 1_000
MAX_LOOKED_AT = 10_000


def read_listing(text: str, url: str, listing: Listing, is_article: Callable[[str], bool], *, page: int = 0) -> Reading:
    """The cards of the known designs; in an unknown design, every link that looks like an article's.

    `page`: the number asked for. A page that gives itself another number says nothing: past the end, some sites serve
    the last page again.
    """
    tree = Selector(text=text or "<html/>", type="html")
    complete = any(end in text[-2_000:].lower() for end in ("</html", "</body"))
    if page and _shown(tree, listing) not in (None, page):
        return Reading(complete=complete)
    links: dict[str, Link] = {}
    for card in listing.cards:  # pages carry blocks of several designs
        for link in _cards(tree, card, url, is_article):
            links.setdefault(link.url, link)
    found = list(links.values()) or _all_links(tree, url, is_article)
    return Reading(found[:MAX_LINKS], _following(tree, listing, url), complete)


def _following(page: Selector, listing: Listing, url: str) -> list[Follow]:
    """Only on the same host, and not `#`."""
    href = page.css(listing.next).get() if listing.next else None
    target = absolute(href, url) if href else None
    elsewhere = target is None or target == url or urlsplit(target).netloc != urlsplit(url).netloc
    return [] if target is None or elsewhere else [Follow(target)]


def _shown(page: Selector, listing: Listing) -> int | None:
    """The number that the page itself gives as its own."""
    if not listing.current:
        return None
    shown = "".join(page.css(listing.current)[:1].css("::text").getall()).strip()
    return int(shown) if shown.isdecimal() and len(shown) < 9 else None


def _cards(page: Selector, card: Card, url: str, is_article: Callable[[str], bool]) -> list[Link]:
    links = []
    for item in page.css(card.item)[:MAX_LINKS]:
        element = item if item.root.tag == "a" else next(iter(item.css(card.link)), None)
        target = absolute(element.attrib.get("href", "#"), url) if element is not None else None
        if target is None or not is_article(target):
            continue
        title = _text(item.css(card.title)) if card.title else None
        published = _date(item.css(card.published)) if card.published else None
        links.append(Link(target, via="listing", title=title, published=published))
    return links


def _all_links(page: Selector, url: str, is_article: Callable[[str], bool]) -> list[Link]:
    hrefs = islice((link.get("href") for link in page.root.iter("a")), MAX_LOOKED_AT)
    targets = dict.fromkeys(target for href in hrefs if href and (target := absolute(href, url)))
    return [Link(target, via="listing") for target in targets if is_article(target)]


def _text(found: SelectorList[Selector]) -> str | None:
    return short(" ".join("".join(found[:1].css("::text").getall()).split()))


def _date(found: SelectorList[Selector]) -> str | None:
    return short(found[:1].attrib.get("datetime")) or _text(found)
