"""What is the short name of a failed request's reason?"""

from __future__ import annotations

from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsspider.middlewares.refused import Refused

_NAMES: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "connection-refused"),
    (exceptions.ResponseDataLossError, "truncated"),
    (exceptions.DownloadCancelledError, "too-big"),
    (exceptions.UnsupportedURLSchemeError, "forbidden-address"),
)


def reason_of(failure: Failure) -> str:
    """`http-404`, `timeout`, `robots`, …: names that are counted and that decide about the next try."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"http-{error.response.status}"
    if isinstance(error, Refused):
        return error.reason
    if name := next((name for kind, name in _NAMES if isinstance(error, kind)), None):
        return name
    text = str(error).lower()
    if "certificate" in text or "ssl" in text or "tls" in text:
        return "tls"
    if isinstance(error, IgnoreRequest):
        return _ignored(text)
    return "connection"


def status_of(failure: Failure) -> int | None:
    """The HTTP status, where there was an answer."""
    return failure.value.response.status if isinstance(failure.value, HttpError) else None


def _ignored(text: str) -> str:
    """Scrapy's own middlewares say why in words only."""
    if "redirection" in text:
        return "redirect-loop"
    return "too-big" if "maxsize" in text or "larger than" in text or "exceed" in text else "ignored"
