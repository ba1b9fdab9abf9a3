"""Which sources does an English text name?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsspider.normalise.citation_names import DOMAIN, QUOTED, Mention, bare, further, has
from newsspider.normalise.known_sources import any_media, any_state
from newsspider.normalise.no_sources import KIND, is_someones_press

FRAGMENTS = (
    *("citing", "cites ", "according to", "According to", "reference to", "report", "wrote", "writes", "quoted by"),
    *(
        "press service",
        "Press Service",
        "press office",
        "in a statement",
        "told ",
        " informed",
        "announced",
        "said on its",
    ),
)
_UPPER = r"(?:(?:[A-Z]\.){1,4}|[A-Z][A-Za-zÀ-ɏ0-9&'’-]*+)(?<!['’]s)"
_JOIN = r"(?:of |the |for |and |on |de |& |of the |for the |and the |on the )"
_NAME = rf"(?:(?!I )(?:[A-Z][a-z]+['’]s )?+{_UPPER}(?: (?={_JOIN}?[A-Z]){_JOIN}?{_UPPER}){{0,9}})"
_SHORT = re.compile(r"[A-Z]{2,8}")
_NOT_BODIES = frozenset("US USA UK UAE EV CEO CPI GDP IT AI PR TV UAV PM AM DIY FAQ SEO API HR CRM".split())
_PERSON = re.compile(
    r"\b(?:Minister|President|Mr|Mrs|Ms|Dr|Prof|Professor|Governor|Senator|Director|Head|Chairman|Chief|Deputy|Secretary"
    r"|Officer|Spokes\w+|King|Queen|Prince|Sgt|Judge|Attorney General|Representative)\b"
)
_DOCUMENT = (
    r"(?:(?:a|an|the|its|their|new|recent|official|latest|preliminary|joint|[0-9]{4}) ){0,3}"
    r"(?:(?:news |press |media |annual |incident )?(?:release|statement|report|data|figures|information|statistics"
    r"|estimates?|forecast|survey|study|poll|analysis|announcement|research|article|message|post))s? "
    r"(?:issued |published |released |conducted |posted )?(?:of|from|by|in|on) "
)
_SERVICE = r"(?:press|media|information) (?:service|office|center|centre|department)"
_SERVICES = (
    "ess service|ess office|ess cent|dia service|tion service|dia office|tion office|dia cent|tion cent|ess dep|dia dep"
)
_SURE = ("sure", "service", "ministry", "camel")
_LOWER = (
    r"(?:ministry|prosecutor['’]s office|akimat|bank|police"
    r"|(?<!ess )(?<!media )(?:department|agency|service|bureau|committee))"
    r"(?!['’\w])(?<!news agency)(?<!same agency)"
)
_REPORT = r"(?:reports|reported|writes|wrote)(?= citing| with reference|[.,:;”\"]| (?:on )?[A-Z][a-z]+day|$| that\b)"
_OPENING = re.compile(
    r"^(?:As|But|And|Earlier|Later|Meanwhile|However|Also|In|On|At|When|While|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday|Since|If|Although|According|This|That|Today|Yesterday|Previously|Last|Then) (?:the |on |in )?"
)


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Each pattern, and the pieces without one of which it needn't be tried."""
    media, name = any_media(), rf"(?P<name>{_NAME})"
    sure = rf"(?P<sure>{DOMAIN}|{any_state()}(?![\w-])|{media}(?![\w-])(?! [A-Z])|{QUOTED}(?=[,.]? report))"
    of = rf"(?P<service>(?:{_SERVICE} (?:of|at|for) (?:the )?{_NAME}|(?:{_NAME}|[a-z]{{3,20}})['’]s? {_SERVICE}))"
    ministry = rf"(?P<ministry>(?:(?:[A-Z][\w’'-]+|[a-z]{{4,15}}) ){{1,2}}{_LOWER})"
    ministry += r"(?! [a-z]+(?:man|woman|person|chief|officer))"
    what = rf"(?:the )?(?:{of}|{sure}|{ministry}|(?P<camel>[A-Z][a-z]{{3,}}[A-Z][A-Za-z]{{2,}}+)|{name}(?!/))"
    named = rf"(?:the )?(?:{sure}|(?:The )?{name})"
    marked = r"(?:citing|cites|with reference to|[Aa]ccording to|(?:as )?(?:reported|quoted) by)"
    titled = rf"The {_UPPER}(?: {_UPPER}){{0,3}}"
    return tuple(
        (tuple(pieces.split("|")), re.compile(rf"(?<![\w-]){pattern}"))
        for pieces, pattern in (
            ("citing|cites|reference to|ccording to|ed by", rf"{marked} (?:{_DOCUMENT})?{what}"),
            (_SERVICES, rf"(?:the |The )?{of}(?:'s)? (?:says|said|reports|reported|informed|announced|told|has)\b"),
            ("report|write|wrote", rf"{named}(?: \([A-Z]{{2,8}}\))? (?:correspondent )?{_REPORT}"),
            (
                " in a | on its ",
                rf"{named} (?:said|says) (?:in a (?:press )?(?:statement|release)|on its (?:web)?site)",
            ),
            ("told |tells ", rf"(?:told|tells) (?:the )?(?P<sure>{DOMAIN}|{media}(?![\w-])|{titled})"),
            ("reported.", rf"(?<=, )(?P<sure>{titled}) reported(?=\.)"),
            (
                "ccording to a",
                rf"[Aa]ccording to an? (?:new |recent |[0-9]{{4}} )?(?P<sure>{_UPPER}(?: {_UPPER}){{0,3}})"
                r" (?:study|survey|report|poll|analysis|investigation)(?!\w)",
            ),
        )
    )


def mentions(line: str) -> Iterator[Mention]:
    for pieces, pattern in _patterns():
        for match in pattern.finditer(line) if has(line, pieces) else ():
            groups = match.groupdict()
            if sure := next((groups[key] for key in _SURE if groups.get(key)), None):
                yield Mention(match.start(), match.end(), bare(sure))
                yield from further(line, match, _next())
            elif name := _body(groups["name"] or ""):
                yield Mention(match.start(), match.end(), name)


def _body(words: str) -> str | None:
    """The words, if they name a body rather than a person or a place."""
    name = bare(_OPENING.sub("", words))
    name = re.sub(r"^[A-Z]\w+['’]s (?=[A-Z])|['’]s?$", "", name)
    if _PERSON.search(name) or is_someones_press(name):
        return None
    if KIND.search(name) and " " in name:
        return name
    return name if _SHORT.fullmatch(name) and name not in _NOT_BODIES else None


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"(?:, and|,| and) (?:the )?(?P<sure>{DOMAIN}|{any_media()}(?![\w-]))")
