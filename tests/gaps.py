"""Does `scrapy gaps` find every article that was deleted from the store by hand, and bring it back?

`python -m tests.gaps`: the replica web is crawled; 100 articles are deleted, each in one of eight ways, and then a
whole file; they must be found, and after `--repair` stand there once, with an ordinary crawl that starts and finds
nothing to do. `--each`: 100 articles in each of the ways.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from tests.replica.check import compare
from tests.replica.run import Replica
from tests.replica.world import World
from tests.replica.written import read_output

SITES = ("tengrinews", "kazinform", "polisia")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "LOG_LEVEL=ERROR")
LOST = ("missing", "twice", "invalid", "untraced", "unknown")


def cut_lines(output: Path, ids: set[str], *, traceless: bool = False) -> None:
    """`traceless`: the state's lengths and places are made to fit."""
    for file in sorted((output / "articles").glob("*/*.jsonl")):
        kept = [line for line in file.read_bytes().splitlines(keepends=True) if orjson.loads(line)["id"] not in ids]
        file.write_bytes(b"".join(kept))
        if traceless:
            with closing(sqlite3.connect(output / "state.sqlite")) as state, state:
                _fit(state, f"articles/{file.parent.name}/{file.name}", kept)


def delete_rows(output: Path, ids: set[str], *tables: str) -> None:
    with closing(sqlite3.connect(output / "state.sqlite")) as state, state:
        for table in tables:
            state.executemany(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in ids])


def leave_no_trace(output: Path, ids: set[str]) -> None:
    delete_rows(output, ids, "articles", "pages")
    cut_lines(output, ids, traceless=True)


def delete_files(output: Path, ids: set[str]) -> None:
    """All that they hold; the ids are those of the articles in them."""
    for file in (output / "articles").glob("*/*.jsonl"):
        if any(orjson.loads(line)["id"] in ids for line in file.read_bytes().splitlines()):
            file.unlink()


def delete(*tables: str, lines: bool = False) -> Callable[[Path, set[str]], None]:
    def way(output: Path, ids: set[str]) -> None:
        if lines:
            cut_lines(output, ids)
        delete_rows(output, ids, *tables)

    return way


WAYS: dict[str, Callable[[Path, set[str]], None]] = {
    "nothing is left but the sources": leave_no_trace,  # first: it makes the places of all others fit
    "lines cut out": cut_lines,
    "rows of articles": delete("articles"),
    "rows of pages": delete("pages"),
    "rows of both": delete("articles", "pages"),
    "lines and rows": delete("articles", "pages", lines=True),
    "lines and rows of pages": delete("pages", lines=True),
    "lines and rows of articles": delete("articles", lines=True),
}


def every_way(output: Path, ids: set[str]) -> None:
    """Each article in one of the ways."""
    ordered = sorted(ids)
    for number, way in enumerate(WAYS.values()):
        way(output, set(ordered[number :: len(WAYS)]))


def _fit(state: sqlite3.Connection, path: str, lines: Sequence[bytes]) -> None:
    offset = 0
    for line in lines:
        row = (offset, len(line), orjson.loads(line)["id"])
        state.execute('UPDATE articles SET "offset" = ?, length = ? WHERE id = ?', row)
        offset += len(line)
    state.execute("UPDATE files SET length = ? WHERE path = ?", (offset, path))


def stored(output: Path) -> Counter[str]:
    """How often each id stands in the files."""
    files = (output / "articles").glob("*/*.jsonl")
    return Counter(orjson.loads(line)["id"] for file in files for line in file.read_bytes().splitlines())


def gaps(replica: Replica, site: str, *options: str) -> tuple[int, dict[str, Any]]:
    done = replica.run("scrapy", "gaps", site, "--json", *options, *FAST)
    assert done.stdout, done.stderr
    return done.returncode, orjson.loads(done.stdout)


def drill(replica: Replica, ids: Mapping[str, set[str]], way: Callable[[Path, set[str]], None]) -> tuple[int, int]:
    """`ids`: by site. Deletes them; how many of them were found, and how many stand there again, once."""
    before = set(stored(replica.output))
    everything = {id for of_site in ids.values() for id in of_site}
    way(replica.output, everything)
    found: set[str] = set()
    for site in ids:
        code, told = gaps(replica, site, "--repair")
        found |= {each["id"] for each in told["found"]["urls"]}
        assert (code, told["left"]["missing"]) == (0, 0), told
    again = stored(replica.output)
    assert set(again) == before, "others were lost, or added"
    assert max(again.values()) == 1, "an article stands twice"
    for site in ids:
        assert gaps(replica, site)[0] == 0, "something is still missing"
        assert replica.run("scrapy", "crawl", site, *FAST).returncode == 0, "a crawl does not start"
        assert set(stored(replica.output)) == before
    return len(found & everything), sum(again[id] == 1 for id in everything)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gaps", description=__doc__)
    parser.add_argument("--articles", type=int, default=100, help="to delete (default: 100)")
    parser.add_argument("--each", action="store_true", help="so many in each way, one way after the other")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    dice = random.Random(options.seed)
    world = World.make(options.seed)
    passed = True
    with tempfile.TemporaryDirectory() as folder, Replica(world, output=Path(folder) / "output") as replica:
        for site in SITES:
            assert replica.run("scrapy", "crawl", site, *FAST).returncode == 0
        print(f"{len(stored(replica.output))} articles of {', '.join(SITES)}")
        ways = WAYS if options.each else {"each in one of eight ways": every_way}
        for name, way in {**ways, "files": delete_files}.items():
            ids = _chosen(replica.output, options.articles, dice, whole_site="polisia" if name == "files" else None)
            count = sum(map(len, ids.values()))
            found, again = drill(replica, ids, way)
            passed &= found == again == count
            print(f"{name}: {count} deleted, {found} found, {again} stand there again, once", flush=True)
        result = compare(world.truth(replica.clock.now()), read_output(replica.output))
        lost = [problem for problem in result.problems if problem.kind in LOST]
        print(f"compared with the truth: {len(lost)} lost, doubled or invalid", *lost[:5], sep="\n")
    print("PASSED" if passed and not lost else "FAILED")
    return int(not passed or bool(lost))


def _chosen(output: Path, number: int, dice: random.Random, *, whole_site: str | None) -> dict[str, set[str]]:
    """None that another site has reprinted: that site's reprint would take its place."""
    by_site: dict[str, set[str]] = {}
    for file in sorted((output / "articles").glob("*/*.jsonl")):
        ids = {orjson.loads(line)["id"] for line in file.read_bytes().splitlines()} - _reprinted(output, file)
        by_site.setdefault(file.parent.name, set()).update(ids)
    if whole_site:
        return {whole_site: by_site[whole_site]}
    every = [(site, id) for site, ids in sorted(by_site.items()) for id in sorted(ids)]
    chosen: dict[str, set[str]] = {}
    for site, id in dice.sample(every, min(number, len(every))):
        chosen.setdefault(site, set()).add(id)
    return chosen


def _reprinted(output: Path, file: Path) -> set[str]:
    """And what was written before its original: fetched once more, it is left out as what it is, a reprint."""
    told = [
        (each.parent.name, orjson.loads(line))
        for each in (output / "duplicates").glob("*/*.jsonl")
        for line in each.read_bytes().splitlines()
    ]
    before = {id for _, line in told if "text" not in line for id in (line["id"], line["duplicate_of"])}
    return {line["duplicate_of"] for site, line in told if site != file.parent.name} | before


if __name__ == "__main__":
    sys.exit(main())
