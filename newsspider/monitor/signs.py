"""What of the pages read does a crawl count, so that a new design of the site shows?"""

from __future__ import annotations

from newsspider.article import Article
from newsspider.monitor.expect import Expect

PHRASES = {  # by flag of an article, or by reason of a refusal; the plain words stand behind "14 of 20 articles"
    "unknown-layout": "fit no layout",
    "short-text": "give far less text than their pages show",
    "layout-drift": "have their title or date in another place",
    "empty-body": "have an empty body",
    "no-title": "have no title",
    "no-date": "have no date",
    "no-text": "have no text",
    "listing": "look like a list",
    "not-found": "say that there is no article",
    "too-deep": "are nested past all measure",
}
REFUSALS = frozenset({"no-text", "listing", "not-found", "too-deep"})  # announced articles that hold none
FIELDS = ("published_at", "authors", "images")  # of Expect
_DATED = 0.5  # of a site that dates fewer of its articles, one without a date says nothing


def suspicions(article: Article, expect: Expect, *, layouts: bool) -> list[str]:
    """The flags that speak of the page's design. `layouts`: the site declares some."""
    return [
        flag
        for flag in article.quality
        if flag in PHRASES
        and (flag != "unknown-layout" or layouts)
        and (flag != "no-date" or expect.published_at >= _DATED)
    ]


def signs(edition: str, suspected: list[str], article: Article | None = None) -> list[str]:
    """Names to count: `read/kk`, `suspect/kk`, `flag/kk/unknown-layout`, `without/kk/authors`."""
    return [
        f"read/{edition}",
        *([f"suspect/{edition}"] if suspected else []),
        *(f"flag/{edition}/{flag}" for flag in suspected),
        *(f"without/{edition}/{name}" for name in FIELDS if article and not getattr(article, name)),
    ]
