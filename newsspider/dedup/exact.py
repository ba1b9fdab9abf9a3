"""Does this article repeat, exactly, one that is already kept?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from newsspider.article import Article

ENOUGH = 200  # characters of its form: shorter texts may be equal by chance, day after day


class Kept(Protocol):
    """A stored article, as far as it is compared."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def text_sha256(self) -> str | None: ...


class Known(Protocol):
    """The stored articles that come into question."""

    @property
    def same_id(self) -> Kept | None: ...
    @property
    def same_url(self) -> Kept | None: ...
    @property
    def same_text(self) -> Sequence[Kept]: ...


@dataclass(frozen=True, slots=True)
class Match:
    """The article repeats the one with the id `of`. `reason`: id, url, text. `unchanged`: the same page once more."""

    of: str
    reason: str
    similarity: float = 1.0
    unchanged: bool = False


def find_duplicate(article: Article, known: Known, *, form: Callable[[str], str] = str.casefold) -> Match | None:
    """`form`: under which titles are compared. `text_sha256` is of the normalised text, so equal means equal."""
    if known.same_id is not None:
        return _same_article(article, known.same_id, form)
    if known.same_url is not None:
        return Match(known.same_url.id, "url")
    for other in known.same_text:
        if is_long(article.text or "", form) or _same_title(article, other, form):
            return Match(other.id, "text")
    return None


def is_long(text: str, form: Callable[[str], str]) -> bool:
    """Of copies, both are or none is: what is counted is what they have in common."""
    return len(form(text)) >= ENOUGH


def _same_article(article: Article, kept: Kept, form: Callable[[str], str]) -> Match:
    same = article.text_sha256 == kept.text_sha256 and _same_title(article, kept, form)
    if same and article.url == kept.url:
        return Match(kept.id, "url", unchanged=True)
    return Match(kept.id, "id")


def _same_title(article: Article, kept: Kept, form: Callable[[str], str]) -> bool:
    return form(article.title or "") == form(kept.title or "")
