"""What do `scrapy stories` and `scrapy stories --translations` say of an article that is exported?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from newsspider.store.errors import Damaged

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Together:
    """By the article's id: the id of its story, and its translations as its record says them."""

    stories: Mapping[str, str]
    translations: Mapping[str, Sequence[Record]]

    def labels(self, record: Record) -> dict[str, Any]:
        story = self.stories.get(record["id"], record["story"])
        return {
            "story": story,
            "translations": _merged(record["translations"], self.translations.get(record["id"], ())),
        }


def read_together(output: Path) -> Together:
    """Of an output folder, as far as it was told there. Raises Damaged."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for row in _rows(output / "stories" / "translations.jsonl"):
        for one, other in ((0, 1), (1, 0)):
            said = {name: row[f"{name}s"][other] for name in ("url", "language", "id")}
            found[row["ids"][one]].append({**said, "how": row["how"]})
    told = _rows(output / "stories" / "stories.jsonl")
    return Together({article["id"]: story["story"] for story in told for article in story["articles"]}, found)


def told_together(output: Path) -> Iterator[tuple[str, ...]]:
    """Ids of articles that tell the same: those of a story, and translations of one another. Raises Damaged."""
    for story in _rows(output / "stories" / "stories.jsonl"):
        yield (story["story"], *(article["id"] for article in story["articles"]))
    for row in _rows(output / "stories" / "translations.jsonl"):
        yield tuple(row["ids"])


def _merged(linked: Sequence[Record], found: Sequence[Record]) -> list[Record]:
    """What the page links gets the id of the article that is meant; what it does not link comes after it."""
    merged, others = list(linked), []
    for each in sorted(found, key=lambda each: (each["language"] or "", each["id"])):
        same = [at for at, link in enumerate(merged) if _is_same(link, each)]
        if same:
            merged[same[0]] = {**merged[same[0]], "id": each["id"]}
        else:
            others.append(each)
    return [*merged, *others]


def _is_same(link: Record, found: Record) -> bool:
    return bool(
        link["url"] == found["url"]
        or (found["how"] == link["how"] == "hreflang" and link["language"] == found["language"])
    )


def _rows(path: Path) -> Iterator[Record]:
    try:
        with path.open("rb") as file:
            for line in file:
                yield orjson.loads(line)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        raise Damaged(f"{path} cannot be read ({problem}): 'scrapy stories' writes it anew") from problem
