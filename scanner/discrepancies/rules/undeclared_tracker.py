"""A tracking service is called, and no clause names it, its owner or its kind."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import covers_tracker, declared, find_denial, unread_note
from scanner.discrepancies.examples import (
    make_claim,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import NON_ESSENTIAL
from scanner.discrepancies.non_essential import PURPOSE
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Sentence
from scanner.words import Category, FindingKind, Polarity, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """An unknown domain, a tag manager and a CAPTCHA are never called trackers."""
    clauses, note = declared(case), unread_note(case)
    denial = find_denial(case, ("tracking.third_party",))
    for tracker in case.inventory.trackers:
        service = evidence.find_service(tracker.service, case.inventory)
        if service is None or tracker.category not in NON_ESSENTIAL:
            continue
        if any(covers_tracker(clause, tracker.category, service) for clause in clauses):
            continue
        kind, label = PURPOSE[tracker.category], f"{service.name} ({service.owner})"
        yield Flag(
            subject=service.id,
            sentence=Sentence(
                en=f"The site calls {label}, a service for {kind.en}, which the policy names "
                "neither by name nor by kind.",
                nl=f"De site roept {label} aan, een dienst voor {kind.nl}, die het beleid niet "
                "bij naam en niet naar soort noemt.",
            ),
            evidence=(evidence.of_tracker(tracker),),
            claim=denial,
            verdict=Verdict.CONTRADICTED if denial else None,
            note=note,
        )


_SEEN = make_inventory(trackers=(make_tracker_entry(),), services=(make_service(),))

RULE = Rule(
    id="undeclared-tracker",
    question=Sentence(
        en="Does the site call a tracking service that no clause covers?",
        nl="Roept de site een volgdienst aan die geen bepaling dekt?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.UNDISCLOSED,
    about=("GDPR art. 13(1)(e)",),
    source="GDPR 13(1)(e): recipients or categories of recipients are named",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example("a text that names nobody", _SEEN, (make_document(),), ("meetlat",)),
        Example(
            "a text that denies it",
            _SEEN,
            (make_document(make_claim("tracking.third_party", Polarity.DENIES)),),
            ("meetlat",),
        ),
        Example(
            "companies that work for the site are another kind",
            _SEEN,
            (make_document(make_claim("sharing.third_party", params={"recipient": "processors"})),),
            ("meetlat",),
        ),
        Example(
            "the service by name",
            _SEEN,
            (make_document(make_claim("tracking.third_party", params={"service": "Meetlat"})),),
        ),
        Example(
            "its owner by name",
            _SEEN,
            (
                make_document(
                    make_claim("tracking.third_party", params={"service": "Meetlat Analytics"})
                ),
            ),
        ),
        Example("its kind", _SEEN, (make_document(make_claim("cookies.analytics")),)),
        Example(
            "a domain that nobody named yet",
            make_inventory(trackers=(make_tracker_entry(None, domain="cdn.example"),)),
            (make_document(),),
        ),
        Example(
            "a tag manager",
            make_inventory(
                trackers=(make_tracker_entry("tagbeheer", category=Category.UNCLASSIFIED),),
                services=(make_service("tagbeheer", category=Category.UNCLASSIFIED),),
            ),
            (make_document(),),
        ),
    ),
)
