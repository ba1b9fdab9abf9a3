"""What of an article is kept for recognising it in others, however many years later?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from newsspider.article import Article
from newsspider.dedup.exact import is_long
from newsspider.dedup.sketch import sketch


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`exact`: 64-bit hashes, of which copies share one. `keys`: 32-bit hashes, of which near-duplicates share some.
    `packed`: what comparing needs; None: too short for anything but copies."""

    exact: tuple[int, ...]
    keys: tuple[int, ...] = ()
    packed: bytes | None = None


def fingerprint(
    article: Article, whole_sha256: str | None = None, *, form: Callable[[str], str] = str.casefold
) -> Fingerprint | None:
    """`whole_sha256`: of its text before the site's own lines were dropped: others may have been kept with them.
    None: there is no text. Short texts are equal by chance, so that their title counts too."""
    if not article.text or not article.text_sha256:
        return None
    title = "" if is_long(article.text, form) else form(article.title or "")
    digests = dict.fromkeys((article.text_sha256, whole_sha256 or article.text_sha256))
    exact = tuple(_hash(f"{digest}\n{title}") for digest in digests)
    drawn = sketch(article.title, article.text)
    return Fingerprint(exact, drawn.keys, drawn.packed) if drawn else Fingerprint(exact)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(errors="replace"), digest_size=8).digest(), "little")
