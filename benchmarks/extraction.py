"""Who finds the article on a page, its title and its date?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.pages import Page
from benchmarks.peers.extraction import READERS
from benchmarks.run import Answers, ask
from benchmarks.score import Quality, bare, date_verdict, foreign, quality

OURS = RULES, PLAIN = "newsspider, site's rules", "newsspider, no rules"
READ_DATES = [name for name in READERS if name not in ("readability", "resiliparse", "justext")]


@dataclass(slots=True)
class Scores:
    """Of one reader on one set. `dates`: how many `minute`, `day`, `wrong`, `none`."""

    answers: Answers
    quality: Quality = field(default_factory=Quality)
    by_language: dict[str, float] = field(default_factory=dict)
    foreign: int = 0
    titles: int = 0
    dates: dict[str, int] = field(default_factory=dict)


def compare(pages: Sequence[Page], peers: Iterable[str]) -> list[Scores]:
    """Ours with the site's rules where there are any, ours without, and the peers."""
    names = [RULES] * any(page.source for page in pages) + [PLAIN, *peers]
    return [_scores(pages, ask("pages", name, [page.row(rules=name == RULES) for page in pages])) for name in names]


def _scores(pages: Sequence[Page], answers: Answers) -> Scores:
    scores = Scores(answers)
    if answers.problem:
        return scores
    read = [(page, found or {}) for page, found in zip(pages, answers.found, strict=True)]
    texts = [(page, page.text, _counted(found.get("text"), page)) for page, found in read]
    scores.quality = quality((wanted, found) for _, wanted, found in texts)
    scores.by_language = {
        language: quality((wanted, found) for page, wanted, found in texts if page.language == language).f1
        for language in sorted({page.language for page in pages if page.language})
    }
    scores.foreign = sum(foreign(found, wanted, page.foreign) for page, wanted, found in texts)
    scores.titles = sum(bool(page.title) and bare(found.get("title")) == bare(page.title) for page, found in read)
    scores.dates = dict.fromkeys(("minute", "day", "wrong", "none"), 0)
    for page, found in read:
        if page.date:
            scores.dates[date_verdict(found.get("date"), page.date, zone=page.zone)] += 1
    return scores


def _counted(text: str | None, page: Page) -> str:
    optional = {bare(line) for line in page.optional}
    return "\n".join(line for line in (text or "").split("\n") if bare(line) not in optional)
