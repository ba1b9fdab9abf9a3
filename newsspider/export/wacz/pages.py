"""Which pages of a package hold articles? Those that the lines point to, as far as they can be shown."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import orjson

from newsspider.export.wacz.answers import Answers


class Pages:
    """`count`: how many there were, when all are written."""

    def __init__(self, output: Path, source: str, answers: Answers, gone: Container[str]) -> None:
        self._folder, self._prefix = output / "articles" / source, f"archive/{source}/"
        self.source, self.count, self._answers, self._gone = source, 0, answers, gone

    def __iter__(self) -> Iterator[bytes]:
        yield orjson.dumps({"format": "json-pages-1.0", "id": "pages", "title": self.source}) + b"\n"
        for path in sorted(self._folder.glob("*.jsonl")):
            with path.open("rb") as file:
                for line in file:
                    if line.endswith(b"\n") and (page := self._page(orjson.loads(line))):
                        self.count += 1
                        yield page

    def _page(self, article: dict[str, Any]) -> bytes | None:
        place = article["fetch"].get("archive") or {}
        file = str(place.get("file", ""))
        if article["id"] in self._gone or not file.startswith(self._prefix):
            return None
        shown = self._answers.shown(file.removeprefix(self._prefix), place["offset"])
        if shown is None:
            return None
        told = {"id": f"{article['id']}-{article['version']}", "url": shown.url, "title": article["title"]}
        return orjson.dumps(told | {"ts": shown.at}) + b"\n"
