"""Which rules does a release break, by how much, and what would allow it?"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from newsspider.export.cleaned import Cleaned
from newsspider.export.engine import Engine
from newsspider.export.rules import TABLE, Rules
from newsspider.normalise.recurring import LEAST
from newsspider.normalise.text import comparison_form
from newsspider.normalise.text_lines import lines_of

SAMPLE, LEAST_SAMPLE = 200, 20  # texts of an edition
FEW = 3  # articles say nothing of a share


@dataclass(frozen=True, slots=True)
class Broken:
    """`rule`: its name; `said`: value and bound; `allow`: what would allow it, in TOML."""

    rule: str
    said: str
    allow: str

    def told(self) -> str:
        how = f"{TABLE} {self.allow} in pyproject.toml allows it, --allow {self.rule} does once"
        return f"rule {self.rule}: {self.said}; {how}"


@dataclass(slots=True)
class Samples:
    """The newest texts of each edition, without lines that a person allowed."""

    _texts: dict[tuple[str, str], deque[Cleaned]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=SAMPLE))
    )

    def add(self, article: Cleaned) -> None:
        if article.record["text"]:
            self._texts[(article.stored.source, article.stored.edition)].append(article)

    def recurring(self, allowed: Mapping[tuple[str, str], Collection[str]]) -> Iterator[tuple[str, str, float, int]]:
        """Site, edition and the line that stands in most texts, in ten at least; in which share of how many."""
        for (source, edition), sample in self._texts.items():
            counts: Counter[str] = Counter()
            for each in sample:
                counts.update(_own_lines(each) - set(allowed.get((source, edition), ())))
            key, many = next(iter(counts.most_common(1)), ("", 0))
            if len(sample) >= LEAST_SAMPLE and many >= LEAST:
                yield source, f"{edition}: {_line(sample, key)[:60]!r}", many / len(sample), len(sample)

    def editions(self) -> Collection[tuple[str, str]]:
        return self._texts.keys()


def _own_lines(article: Cleaned) -> set[str]:
    """Keys. Headings, lists, tables, datelines and signatures are left alone by all who look for the site's lines."""
    names = {comparison_form(author) for author in article.record["authors"]}
    lines = (each for each in lines_of(article.record["text"]) if each.kind == "plain" and not each.dateline)
    return {each.key for each in lines if each.key and not any(name in comparison_form(each.text) for name in names)}


def _line(sample: Collection[Cleaned], key: str) -> str:
    return next(line.text for each in sample for line in lines_of(each.record["text"]) if line.key == key)


def counted(rules: Rules, engine: Engine, now: datetime) -> Iterator[Broken]:
    """What the tables `facts` and `filled` say."""
    (many,) = _row(engine, "SELECT count(*) FROM facts")
    if many < rules.articles:
        yield Broken("articles", f"{many:,} articles, at least {rules.articles:,} must be", f"articles = {many}")
    for name, most in sorted(rules.empty.items()) if many else ():
        (empty,) = _row(engine, "SELECT ? - coalesce(sum(articles), 0) FROM filled WHERE field = ?", many, name)
        if empty > max(FEW, most * many):
            said = f"{empty:,} of {many:,} articles ({empty / many:.1%}) say nothing, at most {most:.1%} may"
            yield Broken(f"empty.{name}", said, f"empty = {{{name} = {_above(empty / many)}}}")
    first, last = datetime.combine(rules.earliest, time(), UTC), now + timedelta(days=rules.days_ahead)
    odd = "SELECT count(*), min(id) FROM facts WHERE published_at < ? OR published_at > ?"
    outside, example = _row(engine, odd, first, last)
    if outside > rules.dates:
        days = f"before {rules.earliest} or after {last:%Y-%m-%d}"
        said = f"{outside:,} articles were published {days} ({example}), at most {rules.dates:,} may"
        yield Broken("dates", said, f"dates = {outside}")


def fewer(
    rules: Rules, before: Mapping[str, int], now: Mapping[str, int], taken_down: Mapping[str, int], name: str
) -> Iterator[Broken]:
    """Articles by site, in the release before (`name`) and in this one; `taken_down`: since then."""
    for source, had in before.items():
        has = now.get(source, 0) + taken_down.get(source, 0)
        if had - has > max(FEW, rules.fewer * had):
            share = (had - has) / had
            many = f"{source} has {has:,} articles, {had:,} in {name}"
            said = f"{many}: {share:.1%} fewer, at most {rules.fewer:.1%} may be"
            yield Broken("fewer", said, f"fewer = {_above(share)}")


def chrome(rules: Rules, samples: Samples, allowed: Mapping[tuple[str, str], Collection[str]]) -> Iterator[Broken]:
    for source, line, share, many in samples.recurring(allowed):
        if share > rules.chrome:
            said = f"{source}/{line} stands in {share:.0%} of {many} articles, at most in {rules.chrome:.0%} may a line"
            yield Broken("chrome", f"{said} ('scrapy lines {source}' decides)", f"chrome = {_above(share)}")


def _above(share: float) -> float:
    return min(1.0, int(share * 1000 + 1) / 1000)


def _row(engine: Engine, query: str, *values: object) -> tuple[int, ...]:
    row = engine.execute(query, list(values)).fetchone()
    assert row is not None
    return row
