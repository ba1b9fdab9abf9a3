"""What is known of one published article: its page is made of this, and so is the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.replica.blocks import Block, plain, text_of
from tests.replica.cited import cites


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    caption: str | None = None


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
    authors: list[str] = field(default_factory=list)
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

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.path}"

    @property
    def text(self) -> str:
        blocks = text_of(self.blocks)
        return f"{plain(self.lead)}\n\n{blocks}" if self.lead else blocks

    @property
    def images(self) -> list[dict[str, str | None]]:
        found = [self.picture] if self.picture else []
        for block in self.blocks:
            if block.kind == "picture" and block.url:
                found.append(Picture(block.url, plain(block.lines[0]) if block.lines else None))
        return [{"url": image.url, "caption": image.caption} for image in found]

    @property
    def videos(self) -> list[dict[str, str]]:
        found = [{"url": self.video, "kind": "file"}] if self.video else []
        return found + [
            {"url": block.url, "kind": "youtube"} for block in self.blocks if block.kind == "video" and block.url
        ]

    def expected(self) -> dict[str, Any]:
        """The fields of `Article` that a faithful crawl writes."""
        quality = ["lost-letters"] if "lost-letters" in self.has else []
        return {
            "title": self.title,
            "lead": plain(self.lead) if self.lead else None,
            "text": self.text,
            "published_at": iso(self.at),
            "published_precision": "minute",
            "language": self.language,
            "script": self.script,
            "section": self.section,
            "tags": list(self.tags),
            "authors": list(self.authors),
            "images": self.images,
            "videos": self.videos,
            "cites": cites(self.text, site=self.site, language=self.language, latin=self.edition == "qz"),
            "sponsored": "sponsored" in self.has,
            "quality": quality,
        }


def iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
