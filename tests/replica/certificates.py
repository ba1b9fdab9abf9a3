"""Which certificates does the replica web show, and who vouches for them?"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trustme

_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Certificates:
    """A throw-away authority (`authority`: its PEM file, for SSL_CERT_FILE) and two certificates for all hosts."""

    authority: Path
    valid: ssl.SSLContext
    expired: ssl.SSLContext


def make_certificates(hosts: Iterable[str], folder: Path) -> Certificates:
    names = tuple(hosts)
    authority = trustme.CA()
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return Certificates(
        authority=path,
        valid=_context(authority.issue_cert(*names)),
        expired=_context(authority.issue_cert(*names, not_before=_LONG_AGO, not_after=_LONG_AGO.replace(year=2002))),
    )


def choose_certificate(certificates: Certificates, is_expired: Callable[[str], bool]) -> ssl.SSLContext:
    """The server's context; `is_expired` is asked at each handshake for the host that the client names."""

    def choose(connection: ssl.SSLObject, host: str | None, _: ssl.SSLContext) -> None:
        if host is not None and is_expired(host):
            connection.context = certificates.expired

    certificates.valid.sni_callback = choose
    return certificates.valid


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    certificate.configure_cert(context)
    return context
