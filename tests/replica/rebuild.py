"""Do articles come back to the letter when everything but the archive is thrown away?

`python -m tests.replica.rebuild` (`make rebuild`): the replica web is crawled, `articles/`, `duplicates/`, `refused/`
and the state are thrown away, and `scrapy reextract` makes the same files again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.replica.__main__ import main as crawl
from tests.replica.run import Replica
from tests.replica.world import World

SITES = ("tengrinews", "kazinform", "polisia")
THROWN_AWAY = ("articles", "duplicates", "refused")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="rebuild-") as folder:
        output = Path(folder) / "output"
        if code := crawl(["--output", str(output), "--crawl", ",".join(SITES)]):
            return code
        before = lines(output)
        for name in THROWN_AWAY:
            shutil.rmtree(output / name, ignore_errors=True)
        for path in output.glob("state.sqlite*"):
            path.unlink()
        with Replica(World.make(small=True), output=output) as replica:
            replica.run(sys.executable, "-m", "scrapy", "reextract", "--name", "anew", capture=False)
        return judge(before, lines(output / "reextracted" / "anew"))


def lines(output: Path) -> dict[str, list[bytes]]:
    """Of each file of articles."""
    folder = output / "articles"
    return {str(path.relative_to(folder)): path.read_bytes().splitlines() for path in sorted(folder.rglob("*.jsonl"))}


def judge(before: dict[str, list[bytes]], after: dict[str, list[bytes]]) -> int:
    same = sum(one == two for name in before for one, two in zip(before[name], after.get(name, []), strict=False))
    count = sum(map(len, before.values()))
    word = "PASSED" if before == after else "FAILED"
    print(f"{word}: {count} articles crawled, {same} equal to the letter after the rebuild, in their order")
    return int(before != after)


if __name__ == "__main__":
    sys.exit(main())
