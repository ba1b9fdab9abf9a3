"""How is a crawl of the application started, watched, and read?"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.rendering.world import HOST
from tests.replica.run import Replica

CRAWL = (sys.executable, "-m", "tests.rendering.crawl")


def addresses(paths: Iterable[str]) -> list[str]:
    return [f"https://{HOST}{path}" for path in paths]


def told(lines: str) -> dict[str, dict[str, Any]]:
    """By the path that was asked for; the crawl's own figures under the empty one."""
    each = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    return {line.get("asked", "").removeprefix(f"https://{HOST}"): line for line in each}


def render(replica: Replica, *paths: str, settings: Iterable[str] = (), temporary: Path) -> dict[str, dict[str, Any]]:
    """To its end. Nothing of the browser is left in the folder for temporary files."""
    done = replica.run(*CRAWL, *settings, *addresses(paths), env={"TMPDIR": str(temporary)}, timeout=300)
    lines = told(done.stdout)
    assert set(paths) <= set(lines), done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    assert not list(temporary.iterdir())
    return lines


@dataclass
class Rendering:
    """A crawl that is under way."""

    process: subprocess.Popen[bytes]
    log: Path

    @classmethod
    def start(cls, replica: Replica, folder: Path, paths: Iterable[str], *settings: str) -> Rendering:
        (temporary := folder / "tmp").mkdir(exist_ok=True)
        log = folder / "log"
        process = replica.start(*CRAWL, *settings, *addresses(paths), env={"TMPDIR": str(temporary)}, log=log)
        return cls(process, log)

    def lines(self) -> dict[str, dict[str, Any]]:
        return told(self.log.read_text())

    def titles(self) -> int:
        return sum(bool(line.get("title")) for line in self.lines().values())
