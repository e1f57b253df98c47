"""Ways to follow a visitor beside cookies: fingerprinting, syncs, bounces and aliases of hosts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from scanner.catalogue.load import Catalogue
from scanner.catalogue.merge import Seen, choices_of, examples_of, moments_of, pages_of, phases_of
from scanner.catalogue.owners import owner_by_url
from scanner.models import (
    AliasEntry,
    ApiCount,
    ApiUse,
    BounceEntry,
    FingerprintingEntry,
    Observation,
    Request,
    Site,
    Synced,
    SyncEntry,
)
from scanner.urls import host_of, party_of
from scanner.words import ConsentChoice, Party

K = TypeVar("K")


def make_fingerprinting(
    site: Site, visits: Iterable[Observation], catalogue: Catalogue
) -> tuple[FingerprintingEntry, ...]:
    """Return which scripts used interfaces that can tell devices apart, and how often."""
    scripts: dict[str, list[tuple[ConsentChoice, ApiUse]]] = defaultdict(list)
    for visit in visits:
        for use in visit.apis:
            scripts[use.script].append((visit.choice, use))
    return tuple(
        _fingerprinting_entry(site, scripts[script], catalogue) for script in sorted(scripts)
    )


def _fingerprinting_entry(
    site: Site, seen: list[tuple[ConsentChoice, ApiUse]], catalogue: Catalogue
) -> FingerprintingEntry:
    script = seen[0][1].script
    host = host_of(script)
    owner = owner_by_url(script or None, "script", catalogue)
    counts: Counter[str] = Counter()
    for _, use in seen:
        counts[use.api] += use.count
    return FingerprintingEntry(
        script=script,
        party=party_of(host, site.domain, site.own_domains) if host else None,
        service=owner.service,
        owner=owner.name,
        apis=tuple(ApiCount(api=api, count=counts[api]) for api in sorted(counts)),
        choices=tuple(c for c in ConsentChoice if any(choice is c for choice, _ in seen)),
        pages=tuple(sorted({use.page for _, use in seen})),
    )


# -- requests that are marked ----------------------------------------------------------------------


def make_syncs(visits: Iterable[Observation], catalogue: Catalogue) -> tuple[SyncEntry, ...]:
    """Return who handed identifiers to whom; two domains of one owner hand nothing over."""
    handed: dict[tuple[str, str], list[tuple[ConsentChoice, Request, Synced]]] = defaultdict(list)
    for visit in visits:
        for request in visit.requests:
            for mark in request.synced:
                handed[mark.origin, request.domain].append((visit.choice, request, mark))
    return tuple(
        _sync_entry(pair, handed[pair], catalogue)
        for pair in sorted(handed)
        if not catalogue.have_one_owner(*pair)
    )


def _sync_entry(
    pair: tuple[str, str],
    handed: list[tuple[ConsentChoice, Request, Synced]],
    catalogue: Catalogue,
) -> SyncEntry:
    origin, receiver = pair
    requests = {id(request): (choice, request) for choice, request, _ in handed}
    seen = list(requests.values())
    return SyncEntry(
        origin=origin,
        origin_service=owner_by_url(f"https://{origin}/", "origin", catalogue).service,
        receiver=receiver,
        receiver_service=owner_by_url(seen[0][1].url, "request", catalogue).service,
        cookies=tuple(sorted({mark.cookie for _, _, mark in handed if mark.cookie})),
        length=max(mark.length for _, _, mark in handed),
        requests=len(seen),
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        pages=pages_of(seen),
        examples=examples_of(seen),
    )


def make_bounces(visits: Iterable[Observation], catalogue: Catalogue) -> tuple[BounceEntry, ...]:
    """Return the third parties that page loads passed through."""
    domains = _grouped(visits, lambda each: each.domain if each.bounce else None)
    return tuple(_bounce_entry(domains[domain], catalogue) for domain in sorted(domains))


def _bounce_entry(seen: list[Seen[Request]], catalogue: Catalogue) -> BounceEntry:
    owner = owner_by_url(seen[0][1].url, "request", catalogue)
    return BounceEntry(
        domain=seen[0][1].domain,
        service=owner.service,
        owner=owner.name,
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        pages=pages_of(seen),
        examples=examples_of(seen),
    )


def make_aliases(visits: Iterable[Observation], catalogue: Catalogue) -> tuple[AliasEntry, ...]:
    """Return the first-party hosts that are another name of somebody else's host."""
    hosts = _grouped(visits, _alias_of)
    return tuple(_alias_entry(hosts[pair], catalogue) for pair in sorted(hosts))


def _alias_of(request: Request) -> tuple[str, str] | None:
    first = request.party is Party.FIRST
    return (request.host, request.alias_of) if first and request.alias_of else None


def _alias_entry(seen: list[Seen[Request]], catalogue: Catalogue) -> AliasEntry:
    host, alias_of = seen[0][1].host, seen[0][1].alias_of or ""
    owner = owner_by_url(f"https://{alias_of}/", "alias", catalogue)
    return AliasEntry(
        host=host,
        alias_of=alias_of,
        service=owner.service,
        owner=owner.name,
        category=owner.category,
        category_source=owner.source,
        requests=len(seen),
        choices=choices_of(seen),
        phases=phases_of(seen),
        moments=moments_of(seen),
        pages=pages_of(seen),
    )


def _grouped(
    visits: Iterable[Observation], key_of: Callable[[Request], K | None]
) -> Mapping[K, list[Seen[Request]]]:
    """Return the requests that have a key, by it."""
    groups: dict[K, list[Seen[Request]]] = defaultdict(list)
    for visit in visits:
        for request in visit.requests:
            key = key_of(request)
            if key is not None:
                groups[key].append((visit.choice, request))
    return groups
