"""What does a person see of a simulation?"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.freshness.bound import best_share
from tests.freshness.figures import Figures, Pace
from tests.freshness.run import Run
from tests.freshness.verdict import LISTS, MEDIAN, promises

COLUMNS = (
    "edition",
    "a day",
    "articles",
    "captured",
    "vanished unseen",
    "median",
    "95 %",
    "lists each",
    "first two days",
    "10-minute poll",
    "edited",
    "final",
    "versions",
    "revisits",
)


def show(runs: Sequence[Run], console: Console) -> bool:
    """Whether everything is as promised."""
    well = True
    for kills in sorted({run.span.kills for run in runs}):
        of = [run for run in runs if run.span.kills == kills]
        well &= _show(of, kills, console)
    well &= _same_totals(runs, console)
    console.print("PASSED" if well else "FAILED")
    return well


def _show(runs: Sequence[Run], kills: int, console: Console) -> bool:
    title = f"{runs[0].span.days:g} days" + (", killed now and then" if kills else "")
    table = Table(*COLUMNS, title=title)
    for run in runs:
        for each in run.figures:
            table.add_row(*_row(run, each))
    console.print(table)
    for run in runs:
        killed = f", {len(run.killed)} kills of {run.span.kills}" if kills else ""
        console.print(
            f"{run.span.site}: {run.crawls} crawls, {run.requests} requests{killed}, {run.seconds / 60:.0f} minutes"
        )
    found = promises([each for run in runs for each in run.figures], kills=kills)
    for promise in found:
        console.print(f"{'kept  ' if promise.kept else 'BROKEN'}  {promise.what}: {promise.told}", markup=False)
    for run in runs:
        for each in run.figures:
            if each.kind == "quiet":
                console.print(_bound(run, each), markup=False)
    struck = all(len(run.killed) >= run.span.kills for run in runs)
    return struck and all(promise.kept for promise in found)


def _same_totals(runs: Sequence[Run], console: Console) -> bool:
    """Of a site's runs, with kills and without."""
    same = True
    for site in sorted({run.span.site for run in runs}):
        of = [run for run in runs if run.span.site == site]
        totals = [[each.totals for each in run.figures] for run in of]
        if len(of) > 1:
            equal = all(each == totals[0] for each in totals)
            console.print(f"{'kept  ' if equal else 'BROKEN'}  {site}: the same totals after kills", markup=False)
            same &= equal
    return same


def _row(run: Run, each: Figures) -> list[str]:
    fixed = run.fixed.get(each.volume.edition)
    return [
        f"{each.volume.site} {each.volume.edition}",
        f"{each.per_day:.0f}",
        str(each.published),
        f"{100 * each.captured / max(each.published - each.vanished, 1):.2f} %",
        str(each.vanished),
        f"{each.pace.median:.1f}",
        f"{each.pace.slowest:.1f}",
        f"{each.pace.lists_each:.2f}",
        _pace(each.first_days),
        f"{fixed.median:.1f} / {fixed.slowest:.1f} / {fixed.requests:.2f}" if fixed else "",
        str(each.edited),
        f"{100 * each.final / each.edited:.1f} %" if each.edited else "",
        str(each.versions),
        f"{_mean(each):.1f}, at most {max(each.revisits, default=0)}",
    ]


def _bound(run: Run, each: Figures) -> str:
    lists, minutes = LISTS["quiet"], MEDIAN["quiet"]
    share = best_share(each.volume, run.span.begin, run.span.days, lists_each=lists, minutes=minutes)
    name = f"{each.volume.site} {each.volume.edition}"
    return f"{name}: with {lists} requests an article, the best timetable brings {share:.0%} within {minutes} min"


def _pace(pace: Pace) -> str:
    return f"{pace.median:.1f} / {pace.slowest:.1f} / {pace.lists_each:.2f}"


def _mean(each: Figures) -> float:
    return sum(number * times for number, times in each.revisits.items()) / max(each.revisits.total(), 1)
