"""What does the portal of the state say around its news?"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, Any]:
    """By language; under `entities`, the names of state bodies by language."""
    return tomllib.loads(Path(__file__).parents[1].joinpath("texts", "govkz.toml").read_text(encoding="utf-8"))
