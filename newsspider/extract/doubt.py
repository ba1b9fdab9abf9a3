"""Does the layout that fits still tell what the page shows?"""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from newsspider.article import Article
from newsspider.extract import select
from newsspider.extract.body import Block
from newsspider.extract.layout import Body, read_whole
from newsspider.extract.prose import longest_prose
from newsspider.extract.reading import Reading
from newsspider.extract.told import ORIGIN
from newsspider.normalise.text import comparison_form

_FAR = 2  # times as much text as the layout's …
_SLACK = 300  # … and so many letters more, are no accident
_FRACTION = 3  # times: what is shorter than that part of the article is not the article
_MANY = 200  # paragraphs that are compared
_CONTAINED = 0.8  # of the layout's paragraphs


def reconsidered(page: Reading, body: Body) -> Body:
    """The body, marked as `short` where the page shows far more: the longest prose says the same and goes on, or the
    generic extractor finds more too. The extractor's text, where the layout's is a fraction of it and stands in the
    prose, and no other article is on the page.

    The extractor costs more than everything else together: it is asked only where a look at the page says so.
    """
    if page.rules is None:
        return body
    own, (holder, shown) = _letters(body), longest_prose(page.tree)
    if shown <= _FAR * own + _SLACK:
        return body
    whole, same = read_whole(page), _says(holder, body)
    if not same and _letters(whole) <= _FAR * own + _SLACK:
        return body
    if same and own * _FRACTION < _letters(whole) and _headlines(page.tree) < 2:
        return replace(whole, sponsored=body.sponsored or whole.sponsored, short=True)
    return replace(body, short=True)


def has_drifted(article: Article, page: Reading) -> bool:
    """Title or date were found, and the layout's selectors for them find nothing any more."""
    if page.rules is None:
        return False
    declared = (("title", page.rules.title), ("published_at", page.rules.published))
    return any(
        selector
        and article.provenance.get(name) not in (None, page.by_rules, ORIGIN)
        and not select.value(page.tree, selector)
        for name, selector in declared
    )


def _letters(body: Body) -> int:
    return sum(len(line.text) for part in body.parts if isinstance(part, Block) for line in part.lines)


def _says(holder: HtmlElement, body: Body) -> bool:
    """Does the longest prose say what the layout's text says? What stands beside it may be another article, and
    nothing is said nowhere: an empty body is what the site says."""
    said = comparison_form(" ".join(holder.itertext()))
    blocks = [part for part in body.parts if isinstance(part, Block)][:_MANY]
    own = [form for block in blocks if (form := comparison_form(block.text))]
    return bool(own) and sum(form in said for form in own) >= _CONTAINED * len(own)


def _headlines(tree: HtmlElement) -> int:
    return len({select.text_of(headline) for headline in tree.iter("h1")} - {None})
