"""How is a site declared that was looked at once?"""

from __future__ import annotations

import json

from newsspider.commands.survey import Survey
from newsspider.discovery.patterns import Pattern
from newsspider.discovery.sources import Feed
from newsspider.normalise.urls import host_of

_TEMPLATE = '''from newsspider.discovery.editions import Edition
from newsspider.discovery.sources import {kinds}
from newsspider.site import NewsSpider


class {class_name}Spider(NewsSpider):
    """{title}"""

    name = "{name}"
    editions = (
        Edition(
            "{edition}",
            home={home},{hosts}
            sources={sources},{slash}
        ),
    )
{aliases}    # {guessed}
    # Addresses that do not match are never asked for. A number that alone tells an article from all others of its
    # edition may be named, (?P<key>\\d+); so may the section, (?P<section>[^/]+).
    article_url = r"{pattern}"
    # JSON-LD, meta tags and the generic extractor need no rules. Where an article shows more than itself, or less,
    # say where it stands (and import Rules from newsspider.extract.rules), the newest design first:
    # layouts = (Rules(name="2026", body="div.story", lead=".lead", tags=".tags a", drop=(".related", ".share")),)
    # What a healthy day brings (import Expect from newsspider.monitor.expect):
    # expect = Expect(per_day=(20, 200))
'''


def site_file(name: str, found: Survey, *, title: str | None = None) -> str:
    """The Python module of a site; runs as it is."""
    sources = [f"{type(source).__name__}({_quoted(source.path)})" for source in found.sources]
    kinds = {type(source).__name__ for source in found.sources}
    if not any(isinstance(source, Feed) for source in found.sources):  # or what is newest comes late
        sources.append(f"Listing({_quoted('')})")
        kinds.add("Listing")
    return _TEMPLATE.format(
        kinds=", ".join(sorted(kinds)),
        class_name="".join(part.capitalize() for part in name.split("_")),
        title=_told(title or found.title or host_of(found.home)),
        name=name,
        edition=found.language or "main",
        home=_quoted(found.home),
        hosts=_further_hosts(found),
        sources=_tuple(sources),
        slash="" if found.slash is None else f"\n            slash={found.slash},",
        aliases=_aliases(found),
        guessed=_guessed(found.pattern),
        pattern=found.pattern.regex if found.pattern else ".+",
    )


def _tuple(sources: list[str]) -> str:
    line = f"({', '.join(sources)}{',' if len(sources) == 1 else ''})"
    lines = "".join(f"                {source},\n" for source in sources)
    return line if len(line) < 90 else f"(\n{lines}            )"


def _further_hosts(found: Survey) -> str:
    """Those of its sources, or they would never be asked."""
    hosts = dict.fromkeys(host for source in found.sources if (host := host_of(source.path)) != host_of(found.home))
    quoted = "".join(f"{_quoted(host)}, " for host in hosts if host)
    return f"\n            hosts=({quoted.strip()})," if quoted else ""


def _guessed(pattern: Pattern | None) -> str:
    if pattern is None:
        return "No address looked like an article's."
    return f"Guessed from {pattern.seen} address{'es' if pattern.seen > 1 else ''}: compare with more."


def _aliases(found: Survey) -> str:
    if not found.aliases:
        return ""
    hosts = ", ".join(f"{_quoted(alias)}: {_quoted(host_of(found.home))}" for alias in found.aliases)
    return f"    hosts = {{{hosts}}}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _told(title: str) -> str:
    """Fit for a docstring, whatever the page says."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in title).split())
    plain = plain.replace("\\", "/").replace('"', "'")[:90].strip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."
