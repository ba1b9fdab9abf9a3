"""Is a written value the expected one, and if not, where do they part?"""

from __future__ import annotations

from typing import Any

import orjson

_SHOWN = 60  # letters on either side of a difference


def is_equal(name: str, expected: Any, got: Any) -> bool:
    """Times are compared to the minute; of objects, the fields that are expected."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(is_equal(key, value, got.get(key)) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(is_equal(name, *pair) for pair in zip(expected, got, strict=True))
    if name.endswith("_at") and isinstance(expected, str) and isinstance(got, str):
        return expected[:16] == got[:16]
    return bool(expected == got)


def difference(expected: Any, got: Any) -> str:
    """Both sides, on two lines, around the first letter that differs."""
    sides = [value if isinstance(value, str) else orjson.dumps(value).decode() for value in (expected, got)]
    pairs = enumerate(zip(*sides, strict=False))
    first = next((at for at, (one, other) in pairs if one != other), min(map(len, sides)))
    start = max(0, first - _SHOWN)
    shown = [
        ("…" if start else "") + side[start : first + _SHOWN] + "…" * (len(side) > first + _SHOWN) for side in sides
    ]
    return f"expected {shown[0]!r}\nwritten  {shown[1]!r}"
