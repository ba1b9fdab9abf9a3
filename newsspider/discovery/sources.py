"""Where does an edition announce its articles? The kinds of source, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed. `path` is joined to the edition's home; `{page}` in it pages through."""

    path: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or sitemap index, plain or gzip; only children whose URL matches `children` are read."""

    path: str
    children: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """How one design of a listing shows an article: CSS selectors, relative to the item."""

    item: str
    link: str = "a"
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages of cards. `{page}` in `path` counts from 1; the first page may have a path of its own.

    `sections` are the values of `{section}` in the path. Page designs stand newest first. `dated`: what is added to
    the path to see a period only, `{since}` and `{until}` being its first and its last day.
    """

    path: str
    first: str | None = None
    cards: tuple[Card, ...] = ()
    next: str | None = None
    current: str | None = None  # selector of the shown page's number: another number ends the walk
    sections: tuple[str, ...] = ()
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class WordPress:
    """The REST interface of a WordPress site, whole articles in JSON, newest first."""

    path: str = "wp-json/wp/v2/posts"
    per_page: int = 100


@dataclass(frozen=True, slots=True)
class FirstOf:
    """Sources that say the same: the first that answers is used."""

    sources: tuple[Source, ...]


Source = Feed | Sitemap | Listing | WordPress | FirstOf
