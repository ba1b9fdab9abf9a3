"""Which sources does a Kazakh text name, in Cyrillic or Latin letters?

In Kazakh the source comes before its marker (`Ұлттық банктің мәліметінше`) and is read backwards to where it begins;
only after `деп хабарлайды` it may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsspider.normalise import citation_words_kazakh as words
from newsspider.normalise.citation_names import CAPITALS, DOMAIN, LATIN, QUOTED, Mention, bare
from newsspider.normalise.known_sources import any_media, any_state
from newsspider.normalise.no_sources import may_be_person

FRAGMENTS = words.FRAGMENTS
_CAPITAL = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÁÄǴĞÓÖÚÜÝŞŃ]"
_LONGEST = 130  # letters before a marker
_MOST = 12  # words of a name
_ASIDE = re.compile(r" \([^()\n]{2,15}\) ?$")
_BREAK = re.compile(r"[;:!?()\n]|,(?= )|[.](?= |$)|[»”\"](?=,)| [-–—] |[-–—](?= )")
_BEFORE = re.compile(rf"(?<![\w-])(?:\d[\d.,:%-]*(?!\w)|{words.BEFORE})(?![\w-])[,]? ?", re.I)
_ABOUT_THIS = re.compile(words.ABOUT_THIS, re.I)
_PERSON = re.compile(words.PERSON, re.I)
_PRESS = re.compile(rf" {words.PRESS} |^\S+ {words.PRESS} ", re.I)
_BODY_END = re.compile(words.BODY_END, re.I)
_NEWS = re.compile(words.NEWS, re.I)
_OF = re.compile(rf"\w+{words.GENITIVE}")
_ADJECTIVE = re.compile(r".*(?:[лдт][ыiі][қkq]|[ldt][yi][qk])$")
_LATIN_AT_END = re.compile(rf"(?<=[а-яіңғүұқөһ] )(?P<name>{LATIN}) $")


@cache
def _markers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<![\w-]){marker}(?![\w-])"), case) for marker, case in words.MARKERS)


def mentions(line: str) -> Iterator[Mention]:
    for marker, case in _markers():
        for match in marker.finditer(line):
            start, end = max(0, match.start() - _LONGEST), match.start()
            if case == "inside":
                found = _read(line, match.start("inside"), match.end("inside"), "genitive")
            elif case in ("medium", "latin"):
                found = _read_medium(line, start, end, latin=case == "latin")
            else:
                found = _read(line, start, end, case)
            if found:
                yield Mention(found.start, match.end(), found.name)
    for match in _following().finditer(line):
        name = next(match[group] for group in ("bare", "body", "word", "outlet") if match[group])
        if not (_PERSON.search(name) or (match["word"] and may_be_person(name))):
            yield Mention(match.start(), match.end(), bare(name))


def _read(line: str, start: int, end: int, case: str) -> Mention | None:
    """The name that ends where the marker begins."""
    if aside := _ASIDE.search(line, start, end):
        end = aside.start()
    for found in _BREAK.finditer(line, start, end):
        start = found.end()
    if case == "told":
        about_this = _ABOUT_THIS.search(line, start, end)
        if about_this is None:
            return _read_medium(line, start, end)
        start = about_this.end() + 1
    this = start
    for found in _BEFORE.finditer(line, start, end):
        if found.end() < end:  # its last word is the name's own
            start = found.end()
    if outlet := _outlet().match(line, start, end):
        start = outlet.end()  # it quotes, and is read as a mention of its own
    while start < end and line[start] == " ":
        start += 1
    name = _without_case(line[start:end].rstrip(), case)
    whole = case == "told" and start == this and name is not None and " " in name  # it begins right there
    if name is None or name.count(" ") >= _MOST or not (whole or _begins_name(name)) or _PERSON.search(name):
        return None
    return Mention(line.index(name, start), end, bare(name))


def _read_medium(line: str, start: int, end: int, *, latin: bool = False) -> Mention | None:
    """`… туралы Anadolu агенттігі жазды`: without `бұл туралы`, only media are believed.

    `latin`: the text is Cyrillic, so that Latin letters tell a name.
    """
    match = _known_at_end().search(line, max(start, end - 60), end)
    if match is None and latin:
        match = _LATIN_AT_END.search(line, max(start, end - 60), end)
        match = None if match and may_be_person(match["name"]) else match
    name = match["name"] if match else _of_medium(line[max(start, end - 80) : end].strip(), "told")
    return Mention(line.rindex(name, start, end), end, bare(name)) if name else None


@cache
def _known_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{any_media()}|{DOMAIN}) $")


@cache
def _outlet() -> re.Pattern[str]:
    """`деп хабарлайды Kazinform Ақордаға сілтеме жасап`."""
    follows = rf"(?={_CAPITAL}|[«“\"]|\S+ {words.PRESS})"
    name = rf"(?P<name>{DOMAIN}|{any_media()}(?![\w-]))(?:-?{words.GENITIVE})?"
    return re.compile(rf"(?<=[ыy] ){name} (?:{words.OWN} )?{follows}")


def _begins_name(name: str) -> bool:
    """A capital or a quotation mark; or a press service, whoever's it is."""
    return re.match(rf"[«“\"]?(?:{_CAPITAL}|[A-Za-z0-9-]+\.[a-z])", name) is not None or (
        _PRESS.search(name) is not None
    )


