"""The text lists who gets data, and a third party that was called is of none of these kinds."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, declared_here, names, unread_note
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
from scanner.models import Claim, Sentence, Service
from scanner.words import Category, ClaimParty, FindingKind, Modality, Severity, Verdict

_RECIPIENTS = {
    # A company that measures visits for a site may be one of those that work for it.
    Category.ANALYTICS: {"any", "processors"},
    Category.ADVERTISING: {"any", "advertisers"},
    Category.SOCIAL_MEDIA: {"any"},
}
_ROLES = {
    Category.ANALYTICS: "analytics",
    Category.ADVERTISING: "advertising",
    Category.SOCIAL_MEDIA: "social",
}
_ON_OTHERS = {
    "cookies.third_party": NON_ESSENTIAL,
    "advertising.third_party_served": frozenset({Category.ADVERTISING}),
}
_OTHERS = frozenset({ClaimParty.THIRD, ClaimParty.ADVERTISER, ClaimParty.SERVICE})


def check(case: Case) -> Iterable[Flag]:
    """A clause on a purpose says nothing of who gets data; one on a third party's cookies does."""
    listed = next(filter(_lists_kind, declared_here(case)), None)
    clauses, note = declared(case), unread_note(case)
    for tracker in case.inventory.trackers if listed else ():
        service = evidence.find_service(tracker.service, case.inventory)
        if service is None or tracker.category not in NON_ESSENTIAL:
            continue
        if any(_admits(clause, tracker.category, service) for clause in clauses):
            continue
        kind = PURPOSE[tracker.category]
        yield Flag(
            subject=service.id,
            sentence=Sentence(
                en=f"The policy lists who may get data; {service.name} ({service.owner}), a "
                f"service for {kind.en} that was called, is of none of these kinds.",
                nl=f"Het beleid somt op wie gegevens kan krijgen; {service.name} "
                f"({service.owner}), een dienst voor {kind.nl} die werd aangeroepen, hoort bij "
                "geen van die soorten.",
            ),
            evidence=(evidence.of_tracker(tracker),),
            claim=listed,
            note=note,
        )


def _lists_kind(claim: Claim) -> bool:
    return claim.type == "sharing.third_party" and claim.params.get("recipient") != "named"


def _admits(claim: Claim, category: Category, service: Service) -> bool:
    """Tell whether a clause names a service or its kind among those that get data."""
    if names(claim, service):
        return True
    if claim.type == "sharing.third_party":
        return claim.params.get("recipient") in _RECIPIENTS[category]
    if claim.type == "tracking.third_party":
        return claim.params.get("role") == _ROLES[category]
    if claim.type == f"cookies.{category}":
        return claim.scope.party in _OTHERS
    return category in _ON_OTHERS.get(claim.type, ())


_ADVERT = make_inventory(
    trackers=(make_tracker_entry("adbord", category=Category.ADVERTISING),),
    services=(make_service("adbord", owner="Adbord Inc.", category=Category.ADVERTISING),),
)
_PROCESSORS = make_claim("sharing.third_party", params={"recipient": "processors"})
_GROUP = make_claim(
    "sharing.third_party", id="group", modality=Modality.MAY, params={"recipient": "group"}
)

RULE = Rule(
    id="recipient-category-missing",
    question=Sentence(
        en="Is a third party called whose kind is not among the recipients that are listed?",
        nl="Wordt een soort derde aangeroepen die niet bij de genoemde ontvangers staat?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 13(1)(e)",),
    source="GDPR 13(1)(e): recipients or categories of recipients are named",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example(
            "companies that work for the site, and an advertiser",
            _ADVERT,
            (make_document(_PROCESSORS),),
            ("adbord",),
        ),
        Example(
            "advertisements are spoken of, advertisers are not among the recipients",
            _ADVERT,
            (make_document(_GROUP, make_claim("advertising.targeted")),),
            ("adbord",),
        ),
        Example(
            "sister companies, and a service that measures",
            make_inventory(trackers=(make_tracker_entry(),), services=(make_service(),)),
            (make_document(_GROUP),),
            ("meetlat",),
        ),
        Example(
            "companies that work for the site, and a service that measures",
            make_inventory(trackers=(make_tracker_entry(),), services=(make_service(),)),
            (make_document(_PROCESSORS),),
        ),
        Example(
            "advertisers are among them",
            _ADVERT,
            (
                make_document(
                    _GROUP,
                    make_claim(
                        "sharing.third_party",
                        modality=Modality.MAY,
                        params={"recipient": "advertisers"},
                    ),
                ),
            ),
        ),
        Example(
            "the service is named",
            _ADVERT,
            (
                make_document(
                    _GROUP, make_claim("tracking.third_party", params={"service": "Adbord"})
                ),
            ),
        ),
        Example(
            "advertisers' cookies are spoken of",
            _ADVERT,
            (
                make_document(
                    _GROUP, make_claim("cookies.advertising", party=ClaimParty.ADVERTISER)
                ),
            ),
        ),
        Example(
            "a text that names one recipient, and lists no kinds",
            _ADVERT,
            (make_document(make_claim("sharing.third_party", params={"recipient": "named"})),),
        ),
        Example("a text that lists nobody", _ADVERT, (make_document(),)),
        Example(
            "a domain that nobody named yet, and a tag manager",
            make_inventory(
                trackers=(
                    make_tracker_entry(None, domain="cdn.example"),
                    make_tracker_entry("tagbeheer", category=Category.UNCLASSIFIED),
                ),
                services=(make_service("tagbeheer", category=Category.UNCLASSIFIED),),
            ),
            (make_document(_GROUP),),
        ),
    ),
)
