"""Which dates does a page state for machines: meta tags, structured data, scripts, its address?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newsspider.extract.metadata import Metadata

PUBLISHED = (
    "article:published_time",
    "article:published",
    "article:published_date",
    "article:publicationdate",
    "article:post_date",
    "og:article:published_time",
    "og:article:published",
    "datepublished",
    "date_published",
    "og:published_time",
    "og:publish_date",
    "og:pubdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published_date",
    "published_time",
    "publisheddate",
    "publication_date",
    "publication-date",
    "pubdate",
    "publishdate",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.publication",
    "citation_publication_date",
    "citation_online_date",
    "bt:pubdate",
    "vr:published_time",
    "originalpublicationdate",
    "article_date_original",
    "mediator_published_time",
    "shareaholic:article_published_time",
    "twt-published-at",
    "dcsext.articlefirstpublished",
    "article.published",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "iso-8601-publish-date",
    "displaydate",
)
VAGUE = (  # the publication, or when the page was made
    "date.created",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "dc:created",
    "article.created",
    "created",
    "date_created",
    "datecreated",
    "citation_date",
    "date",
    "pdate",
    "ptime",
    "timestamp",
)
_IN_SCRIPT = re.compile(
    r"""['"]?\b(?:datePublished|date_published|published_?[dD]ate|published_?[aA]t|publish_?[dD]ate|pub_?[dD]ate"""
    r"""|publication_?[dD]ate|first_?[pP]ublished(?:_?(?:at|[dD]ate))?|publish(?:ed)?_?[tT]ime|articlePublicationDate"""
    r"""|article_?[dD]ate|datePublication)['"]?\s?[:=,]\s?['"]([^'"<>\\]{8,40})['"]"""
)
_LONGEST = 2_000_000  # characters of all scripts
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_IN_SLUG = re.compile(r"(?<!\d)(?:(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)|([0-3]\d)[-_.]([01]\d)[-_.](20\d\d))(?!\d)")
_UPLOADED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?!\d)")


def in_scripts(tree: HtmlElement) -> list[str]:
    """What scripts name as the publication, each value once."""
    found: dict[str, None] = {}
    left = _LONGEST
    for script in tree.iter("script"):
        text = (script.text or "")[: max(left, 0)]
        left -= len(text)
        found.update(dict.fromkeys(match[1] for match in _IN_SCRIPT.finditer(text)))
    return list(found)


def in_path(url: str) -> str | None:
    """The day that an address names: `/2024/05/17/`."""
    match = _IN_PATH.search(url)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def in_slug(url: str) -> list[str]:
    """Days in the rest of an address: `/news-20240517.html`, `/17-05-2024-title/`."""
    return list(_days(_IN_SLUG, unquote(urlsplit(url).path)))


def of_image(found: Metadata) -> list[str]:
    """The day on which the page's picture was uploaded, as its address says."""
    urls = [found.one("og:image", "og:image:url", "twitter:image", "twitter:image:src"), found.json_ld.image]
    return [day for url in urls if url for day in islice(_days(_UPLOADED, _path(url)), 1)]


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # http://[2024/05/17/
        return ""


def _days(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text[:2_000]):
        parts = [part for part in match.groups() if part]
        yield "-".join(parts if len(parts[0]) == 4 else reversed(parts))
