"""Is this answer a door closed to programs, rather than the page?"""

from __future__ import annotations

HEAD = 20_000  # bytes: a challenge page is small, and says what it is at its beginning
TITLES = (
    b"<title>just a moment...</title>",
    b"<title>just a moment\xe2\x80\xa6</title>",
    b"<title>attention required! | cloudflare",
)
MARKS = (
    b"/cdn-cgi/challenge-platform/",
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"cf_chl_prog",
    b'id="challenge-form"',
)


def is_challenge(status: int | None, mitigated: bytes | None, body: bytes) -> bool:
    """By header (`cf-mitigated`), by title, or by two marks: normal pages behind such a service may carry one."""
    if mitigated is not None and mitigated.strip().lower() == b"challenge":
        return True
    if len(body) > 200_000:
        return False
    head = body[:HEAD].lower()
    if any(title in head for title in TITLES):
        return True
    marks = sum(mark in head for mark in MARKS)
    return marks >= 2 or (marks == 1 and status in (403, 429, 503))
