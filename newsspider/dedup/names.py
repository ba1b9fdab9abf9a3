"""Which words of a text are names, as far as capital letters tell, and what do the forms of one name share?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsspider.dedup.skeletons import skeleton
from newsspider.normalise.text import comparison_form

_CAPITALS = "A-ZÀ-ÖØ-ÞĞŃŞŪǴА-ЯЁЄІЇЎҒҚҢҮҰҺӘӨ"
# Not after what ends a sentence, or begins a line or an item of a list; no site's address.
_NAME = re.compile(rf" (?<=[^\s.!?…:»”\"\-–—•#>|] )[«\"“„'(‘]?([{_CAPITALS}]\w*+)(?!\.[a-z]{{2}})")

# The country and its offices, of which each note says another word, and the media, of which each reprint names its own.
_NOBODYS = frozenset(
    "рк казахстан казахстана казахстане казахстану казахстаном республика республики республике президент президента "
    "президенту президентом глава главы главе главой президенті президентінің мемлекет қр қазақстан қазақстанның "
    "қазақстанда республикасы республикасының kazakhstan republic president "
    "миа иа казинформ казинформа казинформу казинформом қазақпарат kazinform qazinform qazaqparat tengrinews tengri "
    "закон zakon nur kaztag казтаг интерфакс тасс риа новости sputnik reuters рейтер рейтерс хабар khabar "
    "telegram".split()
)
_BEGINNING, _SOUNDS = 4, 4


def names_of(text: str) -> Sequence[str]:
    """Words with a capital letter inside a sentence, in their comparison form; none where every third word has one."""
    names = _NAME.findall(text)
    if len(names) * 3 > len(text.split()):
        return ()
    return [name for name in comparison_form(" ".join(names)).split() if name not in _NOBODYS]


def beginning(name: str) -> str:
    """Equal in its cases: Садыков, Садыкову; Алматы, Алматыда."""
    return name[:_BEGINNING]


def sound(name: str) -> str:
    """Equal where it was spelt or misspelt otherwise: Касымов, Касимов. A letter for each of its first sounds."""
    return skeleton(name)[:_SOUNDS] or name
