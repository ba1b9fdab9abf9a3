"""Which articles does a listing page show, and where does it go on?"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from parsel import Selector, SelectorList

from newsspider.article import Link
from newsspider.discovery.reading import Follow, Reading
from newsspider.discovery.sources import Card, Listing

MAX_LINKS = 1000


def read_listing(text: str, url: str, listing: Listing, is_article: Callable[[str], bool]) -> Reading:
    """The cards of the first known design; in an unknown design, every link that looks like an article's."""
    page = Selector(text=text)
    links = next((found for card in listing.cards if (found := _cards(page, card, url, is_article))), None)
    if links is None:
        links = _all_links(page, url, is_article)
    following = page.css(listing.next).get() if listing.next else None
    return Reading(links, [Follow(urljoin(url, following))] if following else [])


def shown_page(text: str, listing: Listing) -> int | None:
    """The number that the page itself gives as its own; some sites serve the last page for every later number."""
    if not listing.current:
        return None
    shown = "".join(Selector(text=text).css(listing.current).css("::text").getall()).strip()
    return int(shown) if shown.isdecimal() and len(shown) < 9 else None


def _cards(page: Selector, card: Card, url: str, is_article: Callable[[str], bool]) -> list[Link]:
    links: dict[str, Link] = {}
    for item in page.css(card.item)[:MAX_LINKS]:
        element = item if item.root.tag == "a" else next(iter(item.css(card.link)), None)
        href = element.attrib.get("href") if element is not None else None
        if not href or not is_article(target := urljoin(url, href.strip())):
            continue
        title = _text(item.css(card.title)) if card.title else None
        published = _date(item.css(card.published)) if card.published else None
        links.setdefault(target, Link(target, via="listing", title=title, published=published))
    return list(links.values())


def _all_links(page: Selector, url: str, is_article: Callable[[str], bool]) -> list[Link]:
    targets = (urljoin(url, href.strip()) for href in page.css("a::attr(href)").getall())
    return [Link(target, via="listing") for target in dict.fromkeys(targets) if is_article(target)][:MAX_LINKS]


def _text(found: SelectorList[Selector]) -> str | None:
    return " ".join("".join(found[:1].css("::text").getall()).split()) or None


def _date(found: SelectorList[Selector]) -> str | None:
    return found[:1].attrib.get("datetime") or _text(found)
