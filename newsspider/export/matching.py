"""Which texts does a regular expression find something in, whatever the expression and the text?

An expression that a person types may take exponential time in Python's engine. RE2, in DuckDB, takes time in
proportion to the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsspider.export.engine import Engine

_FOUND = "SELECT list_transform($1::VARCHAR[], lambda each: regexp_matches(each, $2))"


class NoPattern(ValueError):
    """Said in one line."""


def matches(engine: Engine, texts: Sequence[str], pattern: str) -> list[bool]:
    """In the order of the texts."""
    row = engine.execute(_FOUND, [list(texts), pattern]).fetchone()
    return list(row[0]) if row else []


def check_pattern(engine: Engine, pattern: str) -> None:
    """Raises NoPattern."""
    import duckdb

    try:
        matches(engine, [""], pattern)
    except duckdb.Error as error:
        told = str(error).strip().splitlines()[0].removeprefix("Invalid Input Error: ")
        raise NoPattern(f"{pattern!r} is no regular expression of RE2 ({told})") from error
