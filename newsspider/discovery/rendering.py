"""What must stand on a page that a browser renders, before it is read?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendering:
    """CSS selectors: of a listing's links, and of what an article's page shows when its text has come."""

    listing: str
    article: str
