"""What of an article is kept for comparing it, when its text is not?"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsspider.normalise.text import comparison_form

VERSION = 1
KEYS = 16
LEAST_SHARED = 2  # keys that two articles share when they are to be compared
LEAST = 20  # runs of words: shorter texts are alike by chance
MOST = 160  # runs that are kept
MOST_NUMBERS = 48
_LONGEST = 200_000  # characters that are looked at
_RUN = 3  # words

Hashes = NDArray[np.uint64]

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sketch:
    """`keys`: articles that share LEAST_SHARED of them are to be compared. `packed`: what comparing them needs."""

    keys: tuple[int, ...]
    packed: bytes


def sketch(title: str | None, text: str | None) -> Sketch | None:
    """None: the text is too short to be compared, or of a kind that never is."""
    words = _words(comparison_form((text or "")[:_LONGEST]))
    if len(words) < LEAST + _RUN - 1:
        return None
    runs = _runs(words)
    if len(runs) < LEAST:
        return None
    numbers = np.unique(_mixed(_hashed([word for word in words if _NUMBER.search(word)])))
    keys = tuple(int(key) for key in runs[:KEYS] >> np.uint64(32))
    return Sketch(keys, bytes((VERSION,)) + _packed(runs, MOST) + _packed(numbers, MOST_NUMBERS))


def _words(form: str) -> list[str]:
    """Where a script has no spaces between words, each two neighbouring signs count as a word."""
    if not _HAN.search(form):
        return form.split()
    return _HAN.sub(
        lambda run: " " + " ".join(map("".join, zip(run[0], run[0][1:] or " ", strict=False))) + " ", form
    ).split()


def _hashed(words: list[str]) -> Hashes:
    return np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))


def _runs(words: list[str]) -> Hashes:
    """A hash of each three neighbouring words, each once, smallest first."""
    hashed = _hashed(words)
    mixed = hashed[:-2] * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ hashed[1:-1]) * np.uint64(0xC2B2AE3D27D4EB4F)
    return np.unique(_mixed(mixed ^ hashed[2:]))


def _mixed(values: Hashes) -> Hashes:
    """Each bit of the result depends on all bits of the value (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def _packed(values: Hashes, most: int) -> bytes:
    """Level, total, and 16 bits of each hash that is kept: of all, of each second, of each fourth, …"""
    level, total = 0, len(values)
    kept = values
    while len(kept) > most:
        level += 1
        kept = values[values & np.uint64((1 << level) - 1) == 0]
    bits = np.sort((kept >> np.uint64(level)).astype(np.uint16))
    return b"".join((bytes((level, len(bits))), total.to_bytes(3, "little"), bits.astype("<u2").tobytes()))
