"""Which texts are there to name the language of, and which is it?"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LEAST = 100  # characters of a paragraph
MOST = 300  # paragraphs of the replica in one language
WANTED = ("kk", "ru", "en", "ky", "uz", "tt", "zh")
_SCRIPTS = {"ru": "Cyrl", "en": "Latn", "ky": "Cyrl", "tt": "Cyrl", "zh": "Hans"}
_KAZAKH = {"sent_kk_arabic": "Arab", "sent_kk_latin2021": "Latn", "sent_kk_ascii": "Latn"}
_SHORT = {"6words": "six words", "3words": "three words"}


@dataclass(frozen=True, slots=True)
class Text:
    """`group`: what kind of text. `language` with script where it is known: `kk-Latn`."""

    text: str
    language: str
    group: str


def of_replica(*, small: bool) -> Iterator[Text]:
    """Headlines and paragraphs of the replica web."""
    from tests.replica.world import END, World

    paragraphs: dict[str, list[Text]] = {}
    for truth in World.make(small=small).truth(END):
        article = truth.expected
        if "lost-letters" in article["quality"] or truth.duplicate_of:
            continue
        language = f"{article['language']}-{article['script']}"
        yield Text(article["title"], language, "headlines")
        paragraphs.setdefault(language, []).extend(_paragraphs(article["text"], language))
    for each in paragraphs.values():
        yield from random.Random(1).sample(each, min(MOST, len(each)))


def of_folder(folder: Path) -> Iterator[Text]:
    """The sets named `language`, `translations` and `tengrinews`, those of them that are there."""
    for row in _lines(folder / "language" / "texts.jsonl.gz"):
        if row["lang"] in WANTED:
            yield from _sorted(row["text"], row["kind"], row["lang"])
    for row in _lines(folder / "translations" / "documents.jsonl.gz"):
        language = _with_script(row["language"])
        yield Text(row["title"], language, "headlines")
        yield from _paragraphs(row["text"], language)
    for row in _lines(folder / "tengrinews" / "gold.jsonl"):
        yield Text(row["title"], "ru-Cyrl", "headlines")


def _sorted(text: str, kind: str, language: str) -> Iterator[Text]:
    wanted = f"kk-{_KAZAKH[kind]}" if kind in _KAZAKH else _with_script(language)
    if kind.startswith("mix_"):
        yield Text(text, wanted, "two languages")
    elif kind in _SHORT:
        yield Text(text, wanted, _SHORT[kind])
    elif len(text) >= LEAST:
        yield Text(text, wanted, "paragraphs")
    elif not kind.startswith("lingua_"):
        yield Text(text, wanted, "short sentences")


def _paragraphs(text: str, language: str) -> Iterator[Text]:
    return (Text(each, language, "paragraphs") for each in text.split("\n\n") if len(each) >= LEAST)


def _with_script(language: str) -> str:
    script = "Cyrl" if language == "kk" else _SCRIPTS.get(language)
    return f"{language}-{script}" if script else language


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
