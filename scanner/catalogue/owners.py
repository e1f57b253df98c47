"""Whose something is that a visit saw, what it is for, and what says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scanner.catalogue.listed import NO_OWNER, ListedCookie, ListedService
from scanner.catalogue.load import Catalogue, Known
from scanner.catalogue.signature import Signature
from scanner.models import Cookie, Request, Setter, StoredItem
from scanner.urls import host_of
from scanner.words import Category, Party

UNKNOWN = "none"  # the source of a category that nothing gives


@dataclass(frozen=True)
class Owner:
    """Whose something is, what it is for, and what says so."""

    service: str | None  # the id of a Service; None: unknown
    name: str | None  # who the owner is
    category: Category
    source: str
    pattern: str | None = None  # of a name or key, by which it was found
    purpose: str | None = None
    usual_lifetime: str | None = None


Aliases = Mapping[str, str]  # from hosts of the site to the names that they are another name of
# A hoster's or a shop builder's machine under the site's name is the site's own doing.
_FOLLOWS = frozenset({Category.ANALYTICS, Category.ADVERTISING, Category.SOCIAL_MEDIA})

NOBODY = Owner(None, None, Category.UNCLASSIFIED, UNKNOWN)


def owner_of_cookie(cookie: Cookie, catalogue: Catalogue, aliases: Aliases) -> Owner:
    """Return whose a cookie is: by its name, else by who stored it, else by its domain."""
    setter = cookie.set_by
    named = catalogue.find_by_cookie(cookie.name, cookie.party, cookie.domain, setter.host)
    if named:
        known, pattern = named
        says = pattern.service.says if isinstance(pattern, ListedCookie) else known.says
        return Owner(
            known.id,
            _name_of(known),
            pattern.category or known.category,
            f"{says}, cookie {pattern.name}",
            pattern.name,
            pattern.purpose,
            pattern.lifetime,
        )
    found = owner_by_setter(setter, catalogue, aliases)
    if found.service is None and cookie.party is Party.THIRD:
        found = owner_by_url(f"https://{cookie.domain}/", "domain", catalogue)
    return found


def owner_of_item(item: StoredItem, catalogue: Catalogue, aliases: Aliases) -> Owner:
    """Return whose an item of a store is: by its key, else by who stored it, else by its origin."""
    if named := catalogue.find_by_key(item.key):
        known, pattern = named
        source = f"{known.says}, key {pattern.key}"
        return Owner(known.id, known.owner, known.category, source, pattern.key)
    found = owner_by_setter(item.set_by, catalogue, aliases)
    if found.service is None and item.party is Party.THIRD:
        found = owner_by_url(item.origin, "origin", catalogue)
    return found


def owner_by_setter(setter: Setter, catalogue: Catalogue, aliases: Aliases) -> Owner:
    """Return whose the response or script is that stored something.

    Lists are about third parties: that one knows the visited site itself says nothing.
    """
    if alias := aliases.get(setter.host or ""):
        return owner_by_alias(alias, catalogue)
    url = setter.url or (f"https://{setter.host}/" if setter.host else None)
    if setter.party is Party.FIRST and isinstance(catalogue.find_by_url(url or ""), ListedService):
        return NOBODY
    return owner_by_url(url, "set by", catalogue)


def owner_by_url(url: str | None, how: str, catalogue: Catalogue) -> Owner:
    """Return whose a URL is; what a carrier of other people's scripts serves is not its own."""
    known = catalogue.find_by_url(url) if url else None
    if url is None or known is None or (isinstance(known, Signature) and known.carrier):
        return NOBODY
    source = f"{known.says}, {how} {host_of(url)}"
    return Owner(known.id, _name_of(known), known.category, source)


def owner_by_alias(name: str, catalogue: Catalogue) -> Owner:
    """Return whose a host of the site is that is another name of a service's; else nobody's.

    Only a service that follows visitors counts: the name of the site hides that it does.
    """
    found = owner_by_url(f"https://{name}/", "alias", catalogue)
    return found if found.category in _FOLLOWS else NOBODY


def owner_of_request(request: Request, catalogue: Catalogue) -> Owner:
    """Return whose a called URL is, also where it is that of a carrier of scripts.

    What nobody is known to own may still be of a known category, by a filter list.
    """
    known = catalogue.find_by_url(request.url)
    if known:
        source = f"{known.says}, host {request.host}"
        return Owner(known.id, _name_of(known), known.category, source)
    filtered = catalogue.find_category(request.url)
    return Owner(None, None, *filtered) if filtered else NOBODY


def _name_of(known: Known) -> str | None:
    return None if known.owner == NO_OWNER else known.owner
