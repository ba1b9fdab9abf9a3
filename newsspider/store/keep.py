"""What becomes of a fetched article: stored, a duplicate, or unchanged?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from newsspider.article import Article
from newsspider.store import alike, kept, likeness, own_lines, pages, revisits, versions
from newsspider.store.alike import Original, Other
from newsspider.store.change import Change
from newsspider.store.found import DONE, TAKEN_DOWN, Found, Page, add_forms, finish, new_page
from newsspider.store.kept import Known
from newsspider.store.likeness import Likeness
from newsspider.store.lines import line_of
from newsspider.store.own_lines import Lines, OwnLines
from newsspider.store.versions import Revising


class Match(Protocol):
    """What an article repeats (`of`: its id) and how that was recognised; `unchanged`: the same page, the same text."""

    @property
    def of(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def similarity(self) -> float: ...
    @property
    def unchanged(self) -> bool: ...


Decide = Callable[[Article, Known], Match | None]


@dataclass(frozen=True, slots=True)
class Put:
    """A fetched article; `asked_as`: the id of the page that was asked for, where that is another one."""

    article: Article
    asked_as: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article. `kind`: stored, duplicate, unchanged, version, doubtful, taken-down. `again`: its page
    was asked for because the article is young."""

    kind: str
    id: str
    duplicate_of: str | None = None
    reason: str | None = None
    again: bool = False


def put(
    change: Change,
    article: Article,
    decide: Decide,
    asked_as: str,
    lines: Lines | None = None,
    revising: Revising | None = None,
    like: Likeness | None = None,
) -> Outcome:
    """`like`: how articles are compared with all others, as they first came: a version may be a page that was mixed up
    for an hour, and a pair is for good. Without it, only copies of what is stored are recognised."""
    if like:
        likeness.wait_for_others(change.connection)
    rows = pages.get(change.connection, {article.id, asked_as})
    page = rows.get(article.id)
    if page is None:
        seen = Found(article.id, article.url, article.edition, article.fetch.via or "urls")
        page = rows[article.id] = new_page(seen, change.source, change.at)
        pages.add(change.connection, [page])
    if page["status"] == TAKEN_DOWN:
        for each in rows.values():  # a page that leads to it, too
            finish(each, TAKEN_DOWN, reason=TAKEN_DOWN)
        pages.save(change.connection, rows.values())
        return Outcome(TAKEN_DOWN, article.id)
    _complete(article, rows.values())
    add_forms(page, (article.url, *article.urls))
    own = own_lines.clean(change, article, lines) if lines else None
    known = kept.lookup(change.connection, article, own.whole_sha256 if own else None)
    known = own.as_of_today(known) if own else known
    match, hint, is_done = decide(article, known), page["hint"], page["status"] in DONE
    original = None
    if like and (match is None or match.reason in likeness.REASONS):
        original, match = _original(change, article, like, known, match, own), None
    if match is None and original and like and like.drop:
        outcome = _leave_out(change, article, page, original)
    elif match is None:
        outcome = _store(change, _labelled(article, original), page)
        if like and like.drop:
            _tell_repeats(change, article)
        if revising:
            revisits.begin(change, article, hint, revising.ages)
    elif revising and known.same_id and match.of == article.id:
        outcome = _once_more(change, article, page, match, known.same_id, revising)
    else:
        outcome = _repeat(change, article, page, match)
    # All articles count, whatever they repeat, or the lines that are learnt depend on the order of crawling.
    if own and (outcome.kind == "stored" or (original and not is_done)):
        own.count()
    if asked_as != article.id and asked_as in rows and rows[asked_as]["status"] not in DONE:
        _close_detour(change, rows[asked_as], outcome)
    pages.save(change.connection, rows.values())
    return outcome


def repeated_url(page: Page, url: str, of: str, reason: str, at: str, similarity: float = 1.0) -> bytes:
    """The line that says: this URL leads to an article that is kept already."""
    record = {"id": page["id"], "url": url, "source": page["source"], "edition": page["edition"], "duplicate_of": of}
    return line_of(record, similarity=similarity, reason=reason, via=page["via"], at=at)


