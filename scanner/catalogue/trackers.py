"""The third parties that a site called, also those that answer to a name of the site itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.catalogue.load import Catalogue
from scanner.catalogue.merge import (
    Seen,
    choices_of,
    examples_of,
    moments_of,
    pages_of,
    phases_of,
    signals_of,
)
from scanner.catalogue.owners import NOBODY, Owner, owner_by_alias, owner_of_request
from scanner.models import Observation, Request, TrackerEntry
from scanner.urls import registrable_domain
from scanner.words import Party


def make_trackers(visits: Iterable[Observation], catalogue: Catalogue) -> tuple[TrackerEntry, ...]:
    """Return the third parties that were called, by service, else by domain.

    A host of the site that is another name of a service which follows visitors counts as that
    service; one that is another name of anything else (a hoster, a domain nobody named) does not.
    """
    groups: dict[tuple[str, str], list[Seen[Request]]] = defaultdict(list)
    owners: dict[tuple[str, str], Owner] = {}
    for visit in visits:
        for request in visit.requests:
            owner = _owner_of(request, catalogue)
            if owner is not None:
                key = (owner.service, "") if owner.service else ("", request.domain)
                owners.setdefault(key, owner)
                groups[key].append((visit.choice, request))
    return tuple(_tracker_entry(groups[key], owners[key], catalogue) for key in sorted(groups))


def _owner_of(request: Request, catalogue: Catalogue) -> Owner | None:
    if request.party is Party.THIRD:
        return owner_of_request(request, catalogue)
    owner = owner_by_alias(request.alias_of, catalogue) if request.alias_of else NOBODY
    return owner if owner.service else None


def _tracker_entry(seen: list[Seen[Request]], owner: Owner, catalogue: Catalogue) -> TrackerEntry:
    return TrackerEntry(
        service=owner.service,
        owner=owner.name,
        domain=min(_domain_of(request) for _, request in seen),
        hosts=tuple(sorted({request.host for _, request in seen})),
        category=owner.category,
        category_source=owner.source,
        requests=len(seen),
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        signals=signals_of(seen),
        pages=pages_of(seen),
        examples=examples_of(seen),
        images=examples_of(each for each in seen if each[1].resource_type == "image"),
        auctions=_auctions(seen, owner, catalogue),
    )


def _domain_of(request: Request) -> str:
    third = request.party is Party.THIRD or request.alias_of is None
    return request.domain if third else registrable_domain(request.alias_of or "")


def _auctions(seen: list[Seen[Request]], owner: Owner, catalogue: Catalogue) -> tuple[str, ...]:
    """Return calls by which a service is asked for bids, where its signature knows them."""
    known = catalogue.by_id.get(owner.service or "")
    if known is None or not known.auctions:
        return ()
    return examples_of(each for each in seen if known.asks_for_bids(each[1].url))
