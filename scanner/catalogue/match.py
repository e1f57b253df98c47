"""What the visits of a site add up to: observations and signatures give the inventory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scanner.catalogue.captchas import make_captchas
from scanner.catalogue.coverage import make_coverage
from scanner.catalogue.load import Catalogue, load_catalogue
from scanner.catalogue.merge import (
    Seen,
    choices_of,
    longest,
    moments_of,
    pages_of,
    phases_of,
    signals_of,
)
from scanner.catalogue.sent import Carriers, carriers_of, sent_at
from scanner.catalogue.signature import Signature
from scanner.models import (
    Cookie,
    CookieEntry,
    Inventory,
    Observation,
    Request,
    Service,
    Setter,
    Site,
    StorageEntry,
    StoredItem,
    TrackerEntry,
    Visit,
)
from scanner.urls import host_of
from scanner.words import USABLE_OUTCOMES, Category, ConsentChoice, Party

__all__ = ["Catalogue", "load_catalogue", "make_inventory"]

UNKNOWN = "none"  # the source of a category that nothing gives
_EXAMPLES = 3


@dataclass(frozen=True)
class _Owner:
    """Whose something is, what it is for, and what says so."""

    signature: Signature | None
    category: Category
    source: str


def make_inventory(
    site: Site, observations: tuple[Observation, ...], catalogue: Catalogue
) -> Inventory:
    """Return what a site does, over all its usable visits; what matches comes from the catalogue.

    Only ``ok`` and ``partial`` visits are evidence; the others are listed, with their reasons.
    """
    order = {choice: at for at, choice in enumerate(ConsentChoice)}
    visits = sorted(observations, key=lambda visit: (order[visit.choice], visit.started_at))
    usable = [visit for visit in visits if visit.outcome in USABLE_OUTCOMES]
    cookies = _cookies(usable, catalogue)
    storage = _storage(usable, catalogue)
    trackers = _trackers(usable, catalogue)
    captchas = make_captchas(usable, cookies, catalogue)
    named = {
        *(cookie.service for cookie in cookies),
        *(item.service for item in storage),
        *(tracker.service for tracker in trackers),
        *(captcha.service for captcha in captchas),
    }
    return Inventory(
        domain=site.domain,
        usable=bool(usable),
        visits=tuple(map(_visit, visits)),
        coverage=make_coverage(tuple(visits)),
        cookies=cookies,
        refused=tuple(cookie for visit in usable for cookie in visit.refused),
        storage=storage,
        trackers=trackers,
        captchas=captchas,
        services=_services(named, catalogue),
        policy_links=tuple(
            {(link.url, link.kind): link for v in usable for link in v.policy_links}.values()
        ),
    )


def _services(named: set[str | None], catalogue: Catalogue) -> tuple[Service, ...]:
    return tuple(
        catalogue.by_id[name].service
        for name in sorted(filter(None, named))
        if name in catalogue.by_id
    )


def _visit(observation: Observation) -> Visit:
    return Visit(
        choice=observation.choice,
        outcome=observation.outcome,
        reason=observation.reason,
        started_at=observation.started_at,
        duration_s=observation.duration_s,
        pages=observation.pages,
        consent=observation.consent,
        incomplete=observation.incomplete,
        screenshots=observation.screenshots,
    )


# -- cookies and storage ---------------------------------------------------------------------------


def _cookies(visits: list[Observation], catalogue: Catalogue) -> tuple[CookieEntry, ...]:
    groups: dict[tuple[str, str, str, str], list[Seen[Cookie]]] = defaultdict(list)
    for visit in visits:
        for cookie in visit.cookies:
            key = (cookie.name, cookie.domain, cookie.path, cookie.set_by.host or "")
            groups[key].append((visit.choice, cookie))
    carriers = carriers_of(visits)
    return tuple(_cookie_entry(groups[key], catalogue, carriers) for key in sorted(groups))


def _cookie_entry(
    seen: list[Seen[Cookie]], catalogue: Catalogue, carriers: Carriers
) -> CookieEntry:
    cookies = [cookie for _, cookie in seen]
    first = cookies[0]
    owner = _owner_of_cookie(first, catalogue)
    return CookieEntry(
        name=first.name,
        domain=first.domain,
        path=first.path,
        host_only=first.host_only,
        party=first.party,
        session=all(cookie.session for cookie in cookies),
        secure=all(cookie.secure for cookie in cookies),
        http_only=all(cookie.http_only for cookie in cookies),
        lifetime_s=longest(cookie.lifetime_s for cookie in cookies),
        declared_lifetime_s=longest(cookie.declared_lifetime_s for cookie in cookies),
        set_by=first.set_by,
        service=owner.signature.id if owner.signature else None,
        owner=owner.signature.owner if owner.signature else None,
        category=owner.category,
        category_source=owner.source,
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        sent=sent_at(first, carriers),
        pages=pages_of(seen),
    )


def _owner_of_cookie(cookie: Cookie, catalogue: Catalogue) -> _Owner:
    """By its name, else by who stored it, else by its domain."""
    setter = cookie.set_by
    named = catalogue.find_by_cookie(cookie.name, cookie.party, cookie.domain, setter.host)
    if named:
        signature, pattern = named
        category = pattern.category or signature.category
        return _Owner(signature, category, f"catalogue: {signature.id}, cookie {pattern.name}")
    found = _owner_by_setter(setter, catalogue)
    if found.signature is None and cookie.party is Party.THIRD:
        found = _owner_by_url(f"https://{cookie.domain}/", "domain", catalogue)
    return found


def _owner_by_setter(setter: Setter, catalogue: Catalogue) -> _Owner:
    url = setter.url or (f"https://{setter.host}/" if setter.host else None)
    return _owner_by_url(url, "set by", catalogue)


def _owner_by_url(url: str | None, how: str, catalogue: Catalogue) -> _Owner:
    signature = catalogue.find_by_url(url) if url else None
    if url is None or signature is None or signature.carrier:
        return _Owner(None, Category.UNCLASSIFIED, UNKNOWN)
    source = f"catalogue: {signature.id}, {how} {host_of(url)}"
    return _Owner(signature, signature.category, source)


def _storage(visits: list[Observation], catalogue: Catalogue) -> tuple[StorageEntry, ...]:
    groups: dict[tuple[str, str, str], list[Seen[StoredItem]]] = defaultdict(list)
    for visit in visits:
        for item in visit.storage:
            groups[item.origin, item.kind, item.key].append((visit.choice, item))
    return tuple(_storage_entry(groups[key], catalogue) for key in sorted(groups))


def _storage_entry(seen: list[Seen[StoredItem]], catalogue: Catalogue) -> StorageEntry:
    first = seen[0][1]
    owner = _owner_of_item(first, catalogue)
    return StorageEntry(
        kind=first.kind,
        origin=first.origin,
        key=first.key,
        party=first.party,
        set_by=first.set_by,
        service=owner.signature.id if owner.signature else None,
        category=owner.category,
        category_source=owner.source,
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        pages=pages_of(seen),
    )


def _owner_of_item(item: StoredItem, catalogue: Catalogue) -> _Owner:
    """By its key, else by who stored it, else by its origin."""
    if signature := catalogue.find_by_key(item.key):
        return _Owner(signature, signature.category, f"catalogue: {signature.id}, key {item.key}")
    found = _owner_by_setter(item.set_by, catalogue)
    if found.signature is None and item.party is Party.THIRD:
        found = _owner_by_url(item.origin, "origin", catalogue)
    return found


# -- third parties ---------------------------------------------------------------------------------


def _trackers(visits: list[Observation], catalogue: Catalogue) -> tuple[TrackerEntry, ...]:
    groups: dict[tuple[str, str], list[Seen[Request]]] = defaultdict(list)
    for visit in visits:
        for request in visit.requests:
            if request.party is Party.THIRD:
                signature = catalogue.find_by_url(request.url)
                key = (signature.id, "") if signature else ("", request.domain)
                groups[key].append((visit.choice, request))
    return tuple(_tracker_entry(key[0], groups[key], catalogue) for key in sorted(groups))


def _tracker_entry(service: str, seen: list[Seen[Request]], catalogue: Catalogue) -> TrackerEntry:
    requests = [request for _, request in seen]
    return TrackerEntry(
        service=service or None,
        domain=min(request.domain for request in requests),
        hosts=tuple(sorted({request.host for request in requests})),
        category=catalogue.by_id[service].category if service else Category.UNCLASSIFIED,
        requests=len(requests),
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        signals=signals_of(seen),
        pages=pages_of(seen),
        examples=tuple(sorted({request.url for request in requests})[:_EXAMPLES]),
    )
