"""Of which site is an embedded video or post, and at what address would a reader open it?"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from newsspider.article import Video

_SITES = (
    (re.compile(r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$"), "youtube"),
    (re.compile(r"(?:^|\.)vimeo\.com$"), "vimeo"),
    (re.compile(r"(?:^|\.)rutube\.ru$"), "rutube"),
    (re.compile(r"(?:^|\.)(?:vk\.com|vk\.ru|vkvideo\.ru)$"), "vk"),
    (re.compile(r"(?:^|\.)tiktok\.com$"), "tiktok"),
    (re.compile(r"(?:^|\.)(?:instagram\.com|instagr\.am)$"), "instagram"),
    (re.compile(r"(?:^|\.)(?:facebook\.com|fb\.watch)$"), "facebook"),
    (re.compile(r"(?:^|\.)(?:t\.me|telegram\.(?:me|org))$"), "telegram"),
    (re.compile(r"(?:^|\.)(?:twitter\.com|x\.com)$"), "x"),
    (re.compile(r"(?:^|\.)(?:dailymotion\.com|dai\.ly)$"), "dailymotion"),
)
# Addresses of players, and those of the pages they show.
_PAGES = {
    "youtube": (
        re.compile(r"(?:/(?:embed|v|shorts|live)/|youtu\.be/|[?&]v=)(?!videoseries)([\w-]{4,20})"),
        "https://www.youtube.com/watch?v={}",
    ),
    "vimeo": (re.compile(r"player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    "rutube": (re.compile(r"/(?:play/embed|video/embed|embed)/(\w+)"), "https://rutube.ru/video/{}/"),
    "dailymotion": (re.compile(r"(?:/embed/video/|[?&]video=|dai\.ly/)(\w+)"), "https://www.dailymotion.com/video/{}"),
    "telegram": (re.compile(r"(?:t(?:elegram)?\.me)/(?:s/)?(\w+/\d+)"), "https://t.me/{}"),
    "instagram": (re.compile(r"\.(?:com|am)/(?:[\w.]+/)?((?:p|reel|tv)/[\w-]+)"), "https://www.instagram.com/{}/"),
    "x": (re.compile(r"\.com/(\w+/status(?:es)?/\d+)"), "https://x.com/{}"),
    "tiktok": (re.compile(r"tiktok\.com/(@[\w.-]+/video/\d+)"), "https://www.tiktok.com/{}"),
}


def kind_of(url: str) -> str:
    """The site of a player, or `iframe`."""
    host = (urlsplit(url).hostname or "").lower()
    return next((kind for pattern, kind in _SITES if pattern.search(host)), "iframe")


def played(url: str) -> Video:
    """What a player's address plays: the address of its page where there is one, else its own."""
    kind = kind_of(url)
    if kind in _PAGES:
        pattern, page = _PAGES[kind]
        if match := pattern.search(url):
            return Video(page.format(match[1]), kind)
    asked = parse_qs(urlsplit(url).query)
    if kind == "facebook" and (shown := asked.get("href", [""])[0]).startswith("http"):
        return Video(unquote(shown).split("?set=")[0], kind)
    if kind == "vk" and "video_ext" in url and {"oid", "id"} <= asked.keys():
        return Video(f"https://vk.com/video{asked['oid'][0]}_{asked['id'][0]}", kind)
    if kind == "x" and (post := asked.get("id", [""])[0]).isdigit():
        return Video(f"https://x.com/i/status/{post}", kind)
    return Video(url, kind)
