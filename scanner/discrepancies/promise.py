"""What a text promises to do only with consent, and how a service was called without it."""

from __future__ import annotations

from scanner.discrepancies import evidence
from scanner.discrepancies.guards import NON_ESSENTIAL, find_without_consent, used
from scanner.discrepancies.observed import CATEGORY_OF
from scanner.discrepancies.special import asked_categories
from scanner.models import Claim, Evidence, Inventory, Moment, Sentence, TrackerEntry
from scanner.words import (
    Category,
    Condition,
    ConsentChoice,
    Modality,
    Phase,
    Polarity,
)

_ADVERTISING = frozenset({"advertising.targeted", "advertising.third_party_served"})


def promised(claim: Claim) -> frozenset[Category]:
    """Return the kinds of services that a claim allows only with consent; empty: none."""
    if claim.polarity is not Polarity.DECLARES or claim.modality is Modality.MAY:
        return frozenset()
    if claim.type == "consent.required" and claim.condition is None:
        return asked_categories(claim)
    if claim.type == "cookies.issued_when" and claim.params.get("event") == "after_consent":
        return NON_ESSENTIAL
    if claim.condition is not Condition.CONSENT:
        return frozenset()
    if claim.type in _ADVERTISING:
        return frozenset({Category.ADVERTISING})
    return frozenset(filter(None, [CATEGORY_OF.get(claim.type)])) & NON_ESSENTIAL


def when(moment: Moment) -> Sentence:
    """Return a moment without consent in words."""
    if moment.phase is Phase.BEFORE:
        return Sentence(en="before any choice was made", nl="voordat er een keuze was gemaakt")
    return Sentence(en="after everything was refused", nl="nadat alles was geweigerd")


def evidence_of(
    tracker: TrackerEntry, moment: Moment, inventory: Inventory
) -> tuple[Evidence, ...]:
    """Return the requests, the identifiers that came with them, and how the choice was made."""
    cookies = (
        (cookie, find_without_consent(used(cookie), inventory))
        for cookie in inventory.cookies
        if tracker.service is not None and cookie.service == tracker.service
    )
    refusals = (v for v in inventory.visits if v.choice is ConsentChoice.REJECT)
    return (
        evidence.of_tracker(tracker, moment),
        *(evidence.of_cookie(cookie, at) for cookie, at in cookies if at),
        *(evidence.of_visit(visit) for visit in refusals if moment.phase is Phase.AFTER),
    )
