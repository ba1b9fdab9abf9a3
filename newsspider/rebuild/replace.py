"""How do rebuilt articles take the place of the stored ones, after a person has read the report?

Site by site, under the lock that crawls take, and file by file, each whole or not at all. First come the changed lines
of all sites, then what was refused or repeated and is an article today, since that is compared with all others. What
has come after the rebuild stays: a line is replaced only while it is what it was then. So nothing has to be remembered
of how far it has come, and it may be killed and begun again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import orjson

from newsspider.pipelines.write import WritePipeline, likeness
from newsspider.rebuild.comparison import ADDED, CHANGED, LOST
from newsspider.rebuild.judge import DOWN, NEWER, REMOVED, REPLACED, THERE, Judge
from newsspider.rebuild.known_lines import learnt
from newsspider.rebuild.proposal import REFUSED, REPEATS, Change, Proposal
from newsspider.rebuild.records import article_of
from newsspider.rebuild.run import FOLDER
from newsspider.site import NewsSpider
from newsspider.store import adding, line_counts, replaced
from newsspider.store.change import Change as StoreChange
from newsspider.store.likeness import Likeness
from newsspider.store.replacing import Record, Replacing
from newsspider.store.takedown import taken_down

KEPT = "replaced"  # folder in that of the rebuild: the lines that stood there
REPEATED = "repeats"
UNTOLD = (REPLACED, ADDED, THERE)  # but counted
_ADDED_AS = {
    adding.STORED: ADDED,
    adding.VERSION: ADDED,
    adding.DUPLICATE: REPEATED,
    adding.TAKEN_DOWN: DOWN,
    adding.THERE: THERE,
    adding.ALONE: REPEATED,
}

Tell = Callable[[str, Change, str | None], None]


@dataclass(slots=True)
class Replacement:
    """`name`: of the folder in `output/reextracted/`. `policy`: of duplicates. `remove`: what today's rules don't
    accept. `tell`: is told of each article that the report does not explain (kind, change, why)."""

    output: Path
    sites: Mapping[str, type[NewsSpider]]
    name: str
    state: str | None
    policy: str
    remove: bool
    tell: Tell
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def rebuilt(self) -> Path:
        return self.output / FOLDER / self.name

    def run(self) -> dict[str, Counter[str]]:
        """By site, how many became what. Raises StoreError."""
        self.counts = {site: Counter() for site in self.sites}
        with Proposal.read(self.rebuilt, self.sites.keys()) as proposal:
            for name in self.sites:
                self._exchange(name, proposal)
            for name, site in self.sites.items():
                if proposal.count(name, ADDED):
                    self._add(site, proposal)
            for name in self.sites:
                if self.remove and proposal.count(name, LOST):
                    self._exchange(name, proposal, repeats=True)
                self._count_gone(name, proposal)
        return self.counts

    def _open(self, site: str) -> Replacing:
        return Replacing(self.output, site, self.state, datetime.now(UTC))

    def _exchange(self, site: str, proposal: Proposal, *, repeats: bool = False) -> None:
        down, like, take_out = taken_down(self.output), likeness(self.policy), partial(_take_out, proposal)
        with self._open(site) as store:
            judge = Judge(proposal, store, down, self.remove, repeats)
            if not repeats and proposal.count(site, CHANGED) + proposal.count(site, ADDED):
                _learn(store, self.rebuilt)
            for path, length in store.files().items():
                judged = [each for line in store.lines(path, length) if (each := judge.judge(line))]
                if any(each.kind in (REPLACED, REMOVED) for each in judged):
                    store.exchange(path, length, judge.edit, take_out, self.rebuilt / KEPT / path, like)
                for each in judged:
                    self._count(each.kind, each.change, each.why)

    def _add(self, site: type[NewsSpider], proposal: Proposal) -> None:
        down, like = taken_down(self.output), likeness(self.policy)
        with self._open(site.name) as store:
            for change in proposal.added(site.name):
                line = proposal.line(change.id, change.version) or b""  # they are found by their lines
                became = DOWN if change.id in down else _put(store, site, line, like)
                self._count(became, change)

    def _count(self, kind: str, change: Change, why: str | None = None) -> None:
        self.counts[change.source][kind] += 1
        self.counts[change.source][f"of {change.what}"] += 1
        if kind not in UNTOLD:
            self.tell(kind, change, why)

    def _count_gone(self, site: str, proposal: Proposal) -> None:
        """What was purged since, here or there; a lost line that is gone is as it should be."""
        for what, kind in ((CHANGED, DOWN), (ADDED, DOWN), (LOST, THERE)):
            self.counts[site][kind] += proposal.count(site, what) - self.counts[site].pop(f"of {what}", 0)


def _put(store: Replacing, site: type[NewsSpider], line: bytes, like: Likeness) -> str:
    article, decide, lines = article_of(orjson.loads(line)), WritePipeline.decide, WritePipeline.lines
    outcome = adding.add(store, article, line, decide, lines=lines, like=like, ages=site.revisits)
    return _ADDED_AS.get(outcome, NEWER)


def _learn(store: Replacing, rebuilt: Path) -> None:
    if lines := learnt(rebuilt, store.source):
        with store.state.writing() as connection:
            for site, edition, key, seen in lines:
                line_counts.learn(connection, site, edition, key, seen)


def _take_out(proposal: Proposal, change: StoreChange, line: Record) -> None:
    lost = proposal.of(line["id"], line["version"])
    why, trace = (proposal.reason(lost) if lost else None) or "", proposal.trace(line["id"])
    if why.startswith(REPEATS) and trace:
        replaced.leave_out(change, line, trace, orjson.loads(trace))
    else:
        replaced.take_out(change, line, why.removeprefix(REFUSED))
