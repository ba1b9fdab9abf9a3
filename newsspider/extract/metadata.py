"""What does a page say of itself outside its text: meta tags, links, headings, JSON-LD?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from newsspider.extract.json_ld import Described, described
from newsspider.normalise.text import clean_line, comparison_form

_LONGEST = 2_000  # characters of one value
_MAX = 2_000  # meta tags and links looked at
_SUFFIX = re.compile(r"\s+(?:[|•·»]|[-–—]|::)\s+([^|•·»]{2,60})$")
_BOILERPLATE_TITLES = frozenset({"home", "главная", "басты бет"})


@dataclass(slots=True)
class Metadata:
    """One pass over the page. `meta` is keyed by lower-case name or property, every value kept."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    alternates: list[tuple[str, str]] = field(default_factory=list)  # hreflang, URL
    icons: set[str] = field(default_factory=set)
    page_title: str | None = None
    headings: list[str] = field(default_factory=list)  # the h1s
    language: str | None = None  # of the template: html lang
    json_ld: Described = field(default_factory=Described)

    def one(self, *names: str) -> str | None:
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def many(self, *names: str) -> list[str]:
        return next((list(dict.fromkeys(self.meta[name])) for name in names if name in self.meta), [])


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    found = Metadata(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    scripts: list[str] = []
    for count, element in enumerate(tree.iter("meta", "link", "title", "h1", "script")):
        tag = element.tag
        if tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text and len(scripts) < 50:
                scripts.append(element.text)
        elif count > _MAX:
            continue
        elif tag == "meta":
            _meta(found, element)
        elif tag == "link":
            _link(found, element)
        elif tag == "title":
            found.page_title = found.page_title or clean_line(element.text_content()[:_LONGEST])
        elif line := clean_line(element.text_content()[:_LONGEST]):
            found.headings.append(line)
    found.json_ld = described(scripts, url)
    return found


def _meta(found: Metadata, element: HtmlElement) -> None:
    content = clean_line((element.get("content") or "")[:_LONGEST])
    for attribute in ("property", "name", "itemprop"):  # sites mix up the first two
        if content and (key := element.get(attribute)):
            found.meta.setdefault(key.strip().lower(), []).append(content)


def _link(found: Metadata, element: HtmlElement) -> None:
    rel, href = (element.get("rel") or "").lower().split(), (element.get("href") or "").strip()
    if not href:
        return
    if "canonical" in rel:
        found.canonical = found.canonical or href
    elif "alternate" in rel and (language := element.get("hreflang")):
        found.alternates.append((language.strip(), href))
    elif any("icon" in one for one in rel):
        found.icons.add(href)


def titles(found: Metadata) -> Iterator[tuple[str, str]]:
    """The page's title as each source gives it, best first: title, provenance."""
    candidates = [
        (found.json_ld.title, "json-ld"),
        (found.one("og:title", "twitter:title", "dc.title"), "meta"),
        (found.headings[0] if len(found.headings) == 1 else None, "h1"),
        (found.page_title, "title"),
        (found.headings[0] if found.headings else None, "h1"),
    ]
    for said, origin in candidates:
        if said and comparison_form(title := without_site(said, found)) not in _BOILERPLATE_TITLES:
            yield title, origin


def without_site(title: str, found: Metadata) -> str:
    """The title without the site's name at its end: ` | Tengrinews.kz`."""
    match = _SUFFIX.search(title)
    if match is None or len(title[: match.start()]) < 10:
        return title
    cut = title[: match.start()]
    said, names = comparison_form(match[1]), comparison_form(found.one("og:site_name", "application-name") or "")
    if any(comparison_form(heading) == comparison_form(cut) for heading in found.headings):
        return cut
    if "|" in match[0] or (names and (said in names or names in said)) or re.search(r"\.[a-z]{2,4}$", match[1].lower()):
        return cut
    return title
