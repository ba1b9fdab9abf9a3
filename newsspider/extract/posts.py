"""Which post of a social network does an element embed?"""

from __future__ import annotations

from lxml.html import HtmlElement

from newsspider.article import Video
from newsspider.extract.media import web_url
from newsspider.extract.players import played

# The class of the element that a network's script turns into a post; who says its address; its kind.
_BY_CLASS = {
    "instagram-media": ("data-instgrm-permalink", "instagram"),
    "twitter-tweet": (None, "x"),
    "twitter-video": (None, "x"),
    "tiktok-embed": ("cite", "tiktok"),
    "fb-post": ("data-href", "facebook"),
    "fb-video": ("data-href", "facebook"),
    "telegram-post": ("data-telegram-post", "telegram"),
}
_LAZY_PLAYERS = {"lite-youtube": "videoid", "amp-youtube": "data-videoid"}


def post(element: HtmlElement, base: str) -> Video | None:
    """Its canonical address and kind; the words that stand in it are the caller's."""
    if said := element.get("data-telegram-post"):
        return _of(f"https://t.me/{said.strip().lstrip('/')}", base, "telegram")
    if element.tag in _LAZY_PLAYERS:
        key = (element.get(_LAZY_PLAYERS[element.tag]) or "").strip()
        return _of(f"https://www.youtube.com/watch?v={key}", base, "youtube") if key else None
    names = (element.get("class") or "").split()
    for attribute, kind in (_BY_CLASS[name] for name in names if name in _BY_CLASS):
        said = element.get(attribute) if attribute else None
        for address in (said, *(link.get("href") for link in reversed(list(element.iter("a"))))):
            if found := _of(address, base, kind):
                return found
    return None


def _of(address: str | None, base: str, kind: str) -> Video | None:
    """A post of this network only: its words link elsewhere, too."""
    url = web_url(address, base)
    found = played(url) if url else None
    is_post = found is not None and found.kind == kind and ("?v=" in found.url or found.url.rstrip("/").count("/") > 3)
    return found if is_post else None
