"""Does the replica's application of the state's portal work in a real browser: does it draw lists and news?"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from tests.replica.damage import DAMAGES, Circumstances, Reply
from tests.replica.desks.govkz import publish
from tests.replica.notice import HOST, Notice
from tests.replica.shown import MONTHS, local
from tests.replica.sites.govkz import Govkz
from tests.replica.sites.govkz_files import TRACKER
from tests.replica.world import END, World

INSTALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
DATES = {"ru": "{day} {month} {year}", "kk": "{year} жылғы {day} {month}", "en": "{month} {day}, {year}"}
NOTICES = publish(1, END, small=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        program = str(own) if own.exists() else next(filter(None, map(shutil.which, INSTALLED)), None)
        if program is None:
            pytest.skip("no Chromium is installed (apt-get install chromium-headless-shell)")
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens an address; what it asks for comes from the world, damaged where the path holds the given words."""
    world = World.of([], END, govkz=Govkz(NOTICES))
    context = browser.new_context()
    context.set_default_timeout(60_000)

    def open_page(url: str, until: str, **damaged: str) -> Page:
        page = context.new_page()
        page.route("**/*", lambda route, request: _fulfil(world, route, request, damaged))
        page.goto(url)
        page.locator(until).first.wait_for(state="attached")
        return page

    yield open_page
    context.close()


def _fulfil(world: World, route: Route, request: Request, damaged: dict[str, str]) -> None:
    split = urlsplit(request.url)
    target = request.url.partition(split.netloc)[2]
    answer = world.answer_with(split.netloc, target, END, request.headers)
    reply = Reply(answer.status, answer.body, answer.content_type) if answer else Reply(404)
    kind = next((kind for word, kind in damaged.items() if word in target), None)
    if kind:
        reply = DAMAGES[kind](reply, Circumstances(request.url, "http://127.0.0.1:1/"))
    route.fulfill(status=reply.status, body=reply.body, headers={"content-type": reply.content_type})


def _newest(entity: str, language: str) -> list[Notice]:
    return [notice for notice in reversed(NOTICES) if notice.entity == entity and language in notice.tellings]


def _shown(notice: Notice, language: str) -> str:
    day = local(notice.at)
    return DATES[language].format(day=day.day, month=MONTHS[language][day.month - 1], year=day.year)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_list_in_each_language(opened: Opened, language: str) -> None:
    page = opened(f"https://{HOST}/memleket/entities/qriim/press/news/1?lang={language}", ".card-news-list__item")
    cards = page.locator(".card-news-list__item")
    links = cards.locator("a[href*='/press/news/details/']")
    first = _newest("qriim", language)[:10]
    paths = [links.nth(number).get_attribute("href") for number in range(links.count())]
    assert paths == [f"{notice.path}?lang={language}" for notice in first]
    assert links.all_text_contents() == [notice.tellings[language].title for notice in first]
    dates = cards.locator(".categories__item.color_grey").all_text_contents()
    assert dates == [_shown(notice, language) for notice in first]
    page.locator("a[href^='/memleket/entities/mvd-almaty?lang=']").wait_for(state="attached")


def test_lists_go_on_and_end(opened: Opened) -> None:
    page = opened(f"https://{HOST}/memleket/entities/qriim/press/news/1?lang=ru", ".pagination")
    page.locator(".pagination a", has_text="2").click()
    page.wait_for_url("**/press/news/2?lang=ru")
    page.locator(".pagination .active", has_text="2").wait_for(state="attached")
    assert page.locator(".card-news-list__item").count() == 2
    end = opened(f"https://{HOST}/memleket/entities/qriim/press/news/3?lang=ru", ".card-news-list__empty")
    assert end.locator(".card-news-list__item").count() == 0


def test_news_of_every_manner(opened: Opened) -> None:
    told = {notice.manner: notice for notice in NOTICES if "ru" in notice.told and notice.tellings["ru"].blocks}
    assert len(told) == 4
    for notice in told.values():
        page = opened(notice.url("ru"), ".popular-news")
        telling = notice.tellings["ru"]
        assert page.locator("h1").all_text_contents() == [telling.title]
        assert page.locator("article .color_grey").text_content() == _shown(notice, "ru")
        shown = (page.locator(".news-detail__text").text_content() or "").replace("\u00ad", "")
        for block in telling.blocks:
            words = (block.text or "").splitlines()[:1] if block.kind == "p" else []
            assert all(" ".join(word.split()) in " ".join(shown.replace("\u200b", "").split()) for word in words)


def test_a_language_without_a_text(opened: Opened) -> None:
    notice = next(notice for notice in NOTICES if "en" not in notice.tellings)
    page = opened(notice.url("en"), ".not-found")
    assert page.locator("h1").count() == 0


def test_what_a_visitor_asks_for_and_a_crawler_does_not(browser: Browser) -> None:
    world = World.of([], END, govkz=Govkz(NOTICES))
    notice = next(notice for notice in NOTICES if notice.hero and "ru" in notice.told)
    page = browser.new_page()
    page.route("**/*", lambda route, request: _fulfil(world, route, request, {}))
    with page.expect_response("**/uploads/**"), page.expect_response(f"https://{TRACKER}/**"):
        page.goto(notice.url("ru"))
    page.close()
    assert {urlsplit(url).netloc for url in world.forbidden_hits} == {HOST, TRACKER}


FAILURES = [
    ("/content/news/", kind)
    for kind in ("empty-json", "json-object", "json-null", "504", "html-as-json", "not-allowed", "not-allowed-403")
]


@pytest.mark.parametrize(("where", "kind"), [*FAILURES, ("/4.", "404"), ("/4.", "script-throws")])
def test_failures_are_shown_as_such(opened: Opened, where: str, kind: str) -> None:
    page = opened(_newest("afm", "ru")[0].url("ru"), ".error-page", **{where: kind})
    assert page.locator("h1").count() == 0
