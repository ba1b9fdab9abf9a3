"""What does the hub show of a release? Markdown, with the metadata that it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import orjson

from newsspider.export.card.figures import UNKNOWN, Figures
from newsspider.export.card.plots import TITLES, plots
from newsspider.export.card.sections import Table, sections
from newsspider.export.formats import HUB

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10**7, "1M<n<10M"))
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!])")


def markdown(figures: Figures) -> str:
    return "\n".join(_lines(figures)) + "\n"


def _lines(figures: Figures) -> Iterator[str]:
    yield from ("---", *_metadata(figures), "---", "", f"# {escaped(figures.name)}", "", escaped(summary(figures)), "")
    shown = plots(figures)
    for section in sections(figures):
        yield from (f"## {section.title}", "")
        for paragraph in section.paragraphs:
            yield from (escaped(paragraph), "")
        if section.plot in shown:
            yield from (f"![{TITLES[section.plot]}](plots/{section.plot}.png)", "")
        if section.table:
            yield from (*_table(section.table), "")


def summary(figures: Figures) -> str:
    sites = len({site for site, _, _ in figures.sources})
    languages = len({language for _, language, _ in figures.sources} - {UNKNOWN})
    what = f"{figures.articles:,} articles of {sites} {'site' if sites == 1 else 'sites'}"
    return f"News of Kazakhstan: {what} in {languages} {'language' if languages == 1 else 'languages'}."


def escaped(text: str) -> str:
    """Nothing in it is Markdown or HTML."""
    return escape(_SPECIAL.sub(r"\\\1", " ".join(text.split())), quote=False)


def _metadata(figures: Figures) -> Iterator[str]:
    """YAML; every value as JSON, which is YAML."""
    languages = sorted({language for _, language, _ in figures.sources} - {UNKNOWN})
    yield f"pretty_name: {_json(figures.name)}"
    yield f"language: {_json(languages)}"
    yield 'license: "other"'
    yield 'task_categories: ["text-generation"]'
    yield 'tags: ["news", "kazakhstan"]'
    size = next((name for most, name in _SIZES if figures.articles < most), "n>10M")
    yield f"size_categories: {_json([size])}"
    if figures.format == HUB and figures.splits:
        yield from ("configs:", '  - config_name: "default"', "    data_files:")
        for name, _ in figures.splits:
            yield from (f"      - split: {_json(name)}", f"        path: {_json(f'data/{name}/*.parquet')}")


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{'---|' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
