"""Which words stand in the dates of Kazakhstan's news sites, and what does each mean?

Each word has a kind, one letter, and a value:

    M month (1–12)     R day relative to today     U unit of time in minutes     A "ago"
    Z zone in minutes  - says nothing about the time (a weekday, a label, "year")
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

_MONTHS = """
қаңтар қаңтары қаң qańtar kantar قاڭتار январь января янв january jan 一月
ақпан ақпаны ақп aqpan akpan اقپان февраль февраля февр фев february feb 二月
наурыз наурызы нау naýryz nayryz ناۋرىز март марта мар march mar 三月
сәуір сәуірі сәу sáýir sayir sauyr ساۋىر апрель апреля апр april apr 四月
мамыр мамыры мам mamyr مامىر май мая may 五月
маусым маусымы мау maýsym maysym ماۋسىم июнь июня июн june jun 六月
шілде шілдесі шіл shilde şılde شىلدە июль июля июл july jul 七月
тамыз тамызы там tamyz تامىز август августа авг august aug 八月
қыркүйек қыркүйегі қырк қыр qyrkúıek qyrkuyek kyrkuiek قىركۇيەك сентябрь сентября сент сен september sept sep 九月
қазан қазаны қаз qazan kazan قازان октябрь октября окт october oct 十月
қараша қарашасы қар qarasha qaraşa karasha قاراشا ноябрь ноября нояб ноя november nov 十一月
желтоқсан желтоқсаны желт жел jeltoqsan zheltoqsan zheltoksan جەلتوقسان декабрь декабря дек december dec 十二月
"""
_DAYS = {
    0: "бүгін búgin بۇگىن сегодня today 今天 今日",
    -1: "кеше keshe keşe كەشە вчера yesterday 昨天 昨日",
    -2: "позавчера 前天",
}
_UNITS = {
    1: "минут минуту минуты мин minýt minut مينۋت minute minutes min mins 分钟",
    60: "сағат saǵat ساعات час часа часов hour hours 小时",
}
_AGO = "бұрын buryn بۇرىن назад ago 前"
_ZONES = {
    0: "ut utc gmt z",
    60: "cet mez",
    120: "cest mesz",
    180: "мск msk",
    -240: "edt",
    -300: "est cdt",
    -360: "mdt",
    -420: "mst pdt",
    -480: "pst",
}
_WEEKDAYS = (
    "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі дс сс ср бс жм сн жк",
    "dúısenbi seısenbi sársenbi beısenbi juma senbi jeksenbi",
    "دۇيسەنبى سەيسەنبى سارسەنبى بەيسەنبى جۇما سەنبى جەكسەنبى",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日",
)
# "Updated" is missing on purpose: an update is not the publication.
_LABELS = (
    "жарияланды жарияланған жарияланым күні уақыты сағ жылғы жылдың жылы жыл ж бір",
    "jarııalandy jarııalanǵan jariyalandy kúni ýaqyty jylǵy jyly jyl bir",
    "جاريالاندى جىلعى جىلى جىل كۇنى",
    "опубликовано опубликована опубликован размещено дата время публикации от в года году год г один одну",
    "published posted publication date time on at of the a an one",
    "发布时间 发布 发表 日期 时间",
)

# Letters that look alike, small: Cyrillic ones stray into Latin words and the reverse; Arabic keyboards differ.
# Not к, м, т: "мау" (June) is not "may".
_ONE_LETTER = str.maketrans("асеорухіı" + "یىهک", "aceopyxii" + "يي" + "ەك", "'`´ʼ’‘ٴء")
_UNSEEN = ("Mn", "Cf")  # accents once they are set apart, and marks of direction, joining, soft hyphens


def fold(text: str) -> str:
    """One spelling for comparing: small letters, no accents, one of each pair of look-alikes."""
    letters = unicodedata.normalize("NFKD", text).casefold().replace("y\u0301", "u")  # ý is the Latin у of 2018
    return "".join(c for c in letters.translate(_ONE_LETTER) if unicodedata.category(c) not in _UNSEEN)


def _vocabulary() -> dict[str, tuple[str, int]]:
    meanings = [(_LABELS, "-", 0), (_WEEKDAYS, "-", 0), ((_AGO,), "A", 0)]
    meanings += [((words,), "Z", minutes) for minutes, words in _ZONES.items()]
    meanings += [((words,), "U", minutes) for minutes, words in _UNITS.items()]
    meanings += [((words,), "R", days) for days, words in _DAYS.items()]
    meanings += [((words,), "M", number) for number, words in enumerate(_MONTHS.strip().splitlines(), start=1)]
    return {fold(word): (kind, value) for lines, kind, value in meanings for word in " ".join(lines).split()}


WORDS = _vocabulary()


class Writing(NamedTuple):
    """How a page writes dates: its words and their meanings; whether 3/4 is the 3rd of April (None: who knows)."""

    words: Mapping[str, tuple[str, int]] = WORDS
    day_first: bool | None = None


LOCAL = Writing()  # Kazakhstan's news sites
