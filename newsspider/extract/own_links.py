"""Which links of a page lead to the page itself?"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement


def own_links(tree: HtmlElement, url: str) -> set[HtmlElement]:
    """Not those to a part of it: `#comment-5` has a date of its own."""
    parts = urlsplit(url)
    tail = parts.query or parts.path.rstrip("/").rpartition("/")[2]
    if not tail:
        return set()  # of a home page every page has a link
    candidates = (link for link in tree.iter("a") if tail in (href := link.get("href") or "") and "#" not in href)
    return {link for link in candidates if _leads_to(url, (link.get("href") or "").strip())}


def _leads_to(url: str, href: str) -> bool:
    try:
        first, second = urlsplit(urljoin(url, href)), urlsplit(url)
    except ValueError:  # http://[news/
        return False
    return (first.path.rstrip("/"), first.query) == (second.path.rstrip("/"), second.query) and (
        first.netloc.removeprefix("www.") == second.netloc.removeprefix("www.")
    )