def _without_case(before: str, case: str) -> str | None:
    """The name that these words end with."""
    kept, body = _ends(case)
    if (match := kept.fullmatch(before)) and not _BODY_END.fullmatch(match["name"]):
        return None if may_be_person(match["name"]) else match["name"]
    if name := _of_medium(before, case):
        return name
    match = body.fullmatch(before)
    return match["name"] if match and (" " in match["name"] or not _BODY_END.fullmatch(match["name"])) else None


@cache
def _ends(case: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a name ends in this case: that of a medium or an abbreviation, and that of a body."""
    known = rf"{DOMAIN}|{QUOTED}|{any_media()}|{any_state()}|{CAPITALS}|[A-Z]{{2,10}}"
    if case == "told":
        return re.compile(rf"(?P<name>{known})"), re.compile(rf"(?P<name>(?:\S+ ){{0,11}}{words.BODY_END})", re.I)
    ending = rf"(?:-?[нn]?{words.DATIVE})" if case == "dative" else rf"(?:-?{words.GENITIVE})"
    may = "?" if case == "genitive" else ""  # `Reuters мәліметінше`
    latin = rf"(?!\S+(?: \S+)*?{words.GENITIVE}(?:$| )){LATIN}"
    return (
        re.compile(rf"(?P<name>{known}|{latin}){ending}{may}"),
        re.compile(rf"(?P<name>(?:\S+ ){{0,11}}{words.BODY_END}){ending}", re.I),
    )


@cache
def _medium(case: str) -> re.Pattern[str]:
    return re.compile(words.MEDIUM[case], re.I)


def _of_medium(before: str, case: str) -> str | None:
    """The capitalised or quoted name before `агенттігі`, `сайтына`, …"""
    *rest, last = before.split(" ")
    if not rest or not _medium(case).fullmatch(last):
        return None
    rest = rest[:-1] if _NEWS.fullmatch(rest[-1]) else rest
    if quoted := re.search(rf"{QUOTED}$", " ".join(rest)):
        return quoted[0]
    name: list[str] = []
    for word in reversed(rest[-5:]):
        if not re.match(rf"{_CAPITAL}|\w+\.[a-z]", word) or _ADJECTIVE.fullmatch(word.lower()):
            break
        name.insert(0, word)
    while len(name) > 1 and _OF.fullmatch(name[0]):
        name = name[1:]  # `Қытайдың Синьхуа агенттігі`
    return re.sub(rf"-?{words.GENITIVE}$", "", " ".join(name)) or None


@cache
def _following() -> re.Pattern[str]:
    """`деп хабарлайды X`: a medium or body up to the end of the clause."""
    known = rf"{DOMAIN}|{any_media()}(?![\w-])|{any_state()}|{QUOTED}|{CAPITALS}|[A-Z]{{2,10}}(?![\w-])"
    right = r"(?=\s*(?:[.,;:!?)]|$|\n))"
    refers = rf"(?= [^,;:!?()\n]{{2,120}}? {words.both('сілтеме')})"
    said = rf"(?<![\w-]){words.both('деп')}"
    named = rf"(?P<bare>{known}|{LATIN}(?= {words.OWN}))(?:-?{words.GENITIVE})?"
    about = rf"(?<![\w-])(?i:{words.ABOUT_THIS}) (?P<outlet>{known})(?: {words.THEIR})?(?: {words.OWN})?{refers}"
    return re.compile(
        rf"{about}|{said} {words.VERB} (?:{named}(?: {words.THEIR}){{0,2}}(?: {words.OWN})?(?:{right}|{refers})"
        rf"|(?P<body>(?:{_CAPITAL}|\w+ {words.PRESS} )[^.,;:!?()\n]{{0,90}}?{words.BODY_END}){right})"
        rf"|{said} {words.both('хабарлайды')} (?P<word>{_CAPITAL}[\w’'-]{{2,30}}|{LATIN}){right}"
    )
