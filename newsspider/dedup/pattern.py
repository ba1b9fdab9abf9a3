"""Were two articles made to one pattern, so that they are alike in all but the names?

Akim A is received and akim B is, a player of this team scores and one of that. What a reprint adds or leaves out is on
one side; here each side has a name that the other lacks, and little but names and numbers differs.
"""

from __future__ import annotations

from newsspider.dedup.facts import names_apart, numbers_apart, other_numbers_unkept
from newsspider.dedup.packed import Packed

WORDS = 6  # runs: two words were replaced, such as `he` and `she`
LITTLE = 0.03  # of the runs


def made_to_one_pattern(one: Packed, other: Packed) -> bool:
    differ = all(names_apart(one, other)) or all(numbers_apart(one, other)) or other_numbers_unkept(one, other)
    if not differ:
        return False
    level, apart = max(one.level, other.level), abs(one.level - other.level)
    (_, first), (_, second) = one.at(level, apart), other.at(level, apart)
    most = max(WORDS / 2**level, LITTLE * min(len(first), len(second)))
    differing = (first - second, one.marked_at(level, apart)), (second - first, other.marked_at(level, apart))
    # Of a long text a sample of the runs is kept, and the few with the name or number may not be in it.
    return all((runs & marked or level) and len(runs - marked) <= most for runs, marked in differing)
