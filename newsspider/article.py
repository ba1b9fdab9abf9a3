"""What is one article, and what does each field of it mean?"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

import orjson

SCHEMA = "newsspider.article/1"


@dataclass(slots=True)
class Dateline:
    """Where and by whom a dispatch was sent: `ASTANA. KAZINFORM —`. As published, each word's letters of one script."""

    place: str | None = None
    agency: str | None = None


@dataclass(slots=True)
class Image:
    """A picture of the article: its URL is recorded and never fetched.

    `caption`: what it shows. `credit`: who made it, or where it is from, without the label (`Фото:`, `©`).
    """

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(slots=True)
class Video:
    """A video or an embedded post: `kind` is `file`, `youtube`, `telegram`, …, `iframe` for a player that is not known.

    `url` is that of the page on which a reader would open it, where the player's own says it.
    """

    url: str
    kind: str


@dataclass(slots=True)
class Cite:
    """A source that the text names, and the words that name it."""

    name: str
    domain: str | None = None
    phrase: str | None = None


@dataclass(slots=True)
class Translation:
    """The same article in another language; `how` says who links the two."""

    url: str
    language: str | None = None
    id: str | None = None
    how: str = "hreflang"


@dataclass(slots=True)
class LanguageShare:
    """How much of the text (0–1, of its letters) is in one language."""

    language: str
    script: str
    share: float


@dataclass(slots=True)
class Archive:
    """Where the raw response is kept: WARC file, byte offset, payload digest."""

    file: str
    offset: int
    digest: str


@dataclass(slots=True)
class Fetch:
    """How the page was got. Times are ISO 8601 in UTC."""

    fetched_at: str | None = None
    first_seen_at: str | None = None
    via: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    robots: str | None = None
    archive: Archive | None = None


@dataclass(slots=True)
class Article:
    """The one record. Order of fields is the order on the line; absent is `None` or `[]`.

    Times are ISO 8601 in UTC, to the second: `2025-11-17T09:05:00Z`.
    """

    schema: str = SCHEMA
    id: str = ""  # 16 hex digits, stable across versions and URL forms
    version: int = 1  # 2, 3, …: the text or title changed
    changed: list[str] = field(default_factory=list)  # the fields that changed with this version
    url: str = ""  # canonical
    urls: list[str] = field(default_factory=list)  # other forms it was seen under
    source: str = ""  # name of the site
    edition: str = ""  # edition of the site: kk, ru, qz, …
    language: str | None = None  # of the text, ISO 639-1
    script: str | None = None  # of the text, ISO 15924
    languages: list[LanguageShare] = field(default_factory=list)  # only where mixed
    title: str | None = None
    lead: str | None = None  # the paragraph that the page sets apart as its lead
    text: str | None = None  # whole article: paragraphs joined by a blank line, beginning with the lead
    published_at: str | None = None
    published_raw: str | None = None  # as displayed or as the source said it
    published_precision: str | None = None  # "minute" or "day"
    modified_at: str | None = None
    authors: list[str] = field(default_factory=list)
    section: str | None = None
    breadcrumbs: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    dateline: Dateline | None = None
    images: list[Image] = field(default_factory=list)
    videos: list[Video] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    duplicate_of: str | None = None
    similarity: float | None = None  # 0–1; of a later version, to the one before
    story: str | None = None
    sponsored: bool = False
    quality: list[str] = field(default_factory=list)  # flags: unknown-layout, no-date, lost-letters, …
    provenance: dict[str, str] = field(default_factory=dict)  # field → where it came from
    fetch: Fetch = field(default_factory=Fetch)
    text_sha256: str | None = None  # of the normalised text
    made_by: str | None = None  # versions of newsspider and trafilatura

    def to_json(self) -> bytes:
        """One line of JSON Lines, without the line break."""
        return orjson.dumps(self)

    def note(self, name: str, value: Any, origin: str) -> bool:
        """Fill an empty field and remember where the value came from; say whether it was taken."""
        if value in (None, "", []) or getattr(self, name) not in (None, "", []):
            return False
        setattr(self, name, value)
        self.provenance[name] = origin
        return True


@dataclass(slots=True)
class Link:
    """An article's URL and what the source already says of it.

    `published` and `modified` are as the source wrote them; once kept, ISO 8601, and `…_raw` is as written.
    """

    url: str
    via: str = "urls"  # feed, sitemap, listing, api, urls
    title: str | None = None
    published: str | None = None
    published_raw: str | None = None
    modified: str | None = None
    modified_raw: str | None = None
    language: str | None = None
    section: str | None = None
    text: str | None = None  # full text where the source carries it, plain
    tags: list[str] = field(default_factory=list)


FIELDS = tuple(f.name for f in fields(Article))
