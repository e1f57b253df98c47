"""What a visit saw, in the order in which it came: the first of each thing in each phase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from scanner.models import Cookie, Observation, Request, Setter, StoredItem, VisitEvent
from scanner.urls import host_of, registrable_domain
from scanner.words import Party, Phase

_Seen: TypeAlias = Request | Cookie | StoredItem


def make_events(visit: Observation) -> tuple[VisitEvent, ...]:
    """Return the events of a visit, page after page as it opened them, each by its time.

    A page that the visit does not list (a new window, say) comes last.
    """
    loads = [(page.url, page.phase is Phase.AFTER) for page in visit.pages]
    places = {load: at for at, load in reversed(list(enumerate(loads)))}

    def order(seen: _Seen) -> tuple[int, int]:
        return places.get((seen.page, seen.phase is Phase.AFTER), len(places)), seen.at_ms

    called = [request for request in visit.requests if request.party is Party.THIRD]
    every: tuple[_Seen, ...] = (*called, *visit.cookies, *visit.storage)
    firsts: dict[tuple[str, ...], _Seen] = {}
    for seen in sorted(every, key=order):
        firsts.setdefault((*_what(seen), seen.phase), seen)
    third_parties = frozenset(request.domain for request in called)
    return tuple(
        _of_request(seen, third_parties) if isinstance(seen, Request) else _of_stored(seen)
        for seen in firsts.values()
    )


def _what(seen: _Seen) -> tuple[str, str, str]:
    """Return the kind, name and domain by which something is the same."""
    if isinstance(seen, Request):
        return "request", seen.domain, seen.domain
    if isinstance(seen, Cookie):
        return "cookie", seen.name, seen.domain
    return "storage", seen.key, seen.origin


def _of_request(request: Request, third_parties: frozenset[str]) -> VisitEvent:
    behind = (request.redirected_from, *request.initiators)
    return VisitEvent(
        kind="request",
        name=request.domain,
        domain=request.domain,
        party=request.party,
        page=request.page,
        phase=request.phase,
        at_ms=request.at_ms,
        by=_find_other(filter(None, behind), request.domain, third_parties),
    )


def _find_other(urls: Iterable[str], own: str, third_parties: frozenset[str]) -> str | None:
    """Return the nearest domain but its own that asked for it; None when that is the site's."""
    domains = (registrable_domain(host_of(url)) for url in urls)
    nearest = next((domain for domain in domains if domain != own), None)
    return nearest if nearest in third_parties else None


def _of_stored(stored: Cookie | StoredItem) -> VisitEvent:
    _, name, domain = _what(stored)
    return VisitEvent(
        kind="cookie" if isinstance(stored, Cookie) else "storage",
        name=name,
        domain=domain,
        party=stored.party,
        page=stored.page,
        phase=stored.phase,
        at_ms=stored.at_ms,
        by=_find_third(stored.set_by),
    )


def _find_third(set_by: Setter) -> str | None:
    if set_by.party is not Party.THIRD or not set_by.host:
        return None
    return registrable_domain(set_by.host)
