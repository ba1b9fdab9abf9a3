"""Does a line name the authors of a text, or of its pictures, and say nothing else?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsspider.extract.makers import is_maker
from newsspider.extract.newsrooms import AGENCIES, look_alike
from newsspider.extract.no_persons import PARTICLES, is_of_no_person

_LONGEST = 200  # letters of such a line

_AUTHORS = (
    r"Автор(?:ы)?(?: текста| статьи| материала| мақала)?|Текст(?: подготовил[аи]?)?|Материал подготовил[аи]?"
    r"|(?:Мәтін|Мақала|Материал)(?:нің|ның|дың)? авторы|Мәтін|Мәтінді дайындаған|Жазған"
    r"|(?:Maqala |Mátin )?Avtory?|Mátin|Jazǵan|Authors?|Text(?: by)?|Written by|Story by|Reported by|By"
)
_PICTURES = r"Фото(?:граф|сурет)?|Сурет(?:тер)?|Foto|Súret|Photos?(?: by)?"
_BOTH = rf"(?:Автор|Текст|Мәтін|Text) (?:и|және|мен|and) (?:{_PICTURES})|Фото (?:и|және|мен) (?:текст|мәтін)"
_OTHERS = r"Видео|Video|Бейнематериал|Инфографика|Инфографик|Монтаж|Оператор|Дизайн|Коллаж|Иллюстрация|Редактор|Перевод"
_LABEL = re.compile(
    rf"(?:(?P<both>{_BOTH})|(?P<authors>{_AUTHORS})|(?P<pictures>{_PICTURES})|(?P<others>{_OTHERS}))"
    r"(?: ?[:：] ?| [–—-] )",
    re.I,
)
# Between two labels a space or even that may be missing: `Текст: Айша НұрланФото: Самат Болат`.
_NEXT = re.compile(rf"(?<=[\w.,;/|) ])(?=(?:{_AUTHORS}|{_PICTURES}|{_OTHERS}) ?[:：])")
_PLAIN = re.compile(
    r"(?:Автор(?:ы)?(?: текста| статьи| материала)?|(?:Мәтін|Мақала)(?:нің|ның)? авторы|Written by|Text by|Story by)"
    r" (?P<names>.+)",
    re.I,
)
_BY = re.compile(r"(?:By|BY|by) (?P<names>.+)")
_WORDS_BY = (2, 3)  # of a name behind a mere `By`, which begins much else
_SENTENCE = re.compile(
    r"(?:(?:(?:Текст|Материал) п|П)одготовил[аи]?|Беседовал[аи]?|Интервью (?:вел|взял)[аи]?|(?:Мәтінді д|Д)айындаған"
    r"|Сұхбаттасқан|Әңгімелескен|Daıyndaǵan)(?: ?[:：–—] ?| )(?P<names>.+?)(?:\. Фото .+)?"
)
_BETWEEN = re.compile(r" ?[,;/&] ?| (?:и|және|мен|jáne|and) ")
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.){1,2}(?:[^\W\d_]+(?:-[^\W\d_]+)?)?|[^\W\d_]++(?:['’ʼ-][^\W\d_]++){0,2}")
_GLUED = re.compile("[а-яёәғқңөұүһі][А-ЯЁӘҒҚҢӨҰҮҺІ]")


@dataclass(slots=True)
class Byline:
    """`is_label`: nothing but labels and names; else the newsroom says who prepared the text (`Подготовила А Б`)."""

    authors: list[str] = field(default_factory=list)
    pictures: str | None = None  # who made them
    is_label: bool = True


def read_byline(line: str) -> Byline | None:
    """`Автор: А Б`, `Мәтін: А Б. Сурет: В Г`, `By A B`; None for everything else."""
    if not 6 <= len(line) <= _LONGEST:
        return None
    if _LABEL.match(line):
        return _labelled(line)
    for form, is_label in ((_PLAIN, True), (_BY, True), (_SENTENCE, False)):
        match = form.fullmatch(line.rstrip(" ."))
        if match and (authors := names(match["names"])):
            is_sure = form is not _BY or all(len(name.split()) in _WORDS_BY for name in authors)
            return Byline(authors, is_label=is_label) if is_sure else None
    return None


def _labelled(line: str) -> Byline | None:
    found = Byline()
    starts = [0, *(match.start() for match in _NEXT.finditer(line, 1))]
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        label = _LABEL.match(line, start, end)
        if label is None:
            return None
        said = line[label.end() : end].strip(" .,;/|")
        people = [] if label["pictures"] or label["others"] else names(said)
        if label["others"]:
            found.is_label = False  # no field has them
        elif label["pictures"] and not is_maker(said):
            return None
        elif label["pictures"] or (label["both"] and people):
            found.pictures = found.pictures or said
        elif not people:
            return None
        found.authors += people
    return found if found.authors or found.pictures else None


def names(said: str) -> list[str]:
    """The names of people, where nothing else is said: two to four words each, capitalised."""
    given = [name.strip(" ") for name in _BETWEEN.split(said.strip(" ."))]
    return list(dict.fromkeys(given)) if all(map(_is_name, given)) else []


def _is_name(said: str) -> bool:
    words = said.split()
    proper = [word for word in words if word not in PARTICLES]
    return (
        (2 <= len(words) <= 4 or (len(words) == 1 and "." in said))
        and look_alike(said) not in AGENCIES
        and not is_of_no_person(said)
        and not _GLUED.search(said)
        and words[0] in proper
        and all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in proper)
    )
