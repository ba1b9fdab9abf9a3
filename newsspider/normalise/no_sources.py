"""Which names are no source's: things, networks, persons?"""

from __future__ import annotations

import re
from functools import cache

from newsspider.normalise.known_sources import any_media

# What makes capitalised words a body or a medium, and not a person or a place.
KIND = re.compile(
    r"\b(?:Agency|Service|Ministry|Department|Bureau|Committee|Commission|Association|University|Institute|Police"
    r"|Administration|Office|Organi[sz]ation|Center|Centre|Centers|Foundation|Bank|Council|Authority|Federation|Academy"
    r"|Parliament|Senate|Government|Prosecutor|Prosecutor's|Embassy|Court|Union|News|Times|Post|Journal|Guardian"
    r"|Herald|Gazette|Tribune|Telegraph|Press|Magazine|Radio|TV|Television|Chamber|Fund|Society|Survey|Board"
    r"|Corporation|Nations|Akimat|Mazhilis|Majilis|Cross|Crescent|Hospital|Airport|Club|Company|Holding|House|Library"
    r"|League|Alliance|Inspectorate|Directorate|Forum|Morning Post|Daily|Monitor"
    r"|Ledger|Initiative|Research|Examiner|Observer|Mail|Mirror)\b"
)
_MEDIUM = re.compile(
    r"\b(?:Media|Today|Insider|Express|Review|Weekly|Online|Chronicle|Group|Global|Scientist|Europe)\b"
)
_NETWORKS = (
    "Facebook Instagram Telegram Twitter WhatsApp Whatsapp YouTube Youtube TikTok X VK Threads LinkedIn Linkedin Viber"
    " Skype WeChat Snapchat Messenger ВКонтакте Вконтакте Одноклассники Фейсбук Инстаграм Телеграм Твиттер Ютуб Тикток"
)
_THINGS = (
    "GPS ГЛОНАСС GSM SMS СМС MMS SIM IP URL API VPN PDF PIN USB AI ИИ ЖИ COVID Covid КОВИД HIV ВИЧ СПИД"
    " ОРВИ КВИ ПЦР ДНК DNA МРТ КТ УЗИ ЕГЭ ОГЭ ЕНТ ҰБТ МРОТ МРП МЗП АЕК НДФЛ ИПН ВРП ИПЦ ПДД БПЛА НЛО ЭЦП"
)
_NO_SOURCES = frozenset(f"{_NETWORKS} {_THINGS}".split())
_NOBODYS = re.compile(  # nobody says whose
    r"пресс-(?:служб|центр)\w{0,3}|баспасөз (?:қызмет|орталы[қғ])\w{0,5}|baspas[óö]z (?:qyzmet|ortaly[qǵ])\w{0,5}"
    r"|(?:the )?press (?:service|office)",
    re.I,
)
_FIRST = re.compile(r"[^\W_]+")
_CAPITALISED = r"[A-ZÀ-Ý][A-Za-zÀ-ɏ'’-]{0,30}[a-zß-ɏ]"
_TWO_WORDS = re.compile(rf"{_CAPITALISED}(?: (?:de |van |von |bin |al-)?{_CAPITALISED})")
_OF_PRESS = re.compile(r"(?:\w+ ){2,4}(?<!Free )Press")


def is_no_source(name: str) -> bool:
    """Whether it is a network, a device, a disease, an exam … with which nobody says anything, or nobody's at all."""
    if _NOBODYS.fullmatch(name):
        return True
    first = _FIRST.match(name)
    return first is not None and first[0] in _NO_SOURCES and (" " not in name or not _has_kind(name))


def may_be_person(name: str) -> bool:
    """Two capitalised Latin words that neither are a known medium's nor say what they name."""
    if name.startswith("The ") or _known().match(name):
        return False
    return is_someones_press(name) or (_TWO_WORDS.fullmatch(name) is not None and not _has_kind(name))


def is_someones_press(name: str) -> bool:
    """`John Smith Press`: of all kinds, this word alone also stands behind a person's name."""
    return _OF_PRESS.fullmatch(name) is not None and not _has_kind(name.removesuffix("Press"))


def _has_kind(name: str) -> bool:
    return KIND.search(name) is not None or _MEDIUM.search(name) is not None


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_media()})(?!\w)")
