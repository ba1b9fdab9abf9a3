"""What does the police's portal answer: three WordPress blogs in sub-directories?"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import parse_qs

from tests.replica.page import Answer, answer, redirect, validated
from tests.replica.sites import polisia_lists as lists
from tests.replica.sites import polisia_pages as pages
from tests.replica.sites.robots import robots
from tests.replica.sites.sitemaps import index, other_pages, sitemap
from tests.replica.sites.wordpress import rest, wordpress_feed
from tests.replica.story import Story

PER_PAGE = 10
_LISTING = re.compile(r"(?:/category/(?P<category>[\w-]+))?/(?:page/(?P<page>\d+)/)?")
_BLOG = re.compile(r"/(?P<blog>ru|en)(?=/|$)")


class Polisia:
    """Kazakh at the root has REST, Russian has it closed and answers with its feed, English has only a sitemap."""

    hosts = ("polisia.kz", "www.polisia.kz")

    def __init__(self, stories: list[Story], *, delay: float | None = None) -> None:
        self._stories = sorted(stories, key=lambda story: story.at, reverse=True)
        self._pages = {story.path: story for story in stories}
        self._delay = delay

    def answer(self, host: str, path: str, query: str, now: datetime) -> Answer | None:
        if host == "www.polisia.kz":
            return redirect(f"https://polisia.kz{path}" + (f"?{query}" if query else ""))
        if path == "/robots.txt":
            return robots(host, ("/wp-admin/", "/?s="), delay=self._delay)
        blog = _BLOG.match(path)
        edition = blog["blog"] if blog else "kk"
        inside = path[3:] if blog else path
        shown = [story.as_of(now) for story in self._stories if story.edition == edition and story.is_shown(now)]
        story = self._pages.get(path)
        if story is not None:
            return answer(pages.article(story.as_of(now), shown)) if story.is_shown(now) else None
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        return _source(edition, inside, asked, shown, now) or _listing(edition, inside, shown)


def _source(edition: str, path: str, asked: dict[str, str], shown: list[Story], now: datetime) -> Answer | None:
    root = lists.ROOTS[edition]
    if path == "/wp-json/wp/v2/posts":
        if edition == "kk":
            return rest(shown, asked)
        if edition == "ru":
            return answer(
                '{"code":"rest_cannot_access","message":"closed","data":{"status":401}}', "application/json", status=401
            )
    if path == "/feed/" and edition != "en":
        return wordpress_feed(shown, asked, root)
    if path == "/wp-sitemap.xml":
        names = ("posts-post-1", "posts-page-1", "taxonomies-category-1")
        return validated(index([f"{root}/wp-sitemap-{name}.xml" for name in names], now))
    if path == "/wp-sitemap-posts-page-1.xml":
        return other_pages([f"{root}/", f"{root}/contacts/"])
    if path == "/wp-sitemap-taxonomies-category-1.xml":
        return other_pages(sorted({f"{root}/category/{lists.category_slug(story)}/" for story in shown}))
    if path == "/wp-sitemap-posts-post-1.xml":
        return validated(sitemap(shown[::-1]))
    return None


def _listing(edition: str, path: str, shown: list[Story]) -> Answer | None:
    match = _LISTING.fullmatch(path or "/")
    if match is None:
        return None
    base = "/"
    if match["category"]:
        base = f"/category/{match['category']}/"
        shown = [story for story in shown if lists.category_slug(story) == match["category"]]
    number, last = int(match["page"] or 1), -(-len(shown) // PER_PAGE)
    if not 1 <= number <= last:
        return None
    return answer(lists.listing(edition, base, shown[(number - 1) * PER_PAGE : number * PER_PAGE], number, last))
