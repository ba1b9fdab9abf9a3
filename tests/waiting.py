"""How do tests wait for something without saying how fast the machine must be?"""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds; none of them is spent where all is well


def wait_until(true: Callable[[], object], told: Callable[[], str] = str) -> None:
    """`told`: what is said when it never comes true."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, told()
        time.sleep(0.02)
