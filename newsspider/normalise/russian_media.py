"""Do words that stand where Russian news names its source name a medium, or a person and what is said?"""

from __future__ import annotations

import re

from newsspider.normalise import citation_words_russian as words
from newsspider.normalise.citation_names import DOMAIN, bare
from newsspider.normalise.known_sources import is_known_medium
from newsspider.normalise.no_sources import KIND, may_be_person

_KIND_BEFORE = re.compile(rf"(?<!\w){words.CLASS}$", re.I)
_LONGEST_KIND = 90  # letters
_DOMAIN = re.compile(DOMAIN)
_KIND_INSIDE = re.compile(
    r"(?<!\w)(?:ГТРК|(?i:вечерн|газет|правд|новост|вест[иь]|вестник|ведомост|курьер|врем[яе]|медиа|радио|телеканал|дневник"
    r"|неделя|экспресс|обозреват|обозрени|аргумент|комсомол))|ТВ(?!\w)|(?i:пресс|\.ru)(?!\w)"
)
_SAYS = re.compile(rf"{words.REPORTS}|{words.REPORTED}")


def names_medium(line: str, match: re.Match[str], group: str) -> bool:
    start, name = match.start(group), bare(match[group])
    if _KIND_BEFORE.search(line, max(0, start - _LONGEST_KIND), start):
        return name[:1].isupper() or _is_known(name)
    if match[group][0] in '«“"':
        says = start == match.start() or _SAYS.match(line, match.start())
        return _is_known(name) or (name[:1].isupper() and (not says or _has_kind(name)))
    return not may_be_person(name)


def _is_known(name: str) -> bool:
    return is_known_medium(name) or _DOMAIN.search(name) is not None


def _has_kind(name: str) -> bool:
    """`Вечерний Алматы`: quotation marks also stand around what somebody says."""
    return _KIND_INSIDE.search(name) is not None or KIND.search(name) is not None
