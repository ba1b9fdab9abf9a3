"""What became of the pages that were announced, by edition and day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from newsspider.store.days import MOMENT, Period, day_of
from newsspider.store.tables import pages

NOT_ASKED = frozenset({"robots", "robots-unreachable", "forbidden-address"})  # refused before a request was made

_KINDS = func.coalesce(pages.c.seen_in, pages.c.via, "")
_AT = func.substr(MOMENT, 1, 15)  # ten minutes
_COLUMNS = (pages.c.edition, _AT, pages.c.status, pages.c.reason, _KINDS)


@dataclass(slots=True)
class Account:
    """Of pages. `discovered`: by kind of source; several may have announced the same page. `accepted`: lines.
    `refused`: by reason, whether they are asked for again or not; so are pages that are `gone`.
    """

    pages: int = 0
    discovered: Counter[str] = field(default_factory=Counter)
    fetched: int = 0
    accepted: int = 0
    duplicates: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    pending: int = 0
    gone: Counter[str] = field(default_factory=Counter)

    def count(self, status: str, reason: str | None, kinds: str, number: int) -> None:
        self.pages += number
        self.discovered.update(dict.fromkeys(kinds.split(), number))
        self.fetched += number if status != "pending" and reason not in NOT_ASKED else 0
        match status:
            case "stored":
                self.accepted += number
            case "duplicate":
                self.duplicates += number
            case "pending":
                self.pending += number
            case "gone":
                self.gone[reason or "?"] += number
            case _:
                self.refused[reason or "?"] += number

    def add(self, other: Account) -> None:
        for name in ("pages", "fetched", "accepted", "duplicates", "pending"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("discovered", "refused", "gone"):
            getattr(self, name).update(getattr(other, name))


def accounts(
    connection: Connection, site: str, zone: str, editions: Collection[str], period: Period
) -> dict[tuple[str, str], Account]:
    """By day of the site and edition, in that order."""
    query = select(*_COLUMNS, func.count()).where(pages.c.source == site, pages.c.edition.in_(editions))
    query = query.group_by(*_COLUMNS).execution_options(yield_per=1000)
    found: dict[tuple[str, str], Account] = {}
    for edition, at, status, reason, kinds, number in connection.execute(query):
        day = day_of(at, zone)
        if period.has(day):
            found.setdefault((day, edition), Account()).count(status, reason, kinds, number)
    return dict(sorted(found.items()))
