"""Which media and state bodies are known by name, and what is their domain?"""

from __future__ import annotations

import re
from functools import cache

# As they are written in Kazakh (two scripts), Russian, English and Chinese, with what Russian cases do to their ends.
# Only where the domain is certain: `Sputnik` or `Forbes` have one in each country.
_MEDIA = {
    "inform.kz": r"(?:МИА )?Казинформ(?:а|у|ом|е)?"
    r"|[KQ]az[iı]nform(?: (?:International )?News Agency)?|ҚазАқпарат|QazAqparat"
    r"|哈通社|哈萨克国际通讯社",
    "tengrinews.kz": r"Tengri ?(?:news|News|Sport|Auto|Life|Travel|TV|Mix|Health|Edu)",
    "24.kz": r"(?:Хабар|Khabar|Habar) ?24",
    "kaztag.kz": r"КазТАГ",
    "azattyq.org": r"Азаттық|Azattyq",
    "reuters.com": r"Reuters|Рейтер(?:с|а)?|路透社",
    "bloomberg.com": r"Bloomberg|Блумберг",
    "apnews.com": r"Associated Press|Ассошиэйтед Пресс|美联社",
    "afp.com": r"AFP|АФП|Agence France-Presse|法新社",
    "bbc.com": r"BBC(?: News)?|Би-би-си|Би-Би-Си",
    "cnn.com": r"CNN",
    "euronews.com": r"Euronews|Евроньюс",
    "dw.com": r"DW|Deutsche Welle",
    "aljazeera.com": r"Al Jazeera|Аль-Джазира",
    "aa.com.tr": r"Anadol[uy]|Анадолу",
    "theguardian.com": r"(?:The )?Guardian",
    "nytimes.com": r"(?:The )?New York Times",
    "washingtonpost.com": r"(?:The )?Washington Post",
    "wsj.com": r"(?:The )?Wall Street Journal|WSJ",
    "ft.com": r"Financial Times",
    "economist.com": r"The Economist",
    "dailymail.co.uk": r"(?:The )?Daily Mail",
    "independent.co.uk": r"The Independent",
    "foxnews.com": r"Fox News",
    "nbcnews.com": r"NBC News",
    "spiegel.de": r"Der Spiegel",
    "zeit.de": r"Die Zeit",
    "scmp.com": r"South China Morning Post",
    "thehill.com": r"The Hill",
    "politico.eu": r"Politico Europe",
    "tass.ru": r"(?:ИТАР-)?ТАСС|TASS",
    "ria.ru": r"РИА Новост(?:и|ей|ям)|RIA Novosti",
    "interfax.ru": r"Интерфакс(?:а|у|ом|е)?|Interfax",
    "interfax.kz": r"Интерфакс-Казахстан(?:а|у|ом|е)?|Interfax-Kazakhstan",
    "interfax.com.ua": r"Интерфакс-Украин(?:а|ы|у|ой|е)|Interfax-Ukraine",
    "kommersant.ru": r"Коммерсант(?:ъ|а|у|ом|е)?|Kommersant",
    "iz.ru": r"Извести(?:я|й|ям)",
    "vedomosti.ru": r"Ведомост(?:и|ей|ям)",
    "rbc.ru": r"РБК",
    "regnum.ru": r"REGNUM",
    "fontanka.ru": r"Фонтанк(?:а|и|у)(?:\.ру)?",
    "lenta.ru": r"Лент(?:а|ы|у)\.ру",
    "gazeta.ru": r"Газет(?:а|ы|у)\.[Rr]u|Газет(?:а|ы|у)\.ру",
    "azertag.az": r"AZERTADJ|АЗЕРТАДЖ|AZERTAC",
    "kabar.kg": r"Кабар",
    "belta.by": r"БЕЛТА|BelTA",
    # Known names without a certain domain.
    "": r"Синьхуа|Xinhua|S[ıi]nh[ýu]a|新华社|Sputnik|Sky News|ABC News|CBS News|Forbes|Report|Trend|УНИАН|Укринформ",
}
_STATE = {
    "akorda.kz": r"Акорд[аыеуо]\w*|А[қк]орда\w*|Aqorda\w*|Akorda",
    "primeminister.kz": r"премьер-министра (?:РК|Казахстана|Республики Казахстан)",
    "kazhydromet.kz": r"[КҚ]азгидромет\w*|[KQ]azhydromet",
    "stat.gov.kz": r"Бюро национальной статистики (?:РК|Казахстана|АСПиР)",
    "nationalbank.kz": r"(?:Нацбанк\w*|Национальн\w{2,3} [Бб]анк\w*) (?:РК|Казахстана)|ҚР Ұлттық [Бб]анк(?:і(?!\w))?\w*"
    r"|National Bank of Kazakhstan",
    "parlam.kz": r"Сенат\w* Парламента РК|Мажилис\w* Парламента РК",
    "whitehouse.gov": r"Бел\w{2} дом\w{0,2}|Ақ үй|Aq [úü][ıi]|White House",
    "who.int": r"ВОЗ|Всемирн\w{2} организаци\w{1,2} здравоохранения|World Health Organization",
}


@cache
def _media() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((domain, re.compile(pattern)) for domain, pattern in _MEDIA.items())


@cache
def _state() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((domain, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for domain, pattern in _STATE.items())


@cache
def any_state() -> str:
    """A pattern of every name of a state body."""
    return "(?:" + "|".join(_STATE.values()).replace(r"\w*", "") + ")"


@cache
def any_media() -> str:
    """A pattern of every name of a medium."""
    return "(?:" + "|".join(_MEDIA.values()) + ")"


def is_known_medium(name: str) -> bool:
    return any(pattern.fullmatch(name) for _, pattern in _media())


def known_domain(name: str) -> str | None:
    """The domain of a medium of this name, or of a state body that the name contains."""
    for domain, pattern in _media():
        if pattern.fullmatch(name):
            return domain or None
    return next((domain for domain, pattern in _state() if pattern.search(name)), None)
