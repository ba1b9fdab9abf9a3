"""Is a stored article another one now, and how far? Or does only its page look otherwise?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from itertools import pairwise
from typing import Any, Protocol

from newsspider.article import FIELDS, Article

WATCHED = frozenset(
    "title lead text published_at modified_at authors section tags images videos".split()
)  # fields that a version says have changed
DOUBTFUL = frozenset(
    "unknown-layout short-text empty-body layout-drift no-title lost-letters mostly-recurring".split()
)  # flags of a page that is not what it was
MARK = "+lines"  # of a text from which the site's own lines were dropped
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "»", "”", '"')
_MARKS = ("## ", "- ", "> ")
LONG = 400_000  # characters of both: pairs of more words take too much memory
_LEAST = 0.5  # of its letters are left of a text that was not just cut off

Form = Callable[[str], str]


class Kept(Protocol):
    """What is remembered of the newest version."""

    @property
    def title(self) -> str | None: ...
    @property
    def text_sha256(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: unchanged; version; doubtful: the page may be what changed, and not the article."""

    kind: str
    changed: tuple[str, ...] = ()
    similarity: float | None = None


def compare(before: Mapping[str, Any] | None, kept: Kept, article: Article, *, form: Form = str.casefold) -> Verdict:
    """`before`: the line of the newest version, where it is to be had. Titles are compared under `form`, texts by their
    hash, which is of such a form too: signs, case and spaces are no change.
    """
    titled = form(article.title or "") != form(kept.title or "")
    texted = article.text_sha256 != kept.text_sha256
    if not titled and not texted:
        return Verdict("unchanged")
    changed = {name for name, differs in (("title", titled), ("text", texted)) if differs}
    if before is None:
        return Verdict("doubtful" if DOUBTFUL.intersection(article.quality) else "version", _ordered(changed))
    changed |= {
        name for name in WATCHED - {"title", "text"} if _differs(before.get(name), getattr(article, name), form)
    }
    alike = similarity(before.get("text") or "", article.text or "", form=form) if texted else 1.0
    doubtful = _is_another_page(before, article, changed) or (texted and _is_doubtful_text(before, article, form))
    return Verdict("doubtful" if doubtful else "version", _ordered(changed), alike)


def similarity(one: str, other: str, *, form: Form = str.casefold) -> float:
    """The share of pairs of neighbouring words that two texts have in common (Dice's coefficient), 0 to 1; of very long
    texts, the share of lines."""
    parts = _pairs if len(one) + len(other) <= LONG else _whole_lines
    first, second = Counter(parts(one, form)), Counter(parts(other, form))
    total = first.total() + second.total()
    return round(2 * (first & second).total() / total, 4) if total else 1.0


def _pairs(text: str, form: Form) -> Iterator[Hashable]:
    return pairwise(["", *_WORD.findall(form(text))])


def _whole_lines(text: str, form: Form) -> Iterator[Hashable]:
    return filter(None, map(form, text.splitlines()))


def _is_another_page(before: Mapping[str, Any], article: Article, changed: set[str]) -> bool:
    """The page is in another design, or is read otherwise than it was."""
    was = before.get("provenance") or {}
    if before.get("made_by") != article.made_by:  # a better newsspider reads the same page otherwise
        return True
    if DOUBTFUL.intersection(article.quality) - set(before.get("quality") or ()):
        return True
    if _origin(was, "text") != _origin(article.provenance, "text"):
        return True
    return "title" in changed and _origin(was, "title") != _origin(article.provenance, "title")


def _origin(provenance: Mapping[str, str], name: str) -> str:
    return provenance.get(name, "").removesuffix(MARK)


def _is_doubtful_text(before: Mapping[str, Any], article: Article, form: Form) -> bool:
    old, new = (_lines(text or "", form) for text in (before.get("text"), article.text))
    if _is_beginning(new, old) and _letters(new) < _LEAST * _letters(old):
        return True  # cut off, as behind a wall
    return _looks_like_chrome(*_parts_that_differ(old, new, form), ruled="unknown-layout" not in article.quality)


def _looks_like_chrome(removed: Sequence[str], added: Sequence[str], at_edge: bool, *, ruled: bool) -> bool:
    """Lines that only came or only went: without the end of a sentence (`Read also: …`), or, where no rules say where a
    text begins and ends, before or after all the others. There, other lines without an end in their place, too.
    """
    one_sided = not removed or not added
    if at_edge and one_sided and not ruled:
        return True
    lines = [*removed, *added]
    if ruled and (not one_sided or any(line.startswith(_MARKS) or " | " in line for line in lines)):
        return False  # headings, lists, quotations and tables are the article's
    return all(not line.endswith(_SENTENCE_ENDS) for line in lines)


def _parts_that_differ(old: Sequence[str], new: Sequence[str], form: Form) -> tuple[Sequence[str], Sequence[str], bool]:
    """Between what both begin with and what both end with; whether one of these is nothing."""
    least = min(len(old), len(new))
    first, second = [form(line) for line in old], [form(line) for line in new]
    start = next((at for at in range(least) if first[at] != second[at]), least)
    left = least - start
    end = next((at for at in range(left) if first[-1 - at] != second[-1 - at]), left)
    return old[start : len(old) - end], new[start : len(new) - end], start == 0 or end == 0


def _is_beginning(part: Sequence[str], whole: Sequence[str]) -> bool:
    """The last line of what was cut off may be cut itself."""
    *lines, last = part or ("",)
    known = whole[: len(lines)]
    following = whole[len(lines)] if len(lines) < len(whole) else ""
    return list(known) == lines and following.startswith(last.rstrip(" .…"))


def _lines(text: str, form: Form) -> list[str]:
    return [line for line in text.split("\n") if form(line)]


def _letters(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _differs(before: Any, now: Any, form: Form) -> bool:
    if isinstance(before, str) and isinstance(now, str):
        return form(before) != form(now)
    return bool((before or None) != (_plain(now) or None))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _ordered(changed: set[str]) -> tuple[str, ...]:
    return tuple(name for name in FIELDS if name in changed)
