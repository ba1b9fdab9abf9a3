"""How does one design of a site's article page lay out its fields?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FromJson:
    """Names of the fields of an article in the JSON that its rendered page received; `key`: that of the site's own key.

    `body` may be HTML; `summary` is the text where the body is empty. `tags`: strings, or objects with a `name`.
    """

    key: str
    title: str
    body: str
    published: str
    summary: str = ""
    image: str = ""
    tags: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """CSS selectors of one page design; what is not said here comes from JSON-LD, meta tags or trafilatura.

    A selector may end in `::attr(name)`. Several designs of one field are one selector list (`a, b`):
    the first *selector* with a value wins, in the order written. A layout fits when `body` matches
    (and `fits`, where given) and yields text.
    """

    name: str  # the design's year or generation: stands in provenance as `rules:2026`
    body: str
    fits: str | None = None
    scope: str | None = None  # around one article: pages may append the next. Not for title, dates and breadcrumbs
    title: str | None = None
    published: str | None = None
    published_from_link: bool = False  # the page may show when it was changed: a feed or listing knows better
    wall_clock: bool = False  # the page's zone offset is wrong: read its clock time as local
    modified: str | None = None
    lead: str | None = None
    authors: str | None = None  # "": the site names none, whatever its meta tags say
    section: str | None = None
    breadcrumbs: str | None = None
    tags: str | None = None
    image: str | None = None
    caption: str | None = None
    video: str | None = None
    drop: tuple[str, ...] = ()  # elements inside the body that are not the article
    drop_lines: tuple[str, ...] = ()  # regular expressions: whole paragraphs that are not the article
    json: FromJson | None = None  # of a rendered page: believed first, selectors are for a page without it
    sponsored: str | None = None  # an element that marks an advertisement
