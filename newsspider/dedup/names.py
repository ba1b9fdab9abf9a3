"""Which words of a text are names, as far as capital letters tell?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsspider.normalise.text import comparison_form

_CAPITALS = "A-ZÀ-ÖØ-ÞĞŃŞŪǴА-ЯЁЄІЇЎҒҚҢҮҰҺӘӨ"
# Not after what ends a sentence, or begins a line or an item of a list.
_NAME = re.compile(rf" (?<=[^\s.!?…:»”\"\-–—•#>|] )[«\"“„'(‘]?([{_CAPITALS}]\w*)")


def names_of(text: str) -> Sequence[str]:
    """Words with a capital letter inside a sentence, in their comparison form; none where every third word has one."""
    names = _NAME.findall(text)
    return comparison_form(" ".join(names)).split() if len(names) * 3 <= len(text.split()) else ()
