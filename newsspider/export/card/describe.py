"""How does a release get its data card?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsspider.export.asked import Asked, Made, Source
from newsspider.export.card.figures import figures_of
from newsspider.export.card.markdown import markdown
from newsspider.export.card.page import page
from newsspider.export.card.plots import drawn, height_of, plots
from newsspider.export.engine import Engine
from newsspider.export.whole_folder import UNFINISHED, Building


def describe(parts: Building, duck: Engine, source: Source, asked: Asked, made: Made) -> Iterator[Path]:
    """Writes it into the release's folder; which files these are."""
    folder = parts.folder
    figures = figures_of(folder.name.removeprefix(UNFINISHED), duck, source, asked, made)
    (folder / "plots").mkdir()
    for name, draw in plots(figures).items():
        (folder / "plots" / f"{name}.png").write_bytes(drawn(draw, "png", height_of(name)))
        yield folder / "plots" / f"{name}.png"
    for name, text in (("README.md", markdown(figures)), ("card.html", page(figures))):
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name
