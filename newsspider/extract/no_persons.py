"""Which words belong to no person's name?"""

from __future__ import annotations

import re

from newsspider.extract.newsrooms import CITIES, look_alike

# Small words of persons' names.
PARTICLES = frozenset(
    "аль ибн бин оглы оғлы кызы қызы ұлы углы улы uly qyzy де ди да ван фон al bin de di da van von".split()
)
# Beginnings of names of bodies and media: `Пресс-служба Акимата`, `Қазақстан Республикасының Үкіметі`.
_BEGINNINGS = re.compile(
    r"(?:пресс|баспасөз|акимат|әкімдік|әкімді|республик|казахстан|қазақстан|конституц|прокурат|министр|министерств"
    r"|агентств|агентті|редакц|департамент|управлени|басқарма|комитет|полици|университет|институт|академи|компани"
    r"|корпорац|ассоциац|федерац|организац|парламент|правительств|үкімет|администрац|әкімшілі|посольств|елшілі"
    r"|телеканал|телекомпан|телерадио|радиостанц|интернет|корреспондент|журналист|тілші|новост|жаңалы|известия|ведомост"
    r"|комсомол|президент|егемен|газет|журнал\b|портал|сервис|қоғамдық|ұлттық|мемлекет|государств|национальн|международн|халықаралы"
    r"|baspasóz|qazaqstan|kazakhstan|respýblık|mınıstr|agenttig|redaks|editor|agency|ministry|university|institut|republic"
    r"|government|parliament|committee|department|corporation|company|association|federation|embassy|correspondent"
    r"|newspaper|magazine|journalist|airlines?\b|airways\b|international|national)",
    re.I,
)
_WORDS = frozenset(
    """
    правда служба отдел группа команда банк суд центр фонд палата сенат мажилис дом время вести газета сайт канал закон
    кодекс указ совет союз партия клуб школа музей театр завод сталь вода нефть газ право текст автор материал источник
    книги книга статьи статья фильма проекта песни новой новый первый главный наш наши
    қызмет қызметі бөлім бөлімі топ тобы сот соты орталық орталығы қор қоры палатасы мәжіліс үй үйі уақыт арна арнасы
    заң кодексі жарлық кеңес кеңесі одақ партия партиясы клубы мектеп мектебі музейі театры зауыты мәтін авторы дереккөз
    qyzmet qyzmeti bólim ortalyq qor arna zań
    the a an and or of in on at to for from with by all any our your his her their its this that these those my no not
    air popular numbers number way day night time times year years week month end then now default design law chance
    accident mistake hand foot car bus train plane sea land road mail phone far contrast comparison definition nature
    invitation request order appointment reservation demand force proxy hook crook heart word virtue means decree
    staff team news newsroom press media group house board office service center centre bank fund court university
    school club city state world global daily post herald tribune journal review today weekly online radio channel
    first second third last next new old big small good best most more less one two three four five six seven eight nine
    ten half monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december president minister prime chief police army royal united states kingdom nations
    """.split()
) - {"april", "june", "august", "royal", "law", "foot"}  # are given to persons, too
# An adjective that no surname is: `Генеральная Прокуратура`, `Нержавеющая Сталь`.
_ADJECTIVE = re.compile(r"\w{2,20}(?:льн|нн|щ)(?:ая|ое|ые|ие)", re.I)
_ABBREVIATION = re.compile(r"[^\W\d_]{2,5}")


def is_of_no_person(name: str) -> bool:
    """A word of it belongs to a body, an outlet, a city or the language, or it is abbreviated: `МВД`, `РК`."""
    words = [word for part in name.split() for word in (part, *part.split("-"))]
    mixed = not name.isupper()
    return any(
        word.lower() in _WORDS
        or look_alike(word) in CITIES
        or _BEGINNINGS.match(word)
        or _ADJECTIVE.fullmatch(word)
        or (mixed and word.isupper() and _ABBREVIATION.fullmatch(word))
        for word in words
    )
