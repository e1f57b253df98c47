"""Hosts, registrable domains, parties, and URLs without their values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

import tldextract

from scanner.words import Party


@cache
def _extractor() -> tldextract.TLDExtract:
    # The list bundled with tldextract, never fetched: the same host gives the same answer offline.
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without port; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address rather than a name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@cache
def registrable_domain(host: str) -> str:
    """Return the domain somebody registered, ``example.nl`` for ``www.example.nl``.

    An address, a single label and a public suffix are returned as they are. A last label that the
    Public Suffix List does not know is taken as the suffix (the list's default rule, which
    tldextract leaves to its caller), so that ``.example`` and ``.test`` work.
    """
    host = host.strip(".").lower()
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
    """Return a URL without fragment, credentials and query values; the names of the query stay."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return f"{parts.scheme}:" + (without_values(parts.path) if parts.scheme == "blob" else "")
    names = (pair.split("=", 1)[0] for pair in parts.query.split("&") if pair)
    query = "&".join(f"{quote(name, safe='%[]')}=" for name in names)
    netloc = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{netloc}:{port}" if port else netloc, parts.path, query, ""))


def file_name(text: str) -> str:
    """Return a file name that is safe for any host: ``www.example.nl`` stays readable.

    A name that cleaning changes gets ten hexadecimal digits of its SHA-256, so that two hosts
    never share a file.
    """
    slug = re.sub(r"[^a-z0-9.-]+", "-", text.lower()).strip(".-")[:60]
    if slug == text and slug:
        return slug
    return f"{slug or 'name'}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
