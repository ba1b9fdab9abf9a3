"""Does a rendered page keep the JSON that it received?"""

from __future__ import annotations

import orjson

from newsspider.extract.page import read_page
from newsspider.extract.received import received, with_received

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
