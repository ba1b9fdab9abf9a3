"""What do Tengrinews's hosts answer?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from urllib.parse import quote, unquote

from tests.replica import redesign
from tests.replica.page import Answer, answer, redirect, validated
from tests.replica.redesign import Redesign
from tests.replica.sites import tengrinews_lists as lists
from tests.replica.sites import tengrinews_pages as pages
from tests.replica.sites.feeds import feed
from tests.replica.sites.robots import robots
from tests.replica.sites.sitemaps import index, other_pages, sitemap
from tests.replica.sites.tengrinews_parts import tag_slugs
from tests.replica.story import Story

MAIN = {"tengrinews.kz": "ru", "kaz.tengrinews.kz": "kk", "en.tengrinews.kz": "en"}
SISTERS = ("tengrisport.kz", "tengriauto.kz", "tengritravel.kz")
PREFIX = {"ru": "", "kk": "kk-", "en": "en-"}
FEED = 30  # articles in it
PER_PAGE = 20
PER_SITEMAP = 50
_LISTING = re.compile(r"/(?P<section>[\w-]+)/(?:page/(?P<page>\d+)/)?")
_TAG = re.compile(r"/tag/(?P<tag>[^/]+)/(?:page/(?P<page>\d+)/)?")


class Tengrinews:
    """Stories newest first; a URL is answered as of `now`."""

    hosts = (*MAIN, *SISTERS, "www.tengrinews.kz")

    def __init__(
        self,
        stories: list[Story],
        *,
        delay: float | None = None,
        redesign: Redesign | None = None,
        feeds: Mapping[str, int] | None = None,
    ) -> None:
        self._feeds = feeds or {}
        self._delay = delay
        self._redesign = redesign
        self._stories = sorted(stories, key=lambda story: story.at, reverse=True)
        self._pages = {url: story for story in stories for url in (story.url, *story.other_urls)}

    def answer(self, host: str, path: str, query: str, now: datetime) -> Answer | None:
        if host == "www.tengrinews.kz":
            return redirect(f"https://tengrinews.kz{path}" + (f"?{query}" if query else ""))
        if path == "/robots.txt":
            return robots(host, ("/search", "/admin"), delay=self._delay)
        story = self._pages.get(f"https://{host}{path}")
        if story is not None:
            return self._page(story.as_of(now), path, now) if story.is_shown(now) else None
        return self._sources(host, path, now) or self._listing(host, path, now)

    def _page(self, story: Story, path: str, now: datetime) -> Answer:
        if path.endswith("/amp/"):
            return answer(pages.amp(story))
        if "special" in story.has or (self._redesign and self._redesign.has_come(now)):
            return answer(redesign.article(story, self._at(story.host, now), now))
        return answer(pages.article(story, self._at(story.host, now), now))

    def _at(self, host: str, now: datetime) -> list[Story]:
        """What a host shows: the main host of an edition shows its sister sites' articles too."""
        edition = MAIN.get(host, "ru")
        return [
            story.as_of(now)
            for story in self._stories
            if story.is_shown(now) and story.edition == edition and (host in MAIN or story.host == host)
        ]

    def _sources(self, host: str, path: str, now: datetime) -> Answer | None:
        if host not in MAIN:
            return None
        edition, shown = MAIN[host], self._at(host, now)
        if path == "/news.rss":
            newest = shown[: self._feeds.get(host, FEED)]
            return validated(feed(newest, title="Tengrinews.kz", home=f"https://{host}/", full=True, tracked=True))
        oldest_first = shown[::-1]
        parts = [oldest_first[start : start + PER_SITEMAP] for start in range(0, len(shown), PER_SITEMAP)]
        name = f"/{PREFIX[edition]}sitemap"
        if path == f"{name}-index.xml":
            children = {f"https://{host}{name}-{kind}.xml": shown[-1:] for kind in ("sections", "tags")}
            children |= {f"https://{host}{_child(name, number)}": part for number, part in enumerate(parts)}
            return validated(index(children))
        if path == f"{name}-sections.xml":
            return other_pages(sorted({f"https://{host}/{story.section}/" for story in shown}))
        if path == f"{name}-tags.xml":
            return other_pages(
                [f"https://{host}/tag/{quote(slug)}/" for slug in sorted({*chain(*map(tag_slugs, shown))})]
            )
        for number, part in enumerate(parts):
            if path == _child(name, number):
                return validated(sitemap(part, packed=path.endswith(".gz")))
        if edition == "ru" and path == "/sitemap_ru.xml":
            return validated(sitemap(shown))
        return None

    def _listing(self, host: str, path: str, now: datetime) -> Answer | None:
        shown = self._at(host, now)
        if path == "/":
            return answer(lists.home(host, shown, now))
        if match := _TAG.fullmatch(unquote(path)):
            chosen = [story for story in shown if match["tag"] in tag_slugs(story)]
            return self._cards(host, f"/tag/{match['tag']}/", match["page"], chosen, now)
        if match := _LISTING.fullmatch(path):
            section = match["section"]
            chosen = shown if section == "news" else [story for story in shown if story.section == section]
            return self._cards(host, f"/{section}/", match["page"], chosen, now)
        return None

    def _cards(self, host: str, base: str, page: str | None, stories: list[Story], now: datetime) -> Answer | None:
        number = int(page or 1)
        last = -(-len(stories) // PER_PAGE)
        if not 1 <= number <= last:
            return None
        part = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
        if self._redesign and self._redesign.lists and self._redesign.has_come(now):
            numbers = [f"https://{host}{base}page/{page}/" for page in range(1, last + 1)]
            return answer(redesign.listing("tengrinews", host, part[0].edition, part, numbers))
        return answer(lists.listing(host, base, part, number, last, now))


def _child(name: str, number: int) -> str:
    return f"{name}-news-{number + 1}.xml" + (".gz" if number == 1 else "")
