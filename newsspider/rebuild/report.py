"""What does a person read of a rebuild before it replaces anything?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from difflib import unified_diff
from typing import Any

import orjson

from newsspider.monitor.display import visible
from newsspider.rebuild.comparison import CHANGED, Difference, Tally
from newsspider.rebuild.proposal import digest

EXAMPLES = 3  # of each field, and of what was added or lost
LONGEST = 30  # lines of one diff


@dataclass(slots=True)
class Examples:
    """The first ones of each kind; bounded."""

    shown: dict[str, list[Difference]] = field(default_factory=dict)

    def note(self, found: Difference) -> None:
        for name in found.fields or (found.what,):
            kept = self.shown.setdefault(name, [])
            if len(kept) < EXAMPLES:
                kept.append(found)


def row(found: Difference) -> dict[str, Any]:
    """A line of `changes.jsonl`. `before`: by that a later step knows whether the stored line is still the same."""
    line = found.line
    told = {name: line.get(name) for name in ("id", "version", "source", "edition", "url")}
    before = digest(found.before) if found.before else None
    return told | {"what": found.what, "fields": list(found.fields), "why": found.why, "before": before}


def as_json(tallies: dict[str, Tally], about: dict[str, Any]) -> bytes:
    sites = {site: asdict(tally) for site, tally in tallies.items()}
    return orjson.dumps(about | {"sites": sites}, option=orjson.OPT_INDENT_2) + b"\n"


def as_text(tallies: dict[str, Tally], examples: Examples) -> Iterator[str]:
    yield f"{'site':<16}{'stored':>9}{'rebuilt':>9}{'changed':>9}{'added':>9}{'lost':>9}"
    for site, tally in tallies.items():
        numbers = (tally.before, tally.after, tally.changed, tally.added, tally.lost)
        yield f"{site:<16}" + "".join(f"{number:>9}" for number in numbers)
    for name, count in sorted(_by_field(tallies).items(), key=lambda item: -item[1]):
        yield f"  {name}: {count}"
    for name, found in examples.shown.items():
        yield ""
        yield f"## {name}"
        for each in found:
            yield from _example(name, each)


def _example(name: str, found: Difference) -> Iterator[str]:
    yield ""
    yield visible(f"{found.line.get('url')} ({found.line.get('id')}, version {found.line.get('version')})")
    if found.what == CHANGED:
        before, after = _value(found.before or {}, name), _value(found.after or {}, name)
        diff = list(unified_diff(before, after, "stored", "rebuilt", lineterm="", n=1))
        yield from (visible(f"  {line[:300]}") for line in diff[:LONGEST])
        if len(diff) > LONGEST:
            yield f"  … {len(diff) - LONGEST} more lines"
    elif found.why:
        yield visible(f"  {found.why}")


def _value(line: dict[str, Any], name: str) -> list[str]:
    outer, _, inner = name.partition(".")
    value = (line.get(outer) or {}).get(inner) if inner else line.get(outer)
    if isinstance(value, str):
        return value.splitlines()
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode().splitlines()


def _by_field(tallies: dict[str, Tally]) -> dict[str, int]:
    total: dict[str, int] = {}
    for tally in tallies.values():
        for name, count in tally.fields.items():
            total[name] = total.get(name, 0) + count
    return total


def changes(found: Iterable[Difference], examples: Examples) -> Iterator[bytes]:
    for each in found:
        examples.note(each)
        yield orjson.dumps(row(each)) + b"\n"
