"""Does the replica of the state's portal give its news to its own script, to nobody else, and only when it is there?"""

from __future__ import annotations

import re
import ssl
import urllib.error
import urllib.request
from collections import Counter
from datetime import timedelta
from html import unescape
from typing import Any

import orjson
import pytest

from tests.replica.desks.govkz import ENTITIES, SHAPES, publish
from tests.replica.notice import HOST, LANGUAGES, Notice
from tests.replica.run import ROOT, Replica
from tests.replica.sites.govkz import Govkz
from tests.replica.sites.govkz_files import files, shell
from tests.replica.sites.govkz_interface import API, NONCE, SECRET, TOKEN, token
from tests.replica.world import END, World


@pytest.fixture(scope="module")
def world() -> World:
    return World.of([], END, govkz=Govkz(publish(1, END, small=True)))


@pytest.fixture(scope="module")
def notices(world: World) -> list[Notice]:
    assert world.govkz is not None
    return world.govkz.notices


def ask(world: World, target: str, **headers: str) -> tuple[int, bytes]:
    said = {NONCE.lower(): "7", TOKEN.lower(): token(target, "7")} | headers
    reply = world.answer_with(HOST, target, END, said)
    assert reply is not None
    return reply.status, reply.body


def value(world: World, target: str) -> Any:
    status, body = ask(world, f"{API}{target}")
    assert status == 200
    return orjson.loads(body)


