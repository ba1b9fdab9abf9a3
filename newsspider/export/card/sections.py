"""What does a data card say, before it is Markdown or HTML?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsspider.article import SCHEMA
from newsspider.export.card.figures import Figures, Rows
from newsspider.store.accounts import Account

MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are plain text; whoever writes them escapes them."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """`plot`: its name, or empty. Paragraphs, then the plot, then the table."""

    title: str
    paragraphs: Sequence[str] = ()
    plot: str = ""
    table: Table | None = None


def sections(figures: Figures) -> Iterator[Section]:
    yield Section("Sites and languages", table=_table(("site", "language", "articles", "share"), _shares(figures)))
    yield Section("Time", [_time(figures)], plot="months")
    lengths = [(name, *map(_number, numbers)) for name, *numbers in figures.lengths]
    head = ("language", "articles", "10 % are shorter than", "half are", "90 % are", "characters in all")
    yield Section("Length", plot="lengths", table=_table(head, lengths))
    yield Section("Scripts", table=_table(("script", "articles"), _counts(figures.scripts)))
    if figures.splits:
        yield Section("Splits", [_SPLITS], table=_table(("split", "articles"), _counts(figures.splits)))
    yield Section("Fields", [_FIELDS], plot="fields")
    dates = [(origin, precision, _number(many)) for origin, precision, many in figures.dates]
    yield Section("How dates were known", table=_table(("said by", "precision", "articles"), dates))
    yield Section("Quality", _quality(figures), table=_table(("flag", "articles"), _counts(figures.quality)))
    yield Section("What is missing, and why", [_MISSING], table=_missing(figures))
    yield Section(
        "Schema and versions", [_schema(figures)], table=_table(("made by", "articles"), _counts(figures.versions))
    )
    yield Section("Licence and robots", _LICENCE, table=_table(("robots.txt", "articles"), _counts(figures.robots)))


_SPLITS = (
    "What tells the same (a story, near-duplicates, translations) is a group, and a group is in one split. The split "
    "is that of a hash of the group's name, so it stays the same in later releases."
)
_FIELDS = "An empty field is honest, a guessed one is not: what a page does not say is null or an empty list."
_MISSING = (
    "Of all pages that the sites announced, whatever this release selects: those that gave no article, or not yet. "
    "Refused pages are told with their reasons, the most frequent first."
)
_LICENCE = (
    "The articles are their publishers' and authors'. This collection gives no right to them that the law, or they, do "
    "not give; whoever passes them on, or trains on them, sees to it. Pictures and videos are named, not contained.",
    "Only pages that the sites' robots.txt allowed at that time were fetched, one a second and host.",
    "Articles that were taken down are left out; those who follow the releases are told.",
)


def _time(figures: Figures) -> str:
    dated = sum(many for _, _, many in figures.months)
    undated = figures.articles - dated
    said = f"From {figures.first} to {figures.last} (UTC). " if figures.first else ""
    return f"{said}{_number(undated)} articles have no date."


def _quality(figures: Figures) -> list[str]:
    repeats = f"{_number(figures.left_out)} articles that repeat one published before were left out."
    if figures.asked["duplicates"] == "label":
        repeats = f"{_number(figures.labelled)} articles repeat one published before, and say so in duplicate_of."
    down = f"{_number(figures.taken_down)} were taken down. {_number(figures.sponsored)} are marked as sponsored."
    return [f"{repeats} {down}", "Flags say what to be careful about; an article may have several."]


def _schema(figures: Figures) -> str:
    asked = "; ".join(f"{name}: {_told(value)}" for name, value in figures.asked.items() if value)
    return f"Schema {SCHEMA}, format {figures.format}. Selected: {asked}."


def _told(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _missing(figures: Figures) -> Table:
    head = ("site", "announced", "articles", "duplicates", "pending", "gone", "refused", "reasons")
    return Table(head, [(site, *_account(each)) for site, each in figures.missing.items()])


def _account(each: Account) -> Iterator[str]:
    gone, refused = each.gone.total(), each.refused.total()
    yield from map(_number, (each.pages, each.accepted, each.duplicates, each.pending, gone, refused))
    reasons = (each.refused + each.gone).most_common(MOST_REASONS)
    yield ", ".join(f"{reason} {_number(many)}" for reason, many in reasons) or "–"


def _shares(figures: Figures) -> list[tuple[str, ...]]:
    whole = max(figures.articles, 1)
    return [(site, language, _number(many), f"{many / whole:.1%}") for site, language, many in figures.sources]


def _counts(rows: Rows) -> list[tuple[str, str]]:
    return [(str(name), _number(many)) for name, many in rows]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table | None:
    return Table(head, rows) if rows else None


def _number(many: int) -> str:
    return f"{many:,}"
