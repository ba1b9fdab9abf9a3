"""What of an answer's headers is sent back?"""

from __future__ import annotations

import pytest
from scrapy.http import Response

from newsspider.site.answers import LONGEST, validators

DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
ETAGS = [
    (b'W/"1-a"', 'W/"1-a"'),
    (b"", None),
    ('"é"'.encode(), None),  # it would be sent back as other bytes
    ('"é"'.encode("latin-1"), None),
    (b'"a\0"', None),
    (b'"\x1b[31m"', None),
    (b"x" * LONGEST, "x" * LONGEST),
    (b"x" * (LONGEST + 1), None),
]


@pytest.mark.parametrize(("sent", "kept"), ETAGS)
def test_validators(sent: bytes, kept: str | None) -> None:
    answer = Response("https://a.kz/", headers={"ETag": sent, "Last-Modified": DATE})
    assert validators(answer) == (kept, DATE)
