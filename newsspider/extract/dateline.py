"""Does a text begin with where and by whom it was sent, and how does it go on?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsspider.article import Dateline
from newsspider.extract.newsrooms import AGENCIES, CITIES, HEADINGS, look_alike
from newsspider.normalise.homoglyphs import fold_homoglyphs
from newsspider.normalise.text import clean_line

_LONGEST = 160  # letters of a dateline

_WORD = r"[^\W\d_](?:[^\W\d_]|['’ʼ`-](?=[^\W\d_])){0,24}+"
_PLACE = rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,2}}(?:, ?{_WORD}(?: {_WORD})?)?)"
_YEAR = look_alike(r"(?:,? ?(?:19|20)\d\d(?: ?(?:г\.|года?|ж\.|жыл\w*|jyl\w*)(?!\w))?)?")
_DATE = rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?(?: | ?[-–] ?){_WORD}|{_WORD}\.? \d{{1,2}}){_YEAR}"
_NAMES = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
_AGENCY = look_alike("(?:миа |мақ |мха |ао |ақ )?") + rf"[«\"“„]?(?P<agency>{_NAMES})(?!\w)[»\"”]?"
_PERSON = r"(?P<person>[^\W\d_][^\W\d_.’'-]{0,24}+[. ]{1,2}[^\W\d_][\w.’' -]{1,40})"
# A hyphen belongs to a word (`Kazinform-ға`) unless a space or a new sentence says otherwise.
_DASH = r"(?: ?[–—−‒―]+ ?| -{1,3} ?|-{1,3} |-(?=[«\"“„]))"
_END = rf"(?: ?{_DASH}| ?: |\s*$)"

# Matched against the look-alike form, in which all letters are small.
_SENT = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACE} ?[.,] ?(?:{_DATE} ?[.,] ?)?{_AGENCY}\.?(?: ?/{_PERSON}/)?{_END}",  # АСТАНА. KAZINFORM –
        rf"{_PLACE}(?:[.,] ?{_DATE}[.,]?)? ?[(/]{_AGENCY}[)/](?:{_END}|\. )",  # Astana, 12 May (Kazinform) –
        rf"{_PLACE}(?:[.,] ?{_DATE})? ?{_DASH}{_AGENCY}(?:, {_PERSON}(?=\. ))?(?:\. |{_END})",  # 3 мая - РИА Новости.
        rf"[(/]{_AGENCY}[)/]{_END}",  # (Reuters) -
        rf"{_PLACE}(?P<bare>(?:[.,] ?{_DATE})? ?{_DASH})",  # АЛМАТЫ –
    )
)
_CHINESE = re.compile(
    r"[（(【[]?(?P<agency>哈萨克国际通讯社|哈通社|新华社|中新社|中国新闻网|塔斯社|路透社|法新社|卫星通讯社)"
    r"(?P<place>[\u4e00-\u9fff]{2,10}?)?(?P<date>\d{1,2}月\d{1,2}日)?(?P<kind>专?[讯电])(?P<close>[)）】\]])?[ :：–—-]*"
)
_SENTENCES = re.compile(r"[.!?…]")
_DEFINED = re.compile(
    look_alike(  # `АСТАНА – Қазақстанның елордасы`
        r"\b(?:город(?:ок)?|столица|мегаполис|центр|родина|место|қала(?:сы)?|елорда(?:сы)?|астана(?:сы)?|орталы[ққғ]ы?"
        r"|мекені?|qala(?:sy)?|elorda(?:sy)?|ortaly[qǵ]y?|city|capital|town|hub|cent(?:er|re)|place|home)\b"
    )
)
_NEWS = 80  # letters of a sentence that is surely more than what a city is
_DIGRAPHS = re.compile(r"(?<=[SCZKT])h(?=[A-Z]|\b)")  # TAShKENT


@dataclass(frozen=True, slots=True)
class Sent:
    """A dateline, who signed it, and the text after it."""

    dateline: Dateline
    text: str
    person: str | None = None


def split_dateline(text: str) -> Sent | None:
    """`АСТАНА. KAZINFORM — Мәтін` → Астана's dateline and `Мәтін`; None where a sentence begins.

    An agency that is known and a mark behind it say so; without an agency, a known city in capitals and a dash do.
    """
    head = text[:_LONGEST]
    if chinese := _CHINESE.match(head):
        return _chinese(chinese, text)
    folded = look_alike(head)
    if len(folded) != len(head) or not folded:
        return None
    for form in _SENT:
        match = form.match(folded)
        if match and (sent := _sent(match, text)):
            return sent
    return None


def _sent(match: re.Match[str], text: str) -> Sent | None:
    said = {
        name: _as_written(text, match, name) for name in ("place", "agency", "person") if name in match.re.groupindex
    }
    place, rest = said.get("place"), text[match.end() :].lstrip()
    if match.end() == _LONGEST or not _is_evident(match, place, rest):
        return None
    return Sent(Dateline(place, said.get("agency")), rest, said.get("person"))


def _is_evident(match: re.Match[str], place: str | None, rest: str) -> bool:
    """A place in capitals is no sentence's beginning; one in small letters must be a place, and a sentence follow."""
    if place is None:
        return True
    is_dated = "date" in match.re.groupindex and match["date"] is not None
    is_shouted, is_known = _is_shouted(place), look_alike(place).partition(",")[0] in CITIES
    if "bare" in match.re.groupindex:
        return is_shouted and is_known and _begins_a_sentence(rest) and (is_dated or _is_news(rest))
    if look_alike(place) in HEADINGS:
        return False
    if is_shouted or not rest:
        return is_shouted or is_known or is_dated
    return (is_known or (is_dated and _is_named(place))) and _begins_a_sentence(rest)


def _is_news(text: str) -> bool:
    """A long sentence that neither says what the city is nor goes from it to another: `АЛМАТЫ – Ташкент пойызы`."""
    sentence = look_alike(_SENTENCES.split(text, 1)[0])
    word = sentence.lstrip('«"“„ ')
    leads_on = word.startswith(tuple(city for city in CITIES if len(city) > 3)) or word.split(" ")[0] in CITIES
    return len(sentence) >= _NEWS and not leads_on and _DEFINED.search(sentence) is None


def _chinese(match: re.Match[str], text: str) -> Sent | None:
    opened = match[0][0] in "（(【["
    if opened != bool(match["close"]) or not (opened or match["date"]):
        return None
    return Sent(Dateline(match["place"], match["agency"]), text[match.end() :].lstrip())


def _as_written(text: str, match: re.Match[str], name: str) -> str | None:
    """As published, its letters of one script."""
    start, end = match.span(name)
    return clean_line(fold_homoglyphs(text[start:end])) if start >= 0 else None


def _is_shouted(place: str) -> bool:
    return _DIGRAPHS.sub("H", place.partition(",")[0]).isupper() and len(place) > 1


def _is_named(place: str) -> bool:
    """Every word begins with a capital letter, or has none in its script."""
    words = re.findall(r"[^\W\d_]+", place)
    return len(words) <= 4 and all(not word[0].islower() for word in words)


def _begins_a_sentence(text: str) -> bool:
    """A capital letter, and not a whole word of them: that is a heading's."""
    word = text.lstrip('«"“„—–- ')
    return bool(word) and not word[0].islower() and not (word[:4].isalpha() and word[:4].isupper() and len(word) > 3)
