"""Who reads a page, and how is each asked? Every function takes (page, address) and gives what it found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

Found = dict[str, str | None]


def _trafilatura(page: bytes, url: str, **options: Any) -> Found:
    import trafilatura

    read: Any = trafilatura.bare_extraction(page, url=url, with_metadata=True, **options)
    return {"text": read.text, "title": read.title, "date": read.date} if read else {}


def _newspaper4k(page: bytes, url: str) -> Found:
    import newspaper

    read = newspaper.article(url, input_html=_decoded(page), fetch_images=False)  # nothing is fetched
    return {"text": read.text, "title": read.title, "date": _iso(read.publish_date)}


def _news_please(page: bytes, url: str) -> Found:
    from newsplease import NewsPlease

    read = NewsPlease.from_html(_decoded(page), url=url, fetch_images=False)
    return {"text": read.maintext, "title": read.title, "date": _iso(read.date_publish)}


def _readability(page: bytes, url: str) -> Found:
    import lxml.html
    from readability import Document

    read = Document(_decoded(page))
    return {"text": lxml.html.fromstring(read.summary()).text_content(), "title": read.short_title()}


def _resiliparse(page: bytes, url: str) -> Found:
    from resiliparse.extract.html2text import extract_plain_text

    return {"text": extract_plain_text(_decoded(page), main_content=True)}


def _justext(page: bytes, url: str) -> Found:
    """Without a list of stop words: it has one for each language, and no reader here is told the language."""
    import justext

    paragraphs = justext.justext(page, frozenset(), stopwords_low=0, stopwords_high=0)
    return {"text": "\n".join(each.text for each in paragraphs if not each.is_boilerplate)}


def _htmldate(page: bytes, url: str) -> Found:
    import htmldate

    return {"date": htmldate.find_date(_decoded(page), url=url, original_date=True)}


def _decoded(page: bytes) -> str:
    return page.decode("utf-8", "replace")


def _iso(at: Any) -> str | None:
    return at.isoformat() if isinstance(at, datetime) else str(at) if at else None


READERS: dict[str, tuple[str, Callable[[bytes, str], Found]]] = {
    "trafilatura": ("trafilatura", _trafilatura),
    "trafilatura, fast": ("trafilatura", partial(_trafilatura, fast=True)),
    "trafilatura, precision": ("trafilatura", partial(_trafilatura, favor_precision=True)),
    "readability": ("readability-lxml", _readability),
    "resiliparse": ("resiliparse", _resiliparse),
    "justext": ("justext", _justext),
    "newspaper4k": ("newspaper4k", _newspaper4k),
    "news-please": ("news-please", _news_please),
    "htmldate": ("htmldate", _htmldate),
}
