"""What is known of a page while its article is read?"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from newsspider.article import Link
from newsspider.extract.metadata import Metadata
from newsspider.extract.rules import Rules
from newsspider.extract.told import Told


@dataclass(frozen=True, slots=True)
class Reading:
    """One page being read: the whole tree, the part around the article, and what is known beforehand."""

    tree: HtmlElement
    scope: HtmlElement
    found: Metadata
    rules: Rules | None
    link: Link | None
    url: str
    section_pattern: str | None = None
    told: Told | None = None  # what a rendered page received

    @property
    def by_rules(self) -> str:
        return f"rules:{self.rules.name}" if self.rules else ""

    @property
    def via(self) -> str:
        return self.link.via if self.link else ""