def page(world: World, entity: str, number: int, language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = value(world, f"/news?projects=eq:{entity}&page={number}&size=10&lang={language}")[
        "content"
    ]
    return found


def article(world: World, notice: Notice, language: str) -> dict[str, Any]:
    found: dict[str, Any] = value(world, f"/news/{notice.key}?projects=eq:{notice.entity}&lang={language}")
    inner: dict[str, Any] = found["data"]["news"]
    return inner


@pytest.mark.parametrize("path", ["/", "/memleket/entities/qriim/press/news/1", "/memleket/entities/nobody/x/y"])
def test_every_address_of_a_page_answers_the_same_shell(world: World, path: str) -> None:
    reply = world.answer(HOST, f"{path}?lang=ru", END)
    assert reply is not None
    assert (reply.status, reply.body) == (200, shell())
    assert b'<div id="root"></div>' in reply.body
    assert b"<noscript>You need to enable JavaScript to run this app.</noscript>" in reply.body


def test_the_shell_names_files_that_are_there(world: World) -> None:
    named = re.findall(rb'(?:src|href)="(/[^"]+)"', shell())
    assert len([path for path in named if path.endswith(b".js")]) == 3
    scripts = b"".join(reply.body for reply in files().values())
    for path in (*named, *re.findall(rb"/static/[\w./-]+", scripts)):
        assert path.decode() in files()
        assert world.answer(HOST, path.decode(), END)
    assert {path.rpartition(".")[2] for path in files()} == {"js", "css", "woff2", "svg", "ico"}
    assert not re.search(rb"%[A-Z]+%", scripts)  # marks that nothing was put into


def test_robots_and_the_bare_host(world: World) -> None:
    robots, bare = world.answer(HOST, "/robots.txt", END), world.answer("gov.kz", "/memleket/entities/afm?lang=ru", END)
    assert robots is not None
    assert bare is not None
    assert robots.body == b"User-agent: *\nDisallow: /uploads/\n"
    assert (bare.status, bare.headers["Location"]) == (301, f"https://{HOST}/memleket/entities/afm?lang=ru")


def test_uploads_are_not_to_be_asked_for() -> None:
    world = World.of([], END, govkz=Govkz([]))
    assert world.answer(HOST, "/uploads/2026/1/1/a.jpg", END) is None
    assert world.forbidden_hits == [f"https://{HOST}/uploads/2026/1/1/a.jpg"]


TARGET = f"{API}/news?projects=eq:qriim&page=1&size=10&lang=ru"
WRONG: list[dict[str, str]] = [
    {TOKEN.lower(): ""},
    {TOKEN.lower(): "0" * 64},
    {NONCE.lower(): "8"},  # the token is of another one
    {TOKEN.lower(): token(TARGET.replace("page=1", "page=2"), "7")},
]


@pytest.mark.parametrize("headers", WRONG)
def test_without_the_right_token_nothing_is_told(world: World, headers: dict[str, str]) -> None:
    assert ask(world, TARGET)[0] == 200
    assert ask(world, TARGET, **headers) == (403, b'{"error":"notAllowed"}')


def test_newsspider_knows_nothing_of_tokens_and_of_the_interface() -> None:
    sources = [path.read_text(encoding="utf-8").lower() for path in (ROOT / "newsspider").rglob("*.py")]
    assert len(sources) > 100
    words = (NONCE.lower(), TOKEN.lower(), API, SECRET, *SECRET.split("-"))
    assert not [word for word in words for source in sources if word in source]


def test_the_replica_hears_the_token() -> None:
    """Over the network, where headers are lost more easily; and the interface takes its time."""
    world = World.of([], END, govkz=Govkz(publish(1, END, count=1), wait=0.2))
    with Replica(world) as replica:
        context = ssl.create_default_context(cafile=replica.environment["SSL_CERT_FILE"])
        proxy = urllib.request.ProxyHandler({"https": replica.proxy})
        opener = urllib.request.build_opener(proxy, urllib.request.HTTPSHandler(context=context))
        headers = {NONCE: "9", TOKEN: token(TARGET, "9")}
        with opener.open(urllib.request.Request(f"https://{HOST}{TARGET}", headers=headers), timeout=20) as response:
            assert len(orjson.loads(response.read())["content"]) == 1
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            opener.open(f"https://{HOST}{TARGET}", timeout=20)
        refused.value.close()
        assert all(entry.seconds >= 0.2 for entry in replica.journal)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entity", ENTITIES)
def test_lists_have_everything_newest_first_and_end(
    world: World, notices: list[Notice], entity: str, language: str
) -> None:
    cards = [card for number in (1, 2, 3) for card in page(world, entity, number, language)]
    told = [notice for notice in reversed(notices) if notice.entity == entity and language in notice.tellings]
    assert [card["id"] for card in cards] == [notice.key for notice in told]
    assert [card["title"] for card in cards] == [notice.tellings[language].title for notice in told]
    assert page(world, entity, 3, language) == []


def test_a_page_of_a_list_has_ten(world: World) -> None:
    assert [len(page(world, "qriim", number, "ru")) for number in (1, 2)] == [10, 2]


def test_articles_have_what_is_expected_of_them(world: World, notices: list[Notice]) -> None:
    for notice in notices:
        for language, telling in notice.tellings.items():
            news = article(world, notice, language)
            shown = (
                re.sub(r"[\u00ad\u200b]", "", unescape(re.sub(r"<[^>]+>", "", news["body"])))
                or news["short_description"]
            )
            read = " ".join(shown.split())
            for line in telling.text.split("\n"):
                words = re.sub(r"^(?:## |- |> )", "", line)
                assert "|" in words or " ".join(words.split()) in read, (notice.url(language), words)
            assert (news["id"], news["title"], news["created_date"]) == (notice.key, telling.title, notice.created)


def test_what_is_not_told_in_a_language_is_empty_there(world: World, notices: list[Notice]) -> None:
    empty = [(notice, language) for notice in notices for language in LANGUAGES if language not in notice.tellings]
    assert len(empty) > 10
    for notice, language in empty:
        news = article(world, notice, language)
        assert (news["id"], news["title"], news["body"], news["short_description"]) == (notice.key, "", "", "")


def test_an_id_that_is_not_there(world: World, notices: list[Notice]) -> None:
    stranger = next(notice for notice in notices if notice.entity == "afm")
    assert ask(world, f"{API}/news/{stranger.key}?projects=eq:qriim&lang=ru")[0] == 404
    assert ask(world, f"{API}/news/1?projects=eq:qriim&lang=ru")[0] == 404


def test_other_answers_name_the_news_and_do_not_tell_it(world: World, notices: list[Notice]) -> None:
    newest = next(notice for notice in reversed(notices) if notice.entity == "qriim")
    popular = value(world, "/popular?projects=eq:qriim&lang=ru")["popular"]
    counters = value(world, f"/counters/{newest.key}?lang=ru")["counters"]
    assert newest.key in {item["id"] for item in popular}
    assert counters["id"] == newest.key
    assert not [item for item in (*popular, counters) if "body" in item]
    assert {item["id"] for item in value(world, "/menu?projects=eq:qriim&lang=ru")["items"]} < set(range(1000))


def test_nothing_is_told_before_its_time(world: World, notices: list[Notice]) -> None:
    newest = notices[-1]
    target = f"{API}/news/{newest.key}?projects=eq:{newest.entity}&lang=ru"
    headers = {NONCE.lower(): "7", TOKEN.lower(): token(target, "7")}
    early = newest.at - timedelta(seconds=1)
    replies = [world.answer_with(HOST, target, moment, headers) for moment in (early, newest.at)]
    assert [reply.status for reply in replies if reply] == [404, 200]
    urls = {truth.url for truth in world.truth(early)}
    assert not urls & {newest.url(language) for language in LANGUAGES}


def test_every_kind_of_news_is_there_in_small_worlds_too(world: World, notices: list[Notice]) -> None:
    shapes = Counter(tuple(_mark(notice, language) for language in LANGUAGES) for notice in notices)
    assert set(shapes) == {tuple(shape.replace("r", "=")) for shape in SHAPES if shape != "r--"} | {("t", "-", "-")}
    assert any(notice.tellings["kk"].language == "ru" for notice in notices if list(notice.told) == ["kk"])
    assert {notice.manner for notice in notices} == {"document", "plain", "word", "divs"}
    tellings = [telling for notice in notices for telling in notice.told.values()]
    kinds = {block.kind for telling in tellings for block in telling.blocks}
    assert kinds >= {"p", "h2", "list", "table", "picture", "video"}
    assert any(not telling.blocks for telling in tellings)
    assert {notice.day_only for notice in notices} == {True, False}
    assert {truth.expected["published_at"][11:16] for truth in world.truth(END)} >= {"18:00", "19:00"}  # midnights
    keys = [notice.key for notice in notices]
    assert keys == sorted(set(keys))


def _mark(notice: Notice, language: str) -> str:
    telling = notice.tellings.get(language)
    return "-" if telling is None else "=" if telling.copy else "t"


def test_each_version_is_an_article_or_a_refusal(world: World, notices: list[Notice]) -> None:
    articles = [truth.url for truth in world.truth(END)]
    refused = {refusal.url: refusal.reason for refusal in world.refusals(END)}
    assert sorted([*articles, *refused]) == sorted(notice.url(lang) for notice in notices for lang in LANGUAGES)
    assert Counter(refused.values()).keys() == {"no-translation", "untranslated"}


def test_translations_name_each_other(world: World) -> None:
    links = {truth.url: truth.translations for truth in world.truth(END)}
    language = {truth.url: truth.expected["language"] for truth in world.truth(END)}
    for url, siblings in links.items():
        assert siblings is not None
        for spoken, other in siblings:
            assert language[other] == spoken
            assert (language[url], url) in (links[other] or ())


def test_the_newsroom_writes_what_it_wrote_without_the_portal(world: World) -> None:
    both = World.make(small=True, govkz=True).truth(END)
    assert [truth for truth in both if truth.source == "govkz"] == world.truth(END)
    assert [truth for truth in both if truth.source != "govkz"] == World.make(small=True).truth(END)


def test_the_usual_world_and_one_of_any_size() -> None:
    notices = publish(1, END)
    assert Counter(notice.entity for notice in notices) == dict.fromkeys(ENTITIES, 30)
    texts = Counter(telling.text for notice in notices for telling in notice.told.values())
    assert set(texts.values()) == {1}
    assert Counter(notice.entity for notice in publish(1, END, count=3, entities=("afm",))) == {"afm": 3}
