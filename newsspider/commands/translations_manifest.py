"""Which texts of a manifest are translations of one another?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import orjson

from newsspider.commands.texts import GivenText, texts_of
from newsspider.dedup.compared import compared, how
from newsspider.dedup.translations import translations


def print_translations(name: str) -> int:
    """A line {"id", "language", "translations": [{"id", "language", "how", "similarity"}]} for each text, in order."""
    for line in lines(list(texts_of(name))):
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    return 0


def lines(given: list[GivenText]) -> Iterator[dict[str, Any]]:
    read = [
        compared(text.text, title=text.title, language=text.language, at=text.published_at, source=text.source)
        for text in given
    ]
    found: dict[int, list[dict[str, Any]]] = {}
    articles = [article for _, article in read]
    for pair in translations(articles):
        one, other = pair.first, pair.second
        if (what := how(pair, articles, lambda number: given[number].text)) is None:
            continue
        for this, that in ((one, other), (other, one)):
            partner = {"id": given[that].id, "language": read[that][0], "how": what[0], "similarity": what[1]}
            found.setdefault(this, []).append(partner)
    for number, text in enumerate(given):
        partners = sorted(found.get(number, ()), key=lambda partner: str(partner["language"]))
        yield {"id": text.id, "language": read[number][0], "translations": partners}
