"""What does each kind of fault do to an answer?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.replica import bodies

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server is about to send."""

    status: int = 200
    body: bytes = b""
    content_type: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    as_is: bool = False  # neither compressed nor answered by 304
    wait: float = 0.0  # seconds before anything comes
    seconds: float = 0.0  # the body trickles for so long
    missing: int = 0  # bytes of Content-Length that never come
    dropped: bool = False  # the connection ends without an answer


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`canary` is an address on loopback that notes down whoever comes to it."""

    url: str
    canary: str
    seconds: int | None = None
    to: str | None = None


Damage = Callable[[Reply, Circumstances], Reply]


def _status(status: int, words: str, *, seconds: int | None = None) -> Damage:
    def damage(_: Reply, here: Circumstances) -> Reply:
        wait = here.seconds if here.seconds is not None else seconds
        headers = {"Retry-After": str(wait)} if wait is not None else {}
        return Reply(status, bodies.page(words), headers=headers, as_is=True)

    return damage


def _challenge(status: int) -> Damage:
    def damage(_: Reply, here: Circumstances) -> Reply:
        headers = {"Server": "cloudflare", "cf-mitigated": "challenge", "CF-RAY": "8f3a1c5d7e9b2046-ALA"}
        return Reply(status, bodies.challenge(), headers=headers | {"Cache-Control": "no-store"}, as_is=True)

    return damage


def _redirect(lead: Callable[[Circumstances], str], status: int = 302) -> Damage:
    def damage(_: Reply, here: Circumstances) -> Reply:
        return Reply(status, headers={"Location": here.to or lead(here)}, as_is=True)

    return damage


def _body(make: Callable[[bytes], bytes], content_type: str | None = None, encoding: str | None = None) -> Damage:
    def damage(reply: Reply, _: Circumstances) -> Reply:
        return replace(
            reply,
            status=200,
            body=make(reply.body),
            content_type=content_type or reply.content_type,
            headers={"Content-Encoding": encoding} if encoding else {},
            as_is=True,
        )

    return damage


def _refusal(_: Reply, here: Circumstances) -> Reply:
    return Reply(403, bodies.NOT_ALLOWED, JSON, as_is=True)


def _slow(reply: Reply, here: Circumstances) -> Reply:
    return replace(reply, seconds=10 if here.seconds is None else here.seconds, as_is=True)


def _silent(reply: Reply, here: Circumstances) -> Reply:
    return replace(reply, wait=600 if here.seconds is None else here.seconds, as_is=True)


def _truncated(reply: Reply, _: Circumstances) -> Reply:
    return replace(reply, missing=len(reply.body) - len(reply.body) // 2 or 1, as_is=True)


def _dropped(reply: Reply, _: Circumstances) -> Reply:
    return replace(reply, dropped=True, as_is=True)


DAMAGES: dict[str, Damage] = {
    "404": _status(404, "There is no such page"),
    "410": _status(410, "This page has been taken away"),
    "429": _status(429, "Too many requests", seconds=1),
    "500": _status(500, "Something broke on our side"),
    "503": _status(503, "We shall be back soon"),
    "504": _status(504, "The server behind us does not answer"),
    "challenge": _challenge(403),
    "challenge-503": _challenge(503),
    "redirect-loop": _redirect(lambda here: here.url),
    "redirect-loopback": _redirect(lambda here: here.canary),
    "redirect-metadata": _redirect(lambda here: "http://169.254.169.254/latest/meta-data/"),
    "redirect-foreign": _redirect(lambda here: "https://elsewhere.example/"),
    "dropped": _dropped,
    "slow": _slow,
    "silent": _silent,
    "truncated": _truncated,
    "empty-body": _body(lambda body: b""),
    "cp1251-as-utf8": _body(bodies.in_cp1251, HTML),
    "cp1251-undeclared": _body(bodies.in_cp1251_undeclared, "text/html"),
    "gzip-bomb": _body(lambda body: bodies.gzip_bomb(), HTML, encoding="gzip"),
    "huge-page": _body(lambda body: bodies.huge_page(), HTML),
    "nested-tags": _body(lambda body: bodies.nested_tags(), HTML),
    "pdf": _body(lambda body: bodies.PDF, "application/pdf"),
    "pdf-as-html": _body(lambda body: bodies.PDF, HTML),
    "broken-json-ld": _body(bodies.with_broken_json_ld),
    "broken-xml": _body(bodies.broken_xml),
    "empty-feed": _body(lambda body: bodies.EMPTY_FEED, "application/rss+xml; charset=utf-8"),
    "empty-sitemap": _body(lambda body: bodies.EMPTY_SITEMAP, "application/xml"),
    "empty-json": _body(lambda body: b"", JSON),
    "json-object": _body(lambda body: b"{}", JSON),
    "json-null": _body(lambda body: b"null", JSON),
    "html-as-json": _body(lambda body: bodies.page("Technical works"), JSON),
    "html-for-json": _body(lambda body: bodies.page("Technical works"), HTML),
    "not-allowed": _body(lambda body: bodies.NOT_ALLOWED, JSON),
    "not-allowed-403": _refusal,
    "script-throws": _body(lambda body: b'throw new Error("chunk broken");\n', "application/javascript"),
    "robots-forbid": _body(lambda body: b"User-agent: *\nDisallow: /\n", "text/plain; charset=utf-8"),
}
