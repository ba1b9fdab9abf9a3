"""How is it told what was found of a site, and what is missing, to people and to programs?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsspider.commands.columns import Column, left_out, table_of
from newsspider.commands.gaps_found import Found
from newsspider.discovery.numbers import Sequence as Numbers
from newsspider.monitor.display import visible
from newsspider.store.accounts import Account
from newsspider.store.audit import FileAudit
from newsspider.store.mend import Mended

WIDTH = 160  # where no terminal says how wide it is
SHOWN_RANGES = 3
_COLUMNS = (
    Column("day", least=10),
    Column("edition", least=7),
    Column("pages", right=True),
    Column("announced by", least=12, terminal=150),
    Column("fetched", right=True, terminal=130),
    Column("lines", right=True),
    Column("duplicates", right=True, terminal=130),
    Column("refused", least=18, terminal=100),
    Column("gone", least=10, terminal=150),
    Column("pending", right=True),
    Column("missing", least=18),
)

Accounts = Mapping[tuple[str, str], Account]


@dataclass(slots=True)
class Told:
    """`left`: what is still missing after a repair, None where none was made. `unread`: sources, and why."""

    site: str
    since: str | None
    until: str | None
    found: Found
    left: Found | None = None
    accounts: Accounts = field(default_factory=dict)
    numbers: Sequence[Numbers] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not (self.found if self.left is None else self.left) and not self.unread and not self.notes


def as_json(told: Told) -> bytes:
    found = {name: _found(each) for name, each in (("found", told.found), ("left", told.left)) if each is not None}
    record = {
        "site": told.site,
        "since": told.since,
        "until": told.until,
        "complete": told.complete,
        **found,
        "accounts": [
            {"day": day, "edition": edition, **_named(each)} for (day, edition), each in told.accounts.items()
        ],
        "numbers": [asdict(each) for each in told.numbers],
        "unread": told.unread,
        "notes": told.notes,
    }
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def show(told: Told, console: Console, *, every_day: bool) -> None:
    if not console.is_terminal:
        console.width = WIDTH
    left = told.found if told.left is None else told.left
    console.print(_table(told.accounts, left, console.width, every_day=every_day))
    if names := left_out(_COLUMNS, console.width):
        console.print(f"a wider terminal shows also: {', '.join(names)}", style="dim italic")
    for each in told.numbers:
        console.print(_numbers(each), soft_wrap=True)
    _say("found" if told.left is not None else "missing", told.found, console)
    if told.left is not None:
        _say("still missing", told.left, console)
    for url, reason in told.unread.items():
        console.print(Text(visible(f"not read: {url} ({reason})"), style="yellow"), soft_wrap=True)
    for note in told.notes:
        console.print(Text(visible(note), style="yellow"), soft_wrap=True)


def not_to_be_had(done: Mended) -> list[str]:
    """What no repair brings back."""
    told = [
        (done.for_good, "lines of versions are gone for good, as newer versions of those articles stand"),
        (done.bytes_gone, "bytes of lines on duplicates and refusals are gone for good"),
    ]
    return [f"{number:,} {what}" for number, what in told if number]


def describe(file: FileAudit) -> str:
    """What is wrong with a file, in one line."""
    wasted = sum(end - start for start, end in file.waste)
    parts = [
        (len(file.lost), "lines lost"),
        (len(file.unknown), "lines unknown to the state"),
        (len(file.moved), "lines elsewhere than the state remembers"),
        (wasted, "bytes that are no line of their own"),
    ]
    told = [f"{number:,} {what}" for number, what in parts if number]
    if file.committed is None:
        told.insert(0, "unknown to the state")
    elif not file.has_its_length:
        told.insert(0, f"{file.size:,} bytes, the state remembers {file.committed:,}")
    return f"{file.path}: {', '.join(told)}"


def _named(account: Account) -> dict[str, object]:
    return {each.name: getattr(account, each.name) for each in fields(account)}


def _say(word: str, found: Found, console: Console) -> None:
    for file in found.files:
        console.print(Text(visible(describe(file)), style="red"), soft_wrap=True)
    by_reason = Counter[str]()
    for (_, _, why), number in found.counts.items():
        by_reason[why] += number
    told = ", ".join(f"{number:,} {why}" for why, number in by_reason.most_common()) or "nothing"
    console.print(Text(visible(f"{word}: {told}"), style="bold red" if by_reason else "green"), soft_wrap=True)
    for each in found.urls:
        more = f", since {each.since}" if each.since else ""
        more += f", next try at {each.retry_at}" if each.retry_at and each.why != "pending" else ""
        console.print(Text(visible(f"  {each.day} {each.edition} {each.url}: {each.why}{more}")), soft_wrap=True)


def _table(accounts: Accounts, missing: Found, width: int, *, every_day: bool) -> Table:
    """Days on which something is missing, or all; and each edition's sum."""
    rows: list[list[str]] = []
    lacking: dict[tuple[str, str], Counter[str]] = {}
    for (day, edition, why), number in missing.counts.items():
        lacking.setdefault((day, edition), Counter())[why] += number
    sums: dict[str, tuple[Account, Counter[str]]] = {}
    for day, edition in sorted({*accounts, *lacking}):
        account, lacks = accounts.get((day, edition), Account()), lacking.get((day, edition), Counter[str]())
        total = sums.setdefault(edition, (Account(), Counter()))
        total[0].add(account)
        total[1].update(lacks)
        if every_day or lacks:
            rows.append([day or "?", edition or "?", *_cells(account), _counted(lacks)])
    total_of = [
        ["all days", edition or "?", *_cells(account), _counted(lacks)]
        for edition, (account, lacks) in sorted(sums.items())
    ]
    return table_of(_COLUMNS, rows, width, sums=total_of)


def _cells(account: Account) -> list[str]:
    numbers = [f"{each:,}" for each in (account.fetched, account.accepted, account.duplicates)]
    reasons = [_counted(account.refused), _counted(account.gone)]
    return [f"{account.pages:,}", _counted(account.discovered), *numbers, *reasons, f"{account.pending:,}"]


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in sorted(counts.items())) or "—"


def _numbers(each: Numbers) -> Text:
    of = f"{each.edition} {each.kind}".strip()
    told = f"numbers of {of}: {each.smallest}–{each.largest}, {each.seen:,} seen, {each.unseen:,} never seen"
    longest = sorted(each.ranges, key=lambda pair: pair[0] - pair[1])[:SHOWN_RANGES]
    ranges = ", ".join(f"{first}–{last}" if first < last else f"{first}" for first, last in longest)
    hint = f" (longest: {ranges}); they may be drafts or another edition's" if ranges else ""
    return Text(told + hint, style="dim")


def _found(found: Found) -> dict[str, object]:
    counts = [
        {"day": day, "edition": edition, "why": why, "pages": number}
        for (day, edition, why), number in sorted(found.counts.items())
    ]
    return {
        "missing": found.counts.total(),
        "counts": counts,
        "urls": [asdict(each) for each in found.urls],
        "files": [describe(each) for each in found.files],
    }
