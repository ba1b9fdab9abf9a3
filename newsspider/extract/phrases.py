"""Which words announce other articles, invite to channels, or mark an advertisement?"""

from __future__ import annotations

import re

from newsspider.normalise.text import comparison_form


def _any(*expressions: str) -> str:
    return "(?:" + "|".join(expressions) + ")"


# Alone, before a colon or a link these announce other articles; in a sentence they do not.
ALSO = re.compile(
    r"^\W*"
    + _any(
        r"читай(?:те)? (?:также|ещ[её]|здесь|по теме|подробнее|далее|в материале)",
        r"читать (?:также|ещ[её]|далее)",
        r"смотрите (?:также|ещ[её])",
        r"(?:ещ[её] |материалы |статьи |новости |ранее )?по теме",
        r"по этой теме",
        r"вам (?:также )?может быть интересно",
        r"рекомендуем(?: (?:по)?читать)?",
        r"похожие (?:новости|материалы)",
        r"(?:сондай-ақ|тағы(?: да)?|бұл да|мұны да) (?:оқыңыз(?:дар)?|оқи отырыңыз(?:дар)?|қызық)",
        r"оқи отырыңыз(?:дар)?",
        r"осы тақырып(?:та|қа)(?: орай)?",
        r"тақырып(?:қа|тық) (?:орай|жаңалықтар|материалдар)",
        r"ұқсас жаңалықтар",
        r"(?:sondaı-aq|taǵy(?: da)?) (?:oqyńyz|oqı otyryńyz)",
        r"(?:read|see) (?:also|more)",
        r"also (?:read|see)",
        r"related(?: (?:articles|news|stories))?",
    )
    + r"(?![\w-])",
    re.I,
)
LABELS = frozenset(
    comparison_form(label)
    for label in (
        *(
            "ПОДЕЛИТЬСЯ",
            "Поделиться в соцсетях",
            "Бөлісу",
            "Бөлісіңіз",
            "Bólisý",
            "Share",
            "Share this",
            "Share this article",
        ),
        *("Подписаться", "Подпишитесь", "Жазылу", "Subscribe", "Join Telegram", "Google News", "Читайте нас в"),
        *("Показать комментарии", "Пікірлерді көрсету", "Show comments", "Распечатать", "Print"),
        *("Реклама", "Жарнама", "Advertisement", "Теги", "Тэги", "Тегтер", "Tags"),
    )
)
CALL = re.compile(
    _any(
        r"подпис(?:ывай|аться|ка|ыв|и)\w*",
        r"подпиши\w*",
        r"присоединяй\w*",
        r"следите за",
        r"читайте нас",
        r"вступайте",
        r"скачай\w*",
        r"(?:жазыл|тіркел|қосыл|жүктеп)\w*",
        r"(?:оқыңыз|өтіңіз)",
        r"(?:jazyl|tirkel|qosyl)\w*",
        r"oqyńyz",
        r"subscribe",
        r"follow us",
        r"join (?:us|our|telegram)",
        r"stay tuned",
    ),
    re.I,
)
OURS = re.compile(
    r"(?<!\w)"
    + _any(
        *(r"наш\w*", "нас", "нам", r"біз\w*", r"парақшамыз\w*", r"арнамыз\w*", r"каналымыз\w*", r"қосымша\w*"),
        *(r"paraqshamyz\w*", "bizdiń", "our", "us"),
    )
    + r"(?!\w)",
    re.I,
)
CHANNEL_HOSTS = re.compile(
    r"(?:^|\.)"
    + _any(
        *(r"t\.me", r"telegram\.(?:me|org)", r"whatsapp\.com", r"wa\.me", r"viber\.com", r"instagram\.com"),
        *(r"facebook\.com", r"fb\.com", r"tiktok\.com", r"vk\.com", r"ok\.ru", r"x\.com", r"twitter\.com"),
        *(r"threads\.net", r"youtube\.com", r"news\.google\.com", r"dzen\.ru", r"zen\.yandex\.(?:ru|com)"),
        *(r"play\.google\.com", r"(?:apps|itunes)\.apple\.com", r"onelink\.me", r"app\.link"),
    )
    + "$"
)
POST = re.compile(  # one entry of a channel: an article may well point to it
    r"t(?:elegram)?\.me/(?:s/)?\w+/\d+|/(?:p|reel|status|posts|videos|watch|photo|wall)[/?-]|watch\?v=|permalink"
)
SPEECH = re.compile(r"""^\W*["«“„]|[»”"]\s*,?\s*[-–—]""")
SPONSOR = re.compile(
    r"^\W*"
    + _any(
        r"партн[её]рский (?:материал|проект)",
        r"рекламный материал",
        r"(?:публикация |материал )?на правах рекламы",
        r"материал предоставлен(?: [^.,!?]{1,80})?",
        r"спецпроект партн[её]ра",
        r"серіктес(?:тік|тердің|тің)? материал\w*",
        r"материалды [^.,!?]{1,80} ұсынды",
        r"жарнама(?:лық)? материал\w*",
        r"жарнама (?:құқығымен|ретінде)",
        r"seriktes(?:tik)? materıal\w*",
        r"jarnama quqyǵymen",
        r"(?:this is )?(?:a )?(?:sponsored(?: content| post| article)?|(?:paid|branded) content)",
        r"partner content",
        r"advertorial",
        r"промо",
        r"pr",
    )
    + r"\W*$",
    re.I,
)
SUMMARY = re.compile(r"^\W*(?:краткий пересказ текста|қысқаша мазмұн\w* .{0,30}\bAI|ai summary)", re.I)
