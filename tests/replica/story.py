"""What is known of one published article: its page is made of this, and so is the truth about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from tests.replica.blocks import Block, plain, text_of
from tests.replica.cited import cites

_SHOWN = re.compile("‹(.+)›")
_CREDIT = re.compile("⟨(.+)⟩")


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    words: str | None = None  # its caption, with marks

    @property
    def caption(self) -> str | None:
        return plain(self.words) if self.words else None

    @property
    def expected(self) -> dict[str, str | None]:
        shown, credit = _SHOWN.search(self.words or ""), _CREDIT.search(self.words or "")
        return {"url": self.url, "caption": shown and shown[1], "credit": credit and credit[1]}


@dataclass(frozen=True, slots=True)
class Removal:
    """What the address of a page answers from a moment on. `how`: 404, 410, or section: a redirect to a list."""

    at: datetime
    how: str


@dataclass(slots=True)
class Story:
    site: str
    edition: str
    design: str
    host: str
    path: str
    key: str  # the site's own id, as it stands in the URL
    at: datetime
    language: str
    script: str
    title: str
    blocks: list[Block]
    lead: str | None = None  # set apart by the page; with marks, as the blocks
    lead_repeated: bool = True  # does the body say the lead again?
    section: str | None = None
    section_name: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)  # as the page's design shows them
    signed: list[str] = field(default_factory=list)  # as a byline in the text names them
    sent: str = ""  # the dateline with which the text begins, as published
    dateline: dict[str, str | None] | None = None
    picture: Picture | None = None
    video: str | None = None
    other_urls: tuple[str, ...] = ()  # other forms of its URL that answer
    listed: str | None = None  # the URL that listings give, where it is not `url`
    mapped: str | None = None  # the URL that the sitemap gives, where it is not `url`
    fed: str | None = None  # the URL that the feed gives, where it is not `url`
    alternates: list[tuple[str, str]] = field(default_factory=list)  # hreflang: language, URL
    modified: datetime | None = None
    has: frozenset[str] = frozenset()  # peculiarities: sponsored, lost-letters, next-article, …
    duplicate_of: str | None = None
    translation_of: str | None = None
    removed: Removal | None = None
    validators: frozenset[str] = frozenset()  # of its page: etag, last-modified; page-etag: one an answer
    edits: list[tuple[datetime, Story]] = field(default_factory=list, repr=False)  # what it was from each moment on

    def edit(self, at: datetime, *, title: str | None = None, blocks: Sequence[Block] | None = None) -> None:
        """From then on the page says this; what is not given stays. To be called in the order of time."""
        last = self.edits[-1][1] if self.edits else self
        after = replace(
            last,
            title=last.title if title is None else title,
            blocks=list(last.blocks if blocks is None else blocks),
            modified=at,
            edits=[],
        )
        self.edits.append((at, after))

    def as_of(self, now: datetime) -> Story:
        """The version that is shown at a moment after its publication."""
        return next((after for at, after in reversed(self.edits) if at <= now), self) if self.edits else self

    def is_shown(self, now: datetime) -> bool:
        return self.at <= now and not (self.removed and self.removed.at <= now)

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.path}"

    @property
    def text(self) -> str:
        blocks = text_of(self.blocks)
        return f"{plain(self.lead)}\n\n{blocks}" if self.lead else blocks

    @property
    def pictures(self) -> list[Picture]:
        inner = (block for block in self.blocks if block.kind == "picture" and block.url)
        found = [Picture(block.url or "", block.lines[0] if block.lines else None) for block in inner]
        return [self.picture, *found] if self.picture else found

    @property
    def videos(self) -> list[dict[str, str]]:
        found = [{"url": self.video, "kind": "file"}] if self.video else []
        return found + players(self.blocks)

    def expected(self) -> dict[str, Any]:
        """The fields of `Article` that a faithful crawl writes."""
        quality = ["lost-letters"] if "lost-letters" in self.has else []
        return {
            "title": self.title,
            "lead": plain(self.lead).removeprefix(self.sent) if self.lead else None,
            "text": self.text.removeprefix(self.sent).lstrip("\n"),
            "dateline": self.dateline,
            "published_at": iso(self.at),
            "published_precision": "minute",
            "language": self.language,
            "script": self.script,
            "section": self.section,
            "tags": list(self.tags),
            "authors": self.authors or self.signed,
            "images": [picture.expected for picture in self.pictures],
            "videos": self.videos,
            "cites": cites(self.text, site=self.site, language=self.language, latin=self.edition == "qz"),
            "sponsored": "sponsored" in self.has,
            "quality": quality,
        }


def players(blocks: Iterable[Block]) -> list[dict[str, str]]:
    urls = (block.url for block in blocks if block.kind == "video" and block.url)
    return [{"url": f"https://www.youtube.com/watch?v={url.rpartition('/')[2]}", "kind": "youtube"} for url in urls]


def iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
