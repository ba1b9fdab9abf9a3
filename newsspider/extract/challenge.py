"""Is this answer a door closed to programs, rather than the page?"""

from __future__ import annotations

from collections.abc import Mapping

HEAD = 20_000  # bytes: a challenge page is small, and says what it is at its beginning
TITLES = (b"<title>just a moment...</title>", b"<title>just a moment\xe2\x80\xa6</title>", b"<title>attention required! | cloudflare")
MARKS = (b"/cdn-cgi/challenge-platform/", b"_cf_chl_opt", b"cf-browser-verification", b"cf_chl_prog", b'id="challenge-form"')


def is_challenge(status: int | None, headers: Mapping[str, str], body: bytes) -> bool:
    """By header, by title, or by two marks: normal pages behind such a service may carry one."""
    if any(name.lower() == "cf-mitigated" and value.strip().lower() == "challenge" for name, value in headers.items()):
        return True
    if len(body) > 200_000:
        return False
    head = body[:HEAD].lower()
    if any(title in head for title in TITLES):
        return True
    marks = sum(mark in head for mark in MARKS)
    return marks >= 2 or (marks == 1 and status in (403, 429, 503))
