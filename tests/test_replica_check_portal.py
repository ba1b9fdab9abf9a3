"""Does the check find a wrong link between translations, and a page that was silently left out?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import orjson
import pytest

from newsspider.article import Article
from tests.replica.check import compare
from tests.replica.desks.govkz import publish
from tests.replica.findings import Result
from tests.replica.sites.govkz import Govkz
from tests.replica.truth import Refusal, Truth
from tests.replica.world import END, World
from tests.replica.written import Record, Written


@dataclass
class Portal:
    """What a faultless crawl of the state's portal writes, to be spoilt."""

    articles: dict[str, Record]
    refused: list[Record]

    @classmethod
    def faultless(cls) -> Portal:
        truths, refusals = _state()
        lines = {truth.url: _line(truth, number) for number, truth in enumerate(truths)}
        for truth in truths:
            lines[truth.url]["translations"] = [
                {"url": url, "language": language, "id": lines[url]["id"], "how": "id"}
                for language, url in truth.translations or ()
            ]
        refused = [{"url": each.url, "edition": each.edition, "reason": each.reason} for each in refusals]
        return cls(lines, refused)

    def check(self) -> Result:
        truths, refusals = _state()
        return compare(truths, Written(list(self.articles.values()), [], self.refused), refusals=refusals)

    def linked(self) -> list[Record]:
        """The links of an article that has two."""
        return next(links for line in self.articles.values() if len(links := line["translations"]) == 2)


@cache
def _state() -> tuple[list[Truth], list[Refusal]]:
    world = World.of([], END, govkz=Govkz(publish(1, END, small=True)))
    return world.truth(END), world.refusals(END)


def _line(truth: Truth, number: int) -> Record:
    article = Article(id=f"{number:016x}", url=truth.url, source=truth.source, edition=truth.edition, **truth.expected)
    record: Record = orjson.loads(article.to_json())
    return record


SPOILT_PORTALS: list[tuple[Callable[[Portal], object], str]] = [
    (lambda portal: portal.linked().pop(), "unlinked"),
    (lambda portal: portal.linked()[0].update(id="f" * 16), "unlinked"),
    (lambda portal: portal.linked()[0].update(url=portal.refused[0]["url"]), "unlinked"),
    (lambda portal: portal.linked()[0].update(language="de"), "unlinked"),
    (lambda portal: portal.linked()[0].update(how="hreflang"), "unlinked"),
    (lambda portal: portal.linked().append(dict(portal.linked()[0])), "unlinked"),
    (lambda portal: portal.refused.pop(), "unrefused"),
    (lambda portal: portal.refused[0].update(reason="too-short"), "unrefused"),
    (lambda portal: portal.refused[0].update(edition="qriim-de"), "unrefused"),
    (lambda portal: portal.articles.pop(next(iter(portal.articles))), "missing"),
]


def test_the_order_of_translations_is_free() -> None:
    portal = Portal.faultless()
    assert portal.check().passed
    portal.linked().reverse()
    assert portal.check().passed


@pytest.mark.parametrize(("spoil", "kind"), SPOILT_PORTALS)
def test_wrong_links_and_silent_refusals_are_found(spoil: Callable[[Portal], object], kind: str) -> None:
    portal = Portal.faultless()
    spoil(portal)
    result = portal.check()
    assert kind in {problem.kind for problem in result.problems}
    assert not result.passed
