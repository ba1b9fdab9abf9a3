"""Which texts of a manifest report the same event?"""

from __future__ import annotations

from newsspider.commands.arguments import UsedWrongly


def print_stories(name: str) -> int:
    raise UsedWrongly(f"{name}: stories cannot be told apart yet")
