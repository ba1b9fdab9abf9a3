"""Does a rendered page keep the JSON that it received?"""

from __future__ import annotations

import orjson

from newsspider.extract.page import read_page
from newsspider.extract.received import LONGEST, MOST, received, with_received

PAGE = "<html><body><div id=root><h1>Полиция</h1></div></body></html>"


def read(page: str) -> list[tuple[str, object]]:
    return [(one.url, one.value) for one in received(read_page(page.encode()))]


def test_there_and_back() -> None:
    answer = {"id": 1, "body": "<p>Қала </script><script>alert(1)</script> \u2028 «мәтін»</p>", "n": None}
    url = 'https://www.gov.kz/news?a=1&b="2"'
    page = with_received(PAGE, [(url, orjson.dumps(answer)), ("https://www.gov.kz/list", b"[1, 2]")])
    assert read(page) == [(url, answer), ("https://www.gov.kz/list", [1, 2])]
    assert page.endswith("</body></html>")


def test_what_is_no_json_stays_out() -> None:
    assert with_received(PAGE, [("https://www.gov.kz/a", b"<html>504</html>"), ("https://www.gov.kz/b", b"")]) == PAGE


def test_a_page_without_an_end_keeps_it_too() -> None:
    assert read(with_received("<html><body><p>x", [("https://www.gov.kz/a", b"{}")])) == [("https://www.gov.kz/a", {})]


def test_hostile_answers_cost_no_other() -> None:
    deep = b"[" * 300 + b"]" * 300
    long = b'"' + b"<" * (LONGEST - 100) + b'"'  # six times as long when it is written
    useless = [("https://www.gov.kz/pixel", b"GIF89a")] * MOST
    answers = [
        ("https://www.gov.kz/deep", deep),
        ("https://www.gov.kz/long", long),
        *useless,
        ("https://www.gov.kz/a", b"7"),
    ]
    assert read(with_received(PAGE, answers)) == [("https://www.gov.kz/a", 7)]
    big = [(f"https://www.gov.kz/{at}", b'"' + b"x" * (LONGEST - 100) + b'"') for at in range(5)]
    assert len(with_received(PAGE, big)) < 11_000_000