def _store(change: Change, article: Article, page: Page) -> Outcome:
    place = change.write("articles", article)
    kept.remember(change.connection, article, change.segments.folder, place, change.at)
    finish(page, "stored")
    return Outcome("stored", article.id)


def _original(
    change: Change, article: Article, like: Likeness, known: Known, match: Match | None, own: OwnLines | None
) -> Original | None:
    """What the article repeats; an article that was published before what it is alike to repeats nothing."""
    copied = next((each for each in known.same_text if match and each.id == match.of), None)
    copy_of = Other(copied.id, copied.published_at, 1.0, "text") if copied else None
    whole = own.whole_sha256 if own else None
    return likeness.compare(change.connection, change.postings, article, like, whole, copy_of)


def _tell_repeats(change: Change, article: Article) -> None:
    """What was written before its original came stays where it is; a line says what it repeats."""
    for each in alike.written_before(change.connection, article.id):
        page = {"id": each.id, "source": each.source, "edition": each.edition, "via": None}
        line = repeated_url(page, each.url, article.id, each.reason, change.at, each.similarity)
        change.write_lines("duplicates", [line])


def _labelled(article: Article, original: Original | None) -> Article:
    if original:
        article.duplicate_of, article.similarity = original.id, original.similarity
    return article


def _leave_out(change: Change, article: Article, page: Page, original: Original) -> Outcome:
    """All of it is kept but the text, of which the lead is a part."""
    finish(page, "duplicate", reason=original.reason, duplicate_of=original.id)
    trace = replace(_labelled(article, original), text=None, lead=None)
    change.write("duplicates", trace, reason=original.reason, at=change.at)
    return Outcome("duplicate", article.id, original.id, original.reason)


def _once_more(
    change: Change, article: Article, page: Page, match: Match, before: kept.Kept, revising: Revising
) -> Outcome:
    """The page of a stored article was fetched again."""
    visit = revisits.get(change.connection, article.id)
    again = visit is not None and visit["asked_in_run"] == change.run
    verdict = revising.compare(versions.line_of(change, before), before, article)
    if verdict.kind == "unchanged" and not again:
        outcome = _repeat(change, article, page, match)
    else:
        if page["status"] not in DONE:
            finish(page, "stored")
        versions.keep(change, article, before, verdict, visit["doubted"] if visit else None)
        outcome = Outcome(verdict.kind, article.id, article.id, match.reason, again)
    if visit is not None:
        revisits.answered(change, visit, article, doubtful=verdict.kind == "doubtful")
    return outcome


def _repeat(change: Change, article: Article, page: Page, match: Match) -> Outcome:
    if page["status"] not in DONE:
        finish(page, "duplicate", reason=match.reason, duplicate_of=match.of)
    if match.unchanged:
        return Outcome("unchanged", article.id, match.of, match.reason)
    article = replace(article, duplicate_of=match.of, similarity=match.similarity)
    change.write("duplicates", article, reason=match.reason, at=change.at)
    return Outcome("duplicate", article.id, match.of, match.reason)


def _close_detour(change: Change, page: Page, outcome: Outcome) -> None:
    """The page that was asked for led to the article of another one."""
    of = outcome.duplicate_of or outcome.id
    finish(page, "duplicate", reason="redirect", duplicate_of=of)
    if outcome.kind == "unchanged":  # the other outcomes have a line, and the URL stands in it
        change.write_lines("duplicates", [repeated_url(page, page["url"], of, "redirect", change.at)])


def _complete(article: Article, rows: Iterable[Page]) -> None:
    """Say what is known of the article's pages: when they were first seen, and under which forms of the URL."""
    for page in rows:
        for url in (page["url"], *page["urls"]):
            if url != article.url and url not in article.urls:
                article.urls.append(url)
        article.fetch.first_seen_at = min(article.fetch.first_seen_at or page["first_seen_at"], page["first_seen_at"])
        article.fetch.via = article.fetch.via or page["via"]
