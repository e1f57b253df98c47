"""What of a claim was observed: one function for each group of claim types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import COOKIE_KIND, covers_key, covers_name, is_called, named_in
from scanner.discrepancies.guards import NON_ESSENTIAL, used
from scanner.discrepancies.rule import Case
from scanner.discrepancies.verdict import Observed
from scanner.models import (
    Claim,
    CookieEntry,
    Inventory,
    Sentence,
    StorageEntry,
    TrackerEntry,
)
from scanner.words import Category, ClaimParty, ConsentOutcome, Party, Polarity

Find: TypeAlias = Callable[[Claim, Case], Observed | None]
EEA = frozenset(
    {
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    }
)
CATEGORY_OF = {kind: category for category, kind in COOKIE_KIND.items()}


def find_observed(claim: Claim, case: Case) -> Observed | None:
    """Return what of a claim was seen; None where a visit from outside cannot tell."""
    find = _FINDERS.get(claim.type)
    return find(claim, case) if find else None


def seen(
    what: Sentence,
    cookies: Iterable[CookieEntry] = (),
    storage: Iterable[StorageEntry] = (),
    trackers: Iterable[TrackerEntry] = (),
    *,
    unsure: bool = False,
) -> Observed:
    """Return some entries of an inventory as what was observed."""
    stored, kept, called = tuple(cookies), tuple(storage), tuple(trackers)
    items = (
        *map(evidence.of_cookie, stored),
        *map(evidence.of_storage, kept),
        *map(evidence.of_tracker, called),
    )
    moments = (
        *(moment for cookie in stored for moment in used(cookie)),
        *(moment for item in kept for moment in item.moments),
        *(moment for tracker in called for moment in tracker.moments),
    )
    return Observed(what, items, frozenset(moments), unsure)


def of_party(cookies: Iterable[CookieEntry], claim: Claim) -> tuple[CookieEntry, ...]:
    """Return the cookies of whom a claim speaks; a silence is about everybody's."""
    if claim.polarity is Polarity.SILENT or claim.scope.party is ClaimParty.ANY:
        return tuple(cookies)
    if claim.scope.party is ClaimParty.FIRST:
        return tuple(cookie for cookie in cookies if cookie.party is Party.FIRST)
    if claim.scope.party is ClaimParty.ADVERTISER:
        return tuple(cookie for cookie in cookies if cookie.category is Category.ADVERTISING)
    return tuple(cookie for cookie in cookies if cookie.party is Party.THIRD)


def is_named(service: str | None, claim: Claim, inventory: Inventory) -> bool:
    """Tell whether a claim names a service; one that names none means every service."""
    named = named_in(claim)
    known = evidence.find_service(service, inventory)
    return not named or (known is not None and any(is_called(name, known) for name in named))


# -- cookies and storage ---------------------------------------------------------------------------


def _used(claim: Claim, case: Case) -> Observed:
    return seen(Sentence(en="cookies", nl="cookies"), case.inventory.cookies)


def _session(claim: Claim, case: Case) -> Observed:
    found = (cookie for cookie in case.inventory.cookies if cookie.session)
    return seen(Sentence(en="session cookies", nl="sessiecookies"), of_party(found, claim))


def _persistent(claim: Claim, case: Case) -> Observed:
    return seen(_PERSISTENT, of_party(persistent(case.inventory), claim))


def persistent(inventory: Inventory) -> tuple[CookieEntry, ...]:
    """Return the cookies that outlive the session."""
    return tuple(cookie for cookie in inventory.cookies if not cookie.session)


def _first_party(claim: Claim, case: Case) -> Observed:
    found = (cookie for cookie in case.inventory.cookies if cookie.party is Party.FIRST)
    return seen(Sentence(en="first-party cookies", nl="eigen cookies"), found)


def _third_party(claim: Claim, case: Case) -> Observed:
    found = (
        cookie
        for cookie in case.inventory.cookies
        if cookie.party is Party.THIRD and is_named(cookie.service, claim, case.inventory)
    )
    return seen(Sentence(en="third-party cookies", nl="cookies van derden"), found)


def _category(claim: Claim, case: Case) -> Observed:
    category = CATEGORY_OF[claim.type]
    found = [
        cookie
        for cookie in case.inventory.cookies
        if cookie.category is category and is_named(cookie.service, claim, case.inventory)
    ]
    unknown = any(c.category is Category.UNCLASSIFIED for c in case.inventory.cookies)
    return seen(_CATEGORY_WORDS[category], found, unsure=unknown)


def named_cookies(claim: Claim, case: Case) -> tuple[CookieEntry, ...]:
    """Return the cookies that a claim of type ``cookies.named`` means."""
    return tuple(cookie for cookie in case.inventory.cookies if covers_name(claim, cookie))


def _named(claim: Claim, case: Case) -> Observed:
    name = str(claim.params.get("name", ""))
    # Tables of consent tools list items of storage among the cookies.
    items = (item for item in case.inventory.storage if covers_key(claim, item))
    return seen(Sentence(en=name, nl=name), named_cookies(claim, case), items)


def _web_storage(claim: Claim, case: Case) -> Observed:
    kind = claim.params.get("kind")
    found = (item for item in case.inventory.storage if kind in (None, str(item.kind)))
    return seen(Sentence(en="items of web storage", nl="items in webopslag"), storage=found)


