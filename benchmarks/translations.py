"""Are translations found among ten thousand other articles, and only they?"""

from __future__ import annotations

import argparse
import gzip
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from newsspider.commands.texts import GivenText
from newsspider.commands.translations_manifest import lines

OTHERS = 10_000
LANGUAGES = ("kk", "ru", "en")
_PIECE = 2_500  # characters: long texts are cut
_LEAST = 400
_SENTENCE = 60  # characters at the beginning of a line that two texts hardly share by chance
EXAMPLES = """examples:
  python -m benchmarks.translations --sets ~/sets               beside 10,000 other articles
  python -m benchmarks.translations --sets ~/sets --half 1      every second document
  python -m benchmarks.translations --sets ~/sets --untitled    without titles, languages not told

The sets: translations/documents.jsonl.gz ({document, language, title, text}), and for other articles those that there
are of duplicates/articles.jsonl.gz, stories/pairs.jsonl.gz, articles/gold.jsonl, tengrinews/gold.jsonl. Long ones are
cut into pieces, what shares a line with the documents is left out, and the replica's newsroom writes what is missing.
exit codes: 0 done, 2 used wrongly"""


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    language: str
    title: str
    text: str


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.translations", epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", metavar="FOLDER", default="../shared/bench")
    parser.add_argument("--others", metavar="N", type=int, default=OTHERS, help="other articles (10,000)")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only the documents with an even or odd number")
    parser.add_argument("--untitled", action="store_true", help="without titles, and languages not told")
    options = parser.parse_args(arguments)
    folder = Path(options.sets)
    if not (folder / "translations" / "documents.jsonl.gz").is_file():
        print(f"benchmarks: no translations/documents.jsonl.gz in {folder}", file=sys.stderr)
        return 2
    documents = [
        document for number, document in _numbered(folder) if options.half is None or number % 2 == options.half
    ]
    others = list(_others(folder, documents, options.others))
    _measure(documents, others, told=not options.untitled)
    return 0


def _measure(documents: Sequence[Document], others: Sequence[GivenText], *, told: bool) -> None:
    given = [
        GivenText(
            f"{document.name}/{document.language}",
            document.text,
            title=document.title if told else None,
            language=document.language if told else None,
        )
        for document in documents
    ]
    begun = time.process_time()
    found = {
        tuple(sorted((str(line["id"]), str(each["id"]))))
        for line in lines([*given, *others])
        for each in line["translations"]
    }
    seconds = time.process_time() - begun
    wanted = {
        tuple(sorted((f"{one.name}/{one.language}", f"{other.name}/{other.language}")))
        for one in documents
        for other in documents
        if one.name == other.name and one.language < other.language
    }
    print(f"{len(documents)} documents, {len(others):,} other articles: {_kinds(others)}")
    print(f"precision {_share(len(found & wanted), len(found))}, recall {_share(len(found & wanted), len(wanted))}")
    for languages, count in sorted(Counter(map(_languages, wanted)).items()):
        right = sum(_languages(pair) == languages for pair in found & wanted)
        print(f"  {languages}: recall {_share(right, count)}")
    for pair in sorted(found - wanted):
        print(f"  wrong: {' – '.join(pair)}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.0f} s of the processor, {memory} MB at most")


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 0:.3f} ({part} of {whole})"


def _languages(pair: Iterable[str]) -> str:
    return "–".join(sorted(each.rpartition("/")[2] for each in pair))


def _kinds(others: Sequence[GivenText]) -> str:
    return ", ".join(
        f"{count:,} {kind}" for kind, count in Counter(str(o.id).partition(":")[0] for o in others).items()
    )


def _numbered(folder: Path) -> Iterator[tuple[int, Document]]:
    rows = list(_rows(folder / "translations" / "documents.jsonl.gz"))
    names = sorted({row["document"] for row in rows})
    for row in rows:
        yield names.index(row["document"]), Document(row["document"], row["language"], row["title"], row["text"])


def _others(folder: Path, documents: Sequence[Document], count: int) -> Iterator[GivenText]:
    known = set().union(*(_beginnings(document.text) for document in documents))
    seen = 0
    for kind, language, text in [*_real(folder)][:count]:
        if known.isdisjoint(_beginnings(text)):
            seen += 1
            yield GivenText(f"{kind}:{seen}", text, language=language)
    yield from _invented(count - seen)


def _beginnings(text: str) -> set[str]:
    return {line[:_SENTENCE] for line in text.replace(". ", ".\n").split("\n") if len(line) >= _SENTENCE}


def _real(folder: Path) -> Iterator[tuple[str, str, str]]:
    for row in _rows(folder / "duplicates" / "articles.jsonl.gz"):
        if row["kind"] in ("base", "t4_heavy", "t5_merge", "tmpl"):
            yield from (("duplicates", row["lang"], piece) for piece in _pieces(row["text"]))
    for row in _rows(folder / "stories" / "pairs.jsonl.gz"):
        yield from (("stories", "ru", row[side]["text"]) for side in "ab")
    for name, language in (("articles", "en"), ("tengrinews", "ru")):
        for row in _rows(folder / name / "gold.jsonl"):
            yield from ((name, language, piece) for piece in _pieces("\n".join(row["paragraphs"])))


def _invented(count: int) -> Iterator[GivenText]:
    """By the replica's newsroom, each story in one language only."""
    from tests.replica.newsroom import publish
    from tests.replica.world import END

    seed = made = 0
    while made < count:
        seed += 1
        for story in publish(seed, END):
            if made < count and story.language in LANGUAGES and not story.translation_of and not story.duplicate_of:
                made += 1
                yield GivenText(f"newsroom:{made}", story.text, title=story.title, language=story.language)


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for line in filter(str.strip, text.split("\n")):
        piece = f"{piece}\n\n{line}" if piece else line
        if len(piece) >= _PIECE:
            yield piece
            piece = ""
    if len(piece) >= _LEAST:
        yield piece


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        return
    content = path.read_bytes()
    for line in (gzip.decompress(content) if path.suffix == ".gz" else content).splitlines():
        yield orjson.loads(line)


if __name__ == "__main__":
    sys.exit(main())
