"""Are the languages of one article put together again as they were crawled?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from newsspider.article import Article, Fetch
from newsspider.normalise.text import text_hash
from newsspider.rebuild.merge import Into
from newsspider.rebuild.pages import Rebuilt
from newsspider.spiders.govkz import GovkzSpider
from newsspider.store.found import Found
from newsspider.store.redo import Redo
from newsspider.store.times import stamp

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TEXTS = {
    "kk": "Қалада жаңа мектеп ашылды, онда мың екі жүз оқушы білім алады деп хабарлайды басқарма.",
    "ru": "В городе открылась новая школа, где будут учиться тысяча двести детей, сообщает управление.",
}


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Into]:
    with Redo.open(tmp_path, "govkz", now=NOW, durable=False) as store:
        yield Into(GovkzSpider, store, "drop")


def page(edition: str, text: str | None, *, minutes: int = 0, waiting: bool = False, revisit: bool = False) -> Rebuilt:
    addresses, at = GovkzSpider.addresses(), NOW + timedelta(minutes=minutes)
    url = f"https://www.gov.kz/memleket/entities/qriim/press/news/details/1?lang={edition}"
    found = Found(addresses.id_of(url), url, f"qriim-{edition}", "listing", first_seen_at=stamp(NOW))
    if text is None:
        return Rebuilt(at, found, revisit, 200, reason="no-translation", waiting=waiting)
    language = next((each for each, known in TEXTS.items() if known in text), edition)
    article = Article(id=found.id, url=url, source="govkz", edition=found.edition, language=language)
    article.title, article.text, article.text_sha256 = f"{edition} {text[:20]}", text, text_hash(text)
    article.fetch = Fetch(fetched_at=stamp(at), via="listing")
    return Rebuilt(at, found, revisit, 200, article, waiting=waiting)


def lines(output: Path, kind: str = "articles") -> list[dict[str, Any]]:
    paths = sorted((output / kind / "govkz").glob("*.jsonl"))
    return [orjson.loads(line) for path in paths for line in path.read_bytes().splitlines()]


def linked(output: Path) -> dict[str, list[str]]:
    return {each["edition"]: [other["url"][-2:] for other in each["translations"]] for each in lines(output)}


def test_they_name_each_other(into: Into, tmp_path: Path) -> None:
    into.put([page("kk", TEXTS["kk"], waiting=True), page("ru", TEXTS["ru"], minutes=1)])
    assert linked(tmp_path) == {"qriim-kk": ["ru"], "qriim-ru": ["kk"]}


def test_the_last_one_may_have_no_text(into: Into, tmp_path: Path) -> None:
    into.put([page("kk", TEXTS["kk"], waiting=True)])
    assert lines(tmp_path) == []
    into.put([page("ru", None)])
    assert linked(tmp_path) == {"qriim-kk": []}
    assert [each["reason"] for each in lines(tmp_path, "refused")] == ["no-translation"]


def test_a_text_of_another_language_is_no_translation(into: Into, tmp_path: Path) -> None:
    into.put([page("kk", TEXTS["ru"], waiting=True), page("ru", TEXTS["ru"], minutes=1)])
    assert linked(tmp_path) == {"qriim-ru": []}
    assert [each["reason"] for each in lines(tmp_path, "refused")] == ["untranslated"]


def test_one_whose_other_language_never_answered_goes_on(into: Into, tmp_path: Path) -> None:
    into.put([page("kk", TEXTS["kk"], waiting=True)])
    into.put([page("ru", TEXTS["ru"], minutes=90)])  # asked for again by a later crawl: it finds the other one stored
    assert linked(tmp_path) == {"qriim-kk": [], "qriim-ru": ["kk"]}


def test_nothing_waits_for_ever(into: Into, tmp_path: Path) -> None:
    into.put([page("kk", TEXTS["kk"], waiting=True)])
    into.finish()
    assert linked(tmp_path) == {"qriim-kk": []}
