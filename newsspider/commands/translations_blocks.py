"""Which stored articles are translations by what they say, without holding all of them in memory?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from newsspider.commands.translations_read import compared_of, record_of
from newsspider.dedup.compared import how
from newsspider.dedup.translations import WINDOW, Compared, Pair, translations
from newsspider.store.segment import Place

_DAYS = 14  # of a block: its articles are compared with one another and with those around it
_AROUND = 2 * WINDOW  # a translation may be as far away as the window, and so may what is compared with that

Dated = tuple[date | None, Place]
Ids = tuple[str, str]  # the smaller one first


def by_content(output: Path, dated: Sequence[Dated]) -> Iterator[tuple[Ids, tuple[str, float]]]:
    """How, and how similar. Blocks begin at the same days whatever is stored; what has no date is not compared."""
    loaded: dict[Place, tuple[str, Compared]] = {}
    for block in sorted({day.toordinal() // _DAYS for day, _ in dated if day}):
        first = date.fromordinal(block * _DAYS)
        last = first + timedelta(days=_DAYS - 1)
        places = [place for day, place in dated if day and first - _AROUND <= day <= last + _AROUND]
        loaded = {place: loaded.get(place) or _load(output, place) for place in places}
        ids = [loaded[place][0] for place in places]
        articles = [loaded[place][1] for place in places]
        for pair in translations(articles):
            if not first <= _earlier(pair, articles) <= last:
                continue
            texts = {each: text_of(output, places[each]) for each in (pair.first, pair.second)}
            if what := how(pair, articles, texts.__getitem__):
                one, other = sorted((ids[pair.first], ids[pair.second]))
                yield (one, other), what


def text_of(output: Path, place: Place) -> str:
    return record_of(output, place).get("text") or ""


def _load(output: Path, place: Place) -> tuple[str, Compared]:
    record = record_of(output, place)
    return record["id"], compared_of(record)


def _earlier(pair: Pair, articles: Sequence[Compared]) -> date:
    return min(at.date() for each in (pair.first, pair.second) if (at := articles[each].at))
