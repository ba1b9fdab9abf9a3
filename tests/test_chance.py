"""Is chance told from change?"""

from __future__ import annotations

import pytest

from newsspider.monitor.chance import is_rare, smaller

RARE = [
    (4, 4, 0.01, True),
    (3, 3, 0.02, False),  # once in 125,000 times
    (10, 10, 0.4, False),  # four of ten are usual: once in 10,000
    (17, 17, 0.4, True),
    (5, 10, 0.4, False),
    (1, 10, 0.4, False),  # fewer than usual
    (0, 0, 0.4, False),
    (1_000_000, 1_000_000, 0.001, True),
]


@pytest.mark.parametrize(("bad", "of", "usual", "rare"), RARE)
def test_rare(bad: int, of: int, usual: float, rare: bool) -> None:
    assert is_rare(bad, of, usual) is rare


USUAL = dict.fromkeys(range(10, 30), 10)  # two hundred values

SMALLER = [
    ([({5: 8}, USUAL)], (1.0, True)),
    ([({40: 8}, USUAL)], (0.0, True)),
    ([({5: 3}, USUAL)], (1.0, False)),  # too few
    ([({10: 10, 29: 10}, USUAL)], (0.5, False)),
    ([({5: 4}, USUAL), ({5: 4}, USUAL)], (1.0, True)),  # together they are enough
    ([({5: 8}, USUAL), ({40: 8}, USUAL)], (0.5, False)),
    ([({}, USUAL), ({5: 8}, {})], (0.5, False)),
]


@pytest.mark.parametrize(("pairs", "told"), SMALLER)
def test_smaller(pairs: list[tuple[dict[int, int], dict[int, int]]], told: tuple[float, bool]) -> None:
    share, is_odd = smaller(pairs)
    assert (round(share, 2), is_odd) == told
