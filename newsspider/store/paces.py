"""When was each host of a site last asked, and how long is it left alone after that?"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from newsspider.store.errors import StoreError
from newsspider.store.whole_file import write_whole

LONGEST = 86_400.0  # seconds

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """`asked`: seconds since 1970. `delay`: seconds from one request to the next."""

    asked: float
    delay: float

    def wait(self, now: float) -> float:
        """Never longer than the delay, wherever the clock was set to."""
        return min(max(self.asked + self.delay - now, 0.0), self.delay, LONGEST)


def read_paces(output: Path, source: str) -> dict[str, Pace]:
    """Nothing where nobody wrote any, or nobody can read them."""
    try:
        told = orjson.loads(_file(output, source).read_bytes())
        return {str(host): Pace(float(each["asked"]), float(each["delay"])) for host, each in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def keep_paces(output: Path, source: str, paces: Mapping[str, Pace]) -> None:
    """Those that are over are left out by whoever reads them."""
    told = {host: asdict(pace) for host, pace in paces.items() if pace.delay > 0}
    try:
        write_whole(_file(output, source), [orjson.dumps(told)])
    except StoreError as problem:
        logger.warning("%s", problem)


def _file(output: Path, source: str) -> Path:
    return output / "locks" / f"{source}.paces.json"
