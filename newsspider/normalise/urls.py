"""What is the one URL of a page?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_LONGEST = 2_000
_LONGEST_HOST = 253
_NO_HOSTS: Mapping[str, str] = MappingProxyType({})
_AROUND = " \u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FIRST_OF_TWO = re.compile(r"\A(?:https?://[\w.-]*){1,3}(?=https?://)", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
_OTHER_DEVICE = re.compile(r"\A(?:(?:m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP_PAGE = re.compile(r"(?<!/)(/(?=[^/?]*[-\d])[^/?]++)/amp(/?)(?=\?|$)")  # behind an article: /tag/amp/ is a tag

# Only what does nothing but tracking: `ref` and `from` choose pages on some sites.
_TRACKING = frozenset(
    {"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "rb_clickid"}
    | {"yclid", "ysclid", "ymclid", "_openstat", "erid", "mc_cid", "mc_eid", "igsh", "igshid", "_ga", "_gl"}
    | {"fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "ref_src", "ref_url", "__twitter_impression"}
    | {"mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_anon_id", "oly_enc_id"}
)


def normalise_url(url: str, *, base: str | None = None, hosts: Mapping[str, str] = _NO_HOSTS) -> str | None:
    """Bring the forms of an address to one; None if it is not http(s), is too long, or carries a user name.

    Gone are fragment, tracking parameters, default port, AMP and mobile forms, and the first of two hosts run
    together. Parameters are sorted. `http` becomes `https` where no other port is named: a news site answers both
    with one page. `www.` and the trailing slash stay, because sites differ; `hosts` gives a host's real name.
    """
    if len(url) > _LONGEST:
        return None
    url = _CONTROL.sub("", url).strip(_AROUND)
    if not url:
        return None
    try:
        parts = urlsplit(urljoin(base or "", _FIRST_OF_TWO.sub("", url)))
        start = _scheme_and_host(parts, hosts)
        path, query = (_LONE_PERCENT.sub("%25", part) for part in (parts.path, _without_tracking(parts.query)))
        canonical = canonicalize_url(urlunsplit((*start, path, query, "")))
    except ValueError:  # no such host, port or letter
        return None
    canonical = _AMP_PAGE.sub(r"\1\2", canonical)
    return canonical if len(canonical) <= _LONGEST else None


def absolute(href: str | None, base: str) -> str:
    """The address to which a link leads; empty if it is none, as `http://[` is."""
    try:
        return urlsplit(urljoin(base, (href or "").strip())).geturl()
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host in small letters and punycode, without port; empty if there is none."""
    try:
        return _host(urlsplit(url.strip()))
    except ValueError:
        return ""


def _scheme_and_host(parts: SplitResult, hosts: Mapping[str, str]) -> tuple[str, str]:
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise ValueError("not a public web address")
    host = _real_host(_host(parts), hosts)
    if parts.port in (None, {"http": 80, "https": 443}[parts.scheme]):
        return "https", host
    return parts.scheme, f"{host}:{parts.port}"


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if ":" in name:
        return f"[{ip_address(name)}]"
    host = name[:_LONGEST_HOST].encode("idna").decode().lower().rstrip(".")
    if not _NAME.fullmatch(host) or max(len(name), len(host)) > _LONGEST_HOST:
        raise ValueError("no host name")
    return host


def _real_host(host: str, hosts: Mapping[str, str]) -> str:
    if host in hosts.values():
        return host
    plain = _OTHER_DEVICE.sub("", host)
    return hosts.get(host) or hosts.get(plain, plain)


def _without_tracking(query: str) -> str:
    parameters = query.replace("&amp;", "&").split("&")  # feeds escape twice
    return "&".join(parameter for parameter in parameters if parameter and not _tracks(parameter))


def _tracks(parameter: str) -> bool:
    name = unquote(parameter.partition("=")[0]).lower()
    return name == "amp" or name.startswith("utm_") or name in _TRACKING
