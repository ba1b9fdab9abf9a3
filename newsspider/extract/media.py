"""Which picture or video does an element show?"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsspider.article import Video
from newsspider.extract.players import played
from newsspider.extract.select import text_of

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-url")
_MAX_URL = 2_000
_WHOLE = ("https://", "http://")
_NOT_PLAYERS = re.compile(
    r"googletagmanager|doubleclick|googlesyndication|adfox|yandex\.[a-z]+/(?:ads|metrika)|/ads?/|captcha|about:blank"
)
_LOGO = re.compile(
    r"(?:^|[/_-])(?:logo|no[-_]?(?:image|photo)|placeholder|default|favicon|apple-touch-icon|spacer|blank|pixel)[^/]*$"
    r"|^/(?:img|images|static|assets)/[a-z_-]{1,20}\.(?:png|svg|gif|ico)$",  # photographs have numbers or long names
    re.I,
)


def web_url(href: str | None, base: str) -> str | None:
    """An absolute http(s) URL, or None."""
    href = (href or "").strip()
    if not href or len(href) > _MAX_URL or href.startswith(("data:", "javascript:", "about:", "blob:", "#")):
        return None
    try:
        url = href if href.startswith(_WHOLE) else urljoin(base, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url.replace(" ", "%20") if parts.scheme in ("http", "https") and parts.hostname else None


def image_url(element: HtmlElement, base: str) -> str | None:
    """The picture of an `img`, a `picture`, a link to a picture, or a meta tag; lazy loading seen through."""
    if element.tag in ("meta", "a", "video", "link"):
        return web_url(element.get("content") or element.get("href") or element.get("poster"), base)
    image = element if element.tag == "img" else next(element.iter("img"), None)
    if image is not None:
        for name in (*_LAZY, "src"):
            if url := web_url(image.get(name), base):
                return url
        if url := _from_set(image.get("data-srcset") or image.get("srcset"), base):
            return url
    holder = element if element.tag == "picture" else element.getparent()
    if holder is not None and holder.tag == "picture":
        for source in holder.iter("source"):
            if url := _from_set(source.get("data-srcset") or source.get("srcset"), base):
                return url
    return None


def is_logo(url: str) -> bool:
    return _LOGO.search(urlsplit(url).path) is not None


def video(element: HtmlElement, base: str) -> Video | None:
    """A `video`, its `source`, an `iframe` or `embed` that plays something."""
    if element.tag == "video":
        sources = [element, *element.iter("source")]
        url = next((u for one in sources if (u := web_url(one.get("src") or one.get("data-src"), base))), None)
        return Video(url, "file") if url else None
    names = ("src", *_LAZY, "data-litespeed-src", "data")
    url = next((url for name in names if (url := web_url(element.get(name), base))), None)
    if url is None or _NOT_PLAYERS.search(url):
        return None
    return Video(url, "file") if element.tag == "source" else played(url)


def caption_of(element: HtmlElement) -> str | None:
    return text_of(element)


def _from_set(srcset: str | None, base: str) -> str | None:
    """The first candidate of a `srcset`."""
    words = (srcset or "").strip().split()
    return web_url(words[0].rstrip(","), base) if words else None
