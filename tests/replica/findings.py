"""What did a comparison with the truth find?"""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = tuple("missing twice unequal unlinked chrome unknown untraced unrefused invalid forbidden".split())


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is one of `KINDS`; unknown: a line for no published article; untraced: a reprint dropped silently.

    unlinked: translations that are not named as they are. unrefused: a page that is no article, and nothing says so.
    forbidden: a URL that no polite crawler asks for, or that is not of the world.
    """

    kind: str
    where: str  # URL, or file and line
    details: str = ""
    field: str = ""


@dataclass(slots=True)
class Row:
    """The counts of one design of one edition. `equal`: field → [articles where it is equal, articles compared]."""

    expected: int = 0
    written: int = 0
    duplicates: int = 0
    equal: dict[str, list[int]] = field(default_factory=dict)

    def count(self, name: str, *, equal: bool) -> None:
        counts = self.equal.setdefault(name, [0, 0])
        counts[0] += equal
        counts[1] += 1


@dataclass(slots=True)
class Result:
    """`rows`: by source, edition and design."""

    rows: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.problems and any(row.written or row.duplicates for row in self.rows.values())

    @property
    def total(self) -> Row:
        total = Row()
        for row in self.rows.values():
            total.expected += row.expected
            total.written += row.written
            total.duplicates += row.duplicates
            for name, (equal, compared) in row.equal.items():
                counts = total.equal.setdefault(name, [0, 0])
                counts[0] += equal
                counts[1] += compared
        return total

    def number(self, kind: str) -> int:
        return sum(problem.kind == kind for problem in self.problems)
