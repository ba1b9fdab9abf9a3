"""What does a data card say of a release, in numbers?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from newsspider.article import FIELDS
from newsspider.export.asked import Asked, Made, Source
from newsspider.export.engine import Engine
from newsspider.store.accounts import Account, accounts
from newsspider.store.days import Period
from newsspider.store.tables import pages

Rows = Sequence[tuple[Any, ...]]
UNKNOWN = "unknown"
BINS = 24  # of a histogram, twelve for a factor of ten


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows are sorted as they are to be shown. `lengths`: language, articles, characters at 10, 50 and 90 %, and in
    all. `histogram`: language, least characters of a bin, articles. `missing`: by site."""

    name: str
    articles: int
    characters: int
    first: str | None
    last: str | None
    sources: Rows  # site, language, articles
    scripts: Rows
    months: Rows  # month, language, articles
    lengths: Rows
    histogram: Rows
    filled: Rows  # field, share
    dates: Rows  # where from, precision, articles
    quality: Rows
    versions: Rows
    robots: Rows
    labelled: int  # duplicates
    sponsored: int
    left_out: int  # duplicates
    taken_down: int
    missing: Mapping[str, Account]
    asked: Mapping[str, Any]
    format: str
    splits: Rows


def figures_of(name: str, duck: Engine, source: Source, asked: Asked, made: Made) -> Figures:
    """Of the tables `facts` and `filled`, and of what the state says of pages that gave no article."""
    total = duck.execute(
        "SELECT count(*), coalesce(sum(letters), 0)::BIGINT, strftime(min(published_at), '%Y-%m-%d'),"
        " strftime(max(published_at), '%Y-%m-%d'), count(duplicate_of), count(*) FILTER (sponsored) FROM facts"
    ).fetchone()
    assert total is not None
    many, characters, first, last, labelled, sponsored = total
    language = f"coalesce(language, '{UNKNOWN}')"
    return Figures(
        name=name,
        articles=many,
        characters=characters,
        first=first,
        last=last,
        sources=_rows(duck, f"SELECT source, {language} AS l, count(*) FROM facts GROUP BY ALL ORDER BY 3 DESC, 1, 2"),
        scripts=_counted(duck, "script"),
        months=_rows(duck, _MONTHS.format(language=language)),
        lengths=_rows(duck, _LENGTHS.format(language=language)),
        histogram=_rows(duck, _HISTOGRAM.format(language=language)),
        filled=_filled(duck, many),
        dates=_rows(duck, _DATES),
        quality=_rows(duck, "SELECT unnest(quality) AS q, count(*) FROM facts GROUP BY 1 ORDER BY 2 DESC, 1"),
        versions=_counted(duck, "made_by"),
        robots=_counted(duck, "robots"),
        labelled=labelled,
        sponsored=sponsored,
        left_out=made.tally.repeats if asked.drop else 0,
        taken_down=made.tally.taken_down,
        missing={site: _account(source, site, asked) for site in source.sites},
        asked=asked.told(),
        format=asked.format,
        splits=_splits(made),
    )


_MONTHS = """SELECT strftime(published_at, '%Y-%m'), {language}, count(*) FROM facts WHERE published_at IS NOT NULL
GROUP BY ALL ORDER BY 1, 2"""
_LENGTHS = """SELECT {language}, count(*), quantile_disc(letters, 0.1), quantile_disc(letters, 0.5),
quantile_disc(letters, 0.9), sum(letters)::BIGINT FROM facts WHERE letters > 0 GROUP BY 1 ORDER BY 2 DESC, 1"""
_HISTOGRAM = f"""SELECT {{language}}, pow(10, floor(log10(letters) * {BINS / 2}) / {BINS / 2}), count(*)
FROM facts WHERE letters > 0 GROUP BY ALL ORDER BY 1, 2"""
_DATES = f"""SELECT coalesce(dated_by, '{UNKNOWN}'), coalesce(published_precision, 'no date'), count(*) FROM facts
GROUP BY ALL ORDER BY 3 DESC, 1, 2"""


def _rows(duck: Engine, query: str) -> Rows:
    return duck.execute(query).fetchall()


def _counted(duck: Engine, name: str) -> Rows:
    return _rows(duck, f"SELECT coalesce({name}, '{UNKNOWN}'), count(*) FROM facts GROUP BY 1 ORDER BY 2 DESC, 1")


def _filled(duck: Engine, many: int) -> Rows:
    counts: dict[str, int] = dict(_rows(duck, "FROM filled"))
    return [(name, counts.get(name, 0) / max(many, 1)) for name in FIELDS if name != "schema"]


def _account(source: Source, site: str, asked: Asked) -> Account:
    """Of all its pages, whatever the release selects: what is refused has no text to be selected by."""
    query = select(pages.c.edition).where(pages.c.source == site).distinct()
    editions = list(source.connection.execute(query).scalars())
    whole = Account()
    for each in accounts(source.connection, site, asked.zones.get(site, "UTC"), editions, Period()).values():
        whole.add(each)
    return whole


def _splits(made: Made) -> Rows:
    counts: Counter[str] = Counter()
    for path, many in made.files.items():
        if path.parent.parent.name == "data":
            counts[path.parent.name] += many
    return [(name, counts[name]) for name in ("train", "validation", "test") if counts[name]]
