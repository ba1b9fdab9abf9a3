"""Is a line of the page a picture's caption?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsspider.article import Image


@dataclass(slots=True)
class Line:
    """One line of a block; `linked` letters of it stand in links to `targets`."""

    text: str
    linked: int = 0
    targets: list[str] = field(default_factory=list)
    after_image: bool = False  # a picture stands in the same paragraph, right before it
    emphasised: bool = False  # set as a whole in em, i or small

    @property
    def only_link(self) -> bool:
        return bool(self.targets) and self.linked >= 0.85 * len(self.text.replace(" ", ""))


CLOCK = re.compile(r"\s*\d{1,2}[:.]\d\d(?::\d\d)?\s*")  # of an entry of a live report, and no date
LONGEST = 300  # letters of a caption
_KINDS = (
    r"(?:(?:Иллюстративное|Архивное|Көрнекі)\s+)?(?:Фото|Фотография|Фотосурет|Сурет|Суретте|Súret|Sýret|Foto|Photo|Image|Picture"
    r"|Иллюстрация|Скриншот|Скрин|Кадр|Коллаж|Инфографика|Инфографик|图|照片|摄影)"
)
_LABELLED = re.compile(rf"^{_KINDS}(?:\s+(?:credit|courtesy|by|из|авторы))?\s*(?:[:：©/|]|\(c\))", re.I)
_NAMED = re.compile(
    rf"^{_KINDS}\s+(?:©|[A-ZА-ЯЁӘҒҚҢӨҰҮІ0-9\"«]|с сайта|с официального|пресс|предоставлен|из\b|архив|взят|автора"
    r"|департамент|акимат|управлени|министерств|редакци|полици|courtesy|by\b|[\w-]+\.(?:kz|com|ru|org)\b)"
)
_KIND = re.compile(rf"^{_KINDS}(?![\w-])", re.I)
_TRAILING = re.compile(rf"[.!?…»”\")/|(] ?{_KINDS} ?[:：©]")
_CREDIT = re.compile(r"(?:фото|сурет|photo|foto|súret|коллаж)\w*\s*[:©/]|фото предоставлен|©", re.I)


def is_caption(line: Line, *, beside: bool = False) -> bool:
    """For a line right after a picture: is it the caption? `beside`: it stands in the picture's own paragraph."""
    text, beside = line.text, beside or line.after_image
    if len(text) > LONGEST:
        return False
    if _LABELLED.search(text):
        return True
    short = len(text) <= 120
    if short and (_NAMED.search(text) or _TRAILING.search(text)):
        return True
    return short and (beside or line.emphasised) and (_KIND.search(text) or _CREDIT.search(text)) is not None


def captioned(image: Image, lines: list[Line]) -> list[Line]:
    """Move the captions at the head of a paragraph to the picture before it; the lines that remain."""
    last = lines[-1]
    whole = sum(len(line.text) for line in lines) <= LONGEST and all(line.emphasised for line in lines)
    if whole and is_caption(last) and lines[0].after_image:
        count = len(lines)
    else:
        count = next((i for i, line in enumerate(lines) if not is_caption(line)), len(lines))
    if count and len(image.caption or "") < LONGEST:
        said = " ".join(line.text for line in lines[:count])
        image.caption = f"{image.caption} {said}" if image.caption and said not in image.caption else said
    return lines[count:]
