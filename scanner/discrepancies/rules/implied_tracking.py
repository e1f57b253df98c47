"""The text speaks of what visitors do on the site, and of no technique; one was seen."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, declared_here, names, unread_note
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import NON_ESSENTIAL, is_non_essential
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Evidence, Inventory, Sentence
from scanner.words import Category, FindingKind, Severity, Verdict

_ON_BEHAVIOUR = frozenset({"usage_data.collected", "profiling.performed"})
_TECHNIQUES = ("cookies.", "refusal.", "storage.web_storage")
_TRACKING = frozenset({"tracking.pixel", "tracking.fingerprinting", "tracking.session_recording"})


def check(case: Case) -> Iterable[Flag]:
    """Only where something that follows visitors was seen: what for is the catalogue's word."""
    claim = next((c for c in declared_here(case) if c.type in _ON_BEHAVIOUR), None)
    if claim is None or any(_is_on_technique(clause, case) for clause in declared(case)):
        return
    items = _techniques(case.inventory)
    if not items:
        return
    note = unread_note(case)
    listed = ", ".join(dict.fromkeys(item.subject for item in items))
    yield Flag(
        subject="technique",
        sentence=Sentence(
            en="The policy says that what visitors do is recorded and by no word how, yet visits "
            f"were followed by: {listed}.",
            nl="Het beleid zegt dat wordt vastgelegd wat bezoekers doen en met geen woord hoe, "
            f"toch werden bezoeken gevolgd met: {listed}.",
        ),
        evidence=items,
        claim=claim,
        kind=FindingKind.JUDGMENT if note else None,
        note=note,
    )


def _is_on_technique(claim: Claim, case: Case) -> bool:
    """Tell whether a clause speaks of a technique, or names a service that follows visitors."""
    if claim.type.startswith(_TECHNIQUES) or claim.type in _TRACKING:
        return True
    following = (s for s in case.inventory.services if s.category in NON_ESSENTIAL)
    return any(names(claim, service) for service in following)


def _techniques(inventory: Inventory) -> tuple[Evidence, ...]:
    return (
        *map(evidence.of_cookie, filter(is_non_essential, inventory.cookies)),
        *map(evidence.of_storage, filter(is_non_essential, inventory.storage)),
        *(evidence.of_tracker(t) for t in inventory.trackers if t.category in NON_ESSENTIAL),
    )


_BEHAVIOUR = make_claim("usage_data.collected")
_SEEN = make_inventory(
    cookies=(make_cookie_entry("_ml_id", service="meetlat", category=Category.ANALYTICS),),
    trackers=(make_tracker_entry(),),
    services=(make_service(),),
)

_CAPTCHA = make_service("geenrobot", category=Category.UNCLASSIFIED)

RULE = Rule(
    id="implied-tracking",
    question=Sentence(
        en="Does the text tell of behaviour that is recorded, and not by which technique?",
        nl="Vertelt de tekst dat gedrag wordt vastgelegd, en niet met welke techniek?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.UNDISCLOSED,
    about=("GDPR art. 13(1)(c)",),
    source="GDPR 13(1)(c): visitors are told what is done with their data and why",
    per="document",
    rests_on=frozenset({"cookie", "storage", "request"}),
    check=check,
    examples=(
        Example("what visitors do is used", _SEEN, (make_document(_BEHAVIOUR),), ("technique",)),
        Example(
            "offers that fit a person, and letters that tell when they are opened",
            _SEEN,
            (make_document(make_claim("profiling.performed"), make_claim("tracking.email_open")),),
            ("technique",),
        ),
        Example(
            "cookies are spoken of",
            _SEEN,
            (make_document(_BEHAVIOUR, make_claim("cookies.used")),),
        ),
        Example(
            "another document of the site speaks of them",
            _SEEN,
            (
                make_document(_BEHAVIOUR),
                make_document(make_claim("cookies.analytics"), id="cookies"),
            ),
        ),
        Example(
            "a CAPTCHA is named, which does not follow visitors",
            _SEEN.model_copy(update={"services": (*_SEEN.services, _CAPTCHA)}),
            (
                make_document(
                    _BEHAVIOUR, make_claim("captcha.service", params={"service": "geenrobot"})
                ),
            ),
            ("technique",),
        ),
        Example(
            "the service is named",
            _SEEN,
            (
                make_document(
                    _BEHAVIOUR, make_claim("tracking.third_party", params={"service": "meetlat"})
                ),
            ),
        ),
        Example("a text that speaks of no behaviour", _SEEN, (make_document(),)),
        Example(
            "nothing that is known to follow visitors",
            make_inventory(
                cookies=(make_cookie_entry(),),
                trackers=(make_tracker_entry(None, domain="cdn.example"),),
            ),
            (make_document(_BEHAVIOUR),),
        ),
    ),
)
