"""What was measured, as the Markdown of docs/benchmarks.md?"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks import dates, extraction, language
from benchmarks.dates import Form
from benchmarks.extraction import Scores
from benchmarks.pages import Page
from benchmarks.run import Answers
from benchmarks.texts import Text

TEXTS = Path(__file__).with_name("words")
GROUPS = ("paragraphs", "headlines", "six words", "three words", "short sentences", "two languages")


def head(arguments: str) -> str:
    words = (TEXTS / "head.md").read_text("utf-8")
    return words.format(day=date.today().isoformat(), machine=_machine(), command=arguments)


def pages(name: str, rows: Sequence[Page], scores: Sequence[Scores]) -> Iterator[str]:
    """A set's table of texts, if its texts are known."""
    languages = sorted({page.language for page in rows if page.language})
    many = len(languages) > 1
    titles = sum(bool(page.title) for page in rows)
    own = next(each for each in scores if each.answers.name == extraction.PLAIN)
    columns = ["reader", "F1", *(languages if many else ()), "precision", "recall", "foreign lines", "titles"]
    yield f"### {name}: {len(rows)} pages\n"
    yield from header([*columns, "failed", "ms a page", "× ours"])
    for each in (each for each in scores if each.answers.name != "htmldate"):
        if each.answers.problem:
            yield row([_name(each.answers), each.answers.problem])
            continue
        cells = [f"{each.quality.f1:.3f}"]
        cells += [f"{each.by_language[one]:.3f}" for one in languages if many]
        cells += [f"{each.quality.precision:.3f}", f"{each.quality.recall:.3f}"]
        cells += [str(each.foreign) if any(page.foreign for page in rows) else "", str(each.titles) if titles else ""]
        yield row([_name(each.answers), *cells, str(each.answers.failed), *_cpu(each.answers, own.answers, 1)])
    yield ""


def page_dates(name: str, rows: Sequence[Page], scores: Sequence[Scores]) -> Iterator[str]:
    """A set's table of dates, if they are known."""
    known = sum(bool(page.date) for page in rows)
    yield f"### {name}: {known} pages with a known date\n"
    yield from header(["reader", "to the minute", "the day", "wrong", "none", "ms a page"])
    for each in (each for each in scores if each.answers.name in (*extraction.READ_DATES, *extraction.OURS)):
        if each.answers.problem:
            yield row([_name(each.answers), each.answers.problem])
            continue
        cells = [str(each.dates[verdict]) for verdict in ("minute", "day", "wrong", "none")]
        yield row([_name(each.answers), *cells, f"{each.answers.cpu * 1e3:.1f}"])
    yield ""


def displayed(rows: Sequence[Form], scores: Sequence[dates.Scores]) -> Iterator[str]:
    languages = list(dict.fromkeys(row.language for row in rows))
    total = {one: sum(row.language == one for row in rows) for one in languages}
    yield f"### Displayed dates: {len(rows)} of the forms that the sites use\n"
    yield from header(["reader", *(f"{one} ({total[one]})" for one in languages), "wrong", "ms a date", "× ours"])
    for each in scores:
        if each.answers.problem:
            yield row([_name(each.answers), each.answers.problem])
            continue
        right = [str(each.verdicts[one]["right"]) for one in languages]
        wrong = sum(verdicts["wrong"] + verdicts["day"] for verdicts in each.verdicts.values())
        yield row([_name(each.answers), *right, str(wrong), *_cpu(each.answers, scores[0].answers, 3)])
    yield ""


def languages(rows: Sequence[Text], scores: Sequence[language.Scores]) -> Iterator[str]:
    total = language.counts(rows)
    groups = [group for group in GROUPS if any(one == group for one, _ in total)]
    yield f"### All kinds: {len(rows)} texts, share right in %\n"
    sizes = {group: sum(count for (one, _), count in total.items() if one == group) for group in groups}
    yield from header(["reader", *(f"{group} ({sizes[group]})" for group in groups), "ms a text", "× ours"])
    for each in scores:
        if each.answers.problem:
            yield row([_name(each.answers), each.answers.problem])
            continue
        right = [sum(count for (one, _), count in each.right.items() if one == group) for group in groups]
        shares = [_percent(count, sizes[group]) for count, group in zip(right, groups, strict=True)]
        yield row([_name(each.answers), *shares, *_cpu(each.answers, scores[0].answers, 3)])
    yield ""
    for group in groups:
        yield from _by_language(group, total, scores)


def _by_language(group: str, total: dict[tuple[str, str], int], scores: Sequence[language.Scores]) -> Iterator[str]:
    names = sorted(name for one, name in total if one == group)
    yield f"### {group.capitalize()}, by language, share right in %\n"
    yield from header(["reader", *(f"{name} ({total[group, name]})" for name in names)])
    for each in (each for each in scores if not each.answers.problem):
        yield row([_name(each.answers), *(_percent(each.right[group, name], total[group, name]) for name in names)])
    yield ""


def words(name: str) -> str:
    return (TEXTS / f"{name}.md").read_text("utf-8")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}"


def _name(answers: Answers) -> str:
    return f"{answers.name} {answers.version}".strip()


def _cpu(answers: Answers, own: Answers, digits: int) -> list[str]:
    ratio = f"{answers.cpu / own.cpu:.1f}" if own.cpu else ""
    return [f"{answers.cpu * 1e3:.{digits}f}", ratio]


def header(names: Sequence[str]) -> Iterator[str]:
    yield row(names)
    yield "|" + "---|" * len(names)


def row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _machine() -> str:
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
