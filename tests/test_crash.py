"""Is every article there, and there once, after a crawl was killed again and again?

`NEWSSPIDER_SOAK_ROUNDS=50` kills as often as that.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from newsspider.article import Article
from newsspider.dedup.exact import find_duplicate
from newsspider.normalise.text import text_hash
from newsspider.pipelines.write import WritePipeline
from newsspider.store.found import Found
from newsspider.store.line_counts import MOST
from newsspider.store.session import Session
from newsspider.store.versions import Revising

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
REVISING = Revising(WritePipeline.compare, (timedelta(hours=1),))
ROUNDS = int(os.environ.get("NEWSSPIDER_SOAK_ROUNDS", "6"))
OWN = "Telegram арнамызға жазылыңыз!"  # the site's line, under every article
PER_ROUND = 60  # articles: enough that most kills hit a crawl at work
FEED = 25  # articles that the feed holds; it forgets them when it is asked for the next ones


def crawl(output: Path, total: int) -> None:
    """A writer in a process of its own. What it read of the feed is not announced again."""
    read = output / "feed-position"
    output.mkdir(exist_ok=True)
    print("ready", flush=True)
    with Session.open(output, "a", now=NOW) as session:
        while True:
            position = int(read.read_text()) if read.exists() else 0
            feed = [Found(f"{n:016x}", f"https://a.kz/{n}", hint={"n": n}) for n in range(position, position + FEED)]
            ask = session.discover([each for each in feed if each.hint["n"] < total], NOW)
            (output / "feed-position.new").write_text(str(position + FEED))
            (output / "feed-position.new").replace(read)
            ask += session.due(FEED, NOW)
            for page in ask:
                fetch(session, page)
            again = session.due_again([""], FEED, LATER)
            for revisit in again:
                revisited(session, revisit.found)
            if not ask and not again and position >= total:
                session.close("finished", True, NOW)
                return


def fetch(session: Session, page: Found) -> None:
    """Of ten pages one is gone, and one repeats the text of its neighbour."""
    n = page.hint["n"]
    if n % 10 == 8:
        session.refuse(page.id, page.url, "http-410", NOW, status=410)
        return
    session.put(article_of(page), find_duplicate, NOW, lines=WritePipeline.lines, revising=REVISING)


def revisited(session: Session, page: Found) -> None:
    """Of three articles one was edited, and the page of one is gone."""
    n = page.hint["n"]
    if n % 3 == 0:
        edited = article_of(page, " Жөнделді.")
        session.put(edited, find_duplicate, LATER, lines=WritePipeline.lines, revising=REVISING)
    elif n % 3 == 1:
        session.not_modified(page.id, LATER)
    else:
        session.refuse(page.id, page.url, "http-404", LATER, status=404)


def article_of(page: Found, more: str = "") -> Article:
    n = page.hint["n"]
    number = n - 1 if n % 10 == 7 else n
    text = f"Мәтін {number} " * (number % 100 * 20 + 50) + f"{more}\n\n{OWN}"
    digest = text_hash(text)
    return Article(id=page.id, url=page.url, source="a", title=f"Тақырып {n}", text=text, text_sha256=digest)


def start(output: Path, total: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.test_crash", str(output), str(total)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])


def records(output: Path, kind: str) -> list[dict[str, Any]]:
    data = b"".join(path.read_bytes() for path in sorted((output / kind / "a").glob("*.jsonl")))
    assert data.endswith(b"\n")
    return [orjson.loads(line) for line in data.split(b"\n")[:-1]]


def test_killed_again_and_again(tmp_path: Path) -> None:
    output, total, killed = tmp_path / "output", ROUNDS * PER_ROUND, 0
    for _ in range(ROUNDS):
        with start(output, total) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(random.uniform(0, 0.4))
            writer.kill()
            killed += writer.wait() == -9
    with start(output, total) as writer:
        assert writer.wait(300) == 0
    check(output, total)
    assert killed >= ROUNDS // 2


def check(output: Path, total: int) -> None:
    lines, repeats = records(output, "articles"), records(output, "duplicates")
    articles = [line for line in lines if line["version"] == 1]
    refused = Counter(line["id"] for line in records(output, "refused") if line["version"] is None)
    gone = Counter(line["id"] for line in records(output, "refused") if line["version"] == 1)
    keys = [f"{n:016x}" for n in range(total)]
    assert refused == Counter(keys[8::10])
    assert Counter(line["id"] for line in articles + repeats) == Counter(set(keys) - set(refused))
    numbers = {key: number for number, key in enumerate(keys)}
    kept = [line["id"] for line in articles]
    assert Counter(line["id"] for line in lines if line["version"] == 2) == Counter(
        key for key in kept if numbers[key] % 3 == 0
    )
    assert gone == Counter(key for key in kept if numbers[key] % 3 == 2)
    assert len(lines) == len({(line["id"], line["version"]) for line in lines})
    texts = Counter(line["text_sha256"] for line in articles)
    assert max(texts.values()) == 1
    prose = {line["id"]: line["text"].removesuffix(f"\n\n{OWN}").rstrip() for line in articles}
    assert all(line["text"].removesuffix(f"\n\n{OWN}").rstrip() == prose[line["duplicate_of"]] for line in repeats)
    with sqlite3.connect(output / "state.sqlite") as state:
        rows = state.execute('SELECT id, file, "offset", length FROM articles').fetchall()
        counts = state.execute("SELECT articles FROM lines WHERE key = '' OR text = ?", (OWN,)).fetchall()
    state.close()
    assert Counter(key for key, *_ in rows) == Counter(line["id"] for line in lines)
    assert counts == [(counted(len(articles)),)] * 2
    data = {file: (output / file).read_bytes() for file in {row[1] for row in rows}}
    for key, file, offset, length in rows:
        assert orjson.loads(data[file][offset : offset + length])["id"] == key


def counted(articles: int) -> int:
    """How often a line was counted that every article has."""
    count = 0
    for _ in range(articles):
        count += 1
        count = count // 2 if count >= MOST else count
    return count


if __name__ == "__main__":
    crawl(Path(sys.argv[1]), int(sys.argv[2]))
