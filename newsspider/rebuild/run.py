"""How does a rebuild come to stand beside what is stored: whole, or not at all, and going on where it was killed?"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsspider.rebuild.comparison import Tally, differences
from newsspider.rebuild.cutting import by_day, shards
from newsspider.rebuild.engines import ENGINES, Result
from newsspider.rebuild.known_lines import carry_decisions
from newsspider.rebuild.merge import Merging
from newsspider.rebuild.report import Examples, as_json, as_text, changes
from newsspider.rebuild.shard import rebuild
from newsspider.rebuild.stream import in_order
from newsspider.site import NewsSpider
from newsspider.store.errors import unwritable
from newsspider.store.segment import sync_folder

FOLDER, UNFINISHED, PARTS = "reextracted", ".unfinished", "parts"


@dataclass(slots=True)
class Rebuilding:
    """`name`: of the folder in `output/reextracted/`. `policy`: of duplicates. `address`: of a cluster. `state`: of the
    output folder, where it is elsewhere."""

    output: Path
    sites: Mapping[str, type[NewsSpider]]
    name: str
    policy: str
    engine: str = "local"
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)
    address: str | None = None
    state: str | None = None

    @property
    def to(self) -> Path:
        return self.output / FOLDER / self.name

    @property
    def _work(self) -> Path:
        return self.to.with_name(f"{self.name}{UNFINISHED}")

    def run(self) -> Counter[str]:
        """What pages became. Raises StoreError, Unavailable."""
        try:
            self._begin()
            counts = self._merge()
            self._compare(counts)
            self._finish()
        except OSError as error:
            raise unwritable(self._work, error) from error
        return counts

    def _begin(self) -> None:
        """What an earlier try has read of the archive stays; what it put together is put together anew."""
        self._work.mkdir(parents=True, exist_ok=True)
        for path in self._work.iterdir():
            if path.is_dir() and path.name != PARTS:
                shutil.rmtree(path)
            elif path.is_file():
                path.unlink()

    def _merge(self) -> Counter[str]:
        archive, parts = self.output / "archive", self._work / PARTS
        cut = {name: shards(site, archive / name, parts / name) for name, site in self.sites.items()}
        every = sorted((shard for each in cut.values() for shard in each), key=lambda shard: by_day(shard.warc))
        with ENGINES[self.engine](rebuild, every, self.cores, self.address) as results:
            of = dict(zip((shard.to for shard in every), results, strict=True))
            carry_decisions(self.output, self.state, self._work, self.sites.keys())
            ready: dict[str, list[Result]] = {name: [of[each.to] for each in kept] for name, kept in cut.items()}
            return Merging(self._work, self.sites, self.policy).run(in_order(ready, self.output))

    def _compare(self, counts: Counter[str]) -> None:
        tallies: dict[str, Tally] = {}
        examples = Examples()
        found = differences(self.output, self._work, sorted(self.sites), self._work / "index", tallies)
        with (self._work / "changes.jsonl").open("wb") as file:
            file.writelines(changes(found, examples))
        about: dict[str, Any] = {"name": self.name, "counts": dict(counts)}
        (self._work / "report.json").write_bytes(as_json(tallies, about))
        text = "".join(f"{line}\n" for line in as_text(tallies, examples))
        (self._work / "report.txt").write_text(text, encoding="utf-8")

    def _finish(self) -> None:
        shutil.rmtree(self._work / PARTS, ignore_errors=True)
        for path in self._work.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            else:
                sync_folder(path)
        self._work.rename(self.to)
        sync_folder(self.to.parent)


def unfinished(output: Path) -> str | None:
    """The name of a rebuild that was stopped or killed, the newest one."""
    found = sorted((output / FOLDER).glob(f"*{UNFINISHED}"), key=lambda path: path.stat().st_mtime)
    return found[-1].name.removesuffix(UNFINISHED) if found else None
