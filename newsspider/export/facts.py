"""What is known of a release's articles without their texts: for its rules, its card and its manifest?"""

from __future__ import annotations

from newsspider.article import FIELDS
from newsspider.export.columns import columns
from newsspider.export.engine import Engine

_KEPT = (
    "id", "version", "source", "edition", "language", "script", "published_at", "published_precision", "section",
    "duplicate_of", "similarity", "story", "sponsored", "quality", "provenance", "made_by",
)  # fmt: skip
_LISTS = ("authors", "tags", "images", "videos", "cites", "translations")


def make_facts(engine: Engine) -> None:
    """The table `facts`, empty. `filled`: names of fields that say something. `letters`: of the text."""
    types = columns()
    kept = [f'"{name}" {types[name]}' for name in _KEPT]
    lists = [f"many_{name} BIGINT" for name in _LISTS]
    more = ["letters BIGINT", "fetched_at TIMESTAMP WITH TIME ZONE", "via VARCHAR", "robots VARCHAR"]
    engine.execute(f"CREATE OR REPLACE TABLE facts ({', '.join((*kept, *lists, *more, 'filled VARCHAR[]'))})")


def add_facts(engine: Engine) -> None:
    """Of what is staged."""
    kept = [f'"{name}"' for name in _KEPT]
    lists = [f'len("{name}")' for name in _LISTS]
    more = ["length(text)", '"fetch".fetched_at', '"fetch".via', '"fetch".robots', _filled()]
    engine.execute(f"INSERT INTO facts SELECT {', '.join((*kept, *lists, *more))} FROM staged")


def by_source(engine: Engine) -> dict[str, int]:
    return dict(engine.execute("SELECT source, count(*) FROM facts GROUP BY source ORDER BY source").fetchall())


def _filled() -> str:
    types = columns()
    cases = ", ".join(f"CASE WHEN {_says_something(name, types[name])} THEN '{name}' END" for name in FIELDS)
    return f"list_filter([{cases}], lambda each: each IS NOT NULL)"


def _says_something(name: str, type: str) -> str:
    if type.endswith("[]"):
        return f'len("{name}") > 0'
    return f"\"{name}\" <> ''" if type == "VARCHAR" else f'"{name}" IS NOT NULL'
