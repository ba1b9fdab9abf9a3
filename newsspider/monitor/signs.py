"""What of the pages read does a crawl count, so that a change of the site shows?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import log2

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
SIGNS = {  # what only the site's past can call odd
    "repeat": "repeat the text of another article",
    "same-title": "have the title of another article",
    "own-lines": "carry lines that stand in many articles",
    "late": "came with the feed, and are dated days before it was last read",
    "just-now": "are dated the very moment they were found",
    "day-only": "have a date without an hour",
    "lost-letters": "have lost letters",
    "mostly-recurring": "consist of lines that stand in many articles",
}
REFUSALS = frozenset({"no-text", "listing", "not-found", "too-deep"})  # announced articles that hold none
ASKED_FOR = frozenset({"other-section", "out-of-period"})  # refused because the crawl's own arguments said so
UNTRANSLATED = frozenset({"no-translation", "untranslated"})  # not in this language: that is the editors' affair
FIELDS = ("published_at", "authors", "images")  # of Expect
FILLED = ("title", *FIELDS, "tags", "section", "lead")  # compared with the past
LATE = timedelta(days=2)
OLD = timedelta(days=30)
MINUTE = timedelta(minutes=1)  # dates are to the minute
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


def traits(article: Article, peculiarities: Iterable[str]) -> list[str]:
    """Names to count, of what is compared with the past: `compared/kk`, `lacks/kk/tags`, `letters/kk/21`,
    `language/kk/kk-Cyrl`, `sign/kk/late`. Old articles that are crawled later say nothing of the site of today."""
    edition, published, seen = article.edition, _moment(article.published_at), _moment(article.fetch.first_seen_at)
    if published and seen and published < seen - OLD and not _by_feed(article):
        return []
    return [
        f"compared/{edition}",
        *(f"lacks/{edition}/{name}" for name in FILLED if not getattr(article, name)),
        f"letters/{edition}/{bucket(len(article.text or ''))}",
        f"language/{edition}/{article.language or '?'}-{article.script or '?'}",
        *(f"sign/{edition}/{name}" for name in peculiarities),
    ]


def peculiar(
    article: Article, *, repeat: bool, same_title: bool, own_lines: bool, before: datetime | None
) -> list[str]:
    """Names of SIGNS. `before`: when a crawl last read the site's sources."""
    published, seen = _moment(article.published_at), _moment(article.fetch.first_seen_at)
    is_late = published and before and seen and published < min(before, seen) - LATE
    told = {
        "repeat": repeat,
        "same-title": same_title,
        "own-lines": own_lines,
        "late": bool(is_late and _by_feed(article)),
        "just-now": bool(published and seen and published >= seen - MINUTE),
        "day-only": article.published_precision == "day",
    }
    return [name for name in SIGNS if told.get(name) or name in article.quality]


def bucket(letters: int) -> int:
    """Two to each doubling."""
    return round(2 * log2(letters + 1))


def letters_of(bucket: int) -> int:
    return round(2 ** (bucket / 2))


def _by_feed(article: Article) -> bool:
    return article.fetch.via in ("feed", "api")


def _moment(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
