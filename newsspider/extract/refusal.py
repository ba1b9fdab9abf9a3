"""Why is a page not an article?"""

from __future__ import annotations


class NotAnArticle(Exception):
    """Raised for a page that holds no article; `reason` is a short name that can be counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
