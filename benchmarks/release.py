"""What does a release of many articles cost, beside pandas on the same machine?

`python -m benchmarks.release --articles 1000000 [--folder FOLDER] [--formats parquet,jsonl.zst]`
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import psutil
from sqlalchemy import insert

from newsspider.article import Article, Fetch, Image
from newsspider.normalise.dates import iso_utc
from newsspider.store.folder import open_state
from newsspider.store.lines import line_of
from newsspider.store.tables import articles, files, indexed

FIRST, DAYS = datetime(2015, 1, 1, tzinfo=UTC), 4000
SITE = "kazinform"
PANDAS = "import pandas, sys; pandas.read_json(sys.argv[1], lines=True).to_parquet(sys.argv[2], compression='zstd')"


@dataclass(frozen=True, slots=True)
class Cost:
    """`peak`: bytes of memory that the process and its children had at once; None: it did not come to its end."""

    seconds: float
    peak: int
    size: int | None


def generated(many: int) -> Iterator[tuple[str, bytes]]:
    """Day of fetching and line, in the order of publication: 40 to 800 words of an invented vocabulary."""
    chosen = random.Random(7)
    letters = "аәбвгғдежзийкқлмнңоөпрстуұүфхцчшыі"
    words = ["".join(chosen.choices(letters, k=chosen.randint(2, 11))) for _ in range(60_000)]
    for number in range(many):
        at = FIRST + timedelta(seconds=number * DAYS * 86_400 / many)
        length = min(800, max(40, int(chosen.lognormvariate(5.3, 0.6))))
        said = chosen.choices(words, k=length)
        text = "\n\n".join(" ".join(said[at : at + 40]) for at in range(0, length, 40))
        yield iso_utc(at)[:10], line_of(_article(number, at, said[:8], text))


def _article(number: int, at: datetime, title: Sequence[str], text: str) -> Article:
    moment = iso_utc(at)
    made = Article(
        id=f"{number:016x}",
        url=f"https://www.inform.kz/kz/{number}/",
        source=SITE,
        edition="kk",
        language="kk",
        script="Cyrl",
        title=" ".join(title),
        lead=text.partition("\n")[0],
        text=text,
        published_at=moment,
        published_raw=moment,
        published_precision="minute",
        authors=["Ә. Автор"],
        section="Қоғам",
        tags=[title[0], title[1]],
        images=[Image(f"https://www.inform.kz/{number}.jpg", " ".join(title[:4]), None)],
        provenance={"title": "rules:2026", "text": "rules:2026", "published_at": "json-ld"},
        text_sha256=sha256(text.encode()).hexdigest(),
        made_by="newsspider/0.1.0 trafilatura/2.3.1",
    )
    return replace(made, fetch=Fetch(moment, moment, "sitemap", 200, None, None, "allowed"))


def make_store(output: Path, many: int) -> Path:
    """As crawls would have written it; all lines also in one file, for pandas."""
    folder = output / "articles" / SITE
    folder.mkdir(parents=True)
    everything = output / "everything.jsonl"
    with closing(open_state(output, None)) as state, everything.open("wb") as together:
        for day, group in groupby(generated(many), key=lambda each: each[0]):
            lines = [line for _, line in group]
            (folder / f"{day}.jsonl").write_bytes(b"".join(lines))
            together.writelines(lines)
            with state.writing() as connection:
                rows = list(_rows(day, lines))
                connection.execute(insert(articles), rows)
                length = sum(row["length"] for row in rows)  # type: ignore[misc]
                path = f"articles/{SITE}/{day}.jsonl"
                connection.execute(insert(files), {"folder": "", "path": path, "source": SITE, "length": length})
        with state.writing() as connection:
            connection.execute(insert(indexed), {"folder": "", "id": "~", "version": 1, "done": True, "unread": 0})
    return everything


def _rows(day: str, lines: Sequence[bytes]) -> Iterator[dict[str, object]]:
    offset, file = 0, f"articles/{SITE}/{day}.jsonl"
    for line in lines:
        head = line[: line.index(b'"urls"')].decode()
        id = head[head.index('"id":"') + 6 :][:16]
        at = line.index(b'"published_at":"') + 16
        yield {
            "id": id, "version": 1, "source": SITE, "edition": "kk", "url": f"https://www.inform.kz/kz/{int(id, 16)}/",
            "title": None, "text_sha256": None, "published_at": line[at : at + 20].decode(), "folder": "",
            "file": file, "offset": offset, "length": len(line), "stored_at": f"{day}T00:00:00Z",
        }  # fmt: skip
        offset += len(line)


def measured(command: Sequence[str], made: Path, environment: dict[str, str]) -> Cost:
    """Memory is looked at twenty times a second."""
    began = time.monotonic()
    running = psutil.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = 0
    while running.poll() is None:
        peak = max(peak, _resident(running))
        time.sleep(0.05)
    seconds = time.monotonic() - began
    done = running.wait() == 0
    return Cost(seconds, peak, _size(made) if done else None)


def _resident(process: psutil.Process) -> int:
    try:
        return sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def _size(made: Path) -> int:
    return sum(each.stat().st_size for each in ([made] if made.is_file() else made.rglob("*")) if each.is_file())


def compared(output: Path, everything: Path, formats: Sequence[str], *, peer: bool) -> Iterator[tuple[str, Cost]]:
    environment = os.environ | {"NEWSSPIDER_OUTPUT": str(output), "NEWSSPIDER_STATE": ""}
    for form in formats:
        command = (sys.executable, "-m", "scrapy", "export", "--format", form, "--release", form, "--allow", "chrome")
        yield f"scrapy export --format {form}", measured(command, output / "releases" / form / "data", environment)
    if peer:
        packed = output / "pandas.parquet"
        theirs = (sys.executable, "-c", PANDAS, str(everything), str(packed))
        yield "pandas.read_json(lines=True).to_parquet", measured(theirs, packed, environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", help="where the articles are generated (default: a temporary folder)")
    parser.add_argument("--formats", default="parquet", help="a comma between them")
    parser.add_argument("--alone", action="store_true", help="without pandas, which needs 50 kB of memory an article")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsspider-", dir=options.folder) as name:
        everything = make_store(Path(name), options.articles)
        print(f"{options.articles:,} articles, {everything.stat().st_size / 1e9:.2f} GB of lines\n")
        print("| what | minutes | peak memory | size |\n|---|---|---|---|")
        for what, cost in compared(Path(name), everything, options.formats.split(","), peer=not options.alone):
            size = f"{cost.size / 1e6:,.0f} MB" if cost.size is not None else "did not end"
            print(f"| {what} | {cost.seconds / 60:.1f} | {cost.peak / 1e9:.2f} GB | {size} |", flush=True)


if __name__ == "__main__":
    main()
