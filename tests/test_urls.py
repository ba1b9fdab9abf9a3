"""One page, one URL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.normalise.urls import host_of, normalise_url

BASE = "https://kaz.example.kz/news/first-1/"
HOSTS = {"test.example.kz": "example.kz", "www.example.kz": "example.kz", "mobile-only.kz": "m.real.kz"}

CASES = [
    ("https://a.kz", "https://a.kz/"),
    ("HTTPS://Kaz.A.KZ/News/", "https://kaz.a.kz/News/"),  # the host has no case, the path has
    ("http://a.kz/x", "https://a.kz/x"),
    ("http://a.kz:80/x", "https://a.kz/x"),
    ("https://a.kz:443/x", "https://a.kz/x"),
    ("http://a.kz:8080/x", "http://a.kz:8080/x"),  # a port of its own: no telling what speaks there
    ("https://a.kz./x", "https://a.kz/x"),
    ("https://a.kz/x#comments", "https://a.kz/x"),
    ("https://a.kz/x/", "https://a.kz/x/"),  # the slash is the site's
    ("https://www.a.kz/x", "https://www.a.kz/x"),  # and so is www
    (" \n\ufeffhttps://a.kz/x\u200b\u00a0", "https://a.kz/x"),
    ("https://a.kz/long\n-slug\t-1", "https://a.kz/long-slug-1"),
    ("https://қазақ.қаз/x", "https://xn--80aau21bd.xn--80ao21a/x"),
    ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
    # dots
    ("https://a.kz/b/../c/./d", "https://a.kz/c/d"),
    ("https://a.kz/../../c", "https://a.kz/c"),
    ("https://a.kz/b/%2e%2e/c", "https://a.kz/c"),
    ("https://a.kz/b//c", "https://a.kz/b//c"),  # may be another page
    # percent signs
    ("https://a.kz/tag/суд/", "https://a.kz/tag/%D1%81%D1%83%D0%B4/"),
    ("https://a.kz/tag/%d1%81%D1%83%d0%b4/", "https://a.kz/tag/%D1%81%D1%83%D0%B4/"),
    ("https://a.kz/%25D1%2581", "https://a.kz/%25D1%2581"),  # encoded twice by the site: its own name
    ("https://a.kz/%7Euser/%41", "https://a.kz/~user/A"),
    ("https://a.kz/two words", "https://a.kz/two%20words"),
    ("https://a.kz/50%-1", "https://a.kz/50%25-1"),
    ("https://a.kz/%%341", "https://a.kz/%2541"),
    # parameters
    ("https://a.kz/n?b=2&a=1", "https://a.kz/n?a=1&b=2"),
    ("https://a.kz/n?a=&b", "https://a.kz/n?a=&b="),
    ("https://a.kz/n?", "https://a.kz/n"),
    ("https://a.kz/n?q=суд", "https://a.kz/n?q=%D1%81%D1%83%D0%B4"),
    ("https://a.kz/n?utm_source=x&id=1&UTM_Campaign=y", "https://a.kz/n?id=1"),
    ("https://a.kz/n?fbclid=a&gclid=b&yclid=c&ysclid=d&_openstat=e&mc_cid=f&igshid=g", "https://a.kz/n"),
    ("https://a.kz/n?ref=b&from=a", "https://a.kz/n?from=a&ref=b"),  # may choose the page
    ("https://a.kz/n?id=1&amp;utm_medium=rss&amp;p=2", "https://a.kz/n?id=1&p=2"),  # escaped twice in a feed
    # AMP and mobile
    ("https://a.kz/news/first-1/amp/", "https://a.kz/news/first-1/"),
    ("https://a.kz/ru/first_a123/amp", "https://a.kz/ru/first_a123"),
    ("https://a.kz/first-1/amp/?utm_source=x&p=2", "https://a.kz/first-1/?p=2"),
    ("https://a.kz/first-1?amp=1", "https://a.kz/first-1"),
    ("https://a.kz/first-1?amp", "https://a.kz/first-1"),
    ("https://a.kz/tag/amp/", "https://a.kz/tag/amp/"),
    ("https://a-1.kz/amp/", "https://a-1.kz/amp/"),
    ("https://a.kz/amp-and-volt/", "https://a.kz/amp-and-volt/"),
    ("https://m.a.kz/x", "https://a.kz/x"),
    ("https://mobile.a.kz/x", "https://a.kz/x"),
    ("https://amp.a.kz/x", "https://a.kz/x"),
    ("https://m.kz/x", "https://m.kz/x"),  # a name of its own
    # two hosts run together
    ("https://a.kzhttps://b.kz/football/first-1/", "https://b.kz/football/first-1/"),
    ("https://https://b.kz/x", "https://b.kz/x"),
    ("https://a.kz/https://b.kz/x", "https://a.kz/https://b.kz/x"),
    # none
    ("", None),
    ("/news/x", None),
    ("//a.kz/x", None),
    ("mailto:news@a.kz", None),
    ("javascript:void(0)", None),
    ("ftp://a.kz/x", None),
    ("tg://resolve?domain=a", None),
    ("https://user:secret@a.kz/x", None),
    ("https://a.kz@b.kz/x", None),
    ("https://a.kz\\@b.kz/x", None),
    ("https://b.kz\\.a.kz/x", None),
    ("https:///x", None),
    ("https://a..kz/", None),
    ("https://a b.kz/", None),
    ("https://%61.kz/", None),
    ("https://a.kz:99999/", None),
    ("https://a.kz:port/", None),
    ("https://[::1/", None),
    ("https://[fe80::1%25eth0]:x/", None),
    ("https://a.kz/\ud800", None),
    ("https://" + "ы" * 300 + ".kz/", None),
    ("https://a.kz/" + "x" * 2000, None),
    ("https://a.kz/" + "\n" * 10 + "x" * 1990, None),  # refused, not cut
    ("https://a.kz/" + "ы" * 400, None),  # too long once encoded
]


@pytest.mark.parametrize(("given", "wanted"), CASES)
def test_one_form(given: str, wanted: str | None) -> None:
    assert normalise_url(given) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("../second-2/", "https://kaz.example.kz/news/second-2/"),
        ("/ru/second-2/amp/", "https://kaz.example.kz/ru/second-2/"),
        ("?page=2", "https://kaz.example.kz/news/first-1/?page=2"),
        ("#top", "https://kaz.example.kz/news/first-1/"),
        ("//other.kz/x", "https://other.kz/x"),
        ("http://other.kz/a/../x", "https://other.kz/x"),
        ("https://a.kzhttps://b.kz/x", "https://b.kz/x"),
        (" ", None),
        ("mailto:news@a.kz", None),
        ("https://[", None),
    ],
)
def test_relative_to_its_page(given: str, wanted: str | None) -> None:
    assert normalise_url(given, base=BASE) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://test.example.kz/x", "https://example.kz/x"),
        ("https://m.test.example.kz/x", "https://example.kz/x"),
        ("https://www.example.kz/x", "https://example.kz/x"),
        ("https://mobile-only.kz/x", "https://m.real.kz/x"),
        ("https://m.real.kz/x", "https://m.real.kz/x"),  # declared as real, so not the mobile form of another
        ("https://kaz.example.kz/x", "https://kaz.example.kz/x"),
    ],
)
def test_other_names_of_a_host(given: str, wanted: str) -> None:
    assert normalise_url(given, hosts=HOSTS) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://Kaz.A.kz:443/x", "kaz.a.kz"),
        ("https://қазақ.қаз/", "xn--80aau21bd.xn--80ao21a"),
        ("https://user@a.kz/", "a.kz"),
        ("//a.kz/x", "a.kz"),
        ("/x", ""),
        ("https://[", ""),
        ("https://a..kz", ""),
        ("", ""),
    ],
)
def test_host(given: str, wanted: str) -> None:
    assert host_of(given) == wanted


PIECES = "/ // .. . % %2e %2F %25 %41 %d1 ? & = # ; + @ : \\ | amp /amp /amp/ amp=1 &amp; utm_source=x m. a b-1 суд ı"
PATHS = st.lists(st.sampled_from([*PIECES.split(), " ", "http://", "https://c.kz"])).map("".join)
URLS = st.builds("https://{}a.kz{}".format, st.sampled_from(["", "m.", "amp.m."]), PATHS)


@given(URLS | st.text(max_size=300) | st.text(max_size=100).map("https://a.kz/{}".format))
def test_a_canonical_url_stays_as_it_is(url: str) -> None:
    canonical = normalise_url(url, base=BASE, hosts=HOSTS)
    if canonical is not None:
        assert normalise_url(canonical, base=BASE, hosts=HOSTS) == canonical
        assert canonical.isascii()
        assert host_of(canonical)
