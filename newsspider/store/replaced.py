"""How does the state come to agree with a line that stands where another one stood, or that is gone?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from newsspider.article import Article
from newsspider.store import alike, fingerprints, kept, pages, revisits
from newsspider.store.change import Change
from newsspider.store.found import add_forms, finish
from newsspider.store.likeness import Likeness, compare, wait_for_others
from newsspider.store.lines import storable
from newsspider.store.postings import Postings
from newsspider.store.tables import articles

_ROW = (articles.c.id == bindparam("of_id")) & (articles.c.version == bindparam("of_version"))
_SAID = ("title", "text_sha256", "published_at")  # what articles are compared by
_COMPARED = select(*(articles.c[name] for name in _SAID)).where(_ROW)
_SAY = update(articles).where(_ROW).values({name: bindparam(f"new_{name}") for name in ("edition", "url", *_SAID)})
_FORGET = delete(articles).where(_ROW)


def compare_anew(connection: Connection, postings: Postings, some: Sequence[Article], like: Likeness) -> None:
    """What their old texts were alike to counts no more. Doing it again changes nothing."""
    wait_for_others(connection)
    for article in some:
        if _is_compared_otherwise(connection, article):
            fingerprints.forget(connection, postings, article.id)
            alike.forget(connection, article.id)
            compare(connection, postings, article, like)
        page = pages.get(connection, [article.id]).get(article.id)
        if page and add_forms(page, (article.url, *article.urls)):
            pages.save(connection, [page])


def say(connection: Connection, some: Sequence[Article]) -> None:
    """What later crawls compare a page with is what the article's line says now."""
    said = [{name: storable(getattr(each, name)) for name in ("edition", "url", *_SAID)} for each in some]
    rows = [{f"new_{name}": value for name, value in row.items()} for row in said]
    connection.execute(_SAY, [{**_key(each), **row} for each, row in zip(some, rows, strict=True)])


def take_out(change: Change, line: Mapping[str, Any], reason: str) -> None:
    """Its line is gone: it is no article, or no version of one. Its page is not asked for again."""
    connection, id, version = change.connection, line["id"], line["version"]
    connection.execute(_FORGET, {"of_id": id, "of_version": version})
    _tell(change, line, reason)
    if kept.is_kept(connection, id):
        return
    revisits.forget(connection, id)
    fingerprints.forget(connection, change.postings, id)
    alike.forget(connection, id)
    if page := pages.get(connection, [id]).get(id):
        finish(page, "refused", reason=reason)
        pages.save(connection, [page])


def leave_out(change: Change, line: Mapping[str, Any], trace: bytes, repeats: Mapping[str, Any]) -> None:
    """Its line is gone: it repeats another article. `trace`: the line that says so, and `repeats`, what it says."""
    connection, id = change.connection, line["id"]
    connection.execute(_FORGET, {"of_id": id, "of_version": line["version"]})
    if kept.is_kept(connection, id):
        return  # told with the last of its versions
    change.write_lines("duplicates", [trace])
    revisits.forget(connection, id)
    if page := pages.get(connection, [id]).get(id):
        finish(page, "duplicate", reason=repeats["reason"], duplicate_of=repeats["duplicate_of"])
        pages.save(connection, [page])


def _is_compared_otherwise(connection: Connection, article: Article) -> bool:
    """Only first versions are compared with other articles, as crawls do it."""
    row = connection.execute(_COMPARED, _key(article)).first() if article.version == 1 else None
    return row is not None and tuple(row) != tuple(storable(getattr(article, name)) for name in _SAID)


def _tell(change: Change, line: Mapping[str, Any], reason: str) -> None:
    """As every refusal is told."""
    record = {name: line.get(name) for name in ("id", "url", "source", "edition")} | {"reason": reason}
    fetch = line.get("fetch") or {}
    change.write(
        "refused",
        record,
        status=fetch.get("status"),
        attempts=0,
        retry_at=None,
        via=fetch.get("via"),
        at=change.at,
        version=line["version"],
    )


def _key(article: Article) -> dict[str, Any]:
    return {"of_id": article.id, "of_version": article.version}
