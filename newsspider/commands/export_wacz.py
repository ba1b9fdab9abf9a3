"""How does `scrapy export --wacz` pack the archives, and what does it say of them?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from newsspider.commands.arguments import Sites, UsedWrongly, site_of
from newsspider.commands.export_options import OPTIONS, period_of, words_of
from newsspider.commands.records_of import records_of
from newsspider.export.wacz.contents import files_of
from newsspider.export.wacz.holding import ENDING, holds
from newsspider.export.wacz.pack import Packed, Site, pack
from newsspider.export.whole_folder import alone_in
from newsspider.store.days import Period
from newsspider.store.errors import StoreError
from newsspider.store.reading import reading_only
from newsspider.store.takedown import taken_down

TAKEN = ("source", "since", "until")  # of the options of releases


def export_wacz(output: Path, state: str | None, sites: Sites, wanted: Sequence[str], opts: argparse.Namespace) -> int:
    """A file a site; the exit code. Raises UsedWrongly, StoreError."""
    period, named = _asked(opts), sorted({*wanted, *words_of(opts.source)})
    to, failed = Path(opts.output) if opts.output else output / "wacz", False
    for name in named:
        site_of(sites, name)
    there = [name for name in sorted(sites.list()) if files_of(output / "archive" / name, period)]
    done = [name for name in there if not named or name in named]
    if done:
        with alone_in(to):
            for name in done:
                path = to / _name(name, datetime.now(UTC), period)
                try:
                    failed |= not _export(_site(output, state, sites, name, period), path)
                except StoreError as problem:  # the other sites need not wait
                    print(problem, file=sys.stderr)
                    failed = True
    missing = [name for name in named if name not in done]
    for name in missing or ([] if done else ["any site"]):
        print(f"No archive of {name} is in {output / 'archive'}{_of_these_days(period)}", file=sys.stderr)
    return int(failed or bool(missing) or not done)


def _asked(opts: argparse.Namespace) -> Period:
    for name in (*OPTIONS, "duplicates"):
        if name not in TAKEN and getattr(opts, name) is not None:
            option = f"--{name.replace('_', '-')}"
            raise UsedWrongly(f"{option} with --wacz: that takes SITE, --since, --until and --output")
    return period_of(opts)


def _site(output: Path, state: str | None, sites: Sites, name: str, period: Period) -> Site:
    gone = {each.id: each.url for each in taken_down(output).values() if each.source == name}
    with reading_only(output, state) as connection:
        goes = records_of(site_of(sites, name), connection, gone)
    return Site(output, name, goes, gone, period)


def _export(site: Site, path: Path) -> bool:
    if path.exists():
        if site.gone and holds(path, site.goes):
            print(f"{path} has what was taken down: delete it, and run this again", file=sys.stderr)
            return False
        print(f"{path} is there already and stays as it is; to have it made anew, delete it", file=sys.stderr)
        return True
    packed = pack(site, path, datetime.now(UTC))
    if packed is None:
        print(f"The archive of {site.name} has no answer yet", file=sys.stderr)
        return False
    print(f"{path}: {_told(packed)}")
    return True


def _told(packed: Packed) -> str:
    less = f"; {packed.left_out:,} records left out, of what was taken down" if packed.left_out else ""
    files = f"{packed.files:,} archive file{'s' if packed.files > 1 else ''}"
    return f"{packed.pages:,} pages with articles, {packed.answers:,} answers, {files}{less}"


def _name(site: str, now: datetime, period: Period) -> str:
    """Of another day or period, another file."""
    days = [f"{name}-{day}" for name, day in (("since", period.since), ("until", period.until)) if day]
    return "-".join((site, f"{now:%Y-%m-%d}", *days)) + ENDING


def _of_these_days(period: Period) -> str:
    return " of these days" if period.since or period.until else ""
