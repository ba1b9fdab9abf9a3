"""What is known of a release's articles without their texts: for its rules, its card, its index and its manifest?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from newsspider.export.cleaned import Record
from newsspider.export.columns import columns
from newsspider.export.engine import Engine
from newsspider.export.staged import Stage, scan
from newsspider.store.lines import line_of

_KEPT = (
    "id", "version", "source", "language", "script", "published_at", "published_precision", "duplicate_of",
    "sponsored", "quality", "made_by",
)  # fmt: skip
_MORE = {"dated_by": "VARCHAR", "robots": "VARCHAR", "letters": "BIGINT", "digest": "VARCHAR"}
_NOTHING: tuple[object, ...] = (None, "", [], {})


class Facts(Stage):
    """Articles are noted in the order of the release; `load` at the end, when the file is closed."""

    def __init__(self, work: Path) -> None:
        super().__init__("facts", work / "facts.jsonl")
        self._filled: Counter[str] = Counter()

    def note(self, record: Record, digest: str) -> None:
        """`digest`: of the article's line."""
        self._filled.update([name for name, value in record.items() if value not in _NOTHING])
        kept = {name: record[name] for name in _KEPT}
        dated_by, robots = record["provenance"].get("published_at"), record["fetch"]["robots"]
        more = {"dated_by": dated_by, "robots": robots, "letters": len(record["text"] or ""), "digest": digest}
        self.add(line_of(kept | more))

    def load(self, engine: Engine) -> None:
        """As the table `facts`, a row an article (`letters`: of the text), and `filled`: in how many articles a field
        says something."""
        types = {name: columns()[name] for name in _KEPT} | _MORE
        engine.execute(f"CREATE TABLE facts AS FROM {scan(self.done(), types)}")
        engine.execute("CREATE TABLE filled (field VARCHAR, articles BIGINT)")
        for row in self._filled.items():
            engine.execute("INSERT INTO filled VALUES (?, ?)", row)


def by_source(engine: Engine) -> dict[str, int]:
    return dict(engine.execute("SELECT source, count(*) FROM facts GROUP BY source ORDER BY source").fetchall())
