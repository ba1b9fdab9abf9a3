"""Do eight quiet weeks raise an alarm? Judged by what faithful crawls would have counted; `make alarms` crawls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from newsspider.article import Article, Fetch
from newsspider.monitor.counted import ByEdition, Counts, by_edition, together
from newsspider.monitor.health import Crawled, health
from newsspider.monitor.past import Past
from newsspider.monitor.recent import Recent
from newsspider.monitor.signs import peculiar, signs, suspicions, traits
from newsspider.monitor.watching import Seen, Watched, follow
from newsspider.normalise.text_lines import counted_lines
from newsspider.store.times import stamp
from tests.every_site import SITES
from tests.replica.alarms import HOLIDAYS, WEEKS_END
from tests.replica.rhythm import lived
from tests.replica.story import Story
from tests.replica.world import World

WEEKS = timedelta(weeks=8)


@pytest.mark.parametrize(("site", "every", "seed"), [("tengrinews", 12, 1), ("kazinform", 24, 2)])
def test_eight_quiet_weeks(site: str, every: int, seed: int) -> None:
    """A crawl `every` so many hours."""
    plan = lived(site, WEEKS_END - WEEKS, WEEKS_END, holidays=HOLIDAYS, seed=seed)
    stories = sorted(World.make(seed, end=WEEKS_END, plan=plan).stories, key=lambda story: story.at)
    assert len(stories) > 800
    said = [(moment, told) for moment, told in _weeks(site, stories, timedelta(hours=every)) if told != "ok"]
    assert said == []


def _weeks(site: str, stories: list[Story], step: timedelta) -> Iterator[tuple[datetime, str]]:
    expect, recent = SITES[site].expect, Recent([])
    crawls: list[Counts] = []
    days: dict[date, ByEdition] = {}
    sources: dict[str, Watched] = {}
    arrivals: dict[str, list[datetime]] = {}
    moment = WEEKS_END - WEEKS + timedelta(days=1)
    waiting = list(stories)
    while moment <= WEEKS_END:
        counts: Counter[str] = Counter()
        while waiting and waiting[0].at <= moment:
            story = waiting.pop(0)
            article = _article(story, moment)
            odd = suspicions(article, expect, layouts=True)
            lines = recent.shares_line(story.edition, counted_lines(article.text or ""))
            same = recent.has_title(story.title)
            found = peculiar(article, repeat=False, same_title=same, own_lines=lines, before=moment - step)
            counts.update([*signs(story.edition, odd, article), *traits(article, found)])
            arrivals.setdefault(story.edition, []).append(story.at)
        for edition in SITES[site].editions:
            seen = Seen(edition.name, "feed", 20, stamp(moment))
            sources[edition.home] = follow(sources.get(edition.home), seen, stamp(moment))
        crawls.insert(0, counts)
        days[moment.date()] = together((days.get(moment.date(), {}), by_edition(counts)))
        lately = [counted for day, counted in days.items() if day > moment.date() - timedelta(weeks=4)]
        past = Past(together(lately), sources, arrivals, "Asia/Almaty")
        last = Crawled("finished", False, step, counts, timedelta(), tuple(crawls[1:100]), ended=moment, past=past)
        told = health(last, expect)
        yield moment, told.why or told.word
        moment += step


def _article(story: Story, moment: datetime) -> Article:
    """As a faithful crawl writes it, as far as it is judged."""
    known = story.expected()
    names = ("title", "lead", "text", "published_at", "language", "script", "section", "tags", "authors", "images")
    article = Article(edition=story.edition, fetch=Fetch(first_seen_at=stamp(moment), via="feed"))
    for name in names:
        setattr(article, name, known[name])
    article.quality = [*known["quality"], *(["unknown-layout"] if "special" in story.has else [])]
    return article
