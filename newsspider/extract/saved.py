"""Which saved pages are to be read, and what are their bytes?"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from newsspider.extract.metadata import read_metadata
from newsspider.extract.page import MAX_BYTES, read_page


class Unreadable(Exception):
    """A file that cannot be read; its message is for people."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page in a file, plain or gzip, and what is known of it."""

    html: Path | None
    url: str | None = None
    source: str | None = None
    wrong: str = ""  # why there is no file

    def read(self) -> bytes:
        """The page's bytes, no more than a page may have. Raises Unreadable."""
        if self.html is None:
            raise Unreadable(self.wrong)
        try:
            with gzip.open(self.html) if self.html.suffix == ".gz" else self.html.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as problem:
            raise Unreadable(f"cannot read {self.html}: {_said(problem)}") from problem

    def fetched_at(self) -> datetime | None:
        """When the page was got, where a file beside it says so."""
        said = self._told.get("fetched_at")
        try:
            at = datetime.fromisoformat(said) if isinstance(said, str) else None
        except ValueError:
            return None
        return at.astimezone(UTC) if at else None

    def own_address(self, body: bytes) -> str:
        """What a file beside the page or the page itself calls it, else where it lies. Raises NotAnArticle."""
        if isinstance(said := self._told.get("url"), str) and said.startswith("http"):
            return said
        found = read_metadata(read_page(body), "")
        said = found.canonical or found.one("og:url")
        return said if said and said.startswith("http") else (self.html or Path()).absolute().as_uri()

    @property
    def _told(self) -> dict[str, Any]:
        """`a.json` tells of `a.html.gz`, as in the folder of suspects."""
        if self.html is None or ".html" not in self.html.name:
            return {}
        try:
            told: Any = orjson.loads(self.html.with_name(self.html.name.rpartition(".html")[0] + ".json").read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return {}
        return told if isinstance(told, dict) else {}


def of_manifest(name: str) -> Iterator[SavedPage]:
    """Lines {"url", "html", "source"}; paths are relative to where the command runs. Raises Unreadable."""
    try:
        with open(0 if name == "-" else name, "rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _page(line, f"{name}, line {number}")
    except OSError as problem:
        raise Unreadable(f"cannot read {name}: {_said(problem)}") from problem


def _page(line: bytes, where: str) -> SavedPage:
    try:
        row: Any = orjson.loads(line)
        wrong = f'{where}: not an object with "html", the path of a page'
    except orjson.JSONDecodeError as problem:
        row, wrong = None, f"{where}: no JSON ({problem})"
    row = row if isinstance(row, dict) else {}
    html, url, source = (
        value if isinstance(value := row.get(key), str) and value else None for key in ("html", "url", "source")
    )
    return SavedPage(Path(html) if html else None, url, source, wrong)


def _said(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem)
