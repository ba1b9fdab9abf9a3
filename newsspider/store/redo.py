"""How is what crawls of the past got put into a store anew, so that it becomes what it became then?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsspider.article import Article
from newsspider.store import keep, revisits
from newsspider.store.announce import announce
from newsspider.store.change import Change
from newsspider.store.found import Found
from newsspider.store.keep import Decide, Outcome
from newsspider.store.likeness import Likeness
from newsspider.store.own_lines import Lines
from newsspider.store.session import Session
from newsspider.store.times import stamp
from newsspider.store.versions import Revising


@dataclass(frozen=True, slots=True)
class Got:
    """A page that was got at that moment, asked for as `found`. `asked_as`: see `Session.put`."""

    at: datetime
    found: Found
    revisit: bool = False
    article: Article | None = None
    asked_as: str | None = None


class Redo(Session):
    def put_again(
        self, got: Sequence[Got], decide: Decide, *, lines: Lines, revising: Revising, like: Likeness
    ) -> list[Outcome]:
        """Articles of one day of fetching, in the order in which they came: one transaction."""
        with self._changing(got[0].at) as change, self._segments.together():
            return [self._put(change, each, decide, lines, revising, like) for each in got if each.article]

    def refuse_again(self, got: Got, reason: str, status: int) -> None:
        with self._changing(got.at) as change:
            self._announce(change, got)
        self.refuse(
            got.found.id,
            got.found.url,
            reason,
            got.at,
            status=status,
            edition=got.found.edition,
            via=got.found.via,
        )

    def _put(
        self, change: Change, got: Got, decide: Decide, lines: Lines, revising: Revising, like: Likeness
    ) -> Outcome:
        assert got.article is not None
        self._announce(change, got)
        change = replace(change, at=stamp(got.at))
        asked_as = got.asked_as or got.article.id
        outcome = keep.put(change, got.article, decide, asked_as, lines, revising, like)
        self._counts[f"revisits/{outcome.kind}" if outcome.again else outcome.kind] += 1
        return outcome

    def _announce(self, change: Change, got: Got) -> None:
        """As the page stood in the state when it was asked for."""
        if got.revisit:
            revisits.hand_out(change.connection, got.found.id, self.run)
        elif got.found.first_seen_at:
            first = replace(change, at=got.found.first_seen_at)
            forms = (got.found, *(replace(got.found, url=url) for url in got.found.forms))
            for form in forms:
                announce(first, [form], 0)
