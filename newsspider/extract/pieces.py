"""How do the inline pieces of a paragraph become its lines?"""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.article import Image
from newsspider.extract.lines import Line
from newsspider.normalise.text import clean_line


@dataclass(slots=True)
class Piece:
    text: str
    target: str | None = None
    emphasised: bool = False
    image: Image | None = None
    ends_line: bool = False


def between_breaks(pieces: list[Piece]) -> list[list[Piece]]:
    runs: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.ends_line:
            runs.append([])
        else:
            runs[-1].append(piece)
    return runs if len(runs) > 1 or runs[0] else []


def around_images(run: list[Piece]) -> tuple[list[Piece], list[Image], list[Piece]]:
    images = [piece.image for piece in run if piece.image]
    if not images:
        return run, [], []
    at = next(i for i, piece in enumerate(run) if piece.image)
    return run[:at], images, [piece for piece in run[at:] if not piece.image]


def line_of(pieces: list[Piece]) -> Line | None:
    raw = "".join([piece.text for piece in pieces])
    text = clean_line(raw) if raw and not raw.isspace() else None
    if text is None:
        return None
    linked = [piece for piece in pieces if piece.target]
    return Line(
        text,
        linked=sum(len("".join(piece.text.split())) for piece in linked),
        targets=list(dict.fromkeys(piece.target for piece in linked if piece.target)),
        emphasised=all(piece.emphasised for piece in pieces if piece.text.strip()),
    )
