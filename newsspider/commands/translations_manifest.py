"""Which texts of a manifest are translations of one another?"""

from __future__ import annotations

from newsspider.commands.arguments import UsedWrongly


def print_translations(name: str) -> int:
    raise UsedWrongly(f"{name}: translations cannot be told apart yet")
