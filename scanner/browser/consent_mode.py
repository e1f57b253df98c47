"""Google Consent Mode: what a request of Google's tags says of the visitor's consent.

The two values say only what was granted, denied or not yet chosen: they are no personal data, and
the one thing kept of a query.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from scanner.urls import host_of

# The hosts that Google's guide lists for its tags: Analytics, Ads, Floodlight, Tag Manager.
# https://developers.google.com/tag-platform/security/guides/csp (read 2026-11-22)
_HOSTS = re.compile(
    r"(?:.*\.)?(?:google-analytics\.com|googletagmanager\.com|googleadservices\.com"
    r"|googlesyndication\.com|doubleclick\.net|google\.(?:com?\.)?[a-z]{2,3})"
)
# gcs: G1, then advertising and analytics storage, each granted, denied or not set. gcd: a digit 1,
# then letters and digits, a letter for each kind of consent. As seen in Google's own requests and
# described by those who read them: Google publishes no grammar.
_SHAPES = {"gcs": re.compile(r"G1[0-9-]{2}"), "gcd": re.compile(r"1[0-9A-Za-z]{1,39}")}


def find_consent_mode(url: str) -> str | None:
    """Return a request's values as ``gcs=G100 gcd=13l3l3l3l1``, those it has; None without any.

    A site may have Google's tags report to a host of its own: there both values are asked for,
    because one alone could mean something else.
    """
    given = parse_qs(urlsplit(url).query)
    found = [
        f"{name}={value}"
        for name, shape in _SHAPES.items()
        for value in given.get(name, ())[:1]
        if shape.fullmatch(value)
    ]
    enough = 1 if _HOSTS.fullmatch(host_of(url)) else len(_SHAPES)
    return " ".join(found) if len(found) >= enough else None
