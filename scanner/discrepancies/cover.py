"""Which clauses of a text cover what was seen; GDPR 13(1)(e) is content with a clause on the kind.

Coverage is asked of all documents of a site that were read: what a privacy policy leaves out, a
cookie policy may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from scanner.discrepancies.guards import can_be_quoted
from scanner.discrepancies.rule import Case
from scanner.models import Claim, CookieEntry, Document, Sentence, Service, Site, StorageEntry
from scanner.urls import host_of, page_key, registrable_domain
from scanner.words import Category, ClaimParty, Modality, Polarity, PolicyKind, PolicyStatus

COOKIE_KIND = {
    Category.NECESSARY: "cookies.necessary",
    Category.PREFERENCES: "cookies.preferences",
    Category.ANALYTICS: "cookies.analytics",
    Category.ADVERTISING: "cookies.advertising",
    Category.SOCIAL_MEDIA: "cookies.social_media",
}
# Clauses on a kind of tracking service, besides one that names the service.
_TRACKER_CLAUSES = {
    Category.ANALYTICS: {"cookies.analytics", "cookies.third_party"},
    Category.ADVERTISING: {
        "cookies.advertising",
        "cookies.third_party",
        "advertising.targeted",
        "advertising.third_party_served",
    },
    Category.SOCIAL_MEDIA: {"cookies.social_media", "cookies.third_party"},
}
# What policies write for the part of a name that differs by visitor or site: consent tools "*", "#"
# or "xxxx", hands also "<id>", "{id}", "[id]" or dots.
_VARIES = re.compile(
    r"\*|#+|<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|\.{3,}|…|x{3,}(?:[-_]x+)*", re.IGNORECASE
)
_ADVERTISING_CLAUSES = {"cookies.advertising", "advertising.third_party_served"}
_NOT_FIRST = {ClaimParty.THIRD, ClaimParty.ADVERTISER, ClaimParty.SERVICE, ClaimParty.ANY}
_ROLE = {
    Category.ANALYTICS: "analytics",
    Category.ADVERTISING: "advertising",
    Category.SOCIAL_MEDIA: "social",
}


def speaks_of(claim: Claim, site: Site) -> bool:
    """Tell whether a claim is about a site, and not about another one that its text names."""
    if claim.scope.site is None:
        return True
    host = host_of(claim.scope.site) or claim.scope.site
    return is_own(host, site)


def is_own(host: str, site: Site) -> bool:
    """Tell whether a host lies in one of the domains of a site."""
    own = {registrable_domain(domain) for domain in (site.domain, *site.own_domains)}
    return registrable_domain(host) in own


def declared(case: Case) -> tuple[Claim, ...]:
    """Return what the documents of a site that were read say does happen there."""
    return tuple(
        claim
        for document in filter(can_be_quoted, case.documents)
        for claim in document.claims
        if claim.polarity is Polarity.DECLARES and speaks_of(claim, case.site)
    )


def declared_here(case: Case) -> tuple[Claim, ...]:
    """Return what the case's own document says does happen on its site."""
    return tuple(
        claim
        for claim in case.policy.claims
        if claim.polarity is Polarity.DECLARES and speaks_of(claim, case.site)
    )


def find_denial(case: Case, types: Iterable[str]) -> Claim | None:
    """Return the clause of the case's document that flatly denies one of some types of claim."""
    wanted = set(types)
    return next(
        (
            claim
            for claim in case.policy.claims
            if claim.polarity is Polarity.DENIES
            and claim.type in wanted
            and claim.condition is None
            and claim.modality is not Modality.MAY
            and speaks_of(claim, case.site)
        ),
        None,
    )


def covers_kind(claim: Claim, cookie: CookieEntry, _: Service | None = None) -> bool:
    """Tell whether a clause covers a cookie as a session or persistent one, or as of its kind."""
    length = "cookies.session" if cookie.session else "cookies.persistent"
    kinds = {"cookies.used", "cookies.first_party", length, COOKIE_KIND.get(cookie.category)}
    return claim.type in kinds or covers_name(claim, cookie)


def covers_third_party(claim: Claim, cookie: CookieEntry, service: Service | None) -> bool:
    """Tell whether a clause covers a cookie as a third party's."""
    if claim.type == "cookies.third_party" or covers_name(claim, cookie):
        return True
    about_others = claim.scope.party in _NOT_FIRST or names(claim, service)
    if claim.type in {"cookies.used", COOKIE_KIND.get(cookie.category)}:
        return about_others
    is_ad = cookie.category is Category.ADVERTISING
    return is_ad and claim.type == "advertising.third_party_served"


