"""Who knows the language of a text?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.run import Answers, ask
from benchmarks.texts import Text

OURS = "newsspider"


@dataclass(slots=True)
class Scores:
    """Of one reader: how many texts of each (group, language) are right."""

    answers: Answers
    right: Counter[tuple[str, str]] = field(default_factory=Counter)


def compare(texts: Sequence[Text], peers: Iterable[str]) -> list[Scores]:
    return [_scores(texts, ask("texts", name, [{"text": each.text} for each in texts])) for name in (OURS, *peers)]


def counts(texts: Iterable[Text]) -> Counter[tuple[str, str]]:
    return Counter((text.group, text.language) for text in texts)


def _scores(texts: Sequence[Text], answers: Answers) -> Scores:
    scores = Scores(answers)
    if not answers.problem:
        for text, found in zip(texts, answers.found, strict=True):
            scores.right[text.group, text.language] += is_right(found, text.language, script=answers.name == OURS)
    return scores


def is_right(found: str | None, wanted: str, *, script: bool) -> bool:
    """Only newsspider names the script; of the others the language is enough."""
    if not found:
        return False
    if script and "-" in wanted:
        return found == wanted
    return found.split("-")[0] == wanted.split("-")[0]
