"""What becomes of a stored line, by what a rebuild proposes and what has happened since?"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import orjson

from newsspider.rebuild.comparison import ADDED, LOST
from newsspider.rebuild.proposal import REPEATS, Change, Proposal, digest
from newsspider.store import kept
from newsspider.store.file_lines import key_of
from newsspider.store.replacing import Replacing

REPLACED, THERE, NEWER, DOWN = "replaced", "there", "newer", "taken down"
REMOVED, STAYS = "removed", "lost"


@dataclass(frozen=True, slots=True)
class Judged:
    """`why`: of a lost one."""

    kind: str
    change: Change
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """Of a site. `down`: ids that were taken down. `remove`: what today's rules don't accept; `repeats`: what repeats
    another article, instead of the rest."""

    proposal: Proposal
    store: Replacing
    down: Container[str]
    remove: bool = False
    repeats: bool = False

    def judge(self, line: bytes) -> Judged | None:
        """None: nothing is proposed."""
        key = key_of(line, self.store.source)
        change = self.proposal.of(*key) if key else None
        if change is None or change.what == ADDED:
            return None
        if change.what == LOST:
            return self._lost(change, line)
        return None if self.repeats else self._changed(change, line)

    def edit(self, line: bytes) -> bytes | None:
        """What stands in its place: the line itself, another one, or nothing."""
        judged = self.judge(line)
        if judged is None or judged.kind not in (REPLACED, REMOVED):
            return line
        return None if judged.kind == REMOVED else self.proposal.line(judged.change.id, judged.change.version)

    def _changed(self, change: Change, line: bytes) -> Judged:
        other = self.proposal.line(change.id, change.version)
        if other == line:
            return Judged(THERE, change)
        if change.id in self.down:
            return Judged(DOWN, change)
        if other is None or not _is_as_it_was(change, line):
            return Judged(NEWER, change)
        return Judged(REPLACED, change)

    def _lost(self, change: Change, line: bytes) -> Judged | None:
        why = self.proposal.reason(change)
        repeats = (why or "").startswith(REPEATS)
        if self.remove and repeats != self.repeats:
            return None  # another step's
        if change.id in self.down:
            return Judged(DOWN, change)
        if not self.remove or why is None or (repeats and not self._has_original(change)):
            return Judged(STAYS, change, why)
        if not _is_as_it_was(change, line) or self._has_newer(change):
            return Judged(NEWER, change)
        return Judged(REMOVED, change, why)

    def _has_newer(self, change: Change) -> bool:
        """A crawl has read the page since."""
        with self.store.state.reading() as connection:
            newest = kept.newest(connection, change.id)
        return newest is not None and newest.version > self.proposal.last_lost(change.id)

    def _has_original(self, change: Change) -> bool:
        trace = self.proposal.trace(change.id)
        of = orjson.loads(trace).get("duplicate_of") if trace else None
        with self.store.state.reading() as connection:
            return of is not None and of != change.id and kept.is_kept(connection, of)


def _is_as_it_was(change: Change, line: bytes) -> bool:
    return digest(orjson.loads(line)) == change.before
