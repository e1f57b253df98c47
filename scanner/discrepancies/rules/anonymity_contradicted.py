"""The text calls what is measured anonymous, and a stable identifier goes to an outside service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared_here
from scanner.discrepancies.examples import (
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import NON_ESSENTIAL, is_third_party
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, CookieEntry, Inventory, Sentence, TrackerEntry
from scanner.words import (
    Category,
    ClaimParty,
    FindingKind,
    Modality,
    Party,
    Severity,
    Stability,
    Verdict,
)

_MEASURED = frozenset({Category.ANALYTICS})
_KINDS = {"statistics": _MEASURED, "users": NON_ESSENTIAL, "cookies": NON_ESSENTIAL}


def check(case: Case) -> Iterable[Flag]:
    """An identifier has a value of its own in every visit and outlives the session."""
    claims = [claim for claim in declared_here(case) if claim.type == "anonymity.claimed"]
    called = {t.service: t for t in case.inventory.trackers if t.service}
    groups: dict[str, list[CookieEntry]] = defaultdict(list)
    for cookie in filter(_is_identifier, case.inventory.cookies):
        if is_third_party(cookie) or cookie.service in called:
            groups[cookie.service or cookie.domain].append(cookie)
    for subject in sorted(groups):
        categories = {cookie.category for cookie in groups[subject]}
        claim = next((c for c in claims if categories & _meant(c)), None)
        if claim:
            yield _flag(subject, groups[subject], claim, called.get(subject), case.inventory)


def _is_identifier(cookie: CookieEntry) -> bool:
    return cookie.stability is Stability.IDENTIFIER and not cookie.session


def _meant(claim: Claim) -> frozenset[Category]:
    """Return what a claim calls anonymous; one on advertisers is about what they do."""
    if claim.scope.party is ClaimParty.ADVERTISER:
        return frozenset({Category.ADVERTISING})
    about = claim.params.get("about")
    return frozenset() if about == "ip" else _KINDS.get(str(about), NON_ESSENTIAL)


def _flag(
    subject: str,
    group: list[CookieEntry],
    claim: Claim,
    tracker: TrackerEntry | None,
    inventory: Inventory,
) -> Flag:
    whose, listed = evidence.label_of(subject, inventory), ", ".join(c.name for c in group)
    called = (evidence.of_tracker(tracker),) if tracker else ()
    return Flag(
        subject=subject,
        sentence=Sentence(
            en=f"The policy calls what is recorded anonymous, yet {whose} got an identifier of the "
            f"browser that outlives the visit, with its IP address: {listed}.",
            nl=f"Het beleid noemt wat wordt vastgelegd anoniem, toch kreeg {whose} een kenmerk van "
            f"de browser dat na het bezoek blijft, met het IP-adres: {listed}.",
        ),
        evidence=(*map(evidence.of_cookie, group), *called),
        claim=claim,
        verdict=Verdict.OPEN if claim.modality is Modality.MAY else None,
    )


_ML_ID = make_cookie_entry(
    "_ml_id",
    lifetime_s=395 * DAY_S,
    service="meetlat",
    category=Category.ANALYTICS,
    stability=Stability.IDENTIFIER,
)
_ABID = make_cookie_entry(
    "abid",
    domain="adbord.example",
    party=Party.THIRD,
    lifetime_s=400 * DAY_S,
    service="adbord",
    category=Category.ADVERTISING,
    stability=Stability.IDENTIFIER,
)
_SEEN = make_inventory(
    cookies=(_ML_ID, _ABID), trackers=(make_tracker_entry(),), services=(make_service(),)
)
_STATISTICS = make_claim("anonymity.claimed", params={"about": "statistics"})
_USERS = make_claim("anonymity.claimed", modality=Modality.MAY, params={"about": "users"})

_TO_ADVERTISERS = make_claim(
    "anonymity.claimed", party=ClaimParty.ADVERTISER, params={"about": "users"}
)

RULE = Rule(
    id="anonymity-contradicted",
    question=Sentence(
        en="Does an identifier go to an outside service although the text says anonymous?",
        nl="Gaat een kenmerk naar een dienst van buiten, hoewel de tekst anoniem zegt?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.CONTRADICTED,
    about=("GDPR art. 4(1)", "GDPR recitals 26, 30", "CJEU C-582/14 Breyer"),
    source="GDPR art. 4(1), recital 30: an online identifier may single a person out",
    per="document",
    rests_on=frozenset({"cookie"}),
    check=check,
    examples=(
        Example(
            "anonymous statistics, and an identifier of the service that measures",
            _SEEN,
            (make_document(_STATISTICS),),
            ("meetlat",),
        ),
        Example(
            "anonymous visitors",
            _SEEN,
            (make_document(_USERS),),
            ("adbord", "meetlat"),
        ),
        Example(
            "anonymous to advertisers",
            _SEEN,
            (make_document(_TO_ADVERTISERS),),
            ("adbord",),
        ),
        Example(
            "a value that is the same in every visit",
            make_inventory(
                cookies=(_ML_ID.model_copy(update={"stability": Stability.CONSTANT}),),
                trackers=(make_tracker_entry(),),
            ),
            (make_document(_STATISTICS),),
        ),
        Example(
            "an identifier that goes with the session",
            make_inventory(
                cookies=(_ML_ID.model_copy(update={"session": True, "lifetime_s": None}),),
                trackers=(make_tracker_entry(),),
            ),
            (make_document(_STATISTICS),),
        ),
        Example(
            "an identifier that stays with the site",
            make_inventory(cookies=(_ML_ID,)),
            (make_document(_STATISTICS),),
        ),
        Example("a text that promises nothing", _SEEN, (make_document(),)),
    ),
)
