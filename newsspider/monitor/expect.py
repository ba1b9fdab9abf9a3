"""What does a healthy site deliver?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expect:
    """Bounds of a healthy edition: articles a day, and the share (0–1) of articles with a field filled."""

    per_day: tuple[int, int] | None = None
    authors: float = 0.0
    published_at: float = 1.0
    images: float = 0.0
