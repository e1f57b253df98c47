"""What the visits of a site add up to: observations and signatures give the inventory."""

from __future__ import annotations

from collections import defaultdict

from scanner.catalogue.captchas import make_captchas
from scanner.catalogue.coverage import make_coverage
from scanner.catalogue.events import make_events
from scanner.catalogue.load import Catalogue, load_catalogue
from scanner.catalogue.merge import (
    Seen,
    choices_of,
    longest,
    moments_of,
    pages_of,
    phases_of,
)
from scanner.catalogue.owners import Owner, owner_of_cookie, owner_of_item
from scanner.catalogue.sent import Carriers, carriers_of, sent_at
from scanner.catalogue.stability import stability_of
from scanner.catalogue.trackers import make_trackers
from scanner.catalogue.tracking import (
    make_aliases,
    make_bounces,
    make_fingerprinting,
    make_syncs,
)
from scanner.models import (
    Cookie,
    CookieEntry,
    Inventory,
    Observation,
    Service,
    Site,
    StorageEntry,
    StoredItem,
    Visit,
)
from scanner.words import USABLE_OUTCOMES, ConsentChoice

__all__ = ["Catalogue", "load_catalogue", "make_inventory"]


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
    trackers = make_trackers(usable, catalogue)
    captchas = make_captchas(usable, cookies, catalogue)
    fingerprinting = make_fingerprinting(site, usable, catalogue)
    syncs = make_syncs(usable, catalogue)
    bounces = make_bounces(usable, catalogue)
    aliases = make_aliases(usable, catalogue)
    named = {
        *(cookie.service for cookie in cookies),
        *(item.service for item in storage),
        *(tracker.service for tracker in trackers),
        *(captcha.service for captcha in captchas),
        *(script.service for script in fingerprinting),
        *(service for sync in syncs for service in (sync.origin_service, sync.receiver_service)),
        *(bounce.service for bounce in bounces),
        *(alias.service for alias in aliases),
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
        fingerprinting=fingerprinting,
        syncs=syncs,
        bounces=bounces,
        aliases=aliases,
        services=_services(named, catalogue),
        policy_links=tuple(
            {(link.url, link.kind): link for v in usable for link in v.policy_links}.values()
        ),
    )


def _services(named: set[str | None], catalogue: Catalogue) -> tuple[Service, ...]:
    services = (catalogue.find_service(name) for name in sorted(filter(None, named)))
    return tuple(filter(None, services))


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
        events=make_events(observation) if observation.outcome in USABLE_OUTCOMES else (),
    )


# -- cookies and storage ---------------------------------------------------------------------------


def _cookies(visits: list[Observation], catalogue: Catalogue) -> tuple[CookieEntry, ...]:
    """Merge what was stored by name or pattern of names, domain and setter."""
    groups: dict[tuple[str, str, str], list[Seen[Cookie]]] = defaultdict(list)
    owners: dict[tuple[str, str, str], Owner] = {}
    for visit in visits:
        aliases = _aliases(visit)
        for cookie in visit.cookies:
            owner = owner_of_cookie(cookie, catalogue, aliases)
            key = (owner.pattern or cookie.name, cookie.domain, cookie.set_by.host or "")
            owners.setdefault(key, owner)
            groups[key].append((visit.choice, cookie))
    carriers = carriers_of(visits)
    entries = (_cookie_entry(groups[key], owners[key], carriers) for key in groups)
    return tuple(sorted(entries, key=lambda e: (e.name, e.domain, e.set_by.host or "")))


def _cookie_entry(seen: list[Seen[Cookie]], owner: Owner, carriers: Carriers) -> CookieEntry:
    cookies = [cookie for _, cookie in seen]
    names = tuple(sorted({cookie.name for cookie in cookies}))
    first = next(cookie for cookie in cookies if cookie.name == names[0])
    return CookieEntry(
        name=first.name,
        names=names,
        pattern=owner.pattern,
        purpose=owner.purpose,
        usual_lifetime=owner.usual_lifetime,
        stability=stability_of((c.name, choice, c.value) for choice, c in seen),
        domain=first.domain,
        path=min((cookie.path for cookie in cookies), key=lambda path: (len(path), path)),
        host_only=all(cookie.host_only for cookie in cookies),
        party=first.party,
        session=all(cookie.session for cookie in cookies),
        secure=all(cookie.secure for cookie in cookies),
        http_only=all(cookie.http_only for cookie in cookies),
        lifetime_s=longest(cookie.lifetime_s for cookie in cookies),
        declared_lifetime_s=longest(cookie.declared_lifetime_s for cookie in cookies),
        set_by=first.set_by,
        service=owner.service,
        owner=owner.name,
        category=owner.category,
        category_source=owner.source,
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        sent=sent_at(cookies, carriers),
        pages=pages_of(seen),
    )


def _aliases(visit: Observation) -> dict[str, str]:
    """Return the hosts of the site that are another name of somebody else's, with that name."""
    return {each.host: each.alias_of for each in visit.requests if each.alias_of}


def _storage(visits: list[Observation], catalogue: Catalogue) -> tuple[StorageEntry, ...]:
    groups: dict[tuple[str, str, str], list[Seen[StoredItem]]] = defaultdict(list)
    owners: dict[tuple[str, str, str], Owner] = {}
    for visit in visits:
        aliases = _aliases(visit)
        for item in visit.storage:
            owner = owner_of_item(item, catalogue, aliases)
            key = (item.origin, item.kind, owner.pattern or item.key)
            owners.setdefault(key, owner)
            groups[key].append((visit.choice, item))
    entries = (_storage_entry(groups[key], owners[key]) for key in groups)
    return tuple(sorted(entries, key=lambda entry: (entry.origin, entry.kind, entry.key)))


def _storage_entry(seen: list[Seen[StoredItem]], owner: Owner) -> StorageEntry:
    keys = tuple(sorted({item.key for _, item in seen}))
    first = next(item for _, item in seen if item.key == keys[0])
    return StorageEntry(
        kind=first.kind,
        origin=first.origin,
        key=first.key,
        keys=keys,
        pattern=owner.pattern,
        stability=stability_of((item.key, choice, item.value) for choice, item in seen),
        party=first.party,
        set_by=first.set_by,
        service=owner.service,
        owner=owner.name,
        category=owner.category,
        category_source=owner.source,
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        pages=pages_of(seen),
    )
