"""Who finds the same news once more, and who takes for it what is only alike?"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from benchmarks.peers.duplicates import FINDERS
from benchmarks.report import header, row
from benchmarks.run import ROOT, ask

ORIGINAL, TEMPLATE = "base", "tmpl"
NOT_ASKED = "t4_heavy"  # a story, and no duplicate: neither asked nor wrong


@dataclass(frozen=True, slots=True)
class Item:
    """`cluster`: equal for what tells the same. `kind`: what was done to the original."""

    text: str
    cluster: str
    kind: str


@dataclass(frozen=True, slots=True)
class Scores:
    """`recall`: of each kind ("": of all that are asked), the share that is in one group with its original.
    `precision`: of all pairs in a group."""

    recall: dict[str, float]
    precision: float
    wrong: int
    templates: int


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dedup", description=__doc__)
    parser.add_argument("--sets", default=str(ROOT.parent / "shared" / "bench"), help="folder with a set `duplicates`")
    options = parser.parse_args(arguments)
    for name, items in (("Duplicates", of_folder(Path(options.sets))), ("Newsroom", of_newsroom())):
        print("\n".join(table(name, items)) if items else f"{name}: no set in {options.sets}", end="\n\n")
    return 0


def of_folder(folder: Path) -> list[Item]:
    path = folder / "duplicates" / "articles.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [Item(each["text"], str(each["cluster"]), each["kind"]) for each in map(json.loads, file)]


def of_newsroom(seed: int = 1) -> list[Item]:
    """Invented articles of few templates, all of other events, and reprints of every fourth one."""
    from tests.replica.newsroom import publish

    luck = random.Random(seed)
    stories = publish(seed, datetime(2026, 11, 20, tzinfo=UTC))
    told = [story.expected()["text"] for story in stories if not story.duplicate_of]
    texts = [text for text in dict.fromkeys(told) if len(text.split()) > 60]
    items = [Item(text, str(at), ORIGINAL) for at, text in enumerate(texts)]
    for at, text in list(enumerate(texts))[::4]:
        other = texts[at - 1]
        items += [Item(changed, str(at), kind) for kind, changed in _reprints(text, other, luck)]
    luck.shuffle(items)
    return items


def _reprints(text: str, other: str, luck: random.Random) -> Iterator[tuple[str, str]]:
    words = text.split()
    yield "shortened", " ".join(words[: len(words) * 6 // 10])
    yield "framed", f"АЛМАТЫ. Example.kz - {text}\nПодписывайтесь на наш канал. Example.kz"
    yield "edited", " ".join(luck.choice(words) if luck.random() < 0.05 else word for word in words)
    yield "merged", f"{text}\n\n{' '.join(other.split()[: len(words) // 2])}"


def table(name: str, items: Sequence[Item]) -> Iterator[str]:
    kinds = sorted({item.kind for item in items} - {ORIGINAL, TEMPLATE})
    yield f"### {name}: {len(items)} texts\n"
    yield from header(["finder", *kinds, "all but " + NOT_ASKED, "precision", "wrong pairs", "templates", "ms a text"])
    for finder in FINDERS:
        answers = ask("duplicates", finder, [{"number": at, "text": item.text} for at, item in enumerate(items)])
        if answers.problem:
            yield row([finder, answers.problem])
            continue
        scores = score(items, ((at, one) for at, found in enumerate(answers.found) for one in found or ()))
        cells = [f"{scores.recall[kind]:.3f}" for kind in (*kinds, "")]
        cells += [f"{scores.precision:.4f}", str(scores.wrong), str(scores.templates), f"{answers.cpu * 1e3:.2f}"]
        yield row([f"{finder} {answers.version}", *cells])


def score(items: Sequence[Item], pairs: Iterable[tuple[int, int]]) -> Scores:
    """What is linked through others counts as together."""
    group = list(range(len(items)))
    for one, other in pairs:
        if group[one] != group[other]:
            old, new = group[one], group[other]
            group = [new if each == old else each for each in group]
    together = [pair for members in _members(group) for pair in combinations(members, 2)]
    wrong = [pair for pair in together if items[pair[0]].cluster != items[pair[1]].cluster]
    templates = {at for pair in wrong for at in pair if items[at].kind == TEMPLATE}
    return Scores(_recall(items, group), 1 - len(wrong) / (len(together) or 1), len(wrong), len(templates))


def _recall(items: Sequence[Item], group: Sequence[int]) -> dict[str, float]:
    asked, found = Counter[str](), Counter[str]()
    for members in _members([item.cluster for item in items]):
        originals = [at for at in members if items[at].kind == ORIGINAL]
        for at in (at for at in members if items[at].kind != ORIGINAL):
            for kind in (items[at].kind, *([""] if items[at].kind != NOT_ASKED else [])):
                asked[kind] += len(originals)
                found[kind] += sum(group[at] == group[one] for one in originals)
    return {kind: found[kind] / count for kind, count in asked.items() if count}


def _members(groups: Iterable[Hashable]) -> Iterable[list[int]]:
    members: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, each in enumerate(groups):
        members[each].append(at)
    return members.values()


if __name__ == "__main__":
    sys.exit(main())