def covers_advertiser(claim: Claim, cookie: CookieEntry, service: Service | None) -> bool:
    """Tell whether a clause covers a cookie as an advertiser's."""
    if claim.type in _ADVERTISING_CLAUSES or covers_name(claim, cookie):
        return True
    return claim.type == "cookies.third_party" and names(claim, service)


def covers_tracker(claim: Claim, category: Category, service: Service | None) -> bool:
    """Tell whether a clause names a tracking service, its owner or its kind."""
    if claim.type in _TRACKER_CLAUSES[category] or names(claim, service):
        return True
    if claim.type == "tracking.third_party":
        return claim.params.get("role") == _ROLE[category]
    if claim.type == "sharing.third_party":
        recipient = claim.params.get("recipient")
        is_ad = category is Category.ADVERTISING
        return recipient == "any" or (is_ad and recipient == "advertisers")
    return False


def covers_name(claim: Claim, cookie: CookieEntry) -> bool:
    """Tell whether a clause names a cookie."""
    return _calls(claim, cookie.names or (cookie.name,))


def covers_item(claim: Claim, item: StorageEntry) -> bool:
    """Tell whether a clause speaks of the store that an item lies in, or names the item."""
    if claim.type == "storage.web_storage":
        return claim.params.get("kind") in (None, str(item.kind))
    return covers_key(claim, item)


def covers_key(claim: Claim, item: StorageEntry) -> bool:
    """Tell whether a clause names an item: tables of consent tools list it among the cookies."""
    return _calls(claim, item.keys or (item.key,))


def _calls(claim: Claim, names: Iterable[str]) -> bool:
    pattern = claim.params.get("name")
    if claim.type != "cookies.named" or not isinstance(pattern, str):
        return False
    return any(matches_name(pattern, name) for name in names)


def matches_name(pattern: str, name: str) -> bool:
    """Tell whether a cookie is called as a policy calls it, in capitals or not.

    A pattern of nothing but what varies is no name.
    """
    called = _compiled(pattern)
    return called is not None and called.fullmatch(name) is not None


@lru_cache(maxsize=4096)  # every cookie of a site is asked for every name of its policies
def _compiled(pattern: str) -> re.Pattern[str] | None:
    fixed = _VARIES.split(pattern.strip())
    if not any(map(str.isalnum, "".join(fixed))):
        return None
    return re.compile(".*".join(map(re.escape, fixed)), re.IGNORECASE)


def names(claim: Claim, service: Service | None) -> bool:
    """Tell whether a clause names a service, or its owner."""
    return service is not None and any(is_called(text, service) for text in named_in(claim))


def named_in(claim: Claim) -> tuple[str, ...]:
    """Return the services and companies that a clause names."""
    texts = [claim.scope.service, claim.params.get("service"), claim.params.get("provider")]
    for key in ("services", "parties"):
        value = claim.params.get(key)
        texts.extend(value if isinstance(value, tuple) else ())
    return tuple(text for text in texts if isinstance(text, str))


def is_called(text: str, service: Service) -> bool:
    """Tell whether a policy's word for a service or company means this one."""
    word = _slug(text)
    if word in {_slug(name) for name in (service.id, service.name, *service.aliases)}:
        return True
    return bool(word) and f"{_slug(service.owner)}-".startswith(f"{word}-")


def unread_note(case: Case) -> Sentence | None:
    """Return the warning that another text of the site, not read, may say it; None: there is none.

    A cookie page that the site links to as its own is such a text as long as no document says that
    it was read, or is gone.
    """
    unread = [each.id for each in case.documents if not (can_be_quoted(each) or _is_gone(each))]
    known = {page_key(document.url) for document in case.documents if document.url}
    unread += sorted(
        link.url
        for link in case.inventory.policy_links
        if link.kind is PolicyKind.COOKIES
        and page_key(link.url) not in known
        and (link.prominent or is_own(host_of(link.url), case.site))
    )
    if not unread:
        return None
    listed = ", ".join(unread)
    return Sentence(
        en=f"Another text of the site was not read and may say it: {listed}.",
        nl=f"Een andere tekst van de site is niet gelezen en zegt het misschien wel: {listed}.",
    )


def _is_gone(document: Document) -> bool:
    return document.status is PolicyStatus.NOT_FOUND


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
