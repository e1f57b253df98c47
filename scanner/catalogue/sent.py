"""When requests carried a cookie: what was stored before a refusal may still be sent after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from scanner.catalogue.merge import Seen, moments_of
from scanner.models import Cookie, Moment, Observation, Request
from scanner.words import Phase

Carriers = Mapping[str, list[Seen[Request]]]  # by the name of a cookie


def carriers_of(visits: Iterable[Observation]) -> Carriers:
    """Return the requests that carried cookies.

    The reload that ends a choice is none of them: it carries what its own answer may remove.
    """
    found: dict[str, list[Seen[Request]]] = defaultdict(list)
    for visit in visits:
        reload = next((each for each in visit.requests if each.phase is Phase.AFTER), None)
        for request in visit.requests:
            for name in request.cookies_sent if request is not reload else ():
                found[name].append((visit.choice, request))
    return found


def sent_at(cookies: Iterable[Cookie], carriers: Carriers) -> tuple[Moment, ...]:
    """Return when requests carried one of some cookies: once a phase and choice."""
    places = {(c.name, c.domain, c.path, c.host_only): c for c in cookies}
    return moments_of(
        seen
        for cookie in places.values()
        for seen in carriers.get(cookie.name, ())
        if _goes_to(cookie, seen[1])
    )


def _goes_to(cookie: Cookie, request: Request) -> bool:
    """Tell whether a cookie is one of those a request's host and path get (RFC 6265, 5.1)."""
    below = not cookie.host_only and request.host.endswith(f".{cookie.domain}")
    path, wanted = urlsplit(request.url).path or "/", cookie.path
    inside = path == wanted or path.startswith(f"{wanted.rstrip('/')}/")
    return (request.host == cookie.domain or below) and inside
