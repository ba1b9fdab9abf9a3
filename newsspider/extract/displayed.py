"""Which dates does a page of unknown design show, and how much does each look like that of its article?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from newsspider.extract.date_labels import is_label, is_other, is_prose, is_publication, is_score
from newsspider.extract.date_lines import Line, date_lines, is_named, words_before
from newsspider.extract.headline import headline
from newsspider.extract.metadata import Metadata, titles
from newsspider.extract.own_links import own_links
from newsspider.extract.said import Clock, Said
from newsspider.extract.surroundings import Surroundings
from newsspider.normalise.date_search import Found, dates_in
from newsspider.normalise.text import comparison_form

_REST = 40  # letters beside the date in a line that is about it
_SENTENCE = 5  # words
_NEAR = 40  # elements around the headline
_SO_NEAR = 20  # here a date needs no name
_MANY = 20_000  # elements
_MANY_LINES = 2_000
_SLASHED = re.compile(r"\b(\d\d?)/(\d\d?)/(?:\d\d)?\d\d\b")

# How much a date looks like the publication: the page says so; it is called a date, and stands near the headline or
# with a link to the very page; it stands beside the headline; it is called a date somewhere else; nothing of this.
MARKED, NAMED, BESIDE, AMONG, AWAY = range(5)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date on the page: its rank (see above), and its distance from the headline in elements."""

    rank: int
    distance: int
    said: Said


def displayed(tree: HtmlElement, found: Metadata, *, url: str, clock: Clock) -> list[Shown]:
    """The dates that the page shows, those that look most like the publication first."""
    elements = list(islice(tree.iter(), _MANY))
    page = Surroundings(elements, headline(tree, found, url), own_links(tree, url))
    names = {comparison_form(title) for title, _ in titles(found)}  # a title may say when something is to happen
    lines = [line for line in islice(date_lines(elements), _MANY_LINES) if comparison_form(line.text) not in names]
    if clock.writing.day_first is None:
        clock = replace(clock, writing=clock.writing._replace(day_first=_day_first(lines)))
    shown = [one for line in lines if page.may_date(line) for one in _read(page, line, clock)]
    return sorted(shown, key=lambda one: (one.rank, one.distance))


def _day_first(lines: list[Line]) -> bool | None:
    """By the page's dates that can be read in one way only."""
    pairs = [(int(match[1]), int(match[2])) for line in lines for match in _SLASHED.finditer(line.text)]
    said = {first > 12 for first, second in pairs if max(first, second) > 12}
    return said.pop() if len(said) == 1 else None


def _read(page: Surroundings, line: Line, clock: Clock) -> Iterator[Shown]:
    """Each date of a line, if no words beside it say that it is something else."""
    own, named = page.has_own_link(line), is_named(line.element) or is_named(line.holder)
    before = words_before(line.element)
    if said := clock.read(line.text, "page"):
        if not is_other(before) and not is_other(line.shown):
            sure = own or is_publication(line.text) or is_publication(before)
            yield _shown(page, line, said, clock, sure=sure, named=named, whole=not line.opens)
        return
    end = 0
    for found in dates_in(line.text):
        own_label, end = line.text[end : found.start], found.end
        label = own_label if own_label.strip() or found.start > 1 else f"{before} "
        said = next((said for raw in found.said if (said := clock.read(raw, "page"))), None)
        if said is not None and not is_other(label) and not is_score(line.text[end:]):
            sure, about = own or is_publication(label), _is_about(line, label, found)
            whole = about and (not is_label(own_label) or _is_exact(said))
            yield _shown(page, line, said, clock, sure=sure, named=named and about, whole=whole)


def _is_about(line: Line, label: str, found: Found) -> bool:
    rest = len(line.text) - (found.end - found.start)
    return rest <= _REST and not (_is_sentence(line.text) or is_prose(label))


def _is_exact(said: Said) -> bool:
    return said.moment.precision == "minute"


def _shown(page: Surroundings, line: Line, said: Said, clock: Clock, *, sure: bool, named: bool, whole: bool) -> Shown:
    distance = page.distance(line)
    told = page.is_told(line) and not _is_exact(said)
    rank = _rank(page, line, distance, sure=sure, named=named, whole=whole and not told)
    todays = not named and page.is_above(line) and clock.is_today(said)
    doubtful = rank > MARKED and not sure and (todays or page.is_behind(line))
    return Shown(AWAY if doubtful else rank, distance, said)


def _rank(page: Surroundings, line: Line, distance: int, *, sure: bool, named: bool, whole: bool) -> int:
    if line.element.get("pubdate") is not None or "datePublished" in (line.element.get("itemprop") or ""):
        return MARKED
    if page.has_own_link(line) or ((sure or named) and distance <= _NEAR):
        return NAMED
    if whole and distance <= _SO_NEAR:
        return BESIDE
    return AMONG if sure or named or (line.opens and distance <= _NEAR) else AWAY


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?")) and len(line.split()) > _SENTENCE
