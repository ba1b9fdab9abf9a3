"""Which pages are there to measure with, and what is the truth about each?"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Page:
    """`source` names the site whose rules apply; `now` is when the page was got, where that is known."""

    html: Path
    url: str
    text: str
    source: str | None = None
    now: str | None = None
    zone: str | None = None
    language: str | None = None
    title: str | None = None
    date: str | None = None
    foreign: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()  # lines that count for nobody

    def row(self, *, rules: bool) -> dict[str, Any]:
        return {"html": str(self.html), "url": self.url, "now": self.now, "source": self.source if rules else None}


def of_folder(folder: Path) -> list[Page]:
    """A set as a folder: `gold.jsonl`, and the pages that its lines name."""
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    return [_page(folder, json.loads(line)) for line in lines]


def _page(folder: Path, gold: dict[str, Any]) -> Page:
    return Page(
        html=folder / gold["html"],
        url=gold["url"],
        text="\n".join(gold.get("paragraphs") or ()),
        source=gold.get("source"),
        zone="Asia/Almaty" if gold.get("source") else None,
        language=gold.get("language"),
        title=gold.get("title"),
        date=gold.get("date") or gold.get("published_at"),
        foreign=tuple(gold.get("must_not") or ()),
        optional=frozenset(gold.get("optional") or ()),
    )


def of_replica(folder: Path, *, small: bool) -> Iterator[Page]:
    """Every article page of the replica web, written into the folder."""
    from tests.replica.world import END, World

    world = World.make(small=small)
    for truth in world.truth(END):
        split = urlsplit(truth.url)
        answer = world.answer(split.netloc, split.path, END)
        if answer is None or answer.status != 200 or truth.duplicate_of:
            continue
        html = folder / f"{hashlib.sha256(truth.url.encode()).hexdigest()[:16]}.html.gz"
        html.write_bytes(gzip.compress(answer.body))
        wanted = truth.expected
        yield Page(
            html=html,
            url=truth.url,
            text=wanted["text"],
            source=truth.source,
            now=END.isoformat(),
            zone="Asia/Almaty",
            language=_language(truth.edition, wanted["language"]),
            title=wanted["title"],
            date=_moment(wanted["published_at"]),
            foreign=truth.chrome,
        )


def _language(edition: str, language: str) -> str:
    return edition if edition == "qz" else language


def _moment(at: Any) -> str | None:
    return at.isoformat() if isinstance(at, datetime) else at
