"""A store with articles that are hard to export, and releases of it. For the tests of releases."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import zstandard

from newsspider.article import Archive, Article, Cite, Dateline, Fetch, Image, LanguageShare, Translation, Video
from newsspider.dedup.exact import find_duplicate
from newsspider.normalise.text import text_hash
from newsspider.pipelines.write import WritePipeline, likeness
from newsspider.store.session import Session
from tests.test_store import NOW

BREAKS = "a\u2028b\u2029c\x85d\x0be\x0cf\r\ng\rh\ni\tj"
HARD = f"{BREAKS} \"quoted\" 'single' «guillemets», comma; \ufeff \u200f \ue000 \U0001f600 Қазақ ﬁ ə́"
WORDS = "өзен тау қала көпір мектеп дала жол теңіз аспан орман ауыл үй кітап сурет әуен".split()


def article(number: int, source: str = "polisia", **more: Any) -> Article:
    """Each with a text of its own; one a day from the first of September 2024 on."""
    month, day = divmod(number, 28)
    at = f"2024-{9 + month % 3:02}-{day + 1:02}T05:15:00Z"
    words = [WORDS[number * step % len(WORDS)] + str(number * step) for step in range(1, 40)]
    made = Article(
        id=f"{number:016x}",
        url=f"https://{source}.kz/ru/{number}/",
        source=source,
        edition="ru",
        language="ru",
        script="Cyrl",
        title=f"Тақырып {number}",
        text=" ".join(words) + ".",
        published_at=at,
        published_precision="minute",
        provenance={"title": "rules:2026", "text": "trafilatura"},
        fetch=Fetch("2026-11-22T13:02:02Z", "2026-11-22T13:01:58Z", "feed", 200, None, None, "allowed"),
        made_by="newsspider/0.1.0 trafilatura/2.3.1",
    )
    made = replace(made, **more)
    made.text_sha256 = text_hash(made.text) if made.text else None
    return made


def full(number: int) -> Article:
    """Every field says something, with all signs that formats stumble over."""
    return article(
        number,
        urls=[f"https://polisia.kz/ru/{number}?a=1,2"],
        languages=[LanguageShare("ru", "Cyrl", 0.75), LanguageShare("kk", "Cyrl", 0.25)],
        title=f"=1+1 {HARD}",
        lead=HARD,
        text=f"{HARD}\n\n- item\n\n" + " ".join(f"сөз{number}{n}" for n in range(60)),
        published_raw="22 қараша,\t10:15",
        modified_at="2026-11-22T14:00:00Z",
        authors=[HARD, "Ә. Автор"],
        section="-қоғам",
        breadcrumbs=["Басты бет", HARD],
        tags=["тег", "", HARD],
        dateline=Dateline("АСТАНА", None),
        images=[Image("https://polisia.kz/a.jpg", HARD, None), Image("https://polisia.kz/b.jpg")],
        videos=[Video("https://youtu.be/x", "youtube")],
        cites=[Cite("Reuters", "reuters.com", "citing Reuters")],
        translations=[Translation("https://polisia.kz/kk/1/", "kk")],
        sponsored=True,
        quality=["short-text"],
        provenance={"title": "rules:2026", "text": HARD},
        fetch=Fetch(
            "2026-11-22T13:02:02Z", None, "feed", 200, '"e"', "Mon", "allowed", Archive("a.warc.gz", 12, "sha1:X")
        ),
    )


def put(output: Path, articles: Iterable[Article], source: str = "polisia", state: str | None = None) -> None:
    with Session.open(output, source, now=NOW, state_url=state) as session:
        for each in articles:
            outcome = session.put(each, find_duplicate, NOW, like=LIKE)
            assert outcome.kind in ("stored", "duplicate"), outcome
        session.index_stored(LIKE, lambda _: True)
        session.close("finished", True, NOW)


LIKE = likeness("drop")
LINES = WritePipeline.lines


def read_lines(folder: Path) -> list[dict[str, Any]]:
    """Of all files of JSON Lines in a folder, in the order of their names."""
    return [orjson.loads(line) for path in sorted(folder.iterdir()) for line in unpacked(path).split(b"\n") if line]


def unpacked(path: Path) -> bytes:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().stream_reader(path.read_bytes()).read()
    return path.read_bytes()


def manifest(release: Path) -> dict[str, Any]:
    told: dict[str, Any] = orjson.loads((release / "manifest.json").read_bytes())
    return told


def change_line(output: Path, source: str, number: int, change: dict[str, Any]) -> None:
    """As a person does who edits a line, and the state with it."""
    (file,) = (output / "articles" / source).iterdir()
    id = f"{number:016x}"
    with sqlite3.connect(output / "state.sqlite") as connection:
        offset, length = connection.execute("SELECT offset, length FROM articles WHERE id = ?", [id]).fetchone()
        content = file.read_bytes()
        line = orjson.dumps(orjson.loads(content[offset : offset + length]) | change) + b"\n"
        file.write_bytes(content[:offset] + line + content[offset + length :])
        moved = len(line) - length
        connection.execute("UPDATE articles SET length = length + ? WHERE id = ?", [moved, id])
        connection.execute("UPDATE articles SET offset = offset + ? WHERE offset > ?", [moved, offset])
        name = f"articles/{source}/{file.name}"
        connection.execute("UPDATE files SET length = length + ? WHERE path = ?", [moved, name])
    connection.close()
