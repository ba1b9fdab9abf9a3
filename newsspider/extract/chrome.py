"""Which lines of a text belong to the site, not to the article?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from newsspider.extract.body import Block, Part
from newsspider.extract.lines import Line
from newsspider.extract.phrases import ALSO, CALL, CHANNEL_HOSTS, LABELS, OURS, POST, SPEECH, SPONSOR, SUMMARY
from newsspider.normalise.text import comparison_form

_LONGEST = 300  # letters; longer lines are prose


@lru_cache(maxsize=64)
def _patterns(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression, re.I) for expression in expressions)


def is_sponsor_label(text: str) -> bool:
    return len(text) <= 120 and SPONSOR.search(text) is not None


def without_chrome(parts: Iterable[Part], drop_lines: tuple[str, ...] = ()) -> tuple[list[Part], bool]:
    """The parts without the site's own lines; and whether one of those marked an advertisement."""
    kept: list[Part] = []
    sponsored = announcing = summary = False
    for part in parts:
        if not isinstance(part, Block):
            kept.append(part)
            continue
        if summary and part.kind == "item":
            continue
        summary = False
        lines = []
        for line in part.lines:
            if announcing and _leads_away(line):
                continue
            if is_sponsor_label(line.text):
                sponsored = True
            elif SUMMARY.search(line.text) and len(line.text) < 80:
                summary = True
            elif _bare_announcement(line):
                announcing = True
            elif not is_chrome(line, part.kind, drop_lines):
                announcing = False
                lines.append(line)
        if lines:
            kept.append(Block(part.kind, lines, part.quoted))
    return kept, sponsored


def is_chrome(line: Line, kind: str = "paragraph", drop_lines: tuple[str, ...] = ()) -> bool:
    text = line.text
    if len(text) > _LONGEST:
        return False
    if any(pattern.search(text) for pattern in _patterns(drop_lines)):
        return True
    if kind != "heading" and len(text) <= 40 and comparison_form(text) in LABELS:
        return True
    return _announces(line) or _invites(line, listed=kind == "item")


def _bare_announcement(line: Line) -> bool:
    match = ALSO.search(line.text) if len(line.text) < 60 else None
    return match is not None and not line.text[match.end() :].strip(" :.!–—-→»>…")


def _leads_away(line: Line) -> bool:
    return line.only_link and len(line.text) <= _LONGEST


def _announces(line: Line) -> bool:
    """`Also read: …` before a link or after a colon."""
    match = ALSO.search(line.text)
    if match is None:
        return False
    rest = line.text[match.end() :].strip()
    return rest.startswith(":") or line.linked > 0.6 * len(rest.replace(" ", ""))


def _invites(line: Line, *, listed: bool) -> bool:
    """Only a link to a channel or an app shop, or a call to follow *us* there."""
    channels = [target for target in line.targets if _is_channel(target)]
    if not channels:
        return False
    if line.only_link and not listed and all(not POST.search(target) for target in channels):
        return True
    call = None if SPEECH.search(line.text) else CALL.search(line.text)
    return call is not None and (line.only_link or OURS.search(line.text) is not None) and len(line.text) <= 250


def _is_channel(target: str) -> bool:
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return False
    return CHANNEL_HOSTS.search(host.lower()) is not None
