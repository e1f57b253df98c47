"""Hosts, registrable domains, parties, and URLs without their values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

import idna
import tldextract

from scanner.words import Party

_LONGEST_URL = 2000  # characters; a longer one is recorded cut, and says so
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PATH_VALUE = re.compile(r"(;[^;=/]*=)[^;/]*")  # /activity;u=1234, /page;jsessionid=1234


@cache
def _extractor() -> tldextract.TLDExtract:
    # The list bundled with tldextract, never fetched: the same host gives the same answer offline.
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without port; empty where there is none.

    A ``blob:`` URL has the host of the page that made it.
    """
    try:
        return (urlsplit(url.removeprefix("blob:")).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address rather than a name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def make_host(text: str) -> str:
    """Return a host as a browser writes it: lower case, punycode, no dot at the end, no brackets.

    Raises:
        ValueError: it is neither an address nor a name that can be looked up.
    """
    host = text.strip("[]").removesuffix(".").lower()
    if is_address(host):
        return str(ip_address(host))
    if not host.isascii():
        # UTS 46 as browsers apply it; Python's own codec would make strasse.de of straße.de.
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise ValueError(f"not a host: {text!r}") from error
    labels = host.split(".")
    # A browser takes 127.1 and 0x7f.1 for addresses: a last label that is a number is no name.
    numeric = re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1])
    if numeric or len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError(f"not a host: {text!r}")
    return host


def make_url(text: str) -> str:
    """Return an http(s) URL with its host as ``make_host`` gives it, and at least ``/`` as path.

    Raises:
        ValueError: it is not such a URL, or it carries credentials (which are not repeated).
    """
    if "@" in re.split(r"[/?#]", text.partition("://")[2], maxsplit=1)[0]:
        raise ValueError("a URL with credentials: leave out what stands before the @")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"not a URL: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an http(s) URL: scheme {parts.scheme!r}, host {parts.hostname!r}")
    if re.search(r"[\s\\\x00-\x1f\x7f]", text):
        raise ValueError(f"a URL with a blank, backslash or control character: {text!r}")
    netloc = _netloc(make_host(parts.hostname), port)
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, parts.fragment))


@lru_cache(maxsize=10_000)
def registrable_domain(host: str) -> str:
    """Return the domain somebody registered, ``example.nl`` for ``www.example.nl``.

    An address, a single label and a public suffix are returned as they are. A last label that the
    Public Suffix List does not know is taken as the suffix (the list's default rule, which
    tldextract leaves to its caller), so that ``.example`` and ``.test`` work.
    """
    host = host.strip("[].").lower()
    if not host or is_address(host):
        return host
    parts = _extractor()(host)
    if parts.suffix:
        return parts.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


def party_of(host: str, site_domain: str, own_domains: Iterable[str] = ()) -> Party:
    """Return whose a host is: first when it shares the site's, or an own, registrable domain."""
    own = {registrable_domain(domain) for domain in (site_domain, *own_domains)}
    return Party.FIRST if registrable_domain(host) in own else Party.THIRD


def without_values(url: str) -> str:
    """Return a URL without fragment, credentials and query values; the names of the query stay.

    A part of the query without ``=`` is taken for a value. Of ``blob:`` the origin is left, of
    ``data:`` and the like the scheme. Empty: not a URL. A very long one is cut, and says so.
    """
    if url.startswith("about:"):
        return url.partition("?")[0].partition("#")[0]
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme == "blob":
        return "blob:" + _origin(parts.path)
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return f"{parts.scheme}:" if parts.scheme else ""
    names = (pair.partition("=")[0] for pair in parts.query.split("&") if "=" in pair)
    query = "&".join(f"{quote(name, safe='%[]', errors='replace')}=" for name in names)
    path = _PATH_VALUE.sub(r"\1", parts.path)
    short = urlunsplit((parts.scheme, _netloc(host, port), path, query, ""))
    return short if len(short) <= _LONGEST_URL else f"{short[:_LONGEST_URL]}...(cut)"


def page_key(url: str) -> str:
    """Return what is the same for two addresses of one page: no scheme, ``www.`` or last slash.

    Values of the query count only where they are given.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/') or '/'}" + (f"?{parts.query}" if parts.query else "")


def _origin(url: str) -> str:
    parts = urlsplit(without_values(url))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _netloc(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"


def file_name(text: str) -> str:
    """Return a file name that is safe for any host: ``www.example.nl`` stays readable.

    A name that cleaning changes gets ten hexadecimal digits of its SHA-256, so that two hosts
    never share a file.
    """
    slug = re.sub(r"[^a-z0-9.-]+", "-", text.lower()).strip(".-")[:60]
    if slug == text and slug:
        return slug
    return (
        f"{slug or 'name'}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
    )
