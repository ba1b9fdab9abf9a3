"""What can go wrong with a site, from a moment on?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.replica.blocks import Block, paragraph, plain
from tests.replica.faults import EXPIRED_CERTIFICATE
from tests.replica.oddities import LOST
from tests.replica.page import Answer, answer
from tests.replica.redesign import Redesign
from tests.replica.sites.kazinform import Kazinform
from tests.replica.sites.tengrinews import Tengrinews
from tests.replica.story import Story
from tests.replica.world import World

SITES: dict[str, type[Tengrinews] | type[Kazinform]] = {"tengrinews": Tengrinews, "kazinform": Kazinform}
FEEDS = {"tengrinews": r"\.rss$", "kazinform": r"/rss/\w+\.xml$"}
MAPS = {"tengrinews": r"sitemap[^/]*$", "kazinform": r"/sitemaps/"}
LISTS = {"tengrinews": r"kz/(?:news|article)/(?:page/\d+/)?$", "kazinform": r"/lenta/?(?:\?.*)?$"}
PAGES = {"tengrinews": r"-\d+/(?:amp/)?$", "kazinform": r"/(?:news|ru|kz|qz|en|cn)/(?!lenta)[^/?]+/?$"}
ADS = (
    "Скачайте приложение и узнавайте главное раньше всех.",
    "Самые выгодные депозиты этой недели смотрите у наших партнёров.",
)
NOTICE = (
    "Уважаемые читатели! На нашем сайте ведутся технические работы, материалы временно недоступны. "
    "Приносим извинения за неудобства и благодарим за понимание. Следите за новостями на наших страницах в "
    "социальных сетях, мы вернёмся в самое ближайшее время и расскажем обо всём важном."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The moment after which a site goes wrong, and the one of the crawl. `donors`: stories that nobody knows."""

    since: datetime
    now: datetime
    donors: Sequence[Story]

    def donor(self, edition: str, number: int) -> Story:
        found = [story for story in self.donors if story.edition == edition and story.site != "kazinform"]
        return found[number % len(found)]


