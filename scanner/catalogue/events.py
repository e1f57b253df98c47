"""What a visit saw, in the order in which it came: the first of each thing in each phase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.models import Cookie, Observation, Request, Setter, StoredItem, VisitEvent
from scanner.urls import host_of, registrable_domain
from scanner.words import Party, Phase


def make_events(visit: Observation) -> tuple[VisitEvent, ...]:
    """Return the events of a visit, page after page as it opened them, each by its time.

    A page that the visit does not list (a new window, say) comes last.
    """
    loads = [(page.url, page.phase is Phase.AFTER) for page in visit.pages]
    places = {load: at for at, load in reversed(list(enumerate(loads)))}

    def order(event: VisitEvent) -> tuple[int, int]:
        return places.get((event.page, event.phase is Phase.AFTER), len(places)), event.at_ms

    firsts: dict[tuple[str, str, str, Phase], VisitEvent] = {}
    for event in sorted(_all_of(visit), key=order):
        firsts.setdefault((event.kind, event.name, event.domain, event.phase), event)
    return tuple(firsts.values())


def _all_of(visit: Observation) -> Iterator[VisitEvent]:
    called = [request for request in visit.requests if request.party is Party.THIRD]
    third_parties = frozenset(request.domain for request in called)
    for request in called:
        yield _of_request(request, third_parties)
    yield from map(_of_stored, visit.cookies)
    yield from map(_of_stored, visit.storage)


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
    name, domain = (
        (stored.name, stored.domain) if isinstance(stored, Cookie) else (stored.key, stored.origin)
    )
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
