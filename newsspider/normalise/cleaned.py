"""What of an article changes when the lines go that recur in its site's articles?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsspider.article import Article
from newsspider.normalise.language import identify
from newsspider.normalise.recurring import Counts, Known, known_of, without_recurring
from newsspider.normalise.text import text_hash
from newsspider.normalise.text_lines import line_key

MARK = "+lines"  # in the provenance of such a text
FLAG = "mostly-recurring"
_READ = ("text", "lead", "authors", "cites", "language", "languages", "quality", "provenance")


def clean_article(article: Article, counts: Counts) -> int:
    """Change the article in place; how many lines went."""
    changes, dropped = changed_fields({name: getattr(article, name) for name in _READ}, known_of(counts))
    for name, value in changes.items():
        setattr(article, name, value)
    return dropped


def changed_fields(article: Mapping[str, Any], known: Known) -> tuple[dict[str, Any], int]:
    """The fields of a record that become others, and how many lines went."""
    rest = without_recurring(article["text"] or "", known, article["authors"])
    changes: dict[str, Any] = {}
    if rest.held_back and FLAG not in article["quality"]:
        changes["quality"] = [*article["quality"], FLAG]
    if not rest.dropped:
        return changes, 0
    changes |= {"text": rest.text, "text_sha256": text_hash(rest.text)}
    origin = dict(article["provenance"])
    if article["lead"] and line_key(article["lead"]) in rest.dropped:
        changes["lead"] = None
        origin.pop("lead", None)
    cites = [cite for cite in article["cites"] if _phrase(cite) in rest.text]
    if len(cites) < len(article["cites"]):
        changes["cites"] = cites
    if not cites:
        origin.pop("cites", None)
    if "text" in origin:
        origin["text"] = origin["text"].removesuffix(MARK) + MARK
    return changes | {"provenance": origin} | _language(article, rest.text), len(rest.dropped)


def _phrase(cite: Any) -> str:
    """Of a record's cite, or of an article's."""
    said = cite["phrase"] if isinstance(cite, Mapping) else cite.phrase
    return said or ""


def _language(article: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A line in another language made the text a mixed one. Where letters are lost, the title was read instead."""
    if not article["languages"] or "lost-letters" in article["quality"]:
        return {}
    known = identify(text, hint=article["language"])
    if known is None:
        return {}
    return {"language": known.language, "script": known.script, "languages": list(known.shares)}
