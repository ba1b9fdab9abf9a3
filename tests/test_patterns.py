"""Are the addresses of articles told from the others, and sources found where a site names them?"""

from __future__ import annotations

import pytest

from newsspider.discovery.hints import hints_of_page, sitemaps_of_robots
from newsspider.discovery.patterns import guess_pattern

OTHERS = ["/", "/about/", "/tag/ay-2024/", "/page/2024/", "/category/sport-1234/", "/logo-12345.png", "/kk/"]

IDS = range(5000, 5004)
# given: paths of articles; wanted: their pattern
CASES = [
    (
        [f"/{s}/oqiga-{n}/" for s in ("sport", "qala") for n in range(5000, 5004)],
        r"^/(?P<section>[^/]+)/[^/]+[-_]\d+/?$",
    ),
    ([f"/news/oqiga-1a2b3c4{n}/" for n in range(6)], r"^/news/[^/]*-[0-9a-f]+/?$"),  # hexadecimal ids
    ([f"/ru/oqiga-{n}.html" for n in range(5000, 5003)], r"^/ru/[^/]+[-_]\d+\.html/?$"),  # languages are constant
    ([f"/oqiga/{n}" for n in range(71000, 71003)], r"^/(?P<section>[^/]+)/\d+/?$"),  # three may agree by chance
    ([f"/{n}-oqiga" for n in range(71000, 71009)], r"^/\d+[-_][^/]+/?$"),
    ([f"/2026/11/{day}/oqiga/" for day in (1, 2, 30)], r"^/\d{4}/\d+/\d+/[^/]+/?$"),
    ([f"/2026/11/oqiga-{word}-bir-eki/" for word in ("ay", "kun")], r"^/\d{4}/\d+/[^/]+[-_][^/]+/?$"),
    ([f"/ru/kak-proshel-den-{word}/" for word in ("goroda", "sela")], r"^/ru/[^/]+[-_][^/]+/?$"),
    (["/a/oqiga-5001/", "/a/b/oqiga-5002/"], r"^/(?:[^/]+/)*[^/]+[-_]\d+/?$"),  # of different depth
]


@pytest.mark.parametrize(("paths", "wanted"), CASES)
def test_pattern(paths: list[str], wanted: str) -> None:
    urls = [f"https://example.kz{path}" for path in paths]
    pattern = guess_pattern([f"https://example.kz{path}" for path in OTHERS] + urls)
    assert pattern is not None
    assert (pattern.regex, pattern.seen) == (wanted, len(paths))
    assert all(pattern.fits(url) for url in urls)


def test_known_article_decides() -> None:
    urls = [f"https://example.kz/shop/item-{n}/" for n in range(1000, 1030)]
    pattern = guess_pattern(urls, article="https://example.kz/2026/11/oqiga/")
    assert pattern is not None
    assert pattern.regex == r"^/\d{4}/\d+/[^/]+/?$"


def test_no_article() -> None:
    assert guess_pattern([f"https://example.kz{path}" for path in OTHERS]) is None


PAGE = """<html lang="kk-KZ"><head><title>Басты бет | Мысал</title><meta property="og:site_name" content=" Мысал ">
<link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel="stylesheet" href="/rss.css">
<link rel="alternate" type="application/atom+xml" href="https://example.kz/atom?utm_source=x">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" hreflang="ru" href="/ru/">
</head><body><a href="oqiga-1/">1</a><a href="#top">2</a><a href="javascript:go()">3</a><a>4</a></body></html>"""


def test_hints_of_page() -> None:
    hints = hints_of_page(PAGE, "https://example.kz/")
    assert hints.title == "Мысал"
    assert hints.language == "kk"
    assert hints.feeds == ("https://example.kz/rss.xml", "https://example.kz/atom")  # not that of the comments
    assert hints.links == ("https://example.kz/oqiga-1/", "https://example.kz/")


@pytest.mark.parametrize("text", ["", "\0", "<", "{}", "<a href='http://['>"])
def test_garbage_gives_no_hints(text: str) -> None:
    assert hints_of_page(text, "https://example.kz/").links == ()


def test_sitemaps_of_robots() -> None:
    robots = "User-agent: *\nDisallow: /a\n sitemap : /map.xml\nSitemap: https://example.kz/news-map.xml\n#Sitemap: /b"
    assert sitemaps_of_robots(robots, "https://example.kz/") == (
        "https://example.kz/news-map.xml",  # what says most comes first
        "https://example.kz/map.xml",
    )
