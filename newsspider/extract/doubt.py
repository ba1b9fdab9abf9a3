"""Does the layout that fits still tell what the page shows?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lxml.html import HtmlElement

from newsspider.article import Article
from newsspider.extract import select
from newsspider.extract.body import Block
from newsspider.extract.layout import Body, read_whole
from newsspider.extract.reading import Reading
from newsspider.normalise.text import comparison_form

_FAR = 2  # times as much text as the layout's …
_SLACK = 300  # … and so many letters more, are no accident
_FRACTION = 3  # times: what is shorter than that part of the article is not the article
_SENTENCE = 60  # letters outside links
_SENTENCES = 3  # side by side: teasers and comments stand alone, each in its box
_AROUND = frozenset({"nav", "aside", "footer", "header", "form", "dialog", "template", "noscript"})
_CONTAINED = 0.8  # of the layout's paragraphs: the generic extractor leaves out short ones


def reconsidered(page: Reading, body: Body) -> Body:
    """The body, marked as `short` where the generic extractor too finds far more on the page; its text, where the
    layout's is a fraction of it and no other article stands on the page.

    The extractor costs more than everything else together: it is asked only where a look at the page says so.
    """
    own = _letters(body)
    if page.rules is None or longest_prose(page.tree) <= _FAR * own + _SLACK:
        return body
    whole = read_whole(page)
    if _letters(whole) <= _FAR * own + _SLACK:
        return body
    if own * _FRACTION < _letters(whole) and _contains(whole, body) and _headlines(page.tree) < 2:
        return replace(whole, sponsored=body.sponsored or whole.sponsored, short=True)
    return replace(body, short=True)


def has_drifted(article: Article, page: Reading) -> bool:
    """Title or date were found, and the layout's selectors for them find nothing any more."""
    if page.rules is None:
        return False
    declared = (("title", page.rules.title), ("published_at", page.rules.published))
    return any(
        selector and article.provenance.get(name) not in (None, page.by_rules) and not select.value(page.tree, selector)
        for name, selector in declared
    )


def longest_prose(tree: HtmlElement) -> int:
    """Letters of the paragraphs that stand side by side, where a page has most of them."""
    letters: Counter[HtmlElement] = Counter()
    paragraphs: Counter[HtmlElement] = Counter()
    for element in tree.iter("p", "br"):
        parent = element.getparent()
        said = _sentence(element)
        if said >= _SENTENCE and parent is not None:
            letters[parent] += said
            paragraphs[parent] += 1
    groups = (holder for holder, _ in letters.most_common() if paragraphs[holder] >= _SENTENCES)
    return next((letters[holder] for holder in groups if not _is_around(holder)), 0)


def _sentence(element: HtmlElement) -> int:
    """Letters of a paragraph outside its links, or of the line behind a line break."""
    if element.tag == "br":
        return len(element.tail or "")
    said = len("".join(element.itertext()))
    return said - sum(len("".join(link.itertext())) for link in element.iter("a")) if said >= _SENTENCE else 0


def _is_around(holder: HtmlElement) -> bool:
    """What no design puts an article into."""
    return any(
        above.tag in _AROUND or above.get("hidden") is not None or "comment" in (above.get("class") or "").lower()
        for above in (holder, *holder.iterancestors())
        if above.tag not in ("html", "body")
    )


def _letters(body: Body) -> int:
    return sum(len(line.text) for part in body.parts if isinstance(part, Block) for line in part.lines)


def _contains(whole: Body, body: Body) -> bool:
    """Does it say what the layout's text says? Nothing is contained nowhere: an empty body is what the site says."""
    said = comparison_form("\n".join(part.text for part in whole.parts if isinstance(part, Block)))
    own = [form for part in body.parts if isinstance(part, Block) if (form := comparison_form(part.text))]
    return bool(own) and sum(form in said for form in own) >= _CONTAINED * len(own)


def _headlines(tree: HtmlElement) -> int:
    return len({select.text_of(headline) for headline in tree.iter("h1")} - {None})
