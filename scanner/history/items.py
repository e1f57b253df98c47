"""The cookies and services of a site, with what makes them the same in every run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from scanner.digests import ItemDigest
from scanner.models import CookieEntry, Inventory
from scanner.urls import registrable_domain
from scanner.words import Category, ConsentChoice

# What looks drawn by lot in a name, as of a session or a visitor: a UUID, a long number, a long
# run of letters and digits that change places often. A year or a version is none of these.
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NUMBER = r"(?<![0-9])[0-9]{6,}(?![0-9])"
_MIXED = r"(?<![a-z0-9])(?=[a-z0-9]{8})(?:[a-z]+[0-9]+|[0-9]+[a-z]+){3,}[a-z0-9]*"
_DRAWN = re.compile(f"{_UUID}|{_MIXED}|{_NUMBER}", re.IGNORECASE)


def cookies_of(inventory: Inventory) -> tuple[ItemDigest, ...]:
    """Return the cookies, by key: the same when name or pattern, domain and setter are.

    Of names that no pattern is known for, what looks drawn by lot does not count.
    """
    return _merged(map(_cookie, inventory.cookies))


def services_of(inventory: Inventory) -> tuple[ItemDigest, ...]:
    """Return who was called, by key: services, and third parties that nobody named by domain."""
    return _merged(_services(inventory))


def _cookie(entry: CookieEntry) -> ItemDigest:
    # Of the setter, no more than its registrable domain: hosts such as ads12 vary.
    setter = entry.service or registrable_domain(entry.set_by.host or "")
    return ItemDigest(  # neither the name of a cookie nor a host holds a semicolon
        key="; ".join((entry.pattern or _DRAWN.sub("*", entry.name), entry.domain, setter)),
        name=entry.name,
        domain=entry.domain,
        service=entry.service,
        category=entry.category,
        choices=entry.choices,
    )


def _services(inventory: Inventory) -> Iterator[ItemDigest]:
    known = {service.id: service for service in inventory.services}
    called = (
        *((each.service, each.domain, each.choices) for each in inventory.trackers),
        *((each.service, each.service, each.choices) for each in inventory.captchas),
        *((each.service, each.domain, each.choices) for each in inventory.bounces),
    )
    listed = {each.domain: each.category for each in inventory.trackers if not each.service}
    for id_, domain, choices in called:
        service = known.get(id_ or "")
        key = id_ or registrable_domain(domain)
        yield ItemDigest(
            key=key,
            name=service.name if service else key,
            domain=None,
            service=id_,
            category=service.category if service else listed.get(domain, Category.UNCLASSIFIED),
            choices=choices,
        )


def _merged(items: Iterable[ItemDigest]) -> tuple[ItemDigest, ...]:
    """Return items by key, of those that share one the first, with the choices of all."""
    alike: defaultdict[str, list[ItemDigest]] = defaultdict(list)
    for item in items:
        alike[item.key].append(item)
    return tuple(_one(alike[key]) for key in sorted(alike))


def _one(items: list[ItemDigest]) -> ItemDigest:
    choices = {choice for item in items for choice in item.choices}
    ordered = tuple(choice for choice in ConsentChoice if choice in choices)
    return items[0].model_copy(update={"choices": ordered})
