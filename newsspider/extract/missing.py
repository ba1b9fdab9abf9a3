"""Does a page say that there is no article, with a status that says otherwise?"""

from __future__ import annotations

import re

from newsspider.article import Article

_SAYS_SO = re.compile(
    r"^\W*(?:(?:ошибка|error|қате)\W*)?(?:404|ошибка|error|қате)\W*$"
    r"|^\W*404\W+(?:страница|бет|page|not found|ошибка|error|не найден)"
    r"|^\W*(?:страница|материал|запись|новость)\b.{0,20} не (?:найден[ао]?|существует)"
    r"|^\W*(?:бет|парақша|мақала|жаңалық)\b.{0,20} (?:табылмады|жоқ)\W*$"
    r"|^\W*(?:page|article|post)\b.{0,20}(?:not found|does(?:n't| not) exist)|^\W*not found\W*$",
    re.I,
)
_SENTENCE = 60  # letters: menus and headings have shorter lines


def is_missing(article: Article) -> bool:
    """Only where no layout fits and nothing dates the page: its headline says so, or it has no sentence at all."""
    if article.published_at is not None:
        return False
    if article.title and _SAYS_SO.search(article.title):
        return True
    return not any(len(line) >= _SENTENCE for line in (article.text or "").split("\n") if line != article.title)
