"""Is a site well, by how its last crawl went?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsspider.monitor.designs import alarm
from newsspider.monitor.drift import drift
from newsspider.monitor.expect import Expect
from newsspider.monitor.overdue import overdue
from newsspider.monitor.past import Past
from newsspider.monitor.signs import ASKED_FOR, REFUSALS, UNTRANSLATED
from newsspider.monitor.watching import has_trouble, trouble

# shutdown: somebody stopped it; handed-over: it made way: the next crawl goes on. The last two are `scrapy gaps`.
GAPS = ("announced", "repaired")
WELL = ("finished", "limit", "shutdown", "handed-over", *GAPS)
FORGOTTEN = timedelta(days=1)  # a run elsewhere that takes longer than this was killed
SILENT_DAYS = 3  # of a site that publishes daily
SILENT_DAYS_UNKNOWN = 14  # of a site that nobody expects anything of
MANY_REFUSED = 10  # fewer are an accident …
SOME_REFUSED = 3  # … and so are fewer than these where nothing else was read: a dead page that is tried again
BARRED = frozenset({"challenge", "robots", "http-401", "http-403", "http-429"})  # one is no accident then
# Others are of the whole site.
OF_THE_PAGE = ("http-404", "http-410", "gone", "redirected-away", *sorted(REFUSALS | UNTRANSLATED))
NO_SOURCE = "no-source-answered"  # the reason of a crawl that could not read what there is

_NO_DAY = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Health:
    """`word`: ok, ill (the last crawl went wrong), silent (it went well, and there is nothing new for days)."""

    word: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Crawled:
    """The last crawl of a site. `running`: None where that can't be seen from here.

    `quiet`: from the last article stored until the crawl's end; None: there is none. `before`: counts of the crawls
    before it, newest first. `suspects`: where odd pages are kept, `articles`: and articles. `ended`: when it did.
    """

    reason: str | None
    running: bool | None
    age: timedelta
    counts: Mapping[str, int]
    quiet: timedelta | None
    before: Sequence[Mapping[str, int]] = ()
    suspects: str = ""
    ended: datetime = _NO_DAY
    past: Past = field(default_factory=Past)
    articles: str = ""


def health(last: Crawled, expect: Expect) -> Health:
    if last.reason is None:
        killed = not last.running and (last.running is not None or last.age > FORGOTTEN)
        return Health("ill", "killed: the crawl never said how it ended") if killed else Health("ok", "is running")
    if why := _ill(last, expect):
        return Health("ill", why)
    if why := overdue(last.past.arrivals, last.past.read(), last.past.zone):
        return Health("silent", why)
    if last.reason != "finished":
        return Health("ok")
    if last.quiet is None:
        return Health("silent", "a crawl finished, and no article was ever stored")
    if last.quiet >= silent_after(expect):
        return Health("silent", f"nothing new for {last.quiet.days} days")
    return Health("ok")


def _ill(last: Crawled, expect: Expect) -> str | None:
    crawls = (last.counts, *last.before)
    sources = trouble(last.past.sources.items(), last.ended)
    if last.reason not in WELL and not (last.reason == NO_SOURCE and _passes(last)):
        return f"the crawl ended with {last.reason}" + (f": {sources}" if sources else "")
    if last.reason not in GAPS and (why := _refused(last.counts)):  # what is asked for there was missing anyway
        return why
    if why := alarm(crawls, expect):
        return why + (f"; pages are kept under {last.suspects}" if last.suspects else "")
    if sources:
        return sources
    why = drift(crawls, last.past.counts)
    return why + (f"; articles are in {last.articles}" if last.articles else "") if why else None


def _passes(last: Crawled) -> bool:
    """No source answered, and a moment ago they did: the next crawl will tell."""
    wrong = [source for source in last.past.sources.values() if source.wrong and source.read_at]
    return bool(wrong) and not any(has_trouble(source, last.ended) for source in wrong)


def silent_after(expect: Expect) -> timedelta:
    daily = expect.per_day is not None and expect.per_day[0] > 0
    return timedelta(days=SILENT_DAYS if daily else SILENT_DAYS_UNKNOWN)


def _refused(counts: Mapping[str, int]) -> str | None:
    """Pages were read, and most of them gave no article."""
    good = sum(counts.get(kind, 0) for kind in ("stored", "duplicate", "unchanged"))
    reasons = {name.partition("/")[2]: count for name, count in counts.items() if name.startswith("refused/")}
    excused = {reason: counts.get(f"excused/{reason}", 0) for reason in OF_THE_PAGE if reason in reasons}
    reasons.update({reason: reasons[reason] - number for reason, number in excused.items()})
    # Where nothing else came, an application that says nothing in any language may have changed.
    usual = ASKED_FOR | (UNTRANSLATED if good else frozenset())
    refused = counts.get("refused", 0) - sum(excused.values()) - sum(reasons.pop(reason, 0) for reason in usual)
    accident = MANY_REFUSED if good else 1 if BARRED.intersection(reasons) else SOME_REFUSED
    if refused < accident or refused <= good:
        return None
    most = max(reasons, key=lambda name: reasons[name], default="?")
    return f"{refused} of {refused + good} pages were refused, most for {most}"
