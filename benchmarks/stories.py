"""How often are articles of one event found to be of one story?

python -m benchmarks.stories [--pairs PAIRS.jsonl.gz] [--events 100] [--seed 1]

--pairs: JSON lines {"a": {"title", "text"}, "b": …, "same": "OK" or "BAD"}; told apart two by two, and all in one
manifest. Always: the replica's newsroom, a week of events told by three sites in up to three languages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

from newsspider.commands.stories_manifest import told_stories
from newsspider.commands.texts import GivenText
from tests.replica import retold

Clusters = Mapping[str, Hashable]  # by article


def b_cubed(truth: Clusters, found: Clusters) -> tuple[float, float, float]:
    """Precision, recall, F1, averaged over articles (Bagga and Baldwin, 1998)."""
    wanted, got = _members(truth), _members(found)
    both = {id: len(wanted[truth[id]] & got[found[id]]) for id in truth}
    precision = sum(count / len(got[found[id]]) for id, count in both.items()) / len(truth)
    recall = sum(count / len(wanted[truth[id]]) for id, count in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pair_scores(judged: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Of (found, true): precision, recall, F1."""
    pairs = list(judged)
    right = sum(found and true for found, true in pairs)
    precision = right / max(1, sum(found for found, _ in pairs))
    recall = right / max(1, sum(true for _, true in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def newsroom(seed: int, events: int, **limits: tuple[str, ...]) -> tuple[int, tuple[float, float, float]]:
    """How many articles, and how well they are grouped. `limits`: houses, languages."""
    articles = retold.week(seed, events, **limits)
    given = [
        GivenText(each.id, each.text, each.title, each.at, source=each.site, language=each.language)
        for each in articles
    ]
    found = {str(line["id"]): line["story"] for line in told_stories(given)}
    return len(articles), b_cubed({each.id: each.event for each in articles}, found)


def pairs_of(file: Path) -> list[dict[str, Any]]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def two_by_two(pairs: list[dict[str, Any]]) -> list[tuple[bool, bool]]:
    return [(_alike([_given(pair, side, "") for side in "ab"]), pair["same"] == "OK") for pair in pairs]


def together(pairs: list[dict[str, Any]]) -> list[tuple[bool, bool]]:
    given = [_given(pair, side, str(number)) for number, pair in enumerate(pairs) for side in "ab"]
    found = {line["id"]: line["story"] for line in told_stories(given)}
    return [(found[f"{n}a"] == found[f"{n}b"], pair["same"] == "OK") for n, pair in enumerate(pairs)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--events", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.pairs:
        pairs = pairs_of(asked.pairs)
        _show(f"{len(pairs)} pairs, two by two", pair_scores(two_by_two(pairs)))
        _show(f"{len(pairs)} pairs, one manifest", pair_scores(together(pairs)))
    for languages in (("ru",), ("kk",), ("en",), retold.LANGUAGES):
        start = time.perf_counter()
        count, scores = newsroom(asked.seed, asked.events, languages=languages)
        spent = 1000 * (time.perf_counter() - start) / count
        _show(f"newsroom, {'+'.join(languages)}: {count} articles, {spent:.1f} ms each", scores)


def _alike(given: list[GivenText]) -> bool:
    first, second = told_stories(given)
    return bool(first["story"] == second["story"])


def _given(pair: dict[str, Any], side: str, name: str) -> GivenText:
    return GivenText(f"{name}{side}", pair[side]["text"], title=pair[side]["title"])


def _members(clusters: Clusters) -> dict[Hashable, set[str]]:
    members: defaultdict[Hashable, set[str]] = defaultdict(set)
    for id, cluster in clusters.items():
        members[cluster].add(id)
    return members


def _show(what: str, scores: tuple[float, float, float]) -> None:
    print(f"{what}: precision {scores[0]:.3f}, recall {scores[1]:.3f}, F1 {scores[2]:.3f}", flush=True)


if __name__ == "__main__":
    main()
