"""What does the portal of the state answer: a shell everywhere, files, and JSON for its own script?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from tests.replica.notice import HOST, LANGUAGES, Notice
from tests.replica.page import Answer, redirect
from tests.replica.sites.govkz_files import files, shell
from tests.replica.sites.govkz_interface import API, interface
from tests.replica.sites.govkz_words import words
from tests.replica.sites.robots import robots
from tests.replica.truth import Refusal, Truth


class Govkz:
    """`wait`: seconds that the interface takes to answer."""

    hosts = (HOST, "gov.kz")

    def __init__(self, notices: list[Notice], *, wait: float = 0.0) -> None:
        self.notices, self._wait = notices, wait

    def answer(self, host: str, target: str, now: datetime, headers: Mapping[str, str]) -> Answer | None:
        """`target` as it was asked for: the token is of it."""
        if host == "gov.kz":
            return redirect(f"https://{HOST}{target}")
        path = target.partition("?")[0]
        if path == "/robots.txt":
            return robots(host, ("/uploads/",))
        if path.startswith(f"{API}/"):
            shown = [notice for notice in reversed(self.notices) if notice.at <= now]
            return replace(interface(target, headers, shown), wait=self._wait)
        if path == "/" or path.startswith("/memleket/"):
            return Answer(body=shell())
        return files().get(path)

    def truth(self, now: datetime) -> Iterator[Truth]:
        for notice in self.notices:
            if notice.at <= now:
                yield from (_truth(notice, language) for language in notice.told)

    def refusals(self, now: datetime) -> Iterator[Refusal]:
        """The versions of a piece of news that are no articles."""
        for notice in self.notices:
            for language in LANGUAGES if notice.at <= now else ():
                if language not in notice.told:
                    reason = "untranslated" if language in notice.tellings else "no-translation"
                    yield Refusal("govkz", f"{notice.entity}-{language}", notice.url(language), reason)


def _truth(notice: Notice, language: str) -> Truth:
    return Truth(
        source="govkz",
        edition=f"{notice.entity}-{language}",
        url=notice.url(language),
        urls=(),
        expected=notice.expected(language),
        design="application",
        chrome=tuple(line for line in _chrome(language) if line not in notice.tellings[language].text),
        since=notice.at,
        translations=tuple(
            (telling.language, notice.url(other)) for other, telling in notice.told.items() if other != language
        ),
    )


def _chrome(language: str) -> list[str]:
    names = ("sight", "contacts", "address", "phone", "rights", "share", "popular", "views", "untold")
    known = words()[language]
    return [*(known[name] for name in names), *known["menu"]]
