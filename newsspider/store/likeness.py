"""Is a fetched article the same as another one, of whatever site and year, and what becomes of it then?

Each article that has a text gets a fingerprint, and each pair that is found is remembered. So what is a duplicate does
not depend on the order in which articles come: one that was published before those it is alike to is written, and the
export leaves out the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from newsspider.article import Article
from newsspider.store import alike, fingerprints
from newsspider.store.alike import Original, Other
from newsspider.store.fingerprints import Entry, Fingerprint
from newsspider.store.postings import Postings

REASONS = ("text", "near")  # an article repeats another one that is not the same article
_KEY = 0x6E656172  # of the lock under which articles are compared one after the other


@dataclass(frozen=True, slots=True)
class Likeness:
    """`fingerprint`: of an article, and the hash of its text before lines were dropped. `alike`: how similar one is to
    each of others, by what is packed in their fingerprints; None: not the same. `least_shared`: keys. `drop`: else only
    labelled."""

    fingerprint: Callable[[Article, str | None], Fingerprint | None]
    alike: Callable[[bytes, Sequence[bytes]], Sequence[float | None]]
    least_shared: int
    drop: bool = True


def wait_for_others(connection: Connection) -> None:
    """Two articles that come at the same moment would not see each other. In SQLite, only one transaction writes."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK, {"key": _KEY})


def compare(
    connection: Connection,
    postings: Postings,
    article: Article,
    likeness: Likeness,
    whole_sha256: str | None = None,
    copy_of: Other | None = None,
) -> Original | None:
    """Keep the article's fingerprint and what it is alike to; what it repeats. `copy_of`: known from elsewhere."""
    given = likeness.fingerprint(article, whole_sha256)
    others = {copy_of.id: copy_of} if copy_of else {}
    published_at, is_known = article.published_at, False
    if given is not None:
        found = fingerprints.find(connection, postings, article.id, given, likeness.least_shared)
        is_known = bool(found.own)
        published_at = min(found.own).published_at if found.own else published_at
        others |= _others(found, given, likeness)
        if not any(each.exact == tuple(given.exact) and each.packed == given.packed for each in found.own):
            fingerprints.add(connection, postings, article.id, published_at, given, found.rare)
    if not others and not is_known:
        return None
    alike.remember(connection, article.id, published_at, others.values())
    return alike.original(connection, article.id)


def _others(found: fingerprints.Found, given: Fingerprint, likeness: Likeness) -> dict[str, Other]:
    """By id; of the versions of an article, the one that is most alike."""
    others: dict[str, Other] = {}
    for each, similarity in _similarities(found.candidates, given, likeness):
        if similarity is not None and similarity > getattr(others.get(each.id), "similarity", -1.0):
            others[each.id] = Other(each.id, each.published_at, similarity, "near")
    return others | {each.id: Other(each.id, each.published_at, 1.0, "text") for each in found.copies}


def _similarities(
    candidates: Sequence[Entry], given: Fingerprint, likeness: Likeness
) -> Iterator[tuple[Entry, float | None]]:
    if given.packed is not None:
        compared = [(each, each.packed) for each in candidates if each.packed is not None]
        similar = likeness.alike(given.packed, [packed for _, packed in compared])
        yield from zip((each for each, _ in compared), similar, strict=True)


_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
