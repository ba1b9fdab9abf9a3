"""Which lines of a text belong to the site, not to the article?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from newsspider.extract.body import Block, Part
from newsspider.extract.lines import Line
from newsspider.normalise.text import comparison_form

_LONGEST = 300  # letters; longer lines are prose
# Labels that announce other articles. Alone, with a colon, or before a link they are chrome; in a sentence they are not.
_ALSO = re.compile(
    r"^\W*(?:читай(?:те)? (?:также|ещ[её]|здесь|по теме|подробнее|далее|в материале)|читать (?:также|ещ[её]|далее)"
    r"|смотрите (?:также|ещ[её])|(?:ещ[её] |материалы |статьи |новости )?по теме|по этой теме|вам (?:также )?может быть интересно"
    r"|рекомендуем(?: (?:по)?читать)?|похожие (?:новости|материалы)|ранее по теме"
    r"|(?:сондай-ақ|тағы да?|бұл да|мұны да)\s*(?:оқыңыз(?:дар)?|оқи отырыңыз(?:дар)?|қызық)|оқи отырыңыз(?:дар)?|тағы оқыңыз(?:дар)?"
    r"|осы тақырып(?:та|қа)(?: орай)?|тақырып(?:қа|тық) (?:орай|жаңалықтар|материалдар)|ұқсас жаңалықтар"
    r"|(?:sondaı-aq|taǵy da?)\s*(?:oqyńyz|oqı otyryńyz)|(?:read|see) (?:also|more)|also (?:read|see)|related(?: (?:articles|news|stories))?)(?![\w-])",
    re.I,
)
_LABELS = frozenset(
    comparison_form(label)
    for label in ["ПОДЕЛИТЬСЯ", "Поделиться:", "Поделиться в соцсетях", "Бөлісу", "Бөлісіңіз", "Bólisý", "Share", "Share this", "Share this article", "Подписаться\n    ", "Жазылу", "Subscribe", "Join Telegram", "Показать комментарии", "Пікірлерді көрсету", "Show comments", "Реклама", "Жарнама", "Advertisement", "Теги:", "Тэги:", "Тегтер:\n    ", "Tags:", "Распечатать", "Print", "Google News", "Читайте нас в", "Подпишитесь"]
)
_CHANNEL_HOSTS = re.compile(
    r"(?:^|\.)(?:t\.me|telegram\.(?:me|org)|whatsapp\.com|wa\.me|instagram\.com|facebook\.com|fb\.com|tiktok\.com|vk\.com|ok\.ru|x\.com"
    r"|twitter\.com|threads\.net|viber\.com|news\.google\.com|dzen\.ru|zen\.yandex\.(?:ru|com)|play\.google\.com|apps\.apple\.com"
    r"|itunes\.apple\.com|onelink\.me|app\.link|youtube\.com)$"
)
_POST = re.compile(
    r"t(?:elegram)?\.me/(?:s/)?\w+/\d+|/(?:p|reel|status|posts|videos|watch|photo|wall)[/?-]|watch\?v=|permalink"
)
_CALL = re.compile(
    r"подпис(?:ывай|аться|ка|ыв|и)\w*|подпиши\w*|присоединяй\w*|следите за|читайте нас|вступайте|жазыл\w+|тіркел\w+|қосыл\w+|оқыңыз|өтіңіз|скачай\w*"
    r"|жүктеп\w*|oqyńyz|jazyl\w+|tirkel\w+|qosyl\w+|subscribe|follow us|join (?:us|our|telegram)|stay tuned",
    re.I,
)
_OURS = re.compile(
    r"(?<!\w)(?:наш\w*|нас|нам|біз\w*|парақшамыз\w*|арнамыз\w*|каналымыз\w*|қосымша(?:мыз)?\w*|paraqshamyz\w*|bizdiń|our|us)(?!\w)",
    re.I,
)
_SPEECH = re.compile(r"""^\W*["«“„]|[»”"]\s*,?\s*[-–—]""")
_SPONSOR = re.compile(
    r"^\W*(?:партн[её]рский материал|рекламный материал|на правах рекламы|материал предоставлен(?: [^.,!?]{1,80})?|промо|pr|спецпроект партн[её]ра"
    r"|серіктестік материал\w*|жарнама(?:лық)? материал\w*|жарнама құқығымен|sponsored(?: content)?|partner content|advertorial)\W*$",
    re.I,
)
_SUMMARY = re.compile(r"^\W*(?:краткий пересказ текста|қысқаша мазмұн\w* .{0,30}\bAI|ai summary)", re.I)


@lru_cache(maxsize=64)
def _patterns(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression, re.I) for expression in expressions)


def is_sponsor_label(text: str) -> bool:
    return len(text) <= 120 and _SPONSOR.search(text) is not None


def without_chrome(parts: Iterable[Part], drop_lines: tuple[str, ...] = (), host: str = "") -> tuple[list[Part], bool]:
    """The parts without the site's own lines; and whether one of those marked an advertisement."""
    kept: list[Part] = []
    sponsored = announcing = summary = False
    for part in parts:
        if not isinstance(part, Block):
            kept.append(part)
            continue
        if summary and part.kind == "item":
            continue
        summary = False
        lines = []
        for line in part.lines:
            if announcing and _leads_away(line, host):
                continue
            announcing = False
            if is_sponsor_label(line.text):
                sponsored = True
            elif _SUMMARY.search(line.text) and len(line.text) < 80:
                summary = True
            elif _bare_announcement(line):
                announcing = True
            elif not is_chrome(line, part.kind, drop_lines):
                lines.append(line)
        if lines:
            kept.append(Block(part.kind, lines, part.quoted))
    return kept, sponsored


def is_chrome(line: Line, kind: str = "paragraph", drop_lines: tuple[str, ...] = ()) -> bool:
    text = line.text
    if len(text) > _LONGEST:
        return False
    if any(pattern.search(text) for pattern in _patterns(drop_lines)):
        return True
    if kind != "heading" and len(text) <= 40 and comparison_form(text) in _LABELS:
        return True
    return _announces(line) or _invites(line, listed=kind == "item")


def _bare_announcement(line: Line) -> bool:
    match = _ALSO.search(line.text) if len(line.text) < 60 else None
    return match is not None and not line.text[match.end() :].strip(" :.!–—-→»>…")


def _leads_away(line: Line, host: str) -> bool:
    return line.only_link and len(line.text) <= _LONGEST


def _announces(line: Line) -> bool:
    """`Also read: …` before a link or after a colon."""
    match = _ALSO.search(line.text)
    if match is None:
        return False
    rest = line.text[match.end() :].strip()
    return rest.startswith(":") or line.linked > 0.6 * len(rest.replace(" ", ""))


def _invites(line: Line, *, listed: bool) -> bool:
    """Only a link to a channel or an app shop, or a call to follow *us* there."""
    channels = [target for target in line.targets if _is_channel(target)]
    if not channels:
        return False
    if line.only_link and not listed and all(not _POST.search(target) for target in channels):
        return True
    call = None if _SPEECH.search(line.text) else _CALL.search(line.text)
    return call is not None and (line.only_link or _OURS.search(line.text) is not None) and len(line.text) <= 250


def _is_channel(target: str) -> bool:
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return False
    return _CHANNEL_HOSTS.search(host.lower()) is not None
