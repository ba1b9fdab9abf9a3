"""What does a site declare that reading its pages needs?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from newsspider.extract.rules import Rules


@dataclass(frozen=True, slots=True)
class Site:
    """One edition of a site, or nothing known at all."""

    name: str = ""
    edition: str = ""
    zone: str | None = None  # of the times that it shows; None: unknown
    layouts: tuple[Rules, ...] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)  # alias → real host
    article_url: str | None = None  # a pattern for its path; a group `section` names the article's section
    id_of: Callable[[str], str] | None = None  # tells whether two URLs are of one article
