"""How does `scrapy export` make a release, and what does it say of it?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from newsspider.commands.arguments import check_output, nothing_crawled
from newsspider.commands.export_options import asked_of, name_of
from newsspider.export.asked import Asked, Made, Source
from newsspider.export.card.describe import describe
from newsspider.export.release import make_release
from newsspider.export.whole_folder import alone_in
from newsspider.store import folder
from newsspider.store.reading import reading_only
from newsspider.store.stored import sources
from newsspider.store.takedown import taken_down


def export_release(
    output: Path,
    state: str | None,
    zones: Mapping[str, str],
    wanted: Sequence[str],
    opts: argparse.Namespace,
    *,
    drop: bool,
    first: str,
) -> int:
    """`zones`: of all sites, by name; `first`: one to begin with. The exit code. Raises UsedWrongly, StoreError."""
    now = datetime.now(UTC)
    to = Path(opts.output) if opts.output else output / "releases"
    asked = asked_of(opts, wanted, zones, to, drop=drop)
    name_of(opts, to, now)  # before it takes long
    check_output(output, first)
    with reading_only(output, state) as connection:
        source = source_of(connection, output, state, asked) if connection is not None else None
        if source is None or not source.sites:
            print(nothing_crawled(output, first), file=sys.stderr)
            return 1
        missing = [name for name in asked.selection.sources if name not in source.sites]
        with alone_in(to):
            path = to / name_of(opts, to, now)
            made = make_release(path, source, asked, now, describe)
    for name in missing:
        print(f"Nothing is stored of {name} in {output}")
    for broken in made.broken:
        print(broken.told(), file=sys.stderr)
    print(told(path, asked, made))
    return int(bool(missing or made.broken))


def source_of(connection: Connection, output: Path, state: str | None, asked: Asked) -> Source:
    known_as, wanted = folder.name(output, state), asked.selection.sources
    sites = tuple(name for name in sources(connection, known_as) if not wanted or name in wanted)
    return Source(connection, output, known_as, sites, taken_down(output))


def told(path: Path, asked: Asked, made: Made) -> str:
    if made.broken:
        many = "a rule" if len(made.broken) == 1 else f"{len(made.broken)} rules"
        return f"No release was made: it would break {many}"
    if asked.since is None:
        return f"{path}: {made.articles:,} articles as {asked.format}{made.tally.told_less()}"
    if not any(made.counts.values()):
        return f"Nothing has changed since {asked.since.name}, so there is no new release"
    counts = ", ".join(f"{many:,} {kind}" for kind, many in made.counts.items())
    return f"{path}: {counts} since {asked.since.name}, as {asked.format}; it has {made.articles:,} articles now"
