"""What of a caption says what the picture shows, and what says who made it?"""

from __future__ import annotations

import re

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
    r"|(?:стоп-)?кадры? (?:из|с) .{3,50}|скрин(?:шот)? (?:из|с|видео)\b.{0,50}|видеодан алынған кадр.{0,20}"
    r"|(?:still|screenshot) from .{3,50}",
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
        if shown and (found := _from_start(_without_bracket(behind["credit"]))):
            return shown, found[1]
        break  # what follows the first mark is too long, and so is not a maker
    return text, None


def _from_start(text: str) -> tuple[str | None, str | None] | None:
    if _WHOLE.fullmatch(text):
        return None, text.rstrip(".")
    match = _LABELLED.fullmatch(text) or _SIGNED.fullmatch(text)
    credit = _maker(match["credit"]) if match else None
    if match is None or credit is None:
        return None
    shown = f"{match['nature']}{match['what']}" if "nature" in match.re.groupindex and match["nature"] else None
    return shown, credit


def _maker(said: str) -> str | None:
    credit = _GIVEN.sub("", _without_bracket(said).strip(" ©\ufe0f:/"), count=1).rstrip(" .")
    return credit if credit and len(credit) <= _LONGEST else None


def _without_bracket(text: str) -> str:
    """Without one at the end that closes what began before."""
    text = text.rstrip(" .")
    return (
        text[:-1]
        if any(text.endswith(end) and text.count(end) > text.count(start) for start, end in _BRACKETS)
        else text
    )
