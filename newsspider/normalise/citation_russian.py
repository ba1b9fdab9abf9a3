"""Which sources does a Russian text name?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from newsspider.normalise import citation_words_russian as words
from newsspider.normalise.citation_names import CAPITALS, DOMAIN, LATIN, QUOTED, Mention, bare, further, has
from newsspider.normalise.known_sources import any_media
from newsspider.normalise.no_sources import may_be_person
from newsspider.normalise.russian_media import names_medium

FRAGMENTS = (
    *("ссылк", "ссыла", "ообща", "ообщи", "ереда", "пиш", "писа", "нформир", "итиру", "по данным", "По данным"),
    *("информации", "сведениям", "огласно", "оворится", "прогноз", "оценк", *words.SAYING.split()),
)


_LONGEST = 160  # letters before a verb


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Each pattern, and the pieces without one of which it needn't be tried."""
    media = any_media()
    name = rf"(?:{DOMAIN}|{media}(?![\w-])|{LATIN}|(?:ГТРК )?{QUOTED}|{words.NEWS})"
    kind, title, right = words.CLASS, words.TITLE, words.RIGHT
    after = (
        rf"(?:{words.BY})?(?:(?:{kind})?(?:(?P<bare>{name})|(?P<body>{words.BODY}))"
        rf"|{kind}(?P<titled>{title}|[Пп]резидента {words.PROPER}))"
    )
    strict = rf"(?:(?:{kind})?(?:(?P<bare>(?>{name}))|(?P<body>(?>{words.BODY})))|{kind}(?P<titled>{title})){right}"
    body = rf"(?P<body>{words.BODY})"
    link = r"(?:[Сс]о? ссылкой (?:\w{1,15} )?|[Сс]сыла(?:ясь|ется|ются) )на (?:данные |информацию |сообщение )?"
    return tuple(
        (tuple(pieces.split()), re.compile(rf"(?<![\w-]){pattern}"))
        for pieces, pattern in (
            ("ссылк ссыла", rf"{link}{after}"),
            ("ообща нформиру пиш итиру ведомля ереда", rf"{words.REPORTS}{words.TIME}{after}"),
            ("цитирует", rf"цитирует [А-ЯЁ][а-яё-]{{2,20}} (?:{kind})?(?P<bare>{name}){right}"),
            (
                "сообща передают передает передаёт пиш",
                rf"{words.REPORTS}(?P<bare>[a-z][A-Za-z]{{3,20}})(?!\.\w){right}",
            ),
            ("сообщил сообщал ередал ередавал писал нформировал", rf"{words.REPORTED}{words.TIME}{strict}"),
            (words.SAYING, rf"{words.TOLD_IN}(?: [^\s.,;:()]{{1,20}}){{0,4}}? во? {body}"),
            ("оворится", rf"[Гг]оворится (?:в|на) {words.TEXTS}(?:на )?{after}"),
            ("данным информации сведениям сообщени оценк прогноз статистике", rf"{words.SAID_OF}{after}"),
            (words.SAYING, rf"{words.TOLD_IN} в (?!{words.NETWORKS})(?P<bare>{LATIN}|{QUOTED}){right}"),
            ("ообщается", rf"[Сс]ообщается (?:на|в) (?:{words.TEXTS}(?:на )?)?(?!{words.NETWORKS}){after}"),
        )
    )


@cache
def _before_verbs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Verbs, and what stands before them with them: it is sought only there."""
    medium = rf"(?:(?!{words.NETWORKS}){LATIN}|{DOMAIN}|{any_media()}|{QUOTED})"
    when = r"(?:(?:позже|ранее|нам|также|уже|журналистам|сегодня|вчера|накануне) ){0,2}"
    present = (
        r"(?:сообщает|пишет|передает|передаёт|цитирует|информирует|сообщают|пишут|передают|сообщал|писал)(?![\w-])"
    )
    past = r"(?:сообщил|написал|рассказал)[ао]?(?=[,.])"
    return tuple(
        (re.compile(verb), re.compile(rf"(?<![\w-]){name}{verb}"))
        for name, verb in (
            (rf"(?P<bare>{medium}) ", present),
            (rf"{words.CLASS}(?P<bare>{medium}) ", past),
            (rf"[Вв]о? (?P<body>{words.BODY}) {when}", words.SPEAK),
        )
    )


def mentions(line: str) -> Iterator[Mention]:
    for match in _matches(line):
        groups = match.groupdict()
        group = next(key for key in ("bare", "body", "titled") if groups.get(key))
        if _is_specific(groups[group]) if group == "body" else names_medium(line, match, group):
            yield Mention(match.start(), match.end(), bare(groups[group]))
            listed = further(line, match, _next())
            yield from takewhile(lambda mention: not may_be_person(mention.name), listed)


def _matches(line: str) -> Iterator[re.Match[str]]:
    for pieces, pattern in _patterns():
        if has(line, pieces):
            yield from pattern.finditer(line)
    for verb, pattern in _before_verbs():
        for said in verb.finditer(line):
            if match := pattern.search(line, max(0, said.start() - _LONGEST), said.end() + 1):
                yield match


_VAGUE = re.compile(
    r"(?:местн|официальн|профильн|зарубежн|сетев|соответствующ|данн|сво|эт|наш|нов|друг|сам|национальн"
    r"|государственн|межведомственн|правоохранительн|российск|специальн)[а-яё]{1,4}"
)


_ANY_OF_MANY = re.compile(  # `в финансовом институте`, without a name
    r"[а-яё]+(?:ом|ем|ой|ый|ий|ая|яя|ое|ую|ого|ых|их) "
    r"(?:институт|университет|компани|предприяти|организаци|клуб|центр|фонд|больниц|аэропорт|отдел|офис|аппарат"
    r"|холдинг|концерн|авиакомпани|банк|суд|ассоциаци|академи)[а-яё]{0,4}"
)


def _is_specific(name: str) -> bool:
    """`пресс-служба` or `местные компании` say nothing of who it is."""
    telling = [word for word in name.split() if not _VAGUE.fullmatch(word)]
    if len(telling) > 1:
        return not _ANY_OF_MANY.fullmatch(name)
    return bool(telling) and (not re.fullmatch(words.HEAD, telling[0]) or telling[0].lower().startswith("полиц"))


@cache
def _next() -> re.Pattern[str]:
    """After a comma, only known names are believed: there a quotation or the next clause may begin."""
    known = rf"{DOMAIN}|{any_media()}(?![\w-])"
    body = rf"{words.COMPOUND}(?![\w-])|{CAPITALS}"
    right = rf"(?:(?= и [A-ZА-Я«\"])|{words.RIGHT})"
    return re.compile(
        rf"(?:, (?P<listed>{known})| и (?P<last>{known}|«[А-ЯЁA-Z][^«»\n]{{1,40}}»|{LATIN}|{body})){right}"
    )
