"""What is known of a piece of news on the portal of the state: one id, and what it says in each language?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.replica.blocks import Block, text_of
from tests.replica.cited import cites
from tests.replica.shown import local
from tests.replica.sites.govkz_words import words
from tests.replica.story import Picture, iso, players

HOST = "www.gov.kz"
LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Telling:
    """What stands under one language of the site. `language`: that of the words, which may be another one.

    Without blocks the news is its short description. `copy`: it stands under another language, too, where it belongs.
    """

    language: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    copy: bool = False

    @property
    def text(self) -> str:
        return text_of(self.blocks) if self.blocks else self.summary


@dataclass(frozen=True, slots=True)
class Notice:
    """`tellings`: by the language of the site; where there is none, the site has an empty version."""

    key: int  # ids are of the whole portal
    entity: str
    at: datetime
    tellings: dict[str, Telling]
    day_only: bool = False  # its editor gave no clock time
    hero: str | None = None  # the path of its picture
    direction: int = 0
    manner: str = "plain"  # how its editor's program writes HTML

    @property
    def path(self) -> str:
        return f"/memleket/entities/{self.entity}/press/news/details/{self.key}"

    def url(self, language: str) -> str:
        return f"https://{HOST}{self.path}?lang={language}"

    @property
    def created(self) -> str:
        """Clock time of Kazakhstan, called UTC by the site."""
        return f"{local(self.at):%Y-%m-%d}T{'00:00:00' if self.day_only else f'{local(self.at):%H:%M:%S}'}Z"

    @property
    def told(self) -> dict[str, Telling]:
        """By the language of the site, what is an article."""
        return {language: telling for language, telling in self.tellings.items() if not telling.copy}

    def directed(self, language: str) -> str:
        """The work of the state body that it is about."""
        return str(words()[language]["directions"][self.direction])

    def expected(self, language: str) -> dict[str, Any]:
        """The fields of `Article` that a faithful crawl writes."""
        telling = self.tellings[language]
        midnight = local(self.at).replace(hour=0, minute=0, second=0, microsecond=0)
        shown = [block for block in telling.blocks if block.kind == "picture" and block.url]
        paths = [self.hero] if self.hero else []
        return {
            "title": telling.title,
            "lead": None,
            "text": telling.text,
            "dateline": None,
            "published_at": iso(midnight if self.day_only else self.at),
            "published_raw": self.created,
            "published_precision": "day" if self.day_only else "minute",
            "language": telling.language,
            "script": "Latn" if telling.language == "en" else "Cyrl",
            "section": None,
            "tags": [self.directed(language)],
            "authors": [],
            "images": [Picture(f"https://{HOST}{path}").expected for path in (*paths, *(block.url for block in shown))],
            "videos": players(telling.blocks),
            "cites": cites(telling.text, site="govkz", language=telling.language, latin=False),
            "sponsored": False,
            "quality": [],
        }
