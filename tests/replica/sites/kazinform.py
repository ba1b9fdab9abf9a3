"""What do Kazinform's hosts answer?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, quote, unquote

from tests.replica import redesign
from tests.replica.page import Answer, answer, redirect, validated
from tests.replica.redesign import Redesign
from tests.replica.shown import local
from tests.replica.sites import kazinform_lists as lists
from tests.replica.sites import kazinform_pages as pages
from tests.replica.sites.feeds import feed
from tests.replica.sites.robots import robots
from tests.replica.sites.sitemaps import sitemap
from tests.replica.story import Story

HOSTS = {
    "www.inform.kz": "ru",
    "kaz.inform.kz": "kk",
    "qz.inform.kz": "qz",
    "cn.inform.kz": "zh",
    "en.inform.kz": "en",
    "qazinform.com": "en",
}
FEED = 200  # articles in it
FEEDS = {"kaz.inform.kz": "kz", "www.inform.kz": "ru", "qazinform.com": "en"}
SITEMAPS = FEEDS | {"cn.inform.kz": "cn", "en.inform.kz": "en"}
_HEIR = {"en.inform.kz": "qazinform.com"}  # lists what its predecessor published
_LISTING = re.compile(r"/(?:ru/)?lenta/?|/tag/(?P<tag>[^/]+)/?|/category/(?P<category>[^/]+)_[sc]\d+/?")


class Kazinform:
    hosts = (*HOSTS, "inform.kz")

    def __init__(
        self,
        stories: list[Story],
        *,
        delay: float | None = None,
        redesign: Redesign | None = None,
        feeds: Mapping[str, int] | None = None,
    ) -> None:
        self._feeds = feeds or {}
        self._redesign = redesign
        self._stories = sorted(stories, key=lambda story: story.at, reverse=True)
        self._pages = {url: story for story in stories for url in (story.url, *story.other_urls)}
        self._delay = delay

    def answer(self, host: str, path: str, query: str, now: datetime) -> Answer | None:
        if host == "inform.kz":
            return redirect(f"https://www.inform.kz{path}" + (f"?{query}" if query else ""))
        if path == "/robots.txt":
            return robots(host, ("/search_results", "/admin"), delay=self._delay)
        shown = [
            story.as_of(now)
            for story in self._stories
            if host in (story.host, _HEIR.get(story.host)) and story.is_shown(now)
        ]
        story = self._pages.get(f"https://{host}{path}")
        if story is not None:
            amp = f"https://{host}{path}" in story.other_urls and path.rstrip("/").endswith("/amp")
            if not story.is_shown(now):
                return None
            story = story.as_of(now)
            new = "special" in story.has or (self._redesign is not None and self._redesign.has_come(now))
            return answer(redesign.article(story, shown, now) if new and not amp else pages.page(story, shown, amp=amp))
        new = self._redesign is not None and self._redesign.lists and self._redesign.has_come(now)
        return _sources(host, path, shown, self._feeds.get(host, FEED)) or _listing(host, path, query, shown, new=new)


def _sources(host: str, path: str, shown: list[Story], holds: int) -> Answer | None:
    if path == f"/rss/{FEEDS.get(host)}.xml":
        return validated(feed(shown[:holds], title="Kazinform", home=f"https://{host}/", full=False))
    edition = SITEMAPS.get(host)
    if path == f"/sitemaps/google-news_{edition}.xml":
        return validated(sitemap(shown[:50], news=True, name="Kazinform"))
    if path == f"/sitemaps/sitemap-last-news-300_{edition}.xml":
        return validated(sitemap(shown[:300]))
    return None


def _listing(host: str, path: str, query: str, shown: list[Story], *, new: bool) -> Answer | None:
    if path in ("/", "/ru", "/ru/"):
        return answer(lists.listing(host, "/lenta/", shown[:10], 1, 1))
    match = _LISTING.fullmatch(unquote(path))
    if match is None:
        return None
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    if match["tag"]:
        shown = [story for story in shown if match["tag"].casefold() in (tag.casefold() for tag in story.tags)]
    elif match["category"]:
        shown = [story for story in shown if lists.category(story) == match["category"]]
    shown = [story for story in shown if _between(story, asked)]
    per_page = lists.cards_per_page(host)
    last = max(1, -(-len(shown) // per_page))
    number = asked.get("page", "1")
    page = min(int(number), last) if number.isdecimal() and int(number) > 0 else 1  # past the end: the last again
    if new and shown:
        numbers = [f"{quote(path)}?page={each}" for each in range(1, last + 1)]
        part = shown[(page - 1) * per_page : page * per_page]
        return answer(redesign.listing("kazinform", host, shown[0].edition, part, numbers))
    return answer(lists.listing(host, path, shown[(page - 1) * per_page : page * per_page], page, last))


def _between(story: Story, asked: dict[str, str]) -> bool:
    day = f"{local(story.at):%Y-%m-%d}"
    return asked.get("start_date", "") <= day <= asked.get("end_date", "9")
