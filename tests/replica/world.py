"""What does the replica web answer at a moment, and what is the truth about it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tests.replica.afterwards import vanished, with_validators
from tests.replica.chromes import chrome_lines, words
from tests.replica.desks import govkz as desk
from tests.replica.editing import Editing, edit_stories
from tests.replica.newsroom import publish
from tests.replica.page import Answer, validated
from tests.replica.plan import PLAN, Row
from tests.replica.redesign import Redesign
from tests.replica.sites import tengrinews_pages
from tests.replica.sites.govkz import Govkz
from tests.replica.sites.govkz_files import TRACKER
from tests.replica.sites.kazinform import Kazinform
from tests.replica.sites.polisia import Polisia
from tests.replica.sites.tengrinews import Tengrinews
from tests.replica.spelling import qaz
from tests.replica.story import Story
from tests.replica.truth import Refusal, Truth

END = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# Hosts and paths that a polite crawler never asks for, though pages link them.
FORBIDDEN_HOSTS = (
    "test.tengrinews.kz",
    "counter.tengrinews.kz",
    "c.tn.kz",
    "static.tengrinews.kz",
    "img.inform.kz",
    TRACKER,
)
FORBIDDEN_PATHS = ("/admin", "/search", "/uploads/")


@dataclass(slots=True)
class World:
    stories: list[Story]
    end: datetime
    forbidden_hits: list[str] = field(default_factory=list)
    etags_everywhere: bool = False  # listings and interfaces too can say that they are as they were
    _sites: dict[str, Tengrinews | Kazinform | Polisia] = field(default_factory=dict)
    _pages: dict[str, Story] = field(default_factory=dict)
    govkz: Govkz | None = None

    @classmethod
    def make(
        cls,
        seed: int = 1,
        *,
        small: bool = False,
        end: datetime = END,
        delay: float | None = None,
        plan: Sequence[Row] = PLAN,
        redesign: Redesign | None = None,
        feeds: Mapping[str, int] | None = None,
        edits: Editing | None = None,
        govkz: bool = False,
    ) -> World:
        """`small`: fewer articles, every design among them. `delay`: the Crawl-delay of Kazinform's robots.txt.

        `redesign`: of Tengrinews and Kazinform. `feeds`: by host, how many articles its feed holds, where it is not
        the usual number. `edits`: what happens to articles after they were published. `govkz`: whether the portal of
        the state is there, too.
        """
        stories = publish(seed, end, small=small, plan=plan)
        if edits:
            edit_stories(stories, seed, edits)
        state = Govkz(desk.publish(seed, end, small=small)) if govkz else None
        return cls.of(stories, end, delay=delay, redesign=redesign, feeds=feeds, govkz=state)

    @classmethod
    def of(
        cls,
        stories: list[Story],
        end: datetime,
        *,
        delay: float | None = None,
        redesign: Redesign | None = None,
        feeds: Mapping[str, int] | None = None,
        govkz: Govkz | None = None,
    ) -> World:
        of = {
            site: [story for story in stories if story.site == site] for site in ("tengrinews", "kazinform", "polisia")
        }
        sites = (
            Tengrinews(of["tengrinews"], redesign=redesign, feeds=feeds),
            Kazinform(of["kazinform"], delay=delay, redesign=redesign, feeds=feeds),
            Polisia(of["polisia"]),
        )
        pages = {url: story for story in stories for url in (story.url, *story.other_urls)}
        return cls(
            stories, end, _sites={host: site for site in sites for host in site.hosts}, _pages=pages, govkz=govkz
        )

    @property
    def hosts(self) -> tuple[str, ...]:
        return (*self._sites, *(self.govkz.hosts if self.govkz else ()), *FORBIDDEN_HOSTS)

    def answer(self, host: str, target: str, now: datetime) -> Answer | None:
        """`None` is 404. `target` is path and query."""
        return self.answer_with(host, target, now, {})

    def answer_with(self, host: str, target: str, now: datetime, headers: Mapping[str, str]) -> Answer | None:
        split = urlsplit(target)
        if host in FORBIDDEN_HOSTS or split.path.startswith(FORBIDDEN_PATHS):
            self.forbidden_hits.append(f"https://{host}{target}")
            return None
        if self.govkz and host in self.govkz.hosts:
            return self.govkz.answer(host, target, now, headers)
        site = self._sites.get(host)
        if site is None:
            return None
        story = self._pages.get(f"https://{host}{split.path}")
        if story and story.removed and story.removed.at <= now:
            return vanished(story, story.removed)
        reply = site.answer(host, split.path, split.query, now)
        if reply is None:
            return None
        if story:
            return with_validators(reply, story.as_of(now), now)
        return validated(reply) if self.etags_everywhere and reply.status == 200 else reply

    def truth(self, now: datetime) -> list[Truth]:
        """Of what was published: as it is at the moment, or as it last was."""
        newsroom = [_truth(story, now) for story in self.stories if story.at <= now]
        return newsroom + (list(self.govkz.truth(now)) if self.govkz else [])

    def refusals(self, now: datetime) -> list[Refusal]:
        """The pages that are no articles, and must be said to be none."""
        return list(self.govkz.refusals(now)) if self.govkz else []


def _truth(published: Story, now: datetime) -> Truth:
    removed = published.removed
    gone_at = removed.at if removed and removed.at <= now else None
    versions = _versions(published, gone_at or now)
    since, story = versions[-1]
    return Truth(
        source=story.site,
        edition=story.edition,
        url=story.url,
        urls=story.other_urls + tuple(url for url in (story.fed, story.listed) if url),
        expected=story.expected(),
        design=story.design,
        duplicate_of=story.duplicate_of,
        translation_of=story.translation_of,
        chrome=tuple(line for line in _chrome(published.as_of(now)) if line not in story.text),
        has=story.has,
        since=since,
        earlier=tuple(story.expected() for _, story in versions[:-1]),
        gone_at=gone_at,
    )


def _versions(published: Story, now: datetime) -> list[tuple[datetime, Story]]:
    """Those that a reader can tell apart."""
    versions = [(published.at, published)]
    for at, story in published.edits:
        before = versions[-1][1]
        if at <= now and (story.title, story.text) != (before.title, before.text):
            versions.append((at, story))
    return versions


def _chrome(story: Story) -> list[str]:
    lines = chrome_lines(story.blocks) + [picture.caption for picture in story.pictures if picture.caption]
    if story.site == "tengrinews":
        lines += tengrinews_pages.chrome(story)
    known = words("kk" if story.edition == "qz" else story.edition)
    around = [known[name] for name in ("share", "latest", "comments", "weather_now", "rights", "related", "map")]
    return lines + (list(map(qaz, around)) if story.edition == "qz" else around)
