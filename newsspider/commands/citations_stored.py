"""Who quotes whom?"""

from __future__ import annotations

from newsspider.commands.arguments import UsedWrongly
from newsspider.commands.stories_stored import Asked


def print_citations(asked: Asked, *, as_json: bool) -> int:
    raise UsedWrongly(f"{asked.output}: citations cannot be told yet")
