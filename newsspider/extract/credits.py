"""What of a caption says what the picture shows, and what says who made it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsspider.extract.makers import is_maker
from newsspider.normalise.text import clean_line

KINDS = (
    r"Фото|Фотография|Фотосурет|Сурет|Súret|Sýret|Foto|Photo|Image|Picture|Иллюстрация|Скриншот|Скрин|Кадр|Коллаж"
    r"|Инфографика|Инфографик|图|照片|摄影"
)
_LONGEST = 120  # letters of a credit; behind a longer one, more than a maker is said

_WHAT = rf"(?:{KINDS}|Photos|Images|Суреттер|Көрнекілік|图片|图片来源|图源)"
# Says nothing of the maker, and something of the picture: it doesn't show what the article tells.
_NATURE = r"(?:Иллюстративн(?:ое|ая)|Архивн(?:ое|ая)|Көрнекі|Мұрағаттық|Illustrative|File|Archive|Stock)"
_MARK = r"(?: ?(?:credit|courtesy|source)s?(?= ?[:：]))? ?(?:[:：/|] ?(?:©️? ?)?|©️?[:/ ]? ?|\([cс]\) ?)"
# A picture "Президента Токаева" is one of him as well as by him: without a mark, only what makes pictures is a maker.
_MAKER = (
    r"(?:с (?:официального )?сайта|со страниц|из (?:открытых|социальных|соцсет|личного|семейного|архив|сервис|фонд)"
    r"|пресс-|предоставлен|взят|архив|автора?\b|редакци|акимата|департамента|министерства|управления|полиции|прокуратуры"
    r"|by |courtesy of |(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮІ]{2,6}\b)|[\w-]{2,40}\.(?:kz|com|ru|org|net)\b)"
)
_SITE = (
    r"(?:[\w.-]{2,40}\.(?:kz|com|ru|org|net)|Reuters|Kazinform|AP|AFP|EPA|AP Photo|ТАСС|РИА Новости|Getty Images"
    r"|Shutterstock|Depositphotos|Pixabay|Unsplash|Freepik|Ақорда|Акорда|Akorda)"
)
_WHOLE = re.compile(
    rf"{_SITE}(?: ?/ ?[\w .'’-]{{2,60}})?"
    r"|(?:стоп-)?кадры? (?:из|с) (?P<from>.{3,50})|скрин(?:шот)? (?:(?:из|с) (?P<taken>.{3,50})|видео)"
    r"|видеодан алынған кадр|(?:still|screenshot) from (?P<of>.{3,50})",
    re.I,
)
_LABELLED = re.compile(rf"(?P<nature>{_NATURE} )?(?P<what>{_WHAT})(?:{_MARK}| (?={_MAKER}))(?P<credit>.+)", re.I)
_SIGNED = re.compile(r"(?:©️?|\([cс]\)|courtesy of|(?:photo|image|picture)s? (?:courtesy of|by)) ?(?P<credit>.+)", re.I)
_BEHIND = re.compile(
    rf"(?:[(（\[/|–—] ?|(?<=[.!?…»”\"):;,]) ?| (?-i:(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ©(])))"
    rf"(?P<credit>(?:{_NATURE} )?{_WHAT}(?:{_MARK}| (?={_MAKER})).+"
    r"|(?:©|\([cс]\) ?).+|(?:AP Photo|REUTERS) ?/.+)",
    re.I,
)
_CUTS = 5  # tried
# Not behind an initial or an abbreviation: `А. Қасымов`, `г. Алматы`.
_NEW_SENTENCE = re.compile(
    r"(?:(?<=[^\W_]{4})|(?<=[A-ZА-ЯЁӘҒҚҢӨҰҮІ]{2})|(?<=\.kz))[.)] +(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ«])| / (?=[A-ZА-ЯЁӘҒҚҢӨҰҮІ«])"
)
_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"))
_GIVEN = re.compile(r"(?:был[аио]? )?(?:предоставлен[оаы]?|предоставил[аи]?|взят[оаы]?|by|courtesy of) ", re.I)


def split_credit(said: str | None) -> tuple[str | None, str | None]:
    """`Көпір. Фото: Айша Нұрлан`: what the picture shows, and who made it, without the label."""
    text = clean_line(said)
    if text is None:
        return None, None
    if found := _from_start(text):
        return found
    for behind in _BEHIND.finditer(text, 1):
        shown = text[: behind.start()].rstrip(" (（[/|–—,;:-")
        credit, after = _bracketed(text, behind)
        if shown and (found := _from_start(_without_bracket(credit))):
            return clean_line(" ".join(filter(None, (shown, found[0] if after is None else None, after)))), found[1]
        break  # what follows the first mark is too long, and so is not a maker
    return text, None


def _bracketed(text: str, behind: re.Match[str]) -> tuple[str, str | None]:
    """The credit, and what follows the bracket in which it stands: `Президент (фото: Акорда) и премьер`."""
    credit = behind["credit"]
    for start, end in _BRACKETS:
        if text[behind.start()] == start and end in credit:
            credit, _, after = credit.partition(end)
            return credit, after.strip(" .") or None
    return credit, None


def _from_start(text: str) -> tuple[str | None, str | None] | None:
    whole = _WHOLE.fullmatch(text)
    if whole and all(is_maker(told) for told in whole.groupdict().values() if told):
        return None, text.rstrip(".")
    match = _LABELLED.fullmatch(text) or _SIGNED.fullmatch(text)
    if match is None:
        return None
    shown = f"{match['nature']}{match['what']}" if "nature" in match.re.groupindex and match["nature"] else None
    for said, after in _cuts(match["credit"]):
        if credit := _maker(said):
            return clean_line(" ".join(filter(None, (shown, after)))), credit
    return None


def _cuts(said: str) -> Iterator[tuple[str, str | None]]:
    """All of it, or what stands before a new sentence: `Иван Иванов. Жители ждут`, `Акорда / Президент встретился`."""
    yield said, None
    for cut in islice(_NEW_SENTENCE.finditer(said), _CUTS):
        yield said[: cut.start()], said[cut.end() :]


def _maker(said: str) -> str | None:
    given = _GIVEN.match(said.strip(" ©\ufe0f:/"))
    credit = _GIVEN.sub("", _without_bracket(said).strip(" ©\ufe0f:/"), count=1).rstrip(" .")
    return credit if credit and len(credit) <= _LONGEST and (given or is_maker(credit)) else None


def _without_bracket(text: str) -> str:
    """Without one at the end that closes what began before."""
    text = text.rstrip(" .")
    return (
        text[:-1]
        if any(text.endswith(end) and text.count(end) > text.count(start) for start, end in _BRACKETS)
        else text
    )
