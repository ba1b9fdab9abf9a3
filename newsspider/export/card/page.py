"""What does a person see of a release? One HTML file that needs nothing else, and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from newsspider.export.card.figures import Figures
from newsspider.export.card.markdown import summary
from newsspider.export.card.plots import TITLES, drawn, height_of, plots
from newsspider.export.card.sections import Table, sections

_NUMBER = re.compile(r"[\d,.]+( ?%)?|–")
_STYLE = """
:root { --ink: #2b2f36; --soft: #666d78; --line: #e6e8ec; --blue: #2f6db3; --back: #f6f7f9 }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.55 system-ui, "DejaVu Sans", sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .4rem; overflow-wrap: anywhere }
h2 { font-size: 1.15rem; margin: 0 0 .7rem }
p { margin: 0 0 .8rem; color: var(--soft); max-width: 46rem }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin: 1.6rem 0 }
.numbers div, section { background: #fff; border: 1px solid var(--line); border-radius: .6rem }
.numbers div { padding: .9rem 1.1rem } .numbers b { display: block; font-size: 1.5rem; color: var(--blue) }
.numbers span { color: var(--soft); font-size: .85rem }
section { padding: 1.3rem 1.5rem; margin: 0 0 1rem; overflow-x: auto }
svg { width: 100%; height: auto; display: block; margin: .2rem 0 .6rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th { text-align: left; color: var(--soft); font-weight: 600; white-space: nowrap }
th, td { padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
tr:last-child td { border-bottom: 0 } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
footer { color: var(--soft); font-size: .85rem; margin-top: 1.5rem }
"""


def page(figures: Figures) -> str:
    title = escape(figures.name)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"<p>{escape(summary(figures))}</p>{_numbers(figures)}{''.join(_sections(figures))}"
        "<footer>Made from the articles themselves. manifest.json lists the files.</footer></main></body></html>\n"
    )


def _numbers(figures: Figures) -> str:
    told = {
        "articles": f"{figures.articles:,}",
        "characters": f"{figures.characters / 1e6:,.1f} M",
        "first day": figures.first or "–",
        "last day": figures.last or "–",
    }
    return f'<div class="numbers">{"".join(map(_box, told.items()))}</div>'


def _box(told: tuple[str, str]) -> str:
    return f"<div><b>{escape(told[1])}</b><span>{escape(told[0])}</span></div>"


def _sections(figures: Figures) -> Iterator[str]:
    shown = plots(figures)
    for section in sections(figures):
        yield f"<section><h2>{escape(section.title)}</h2>"
        yield from (f"<p>{escape(paragraph)}</p>" for paragraph in section.paragraphs)
        if section.plot in shown:
            svg = drawn(shown[section.plot], "svg", height_of(section.plot)).decode()
            yield f'<div role="img" aria-label="{escape(TITLES[section.plot])}">{svg[svg.index("<svg") :]}</div>'
        if section.table:
            yield _table(section.table)
        yield "</section>"


def _table(table: Table) -> str:
    numeric = [all(_NUMBER.fullmatch(row[at]) for row in table.rows) for at in range(len(table.head))]
    head = "".join(f"<th{_class(is_one)}>{escape(name)}</th>" for name, is_one in zip(table.head, numeric, strict=True))
    rows = ("".join(map(_cell, row, numeric)) for row in table.rows)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(text: str, is_number: bool) -> str:
    return f"<td{_class(is_number)}>{escape(text)}</td>"


def _class(is_number: bool) -> str:
    return ' class="n"' if is_number else ""
