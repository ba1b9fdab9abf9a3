"""What does a line say of the date that stands in it?"""

from __future__ import annotations

import re

_UPDATE = (
    r"updat|modif|edited|revis|last change|aktualis|bearbeitet|geändert|änderung"
    r"|\bstand\b|mis à jour|mise à jour|actualiz"
    r"|atualiz|aggiorn|bijgewerkt|güncel|обновл|изменен|жаңарт|өзгерт|оновлен|змінен|muokattu|päivitetty|uppdaterad"
    r"|opdateret|oppdatert|zaktual|aktualiz|ažur|修改|更新"
)
_OTHER = (
    r"until|valid|deadline|expire|\bborn\b|©|copyright|\bsince\b|joined|accessed|retrieved|abgerufen|gültig|\bseit\b"
    r"|рожден|родил|умер|скончал|туған|қайтыс|срок|\bкогда\b|қашан|мерзім|өткізу|өтетін"
    r"|\bдата\s(?!(?:и время )?(?:публ|опубл|созд|разм|добав|выхода|нов|стат|матер|пост|запис|загр))[^\W\d_]"
    r"|\bкурс\w{0,3}\s(?:валют|нб|тенге)|погода|ауа райы|№|свидетельств|лиценз|куәлік|действ(?:ует|ител)|истека"
    r"|termin|\bevent\b|veranstaltung|\bab dem\b|all rights|ausdruck|gedruckt|printed|imprimé|распечат"
)
_PUBLICATION = (
    r"publi|posted|veröffentlicht|erschienen|\berstellt|опубликов|публикаци|размещен"
    r"|дата (?:созда|добав|выхода|загруз)|жарияла|yayın|julkais|objav|δημοσ|dodano|gepost"
    r"|geplaatst|created|issued|released|udgiv|发布|发表"
)
# "Дата рождения" begins with "date", too: alone it says so only directly before the date.
_DATE = r"(?:^|[^\w\s]\s{0,3})(?:datum|date|data|fecha|дата)\s?(?::|(?=\d)|$)"
_ANY_LABEL = re.compile(r"[^\W\d_]{2}\s?:?\s{0,2}$")
_SCORE = re.compile(r"(?<!\d)\d:\d(?!\d)")
_IS_OTHER = re.compile(f"{_UPDATE}|{_OTHER}", re.I)
_ON = re.compile(r"[^\W\d_]\s(?:on|of|in|until|am|im|le|el|il|op|den|dne|dnia|до|от|с|к)\s$", re.I)
_BYLINE = re.compile(r"^\W*(?:by|von|par|por|di|door|av|af|autor|author|автор)\b", re.I)
_SAYS_PUBLICATION = re.compile(_PUBLICATION, re.I)
_IS_PUBLICATION = re.compile(f"{_PUBLICATION}|{_DATE}", re.I)


def is_other(words: str) -> bool:
    """An update, a deadline, a copyright: anything that is not the publication, with no word of publication before."""
    match = _IS_OTHER.search(words)
    return match is not None and not _SAYS_PUBLICATION.search(words[: match.start()])


def is_prose(words: str) -> bool:
    """Something else happened "on" that day: only a byline goes on like this."""
    return _ON.search(words) is not None and not _BYLINE.match(words) and not is_publication(words)


def is_label(words: str) -> bool:
    """Words that lead on to the date, and so say what it is of: "Voting opened 7 May", "Exam: 7 May"."""
    return _ANY_LABEL.search(words) is not None and not _BYLINE.match(words) and not is_publication(words)


def is_score(words: str) -> bool:
    """What stands behind the day of a match."""
    return _SCORE.search(words) is not None


def is_publication(words: str) -> bool:
    return _IS_PUBLICATION.search(words) is not None
