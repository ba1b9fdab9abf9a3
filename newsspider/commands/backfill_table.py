"""How far are the backfills of a site, as a table?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from newsspider.site import NewsSpider
from newsspider.store import cursors, pages
from newsspider.store.cursors import Cursor
from newsspider.store.hand_over import is_backfilled
from newsspider.store.reading import reading_only


def print_status(output: Path, state: str | None, site: type[NewsSpider], console: Console) -> int:
    """Raises StoreError."""
    with reading_only(output, state) as connection:
        known = cursors.of_site(connection, site.name) if connection is not None else []
        pending = pages.by_status(connection, site.name).get("pending", 0) if connection is not None else 0
    if not known:
        console.print(f"{site.name}: no backfill has been begun", markup=False)
        return 0
    running = is_backfilled(output, site.name)
    console.print(f"{site.name}: {'running' if running else 'not running'}, {pending:,} pages pending", markup=False)
    table = Table()
    for name in ("since", "until", "edition", "read", "pages", "back to", "finished"):
        table.add_column(name, no_wrap=True)
    for (since, until, edition), each in _by_edition(known):
        table.add_row(since or "the beginning", until or "now", edition, *_row(list(each)))
    console.print(table)
    console.print("read: sources and sitemaps, to their end; pages: of listings", style="dim")
    return 0


def _by_edition(known: Iterable[Cursor]) -> Iterable[tuple[tuple[str, str, str], Iterable[Cursor]]]:
    def key(each: Cursor) -> tuple[str, str, str]:
        return each.since, each.until, each.edition

    return groupby(sorted(known, key=key), key)


def _row(of_edition: list[Cursor]) -> tuple[str, str, str, str]:
    places = [each for each in of_edition if each.place]
    reached = [each.reached for each in places if each.reached and not each.done]
    whole = next((each for each in of_edition if not each.place and each.done), None)
    return (
        str(sum(each.done for each in places)),
        f"{sum(each.page for each in places):,}",
        max(reached)[:10] if reached and whole is None else "",
        whole.at[:16].replace("T", " ") if whole else "",
    )
