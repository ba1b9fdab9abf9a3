"""Do words say who made a picture, and not what it shows?"""

from __future__ import annotations

import re

from newsspider.extract.newsrooms import CITIES, look_alike
from newsspider.extract.no_persons import PARTICLES

_MOST = 9  # words of one maker
_SITE = re.compile(
    r"(?:@[\w.]+|(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}(?:/[\w./@?=-]*)?|[a-z]\w*_\w+|\w*\d\w*"
    r"|reuters|freepik|pixabay|unsplash|shutterstock|depositphotos|pexels|flickr|istock|kazinform|wikipedia|instagram"
    r"|facebook|youtube|telegram|tiktok|whatsapp|imago|picture|alliance|nur\.kz)",
    re.I,
)
# Small words that a source is told with: `из открытых источников`, `әкімдіктің баспасөз қызметі`. Their beginnings.
_SOURCE = re.compile(
    r"(?:архив|редакц|пресс|служб|сайт|страниц|открыт|источник|соцсет|социальн|сет[ьяие]|интернет|видео|кадр|скрин|стоп-"
    r"|фильм|сериал|трансляци|эфир|камер"
    r"|предоставл|личн|семейн|акимат|министерств|департамент|управлен|полици|прокуратур|комитет|агентств|редактор|автор"
    r"|геро[йяи]|канал|телеграм|инстаграм|фейсбук|ютуб|сервис|фонд|музе|университет|федерац|компани|центр|официальн"
    r"|пользовател|очевид|читател|подписчик|аккаунт|сгенерирован|нейросет|года?$|г\.?$|чат|паблик|аким"
    r"|ашық|дереккөз|баспасөз|қызмет|әкімд|әкімш|әлеуметтік|желі|алынған|мұрағат|мұражай|министрлі|басқарма"
    r"|ғаламтор|парақша|жеке|отбасы|кейіпкер|арна|жыл|суретші|оператор|ашық|ұсынған|ұсынды|қор[ыд]|орталы|жасанды|интеллект"
    r"|baspasóz|qyzmet|redak|ashyq|derekkóz|áleýmettik|jeli|muraǵat|saı|ákimdi|alynǵan|jyl"
    r"|archive|press|service|office|official|website|social|media|network|screenshot|still|frame|video|open|source|courtesy"
    r"|editorial|handout|file|photo|agency|ministry|department|police|akimat|прокурор|агентті|әкім|pool|staff|stock)",
    re.I,
)
# Beginnings of words that tell which body it is: `городской акимат`, `құтқару қызметі`, `the rescue service`.
_WHICH = re.compile(
    r"(?:городск|город|областн|област|районн|район|спасен|спасател|статистик|государств|национальн|внутренн|чрезвычайн"
    r"|ситуац|дел$|республик|местн|қала|облыс|аудан|құтқару|төтенше|жағдай|ішкі|істер|ұлттық|мемлекет|жергілікті|өрт|сөндір"
    r"|qala|oblys|aýdan|qutqarý|statıstıka|ulttyq|memleket|city|regional|district|rescue|statistics|national|state|local"
    r"|emergency|mayor|police$|presidential|government)",
    re.I,
)
_BETWEEN_SOURCES = frozenset("из с со в от для и при на мен және мен by of from the and for via in on at to".split())
_IN_NAMES = frozenset("и және мен and for of via by del la".split()) | PARTICLES
# Whom or what a picture shows: `Фото: Президент Токаев`, `Фото ДТП`.
_SHOWN = re.compile(
    r"(?:президент|премьер|министр$|глава|аким$|әкім$|дтп|чп|president|prime|minister$|prezıdent|место|момент|the$|a$|an$)",
    re.I,
)
# A body, named by its first word in Russian, by its last one in Kazakh and English: `Министерство просвещения`.
_BODY = re.compile(
    r"(?:министерств|управлени|департамент|комитет|агентств|прокуратур|служб|министрлі|басқарма|әкімді|қызмет|агентті"
    r"|mınıstrli|basqarma|ákimdi|komıtet|prokýratýra|agenttigi|office|ministry|department|agency|committee|service)",
    re.I,
)
_BODY_FIRST, _BODY_LAST = 3, 5  # words; more tell something of it
_PARTS = re.compile(r" ?[/,|;•·+&] ?| [–—-] ")
_MARKS = "«»\"“”„'’()[]:"


def is_maker(said: str) -> bool:
    """Names, sites and words for sources; one small-letter word of another kind, and something is told."""
    parts = [part for part in _PARTS.split(said.strip(" .")) if part.strip(_MARKS + " .")]
    return bool(parts) and all(map(_is_named, parts)) and look_alike(parts[0].strip()) not in CITIES


def _is_named(part: str) -> bool:
    words = [word for raw in part.split() if (word := raw.strip(_MARKS))]
    if not words or len(words) > _MOST:
        return False
    if (len(words) <= _BODY_FIRST and _BODY.match(words[0])) or (len(words) <= _BODY_LAST and _BODY.match(words[-1])):
        return True
    if any(map(_is_source, words)):
        return all(_is_proper(word) or _is_source(word) or _tells_which(word) for word in words)
    return _SHOWN.match(words[0]) is None and _is_proper(words[0]) and all(map(_is_of_name, words))


def _is_source(word: str) -> bool:
    return _SOURCE.match(word) is not None


def _tells_which(word: str) -> bool:
    return word in _BETWEEN_SOURCES or word in _IN_NAMES or _WHICH.match(word) is not None


def _is_of_name(word: str) -> bool:
    return _is_proper(word) or word in _IN_NAMES


def _is_proper(word: str) -> bool:
    """It begins with a capital letter, or its script has none, or is an address or a number."""
    first = word.lstrip(_MARKS + "-–—.№#")[:1]
    return not first or (first.isalpha() and not first.islower()) or _SITE.fullmatch(word.rstrip(".,")) is not None
