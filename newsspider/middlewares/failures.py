"""What is the short name of a failed request's reason?"""

from __future__ import annotations

import re

from scrapy import exceptions
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error as twisted_errors
from twisted.python.failure import Failure

from newsspider.middlewares.browser.errors import NotRendered
from newsspider.middlewares.refused import Refused

# The first that fits.
_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "connection-refused"),
    (exceptions.ResponseDataLossError, "truncated"),
    (exceptions.DownloadCancelledError, "too-big"),  # nothing else cancels a download
    (exceptions.UnsupportedURLSchemeError, "forbidden-address"),
    (exceptions.NotSupported, "forbidden-address"),
    (TunnelError, "connection"),  # the proxy says no
    (exceptions.DownloadFailedError, "connection"),
    (twisted_errors.ConnectError, "connection"),
    (twisted_errors.ConnectionClosed, "connection"),
    (OSError, "connection"),
)
_TLS = re.compile(r"certificate|\bssl\b|\btls\b", re.IGNORECASE)


def reason_of(failure: Failure) -> str:
    """`http-404`, `timeout`, `robots`, …: names that are counted and that decide about the next try."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"http-{status}" if (status := status_of(failure)) else "http-other"
    if isinstance(error, Refused | NotRendered):
        return error.reason
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error).lower())
    name = next((name for kind, name in _NAMES if isinstance(error, kind)), None)
    if name == "connection" and _TLS.search(_said(error)):
        return "tls"
    return name or f"error-{re.sub(r'(?<=[a-z])(?=[A-Z])', '-', type(error).__name__).lower()}"


def status_of(failure: Failure) -> int | None:
    """The HTTP status, where there was an answer."""
    status = failure.value.response.status if isinstance(failure.value, HttpError) else 0
    return status if 100 <= status <= 599 else None


def _said(error: BaseException | None) -> str:
    """Without what the other side may have put into it: Twisted names its reasons by their type."""
    return f"{type(error).__module__} {error}"[:2_000]


def _ignored(text: str) -> str:
    """Scrapy's own middlewares say why in words only."""
    if "redirection" in text:
        return "redirect-loop"
    return "too-big" if "maxsize" in text else "ignored"
