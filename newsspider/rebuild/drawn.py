"""What of an article can be worked out before it is known which ones came before it?

Its fingerprint and its lines, by the processes that read pages; putting articles into a store is the work of one.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsspider.article import Article
from newsspider.dedup.fingerprint import Fingerprint, fingerprint
from newsspider.normalise.text import comparison_form
from newsspider.normalise.text_lines import counted_lines
from newsspider.store.lines import storable


@dataclass(frozen=True, slots=True)
class Drawn:
    """Of an article as its page says it. `packed`: in Base64. `lines`: by key."""

    exact: tuple[int, ...]
    keys: tuple[int, ...]
    packed: str | None
    lines: dict[str, str]

    @property
    def fingerprint(self) -> Fingerprint:
        packed = None if self.packed is None else b64decode(self.packed)
        return Fingerprint(tuple(self.exact), tuple(self.keys), packed)


def drawn(article: Article) -> Drawn | None:
    """None: there is no text, or a file would hold another one."""
    given = _fingerprint(article, article.text_sha256)
    if given is None or not article.text or storable([article.title, article.text]) != [article.title, article.text]:
        return None
    packed = None if given.packed is None else b64encode(given.packed).decode("ascii")
    return Drawn(given.exact, given.keys, packed, counted_lines(article.text))


@dataclass(slots=True)
class HandedOver:
    """Of the articles that are put next. What is asked of another text is worked out now."""

    _lines: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _fingerprints: dict[tuple[str | None, str | None], Fingerprint] = field(default_factory=dict)

    def take(self, articles: Iterable[tuple[Article, Drawn | None]]) -> None:
        known = [(article, each) for article, each in articles if each and article.text]
        self._lines = {article.text or "": each.lines for article, each in known}
        self._fingerprints = {(article.title, article.text): each.fingerprint for article, each in known}

    def lines(self, text: str) -> Mapping[str, str]:
        found = self._lines.get(text)
        return counted_lines(text) if found is None else found

    def fingerprint(self, article: Article, whole_sha256: str | None) -> Fingerprint | None:
        """Without lines that were dropped, the text is another one."""
        found = self._fingerprints.get((article.title, article.text))
        return found if found and whole_sha256 in (None, article.text_sha256) else _fingerprint(article, whole_sha256)


def _fingerprint(article: Article, whole_sha256: str | None) -> Fingerprint | None:
    return fingerprint(article, whole_sha256, form=comparison_form)