Change = Callable[[Story, Scene, int], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """`told`: the message must say this. `change`: of each story that is published from then on; `faults`: of the
    server, by a pattern of addresses; `past`: addresses that are answered as of the moment when it began, `blank`:
    with a page of nothing; `options`: of the crawl, which comes so long `after`."""

    name: str
    site: str
    told: str
    change: Change | None = None
    faults: Sequence[tuple[str, str]] = ()
    to: str | None = None
    past: str | None = None
    blank: str | None = None
    redesign: bool = False
    options: Sequence[str] = ()
    seconds: int | None = None
    after: timedelta = timedelta(hours=9)


class Failing:
    """A site in which a failure has come."""

    def __init__(self, world: World, failure: Failure, scene: Scene) -> None:
        stories = [story for story in world.stories if story.site == failure.site and story.at <= scene.now]
        stories = [deepcopy(story) if story.at > scene.since else story for story in stories]
        site = SITES[failure.site](stories, redesign=Redesign(scene.since) if failure.redesign else None)
        if failure.change:
            for number, story in enumerate([story for story in stories if story.at > scene.since]):
                failure.change(story, scene, number)
        self._web = World(stories, scene.now, _sites=dict.fromkeys(site.hosts, site))
        self._failure, self._since = failure, scene.since
        self.end = scene.now

    @property
    def hosts(self) -> tuple[str, ...]:
        return self._web.hosts

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        address, failure = f"{host}{target}", self._failure
        if failure.blank and re.search(failure.blank, address):
            return answer("<!doctype html><html><body><main><p>…</p></main></body></html>")
        return self._web.answer(host, target, self._since if failure.past and re.search(failure.past, address) else now)


def _half(story: Story, scene: Scene, number: int) -> None:
    story.blocks = story.blocks[: len(story.blocks) // 2]


def _teaser(story: Story, scene: Scene, number: int) -> None:
    opening = plain(story.lead) if story.lead else story.blocks[0].text or ""
    story.lead = None
    story.blocks = [paragraph(opening[:120]), paragraph("Войдите или зарегистрируйтесь, чтобы читать дальше.")]


def _empty(story: Story, scene: Scene, number: int) -> None:
    story.lead, story.blocks, story.picture = None, [], None


def _now(story: Story, scene: Scene, number: int) -> None:
    story.at = scene.now


def _last_year(story: Story, scene: Scene, number: int) -> None:
    story.at = story.at.replace(year=story.at.year - 1)


def _swapped(story: Story, scene: Scene, number: int) -> None:
    story.at = story.at.replace(month=story.at.day, day=story.at.month)


def _other_language(story: Story, scene: Scene, number: int) -> None:
    if story.edition == "kk":
        other = scene.donor("ru", number)
        story.title, story.lead, story.blocks = other.title, story.lead and other.lead, other.blocks
        story.tags, story.language = other.tags, "ru"


def _mojibake(story: Story, scene: Scene, number: int) -> None:
    _translate(story, lambda text: text.encode().decode("latin-1"))


def _lost(story: Story, scene: Scene, number: int) -> None:
    _translate(story, lambda text: text.translate(LOST))


def _translate(story: Story, change: Callable[[str], str]) -> None:
    story.title, story.lead = change(story.title), change(story.lead) if story.lead else None
    story.blocks = [Block(block.kind, tuple(map(change, block.lines)), block.url) for block in story.blocks]


def _ads(story: Story, scene: Scene, number: int) -> None:
    story.blocks = [*story.blocks[:2], paragraph(ADS[0]), *story.blocks[2:], paragraph(ADS[1])]


def _one_title(story: Story, scene: Scene, number: int) -> None:
    story.title = "Tengrinews.kz: новости Казахстана и мира"


def _no_images(story: Story, scene: Scene, number: int) -> None:
    story.picture = None
    story.blocks = [block for block in story.blocks if block.kind != "picture"]


def _no_authors(story: Story, scene: Scene, number: int) -> None:
    story.authors, story.signed = [], []
    story.blocks = [block for block in story.blocks if block.kind != "byline"]


def _notice(story: Story, scene: Scene, number: int) -> None:
    story.lead, story.blocks = None, [paragraph(NOTICE)]


T, K = "tengrinews", "kazinform"
_QUICK = ("-s", "DOWNLOAD_TIMEOUT=1")

FAILURES = (
    Failure("redesign", T, "fit no layout", redesign=True),
    Failure("empty feed", K, "feed of ru announces no articles", faults=((r"www\.inform\.kz/rss", "empty-feed"),)),
    Failure(
        "empty feeds and sitemaps",
        T,
        "announces no articles",
        faults=((FEEDS[T], "empty-feed"), (MAPS[T], "empty-sitemap")),
    ),
    Failure("feed of broken XML", T, "breaks off", faults=((FEEDS[T], "broken-xml"),)),
    Failure("a page instead of the feed", T, "is not what it was", blank=FEEDS[T]),
    Failure("feed frozen", K, "announces nothing new", past=FEEDS[K], after=timedelta(days=1)),
    Failure("everything frozen", T, "nothing new", past=".", after=timedelta(days=2)),
    Failure("feed gone", K, "http-404", faults=((r"kaz\.inform\.kz/rss", "404"),)),
    Failure("listing empty", K, "listing of kk announces no articles", blank=r"kaz\.inform\.kz/lenta"),
    Failure("login wall", T, "shorter than usual", change=_teaser),
    Failure(
        "pages lead to the login",
        K,
        "redirected-away",
        faults=((PAGES[K], "redirect-foreign"),),
        to="https://www.inform.kz/ru/?login=1",
    ),
    Failure(
        "pages lead to the home page",
        T,
        "redirected-away",
        faults=((PAGES[T], "redirect-foreign"),),
        to="https://tengrinews.kz/",
    ),
    Failure("challenge page", T, "challenge", faults=(("", "challenge"),)),
    Failure("challenge on pages", K, "challenge", faults=((PAGES[K], "challenge"),)),
    Failure("half texts", T, "shorter than usual", change=_half, after=timedelta(days=1)),
    Failure("texts empty", K, "refused, most for no-text", change=_empty),
    Failure("dated now", T, "dated the very moment", change=_now),
    Failure("dated a year off", K, "are dated days before", change=_last_year),
    Failure("day and month swapped", T, "are dated days before", change=_swapped),
    Failure("another language", T, "are not in kk-Cyrl", change=_other_language, after=timedelta(days=1)),
    Failure("mojibake", K, "are not in", change=_mojibake),
    Failure("lost letters", K, "lost letters", change=_lost, after=timedelta(days=1)),
    Failure("advertisements in each text", T, "lines that stand in many articles", change=_ads),
    Failure("all titles the same", T, "title of another article", change=_one_title),
    Failure("no images", K, "no images", change=_no_images),
    Failure("no authors", T, "no authors", change=_no_authors, after=timedelta(days=1)),
    Failure("a notice instead of texts", T, "repeat the text", change=_notice),
    Failure("robots.txt closed", K, "robots", faults=((r"/robots\.txt", "robots-forbid"),)),
    Failure("robots.txt fails", T, "because robots.txt can't be", faults=((r"/robots\.txt", "503"),)),
    Failure("certificate expired", K, "tls", faults=((r"kaz\.inform\.kz", EXPIRED_CERTIFICATE),)),
    Failure("server's error", T, "http-500", faults=(("", "500"),)),
    Failure("one host fails", K, "answers http-503", faults=((r"//qazinform\.com/(?!robots)", "503"),)),
    Failure(
        "no answer in time",
        K,
        "does not answer in time",
        faults=((r"www\.inform\.kz/(?!robots)", "slow"),),
        seconds=30,
        options=_QUICK,
    ),
    Failure(
        "moved to another domain",
        T,
        "a host that the site does not declare",
        faults=((r"//en\.tengrinews\.kz/(?!robots)", "redirect-foreign"),),
    ),
)
