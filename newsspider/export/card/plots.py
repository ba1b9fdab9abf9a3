"""How does a release look? Plots, as SVG and as PNG; the same numbers give the same files.

Matplotlib is imported where something is drawn: it takes longer than all else that a command loads.
"""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from newsspider.export.card.figures import Figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#2f6db3", "#e08a1e", "#3a9a68", "#b5477f", "#7a6bc4", "#8a8f98")
INK, PALE = "#2b2f36", "#e6e8ec"
STYLE: dict[Any, Any] = {
    "font.size": 10,
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": PALE,
    "legend.frameon": False,
    "text.parse_math": False,
    "svg.hashsalt": "newsspider",
    "font.family": "DejaVu Sans",
}
MOST_TICKS = 12
MOST_MONTHS = 1200
OTHERS = "others"


def plots(figures: Figures) -> Mapping[str, Callable[[Axes], None]]:
    """By name; those that have something to show."""
    found: dict[str, Callable[[Axes], None]] = {}
    if figures.months:
        found["months"] = lambda axes: _months(axes, figures)
    if figures.histogram:
        found["lengths"] = lambda axes: _lengths(axes, figures)
    found["fields"] = lambda axes: _fields(axes, figures)
    return found


TITLES = {
    "months": "Articles by month of publication",
    "lengths": "Length of texts, in characters",
    "fields": "Articles in which a field says something",
}


def drawn(draw: Callable[[Axes], None], kind: str, height: float = 3.2) -> bytes:
    """`kind`: svg or png."""
    logging.getLogger("matplotlib").setLevel(logging.WARNING)  # it tells of every font that it looks at
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(9, height), layout="constrained")
        draw(figure.add_subplot())
        file = io.BytesIO()
        metadata = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(file, format=kind, dpi=110, metadata=metadata)
        return file.getvalue()


def height_of(name: str) -> float:
    return 6.2 if name == "fields" else 3.2


def _languages(figures: Figures) -> list[str]:
    """The most frequent ones; the others are one."""
    counts: defaultdict[str, int] = defaultdict(int)
    for _, language, many in figures.sources:
        counts[language] += many
    ordered = sorted(counts, key=lambda each: (-counts[each], each))
    return ordered if len(ordered) <= len(COLOURS) else [*ordered[: len(COLOURS) - 1], OTHERS]


def _months(axes: Axes, figures: Figures) -> None:
    languages = _languages(figures)
    months = _every_month(figures.months[0][0], figures.months[-1][0])
    below = [0] * len(months)
    for language, colour in zip(languages, COLOURS, strict=False):
        counts: defaultdict[str, int] = defaultdict(int)
        for month, each, many in figures.months:
            if each == language or (language == OTHERS and each not in languages):
                counts[month] += many
        heights = [counts[month] for month in months]
        axes.bar(range(len(months)), heights, 0.9, bottom=below, color=colour, label=language)
        below = [one + other for one, other in zip(below, heights, strict=True)]
    step = max(1, -(-len(months) // MOST_TICKS))
    axes.set_xticks(range(0, len(months), step), months[::step])
    axes.grid(axis="x", visible=False)
    axes.legend(ncols=len(COLOURS), loc="lower left", bbox_to_anchor=(0, 1))


def _lengths(axes: Axes, figures: Figures) -> None:
    languages = _languages(figures)
    for language, colour in zip(languages, COLOURS, strict=False):
        counts: defaultdict[float, int] = defaultdict(int)
        for each, start, many in figures.histogram:
            if each == language or (language == OTHERS and each not in languages):
                counts[start] += many
        if counts:
            starts = sorted(counts)
            whole = sum(counts.values())
            shares = [100 * counts[start] / whole for start in starts]
            axes.plot(starts, shares, color=colour, label=language, marker="o", markersize=3, linewidth=1.8)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    axes.legend(ncols=len(COLOURS), loc="lower left", bbox_to_anchor=(0, 1))


def _fields(axes: Axes, figures: Figures) -> None:
    names = [name for name, _ in figures.filled][::-1]
    shares = [100 * share for _, share in figures.filled][::-1]
    axes.barh(names, shares, 0.72, color=COLOURS[0])
    for at, share in enumerate(shares):
        axes.text(share + 0.8, at, f"{share:.1f}", va="center", fontsize=7.5)
    axes.set_xlim(0, 108)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.tick_params(axis="y", labelsize=8, length=0)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %" if value <= 100 else "")
    axes.grid(axis="y", visible=False)


def _every_month(first: str, last: str) -> list[str]:
    """Also those without an article: gaps are to be seen. No more than so many, where a date is absurd."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    shown = range(max(start, end + 1 - MOST_MONTHS), end + 1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in shown]
