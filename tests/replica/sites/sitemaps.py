"""How do a site's sitemaps look?"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence

from tests.replica.page import Answer, answer, escape
from tests.replica.shown import offset
from tests.replica.story import Story

_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def index(children: Mapping[str, Sequence[Story]]) -> Answer:
    """By URL, what each child lists: its newest story dates it."""
    entries = "\n".join(
        f"<sitemap><loc>{escape(url)}</loc>{_lastmod(stories)}</sitemap>" for url, stories in children.items()
    )
    return _xml(f"<sitemapindex {_NAMESPACES}>\n{entries}\n</sitemapindex>\n")


def sitemap(stories: list[Story], *, packed: bool = False, news: bool = False, name: str = "") -> Answer:
    entries = "\n".join(_entry(story, news, name) for story in stories)
    return _xml(f"<urlset {_NAMESPACES}>\n{entries}\n</urlset>\n", packed=packed)


def other_pages(urls: list[str]) -> Answer:
    """A sitemap of sections and the like: no articles."""
    entries = "\n".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    return _xml(f"<urlset {_NAMESPACES}>\n{entries}\n</urlset>\n")


def _entry(story: Story, news: bool, name: str) -> str:
    detail = _lastmod([story])
    if news:
        detail = (
            f"<news:news><news:publication><news:name>{escape(name)}</news:name>"
            f"<news:language>{story.language}</news:language></news:publication>"
            f"<news:publication_date>{offset(story.at)}</news:publication_date>"
            f"<news:title>{escape(story.title)}</news:title></news:news>"
        )
    return f"<url><loc>{escape(story.mapped or story.url)}</loc>{detail}</url>"


def _lastmod(stories: Sequence[Story]) -> str:
    newest = max((story.modified or story.at for story in stories), default=None)
    return f"<lastmod>{offset(newest)}</lastmod>" if newest else ""


def _xml(text: str, *, packed: bool = False) -> Answer:
    reply = answer(_OPENING + text, "application/xml; charset=utf-8")
    if packed:
        reply.body = gzip.compress(reply.body, mtime=0)
        reply.content_type = "application/x-gzip"
    return reply
