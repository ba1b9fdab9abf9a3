"""Which texts that should be in different languages are one and the same text?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsspider.dedup.versions import Form, similarity

ALIKE = 0.75  # of pairs of words: a copy may have its headings or a date translated


@dataclass(frozen=True, slots=True)
class Told:
    """One article as a language of the site tells it. `meant`: that language; `language`: that of the text.
    `kept`: it was stored before."""

    id: str
    meant: str
    language: str | None
    text: str
    kept: bool = False

    @property
    def is_at_home(self) -> bool:
        return self.language == self.meant


def copies(tellings: Sequence[Told], *, form: Form = str.casefold) -> set[str]:
    """The ids of those that are not in the language that they should be in, and that another one has, too.

    Of several that stand nowhere in their own language, the one stored before or else the first is the article.
    """
    found: set[str] = set()
    originals: list[Told] = []
    for told in sorted(tellings, key=lambda each: (not each.is_at_home, not each.kept)):
        same = (each for each in originals if told.language is not None and each.language == told.language)
        if not told.is_at_home and any(similarity(told.text, each.text, form=form) >= ALIKE for each in same):
            found.add(told.id)
        else:
            originals.append(told)
    return found - {each.id for each in tellings if each.kept}
