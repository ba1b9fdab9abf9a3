"""What of an article is kept for comparing it, when its text is not?

Runs of three words, hashed. Where a text has many, a sample of them: those whose hash ends in a zero, two zeros, …; so
the samples of two texts have in common what their texts have in common, also where one is a part of the other. That is
why the keys are the smallest of these hashes and not a banded MinHash signature: that finds a text that was cut to half
its length less often, with as many keys (benchmarks/dedup.py has both).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsspider.dedup.bulletins import is_bulletin
from newsspider.dedup.names import beginning, names_of, sound
from newsspider.normalise.text import comparison_form

VERSION = 1
KEYS = 16
LEAST_SHARED = 2  # keys that two articles share when they are to be compared
LEAST = 20  # runs: shorter texts are alike by chance
MOST = 128  # runs that are kept
MOST_FACTS = 40  # numbers, and names
OPENING = 3  # a third of the text
_LONGEST = 200_000  # characters that are looked at
_LONGEST_TITLE = 1_000

Hashes = NDArray[np.uint64]

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_NAMED = np.uint64(1 << 63)  # in the place of a run's highest bit: it holds a name or a number


@dataclass(frozen=True, slots=True)
class Sketch:
    """`keys`: articles that share LEAST_SHARED of them are to be compared. `packed`: what comparing them needs."""

    keys: tuple[int, ...]
    packed: bytes


def sketch(title: str | None, text: str | None) -> Sketch | None:
    """None: the text is too short to be compared, or of a kind that never is."""
    text = (text or "")[:_LONGEST]
    form = comparison_form(text)
    words = _words(form)
    if len(words) < LEAST + 2 or is_bulletin(comparison_form((title or "")[:_LONGEST_TITLE]) or form):
        return None
    hashed = _hashed(words)
    runs, first = np.unique(_runs(hashed), return_index=True)
    if len(runs) < LEAST:
        return None
    opening = first < len(hashed) / OPENING
    names = names_of(text)
    marked = runs & ~_NAMED | (_with_facts(words, names)[first].astype(np.uint64) << np.uint64(63))
    parts = _packed_runs((marked[opening], marked[~opening])), _packed_numbers(words, hashed), _packed_names(names)
    return Sketch(tuple((runs[:KEYS] >> np.uint64(32)).tolist()), bytes((VERSION,)) + b"".join(parts))


def _words(form: str) -> list[str]:
    """Where a script has no spaces between words, each two neighbouring signs count as a word."""
    return _HAN.sub(_pairs, form).split() if _HAN.search(form) else form.split()


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    return f" {' '.join(map(''.join, pairwise(signs))) or signs} "


def _hashed(words: Sequence[str]) -> Hashes:
    return np.fromiter(map(zlib.crc32, " ".join(words).encode().split()), np.uint64, len(words))


def _mixed(values: Hashes) -> Hashes:
    """Each bit of the result depends on all bits of the value (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def _runs(hashed: Hashes) -> Hashes:
    """A hash of each three neighbouring words."""
    return _mixed((hashed[:-2] * _ODD ^ hashed[1:-1]) * _ODD ^ hashed[2:])


def _with_facts(words: Sequence[str], names: Sequence[str]) -> NDArray[np.bool_]:
    """Does each run hold a name or a number?"""
    named = set(names)
    facts = np.fromiter((word in named or not word.isalpha() for word in words), np.bool_, len(words))
    return facts[:-2] | facts[1:-1] | facts[2:]


def _packed_runs(parts: Sequence[Hashes]) -> bytes:
    """Of the opening and what the rest adds. The level; for each part its size, how many of it are kept, and of each of
    those 15 bits and, as the highest one, whether it holds a name or a number.

    At level 0 all are kept, at level 1 half of them, at level 2 a quarter, …
    """
    level, kept = 0, parts
    while sum(map(len, kept)) > MOST:
        level += 1
        kept = [part[part & np.uint64((1 << level) - 1) == 0] for part in parts]
    packed = bytes((level,))
    for part, some in zip(parts, kept, strict=True):
        bits = (some >> np.uint64(level) & np.uint64(0x7FFF) | some >> np.uint64(63) << np.uint64(15)).astype("<u2")
        packed += len(part).to_bytes(3, "little") + bytes((len(bits),)) + bits.tobytes()
    return packed


def _packed_numbers(words: Sequence[str], hashed: Hashes) -> bytes:
    """How many are kept; of each, 16 bits of the word after it, in ascending order: what is counted; and 16 of itself.
    Then a sum over all, by which it is seen that one differs which is not kept.

    So where not all are kept, all numbers of what is counted are, or none."""
    at = np.array([n for n, word in enumerate(words) if not word.isalpha()], np.int64)
    following = np.append(hashed[1:], np.uint64(0))[at]
    numbers, counted = _mixed(hashed[at]) >> np.uint64(48), _mixed(following + _ODD) >> np.uint64(48)
    both = np.unique(counted << np.uint64(16) | numbers)[:MOST_FACTS]
    whole = int(np.unique(_mixed(hashed[at])).sum() >> np.uint64(32))
    return bytes((len(both),)) + both.astype("<u4").tobytes() + whole.to_bytes(4, "little")


def _packed_names(names: Sequence[str]) -> bytes:
    """How many are kept; of each, 12 bits of how it begins, in ascending order, and 12 of how it sounds."""
    known = [name for name in dict.fromkeys(names) if len(name) > 1]  # no initials
    begins, sounds = (
        _mixed(_hashed(each)) >> np.uint64(52) for each in ([*map(beginning, known)], [*map(sound, known)])
    )
    kept = np.unique(begins << np.uint64(12) | sounds)[:MOST_FACTS]
    return bytes((len(kept),)) + kept.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
