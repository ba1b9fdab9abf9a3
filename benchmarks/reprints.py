"""What does news look like to an index: ever new texts, of which some are printed again elsewhere?"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

LETTERS = ("абвгдежзийклмнопрстуфхцчшщыэюя", "аәбвгғдежзикқлмнңоөпрстуұүфхһшыі", "abcdefghijklmnopqrstuvwxyz")
WORDS = 60_000  # of each language
PHRASE = 8  # words
PHRASES = 2000  # of each language; a text of twenty sentences has one or two
SHARE = 0.05  # of the articles print one of the last RECENT again
RECENT = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """`of`: number of the text that it repeats, `how`: copy, shortened, framed, edited."""

    number: int
    text: str
    of: int | None = None
    how: str = "new"


def articles(many: int, seed: int = 1) -> Iterator[Text]:
    """Words by Zipf's law, stock phrases, numbers; some are reprints. The same seed gives the same."""
    chosen, drawn = random.Random(seed), np.random.default_rng(seed)
    recent: list[Text] = []
    for number in range(many):
        if recent and chosen.random() < SHARE:
            before = chosen.choice(recent)
            how = chosen.choice(("copy", "shortened", "framed", "edited"))
            yield Text(number, _again(before.text, how, chosen), before.number, how)
            continue
        new = Text(number, _new(chosen, drawn))
        if len(recent) < RECENT:
            recent.append(new)
        else:
            recent[chosen.randrange(RECENT)] = new
        yield new


def _new(chosen: random.Random, drawn: np.random.Generator) -> str:
    language = chosen.choices(range(3), (5, 4, 1))[0]
    words, weights = _vocabulary(language)
    many = min(900, max(60, int(chosen.lognormvariate(5.0, 0.5))))
    said = [words[n] for n in np.searchsorted(weights, drawn.random(many)).tolist()]
    for _ in range(many // 150):
        at = chosen.randrange(many)
        said[at:at] = _phrases(language)[int(PHRASES * chosen.random() ** 3)]
    for _ in range(many // 40):
        said[chosen.randrange(many)] = str(chosen.randrange(2000))
    return _sentences(said, chosen)


def _again(text: str, how: str, chosen: random.Random) -> str:
    sentences = text.split("\n\n")
    if how == "shortened":
        return "\n\n".join(sentences[: max(1, int(len(sentences) * 0.65))])
    if how == "framed":
        return "\n\n".join(
            (f"Редакция сайта {chosen.randrange(50)} сообщает", *sentences, "Следите за новостями у нас")
        )
    if how == "edited":
        words = text.split(" ")
        for _ in range(len(words) // 40):
            words[chosen.randrange(len(words))] = "басқа"
        return " ".join(words)
    return text


def _sentences(words: list[str], chosen: random.Random) -> str:
    paragraphs, at = [], 0
    while at < len(words):
        long = chosen.randint(12, 40)
        paragraphs.append(" ".join(words[at : at + long]) + ".")
        at += long
    return "\n\n".join(paragraphs)


@cache
def _vocabulary(language: int) -> tuple[list[str], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Words of a language, and how far each reaches on a scale from 0 to 1, by how often it is said."""
    chosen = random.Random(language)
    words = ["".join(chosen.choices(LETTERS[language], k=chosen.randint(2, 11))) for _ in range(WORDS)]
    weights = 1 / np.arange(3, WORDS + 3) ** 1.0
    return words, np.cumsum(weights) / weights.sum()


@cache
def _phrases(language: int) -> list[list[str]]:
    chosen = random.Random(100 + language)
    words, _ = _vocabulary(language)
    return [chosen.choices(words[:5000], k=PHRASE) for _ in range(PHRASES)]
