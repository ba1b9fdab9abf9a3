"""What becomes of the other languages of an article when something is wrong with one of them?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ministry
from tests.ministry import LANGUAGES, url
from tests.replica.run import Replica
from tests.replica.written import Written, read_output

FAST = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "SPIDER_MODULES=tests.ministry")
CRAWL = (sys.executable, "-m", "scrapy", "crawl", "ministry", *(word for each in FAST for word in ("-s", each)))
BACKFILL = (sys.executable, "-m", "scrapy", "backfill", "ministry", *CRAWL[5:], "--since", "2026-11-01")


@pytest.fixture(scope="module", params=[CRAWL, BACKFILL], ids=["crawl", "backfill"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    output: Path = tmp_path_factory.mktemp("ministry")
    with Replica(ministry.Site(), output=output) as replica:
        done = replica.run(*request.param)
        assert "ZeroDivisionError" in done.stderr, done.stderr
        yield read_output(replica.output)


def articles(written: Written, key: int) -> dict[str, set[str]]:
    """By URL, with those of its translations."""
    own = [each for each in written.articles if f"/{key}?" in each["url"]]
    assert len({each["url"] for each in own}) == len(own)
    return {each["url"]: {link["url"] for link in each["translations"]} for each in own}


def refused(written: Written, key: int) -> dict[str, str]:
    return {each["url"]: each["reason"] for each in written.refused if f"/{key}?" in each["url"]}


def test_all_is_well(written: Written) -> None:
    every = {url(ministry.WELL, language) for language in LANGUAGES}
    assert articles(written, ministry.WELL) == {each: every - {each} for each in every}


@pytest.mark.parametrize("key", [ministry.UNREADABLE, ministry.UNWRITABLE])
def test_a_bug_in_one_language_ends_that_one_only(written: Written, key: int) -> None:
    assert refused(written, key) == {url(key, "ru"): "error-zero-division-error"}
    assert articles(written, key).keys() == {url(key, "kk"), url(key, "en")}


def test_what_can_t_be_read_is_named_by_none(written: Written) -> None:
    key = ministry.UNREADABLE
    assert articles(written, key) == {url(key, "kk"): {url(key, "en")}, url(key, "en"): {url(key, "kk")}}


def test_a_language_that_leads_to_another_one_is_not_translated(written: Written) -> None:
    """And is asked for again: somebody may translate it."""
    for key, away in ((ministry.LED_AWAY, ["kk"]), (ministry.BOTH_LED_AWAY, ["kk", "en"])):
        assert refused(written, key) == {url(key, language): "untranslated" for language in away}
        own = {url(key, language) for language in LANGUAGES if language not in away}
        assert articles(written, key) == {each: own - {each} for each in own}
    assert written.duplicates == []
