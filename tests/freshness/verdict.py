"""Do the figures of a simulated week keep what the schedule promises?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.freshness.figures import Figures

MEDIAN = {"busy": 6, "quiet": 15}  # minutes from publication to line
SLOWEST = {"busy": 20}
LISTS = {"busy": 1, "quiet": 3}  # requests of feeds, sitemaps and listings for each new article
FINAL = 0.99  # of the articles that were edited within a day
REVISITS = 4


@dataclass(frozen=True, slots=True)
class Promise:
    what: str
    kept: bool
    told: str


def promises(figures: Sequence[Figures], *, kills: int) -> list[Promise]:
    """Of all editions of a run. After a kill, the pages under way are asked for again."""
    missing, twice = _all(figures, "missing"), _all(figures, "twice")
    again = _all(figures, "again")
    return [
        Promise("every article captured", not missing, _counted(missing, "missing")),
        Promise("none twice", not twice, _counted(twice, "twice")),
        Promise("each page asked for once", not again or bool(kills), _counted(again, "asked for again")),
        *_paced(figures),
        *_edits(figures),
        Promise(
            "an outage of 6 h leaves no gap",
            not missing,
            f"{sum(each.outage for each in figures)} articles published in it, "
            f"the last stored {max((each.late for each in figures), default=0):.0f} min after its end",
        ),
    ]


def _paced(figures: Sequence[Figures]) -> Iterator[Promise]:
    for each in figures:
        name, pace = f"{each.volume.site} {each.volume.edition}", each.pace
        if not each.kind or not pace.delays:
            continue
        most = MEDIAN[each.kind]
        yield Promise(f"{name} ({each.kind}): median <= {most} min", pace.median <= most, f"{pace.median:.1f}")
        if each.kind in SLOWEST:
            most = SLOWEST[each.kind]
            yield Promise(f"{name} ({each.kind}): 95 % <= {most} min", pace.slowest <= most, f"{pace.slowest:.1f}")
        most = LISTS[each.kind]
        told = f"{pace.lists_each:.2f}"
        yield Promise(f"{name} ({each.kind}): list requests an article <= {most}", pace.lists_each <= most, told)


def _edits(figures: Sequence[Figures]) -> Iterator[Promise]:
    edited, final = sum(each.edited for each in figures), sum(each.final for each in figures)
    yield Promise(
        "the final text of 99 % of what was edited within a day", final >= FINAL * edited, f"{final} of {edited}"
    )
    most = max((max(each.revisits, default=0) for each in figures), default=0)
    unconditional = sum(each.unconditional for each in figures)
    told = f"at most {most}, {unconditional} without a condition"
    yield Promise(f"<= {REVISITS} conditional revisits an article", most <= REVISITS and not unconditional, told)


def _all(figures: Sequence[Figures], name: str) -> list[str]:
    return [url for each in figures for url in getattr(each, name)]


def _counted(urls: Sequence[str], what: str) -> str:
    return f"{len(urls)} {what}" + (f": {', '.join(urls[:3])}" if urls else "")
