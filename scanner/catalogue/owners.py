"""Whose something is that a visit saw, what it is for, and what says so."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.catalogue.load import Catalogue
from scanner.catalogue.signature import Signature
from scanner.models import Cookie, Request, Setter, StoredItem
from scanner.urls import host_of
from scanner.words import Category, Party

UNKNOWN = "none"  # the source of a category that nothing gives


@dataclass(frozen=True)
class Owner:
    """Whose something is, as the catalogue knows it."""

    signature: Signature | None
    category: Category
    source: str
    pattern: str | None = None  # of a name or key, by which it was found
    purpose: str | None = None
    usual_lifetime: str | None = None

    @property
    def service(self) -> str | None:
        """The id of its service; None: unknown."""
        return self.signature.id if self.signature else None

    @property
    def name(self) -> str | None:
        """Who its owner is; None: unknown."""
        return self.signature.owner if self.signature else None


NOBODY = Owner(None, Category.UNCLASSIFIED, UNKNOWN)


def owner_of_cookie(cookie: Cookie, catalogue: Catalogue) -> Owner:
    """Return whose a cookie is: by its name, else by who stored it, else by its domain."""
    setter = cookie.set_by
    named = catalogue.find_by_cookie(cookie.name, cookie.party, cookie.domain, setter.host)
    if named:
        signature, pattern = named
        return Owner(
            signature,
            pattern.category or signature.category,
            f"catalogue: {signature.id}, cookie {pattern.name}",
            pattern.name,
            pattern.purpose,
            pattern.lifetime,
        )
    found = owner_by_setter(setter, catalogue)
    if found.signature is None and cookie.party is Party.THIRD:
        found = owner_by_url(f"https://{cookie.domain}/", "domain", catalogue)
    return found


def owner_of_item(item: StoredItem, catalogue: Catalogue) -> Owner:
    """Return whose an item of a store is: by its key, else by who stored it, else by its origin."""
    if named := catalogue.find_by_key(item.key):
        signature, pattern = named
        source = f"catalogue: {signature.id}, key {pattern.key}"
        return Owner(signature, signature.category, source, pattern.key)
    found = owner_by_setter(item.set_by, catalogue)
    if found.signature is None and item.party is Party.THIRD:
        found = owner_by_url(item.origin, "origin", catalogue)
    return found


def owner_by_setter(setter: Setter, catalogue: Catalogue) -> Owner:
    """Return whose the response or script is that stored something."""
    url = setter.url or (f"https://{setter.host}/" if setter.host else None)
    return owner_by_url(url, "set by", catalogue)


def owner_by_url(url: str | None, how: str, catalogue: Catalogue) -> Owner:
    """Return whose a URL is; what a carrier of other people's scripts serves is not its own."""
    signature = catalogue.find_by_url(url) if url else None
    if url is None or signature is None or signature.carrier:
        return NOBODY
    return Owner(signature, signature.category, f"catalogue: {signature.id}, {how} {host_of(url)}")


def owner_of_request(request: Request, catalogue: Catalogue) -> Owner:
    """Return whose a called URL is, also where it is that of a carrier of scripts."""
    signature = catalogue.find_by_url(request.url)
    if signature is None:
        return NOBODY
    return Owner(signature, signature.category, f"catalogue: {signature.id}, host {request.host}")
