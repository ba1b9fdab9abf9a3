"""How is a source's name written, whatever the language around it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ZONES = "se|kz|com|ru|org|net|info|ua|uz|kg|by|su|tv|uk|eu|de|fr|cn|az|ge|am|md|int|media|news|asia|qaz|қаз|рф"
DOMAIN = rf"(?<![\w@.-])(?:[A-Za-z0-9-]{{1,40}}\.){{1,3}}(?:{_ZONES}|{_ZONES.upper()}|Kz|Ru)(?![\w@]|\.\w)"
QUOTED = r"(?:«[^«»\n]{2,80}»|“[^“”\n]{2,80}”|\"[^\"\n]{2,80}\")"
_LETTER = "A-Za-zÀ-ɏ"
_REST = rf"[{_LETTER}0-9&'’+-]*+(?:\.[{_LETTER}0-9&'’+-]++)*+"  # a full stop only inside
LATIN = rf"(?:[Tt]he )?[A-Z]{_REST}(?: (?:of |the |and |de |for |& ){{0,2}}[A-Z0-9]{_REST}){{0,6}}(?!\w)"
# Abbreviations that are no source.
_NOT_BODIES = (
    "(?:СМИ|США|РФ|РК|ҚР|КНР|СССР|СНГ|ОАЭ|ФРГ|ТВ|ДТП|ВВП|АЭС|НДС|АҚШ|БАҚ|ТМД|БАӘ|ЖКО|ЖІӨ|ӘК|ЖК|ІЖМ|УК|ИИН|ЕНТ|ҰБТ"
    "|ИИ|ЖИ|ЕГЭ|ОГЭ|МРОТ|МРП|СМС)"
)
CAPITALS = rf"(?!{_NOT_BODIES}(?!\w))[А-ЯЁӘҒҚҢӨҰҮҺІ]{{2,9}}+(?:-[А-ЯЁ]{{2,9}}+)?(?![\w])"
# A Kazakh (or Latin) case ending set off by a hyphen: `Reuters-ке`, `ІІМ-нің`, `BBC-ge`.
HYPHENATED = re.compile(
    r"-(?:[ғгкқ][аеы]|[ңн]ың|[нтд][ыіi]ң|[нтд][аеыі]н?|м[еа]н|пен|бен|ны|ні|[gkqǵ][aey]|[ndt][yiı]ń|[ndt][aei]n?|men|pen|ǵa|nyń|niń)$"
)
_MOST = 5  # sources after the first of a list
_MARKS = "«»“”„\"'‘’"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name a source: where the phrase begins and ends, and the name in it."""

    start: int
    end: int
    name: str


def has(text: str, pieces: Iterable[str]) -> bool:
    """Cheaper than trying a pattern that can't match."""
    return any(map(text.__contains__, pieces))


def bare(name: str) -> str:
    """Without quotation marks around the whole, signs at the ends and a case ending after a hyphen."""
    name = name.strip(" ,;:.–—-")
    if name and name[0] in _MARKS and name[-1] in _MARKS and not set(name[1:-1]) & set('«»“”„"'):
        name = name[1:-1]
    return HYPHENATED.sub("", name).strip(" ,;:.")


def further(line: str, match: re.Match[str], follows: re.Pattern[str]) -> Iterator[Mention]:
    """Of `Reuters, Bloomberg and CNN` all but the first. `follows`: what one more looks like, its name in a group."""
    end = match.end()
    for _ in range(_MOST):
        more = follows.match(line, end)
        if more is None:
            return
        end = more.end()
        yield Mention(match.start(), end, bare(more[more.lastgroup or 0]))
