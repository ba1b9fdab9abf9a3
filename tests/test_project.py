"""Which rules hold for every site?"""

from __future__ import annotations

import importlib
import re
from datetime import timedelta
from pathlib import Path

import pytest

from newsspider.commands.cases import load, saved
from newsspider.discovery.editions import Edition
from newsspider.site import NewsSpider
from tests.every_site import FOLDER, SITES, project_settings

PROJECT = project_settings()
# Project policy: a site may not change it.
FIXED = (
    "ROBOTSTXT_OBEY",
    "ROBOTSTXT_USER_AGENT",
    "USER_AGENT",
    "AUTOTHROTTLE_ENABLED",
    "DOWNLOAD_DELAY_JITTER",
    "DOWNLOAD_VERIFY_CERTIFICATES",
    "DOWNLOADER_MIDDLEWARES",
    "TWISTED_DNS_RESOLVER",
    "COOKIES_ENABLED",
)
AT_LEAST = ("DOWNLOAD_DELAY", "AUTOTHROTTLE_START_DELAY", "AUTOTHROTTLE_MAX_DELAY", "BACKOFF_START", "BACKOFF_MAX")
AT_MOST = (
    "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "AUTOTHROTTLE_TARGET_CONCURRENCY",
    "RETRY_TIMES",
    "REDIRECT_MAX_TIMES",
    "CHALLENGES_MAX",
    "DOWNLOAD_MAXSIZE",
)
# Attributes of a spider that Scrapy obeys behind the settings' back.
BACK_DOORS = ("download_delay", "max_concurrent_requests", "user_agent", "handle_httpstatus_all", "allowed_domains")

each_site = pytest.mark.parametrize("spider", SITES.values(), ids=SITES)


def test_there_are_sites() -> None:
    assert {"govkz", "kazinform", "polisia", "tengrinews"} <= set(SITES)


@each_site
def test_file_name_and_class_agree(spider: type[NewsSpider]) -> None:
    module = importlib.import_module(spider.__module__)
    assert spider.__module__ == f"newsspider.spiders.{spider.name}"
    assert spider.__name__ == "".join(part.capitalize() for part in spider.name.split("_")) + "Spider"
    own = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == module.__name__]
    assert own == [spider]
    assert spider.__doc__, "a line on what the site is"


@each_site
def test_no_site_is_faster_or_ruder_than_the_project(spider: type[NewsSpider]) -> None:
    settings = PROJECT.copy()
    spider.update_settings(settings)
    assert settings.getbool("ROBOTSTXT_OBEY")
    for name in FIXED:
        assert settings.get(name) == PROJECT.get(name), name
    for name in AT_LEAST:
        assert settings.getfloat(name) >= PROJECT.getfloat(name), name
    for name in AT_MOST:
        assert settings.getfloat(name) <= PROJECT.getfloat(name), name
    assert not set(BACK_DOORS) & vars(spider).keys()


@each_site
def test_young_articles_are_asked_for_a_few_times(spider: type[NewsSpider]) -> None:
    ages = spider.revisits
    assert len(ages) <= 4
    assert list(ages) == sorted(set(ages))
    assert not ages or (ages[0] >= timedelta(minutes=10) and any(age > timedelta(days=1) for age in ages))


def test_the_project_itself_is_polite() -> None:
    assert PROJECT.getbool("ROBOTSTXT_OBEY")
    assert PROJECT.getfloat("DOWNLOAD_DELAY") >= 1
    assert PROJECT.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert "+http" in PROJECT["USER_AGENT"]


@each_site
def test_declaration_is_sound(spider: type[NewsSpider]) -> None:
    names = [edition.name for edition in spider.editions]
    assert names, "at least one edition"
    assert len(names) == len(set(names))
    for edition in spider.editions:
        assert re.fullmatch(r"https://[a-z0-9.-]+/(?:.+/)?", edition.home), "https, and a slash at the end"
        assert edition.sources
    assert set(spider.hosts.values()) <= spider.declared_hosts()
    assert not set(spider.hosts) & spider.declared_hosts(), "an alias is never asked"
    re.compile(spider.article_url)
    for layout in spider.layouts:
        for line in layout.drop_lines:
            re.compile(line)


@each_site
def test_every_layout_and_edition_has_a_page(spider: type[NewsSpider]) -> None:
    articles = [load(file)[1].article for file in saved(FOLDER / spider.name)]
    used = {origin for article in articles for origin in article["provenance"].values()}
    names = [layout.name for layout in spider.layouts]
    assert len(names) == len(set(names))
    assert [name for name in names if f"rules:{name}" not in used] == []
    seen = {article["edition"] for article in articles}
    assert {_pattern(spider, each) for each in spider.editions} == {
        _pattern(spider, each) for each in spider.editions if each.name in seen
    }


def _pattern(spider: type[NewsSpider], edition: Edition) -> str:
    """Editions of a family are made to one pattern: a page in each language shows it."""
    return edition.language if spider.family else edition.name


def test_every_file_of_the_spiders_is_a_site() -> None:
    folder = Path(importlib.import_module("newsspider.spiders").__path__[0])
    assert {file.stem for file in folder.glob("*.py")} - {"__init__"} == set(SITES)
