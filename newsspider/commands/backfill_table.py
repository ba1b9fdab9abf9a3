"""How far are the backfills of a site, for people and for programs?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from newsspider.store import cursors, pages
from newsspider.store.cursors import Cursor
from newsspider.store.hand_over import is_backfilled
from newsspider.store.reading import reading_only


@dataclass(frozen=True, slots=True)
class Reached:
    """Of one edition in one period. `since`, `until`: days, None: without a bound. `read`: sources and sitemaps, to
    their end; `pages`: of listings; `back_to`: the day, while it is under way; `finished_at`: ISO."""

    since: str | None
    until: str | None
    edition: str
    read: int
    pages: int
    back_to: str | None
    finished_at: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """`running`: on this machine."""

    site: str
    running: bool
    pending: int
    backfills: list[Reached]


def status_of(output: Path, state: str | None, site: str) -> Status:
    """Raises StoreError."""
    with reading_only(output, state) as connection:
        known = cursors.of_site(connection, site) if connection is not None else []
        pending = pages.by_status(connection, site).get("pending", 0) if connection is not None else 0
    return Status(site, is_backfilled(output, site), pending, [_reached(list(each)) for each in _by_edition(known)])


def as_json(status: Status) -> bytes:
    return orjson.dumps(status, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def print_status(status: Status, console: Console) -> None:
    if not status.backfills:
        console.print(f"{status.site}: no backfill has been begun", markup=False)
        return
    running = "running" if status.running else "not running"
    console.print(f"{status.site}: {running}, {status.pending:,} pages pending", markup=False)
    table = Table()
    for name in ("since", "until", "edition", "read", "pages", "back to", "finished"):
        table.add_column(name, no_wrap=True)
    for each in status.backfills:
        finished = (each.finished_at or "")[:16].replace("T", " ")
        bounds = (each.since or "the beginning", each.until or "now")
        table.add_row(*bounds, each.edition, str(each.read), f"{each.pages:,}", each.back_to or "", finished)
    console.print(table)
    console.print("read: sources and sitemaps, to their end; pages: of listings", style="dim")


def _by_edition(known: Iterable[Cursor]) -> Iterable[Iterable[Cursor]]:
    def key(each: Cursor) -> tuple[str, str, str]:
        return each.since, each.until, each.edition

    return (group for _, group in groupby(sorted(known, key=key), key))


def _reached(of_edition: list[Cursor]) -> Reached:
    places = [each for each in of_edition if each.place]
    reached = [each.reached for each in places if each.reached and not each.done]
    whole = next((each for each in of_edition if not each.place and each.done), None)
    return Reached(
        of_edition[0].since or None,
        of_edition[0].until or None,
        of_edition[0].edition,
        read=sum(each.done for each in places),
        pages=sum(each.page for each in places),
        back_to=max(reached)[:10] if reached and whole is None else None,
        finished_at=whole.at if whole else None,
    )
