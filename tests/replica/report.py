"""How is the result of a check told to a person?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.replica.findings import KINDS, Problem, Result, Row


def print_result(result: Result, output: Path, *, console: Console, shown: int = 10) -> None:
    """The tables, the first problems of each kind, where the articles are, and the verdict as the last line."""
    console.print(_designs(result))
    console.print(_fields(result.total))
    for kind in KINDS:
        _print_problems(kind, [problem for problem in result.problems if problem.kind == kind], console, shown)
    console.print(f"Articles: {output / 'articles'}", soft_wrap=True, highlight=False, markup=False)
    console.print(verdict(result), soft_wrap=True, highlight=False, style="green" if result.passed else "bold red")


def verdict(result: Result) -> str:
    total = result.total
    counts = Counter(problem.kind for problem in result.problems)
    wrong = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    words = f"{total.expected} published, {total.written} written, {total.duplicates} exact reprints recorded"
    return f"PASSED: {words}, every field equal" if result.passed else f"FAILED: {words}; {wrong or 'nothing written'}"


def _designs(result: Result) -> Table:
    table = Table("site", "edition", "design", title="By site, edition and design", title_justify="left")
    for name in ("published", "written", "reprints"):
        table.add_column(name, justify="right")
    table.add_column("fields not equal")
    for key, row in sorted(result.rows.items()):
        table.add_row(*key, str(row.expected), str(row.written), str(row.duplicates), _unequal_fields(row))
    return table


def _unequal_fields(row: Row) -> str:
    wrong = [f"{name} {compared - equal}" for name, (equal, compared) in row.equal.items() if equal < compared]
    return ", ".join(wrong) or (f"none of {len(row.equal)}" if row.equal else "")


def _fields(total: Row) -> Table:
    table = Table("field", title="Equal to the letter, by field", title_justify="left")
    table.add_column("equal", justify="right")
    table.add_column("compared", justify="right")
    for name, (equal, compared) in total.equal.items():
        table.add_row(name, str(equal), str(compared), style=None if equal == compared else "red")
    return table


def _print_problems(kind: str, problems: list[Problem], console: Console, shown: int) -> None:
    if not problems:
        return
    console.print(f"\n{kind}: {len(problems)}", style="bold red")
    for problem in problems[:shown]:
        console.print(escape(f"  {problem.where} {problem.field}".rstrip()), soft_wrap=True, highlight=False)
        for line in problem.details.splitlines():
            console.print(escape(f"    {line}"), soft_wrap=True, highlight=False)
    if len(problems) > shown:
        console.print(f"  … and {len(problems) - shown} more")