# -- third parties ---------------------------------------------------------------------------------


def _recipient(claim: Claim, case: Case) -> Observed:
    """A silence is about tracking services; a name, about that service; else about all known."""
    trackers = case.inventory.trackers
    if claim.polarity is Polarity.SILENT:
        found = [t for t in trackers if t.category in NON_ESSENTIAL]
    else:
        found = [t for t in trackers if t.service and is_named(t.service, claim, case.inventory)]
    unknown = not named_in(claim) and any(tracker.service is None for tracker in trackers)
    return seen(_THIRD_PARTIES, trackers=found, unsure=unknown)


def _captcha(claim: Claim, case: Case) -> Observed:
    found = [c for c in case.inventory.captchas if is_named(c.service, claim, case.inventory)]
    return Observed(
        Sentence(en="calls to a CAPTCHA", nl="aanroepen van een CAPTCHA"),
        tuple(map(evidence.of_captcha, found)),
        frozenset(moment for captcha in found for moment in captcha.moments),
    )


def _session_recording(claim: Claim, case: Case) -> Observed | None:
    """Only a named service can be recognised: what a script records is not seen."""
    if not named_in(claim):
        return None
    found = (t for t in case.inventory.trackers if is_named(t.service, claim, case.inventory))
    return seen(_THIRD_PARTIES, trackers=found)


def _advertising(claim: Claim, case: Case) -> Observed:
    inventory = case.inventory
    cookies = [c for c in inventory.cookies if c.category is Category.ADVERTISING]
    trackers = [t for t in inventory.trackers if t.category is Category.ADVERTISING]
    unknown = any(t.service is None for t in inventory.trackers)
    what = Sentence(en="traces of advertisers", nl="sporen van adverteerders")
    return seen(what, cookies, trackers=trackers, unsure=unknown)


def _usage(claim: Claim, case: Case) -> Observed | None:
    """A service for analytics shows it; that there is none does not: a site keeps logs as well."""
    found = [t for t in case.inventory.trackers if t.category is Category.ANALYTICS]
    return seen(_THIRD_PARTIES, trackers=found) if found else None


def _ip_address(claim: Claim, case: Case) -> Observed | None:
    """A service that is called sees the address; whether the site keeps it is not seen."""
    named = claim.params.get("by")
    if not isinstance(named, str) or named == "first_party":
        return None
    services = {s.id for s in case.inventory.services if is_called(named, s)}
    found = (t for t in case.inventory.trackers if t.service in services)
    return seen(_THIRD_PARTIES, trackers=found)


def _sharing(claim: Claim, case: Case) -> Observed | None:
    recipient = claim.params.get("recipient")
    if recipient == "advertisers":
        return _advertising(claim, case)
    if recipient == "any" or (recipient == "named" and named_in(claim)):
        return _recipient(claim, case)
    return None


def _transfer(claim: Claim, case: Case) -> Observed:
    outside = {s.id for s in case.inventory.services if s.country not in (*EEA, "ZZ")}
    found = (t for t in case.inventory.trackers if t.service in outside)
    what = Sentence(
        en="services of owners outside the EEA", nl="diensten van eigenaren buiten de EER"
    )
    return seen(what, trackers=found)


# -- consent ---------------------------------------------------------------------------------------


def _mechanism(claim: Claim, case: Case) -> Observed | None:
    looked = [visit for visit in case.inventory.visits if visit.consent is not None]
    if not looked:
        return None
    found = [v for v in looked if v.consent and v.consent.outcome is not ConsentOutcome.NO_BANNER]
    what = Sentence(en="visits that met a consent banner", nl="bezoeken met een cookiemelding")
    return Observed(what, tuple(map(evidence.of_visit, found)))


_PERSISTENT = Sentence(en="persistent cookies", nl="permanente cookies")
_THIRD_PARTIES = Sentence(en="third parties that were called", nl="aangeroepen derden")
_CATEGORY_WORDS = {
    Category.NECESSARY: Sentence(en="necessary cookies", nl="noodzakelijke cookies"),
    Category.PREFERENCES: Sentence(en="preference cookies", nl="voorkeurscookies"),
    Category.ANALYTICS: Sentence(en="analytics cookies", nl="analytische cookies"),
    Category.ADVERTISING: Sentence(en="advertising cookies", nl="advertentiecookies"),
    Category.SOCIAL_MEDIA: Sentence(en="social media cookies", nl="socialemediacookies"),
}
_FINDERS: dict[str, Find] = {
    "cookies.used": _used,
    "cookies.session": _session,
    "cookies.persistent": _persistent,
    "cookies.first_party": _first_party,
    "cookies.third_party": _third_party,
    **dict.fromkeys(CATEGORY_OF, _category),
    "cookies.list": _used,
    "cookies.named": _named,
    "cookies.lifetime": _persistent,
    "storage.web_storage": _web_storage,
    "tracking.session_recording": _session_recording,
    "tracking.third_party": _recipient,
    "captcha.service": _captcha,
    "ip_address.collected": _ip_address,
    "usage_data.collected": _usage,
    "advertising.targeted": _advertising,
    "advertising.third_party_served": _advertising,
    "consent.mechanism": _mechanism,
    "sharing.third_party": _sharing,
    "transfer.outside_eea": _transfer,
}
