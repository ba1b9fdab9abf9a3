"""Which versions made an article?"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def made_by() -> str:
    return " ".join(f"{name}/{_version(name)}" for name in ("newsspider", "trafilatura"))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "0"
