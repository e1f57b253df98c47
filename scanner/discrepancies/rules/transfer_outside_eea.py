"""A service of an owner outside the EEA is called; the text is silent on that or claims the EEA."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, declared_here, find_denial, unread_note
from scanner.discrepancies.examples import (
    make_claim,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.observed import EEA
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Sentence, Service
from scanner.words import FindingKind, Modality, Polarity, Severity, Verdict

_INSIDE = frozenset({"EEA", "NL"})
_UNKNOWN = "ZZ"


def check(case: Case) -> Iterable[Flag]:
    """The country is that of the owner, as the catalogue has it: where data go, nobody sees."""
    said = any(clause.type == "transfer.outside_eea" for clause in declared(case))
    inside = _find_inside(case)
    if said and inside is None:
        return
    for tracker in case.inventory.trackers:
        service = evidence.find_service(tracker.service, case.inventory)
        if service is None or service.country in (*EEA, _UNKNOWN):
            continue
        yield Flag(
            subject=service.id,
            sentence=_sentence(service, claimed=inside is not None),
            evidence=(evidence.of_tracker(tracker),),
            claim=inside,
            severity=Severity.MEDIUM if inside and not said else None,
            note=unread_note(case) or (_BOTH if said else _DECISIONS),
        )


def _find_inside(case: Case) -> Claim | None:
    """Return the clause by which data stay in the EEA."""
    located = (
        claim
        for claim in declared_here(case)
        if claim.type == "storage.location" and claim.params.get("region") in _INSIDE
    )
    return find_denial(case, ("transfer.outside_eea",)) or next(located, None)


def _sentence(service: Service, *, claimed: bool) -> Sentence:
    says_en = "says that data stay in the EEA" if claimed else "says nothing of data that leave it"
    says_nl = (
        "zegt dat gegevens in de EER blijven"
        if claimed
        else "zegt niets over gegevens die daarbuiten gaan"
    )
    return Sentence(
        en=f"The site calls {service.name}, whose owner {service.owner} is outside the EEA "
        f"({service.country}); the policy {says_en}.",
        nl=f"De site roept {service.name} aan, waarvan de eigenaar {service.owner} buiten de EER "
        f"zit ({service.country}); het beleid {says_nl}.",
    )


_DECISIONS = Sentence(
    en="Where the data go and on what ground, such as an adequacy decision, a person finds out.",
    nl="Waar de gegevens heen gaan en op welke grond, zoals een adequaatheidsbesluit, zoekt een "
    "mens uit.",
)
_BOTH = Sentence(
    en="Another clause says that data may leave the EEA: a person judges what is meant.",
    nl="Een andere clausule zegt dat gegevens de EER kunnen verlaten: een mens beoordeelt wat is "
    "bedoeld.",
)
_SEEN = make_inventory(
    trackers=(make_tracker_entry("adbord", domain="adbord.example"),),
    services=(make_service("adbord", owner="Adbord Inc.", country="US"),),
)
_IN_EEA = make_claim("storage.location", params={"region": "EEA"})

RULE = Rule(
    id="transfer-outside-eea",
    question=Sentence(
        en="Is a service of an owner outside the EEA called that the text does not account for?",
        nl="Wordt een dienst van buiten de EER aangeroepen die de tekst niet verantwoordt?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 13(1)(f)", "GDPR art. 44-46"),
    source="GDPR 13(1)(f): visitors are told of transfers; the country is the catalogue's word",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example("a text that says nothing", _SEEN, (make_document(),), ("adbord",)),
        Example("the EEA is claimed", _SEEN, (make_document(_IN_EEA),), ("adbord",)),
        Example(
            "transfers are denied",
            _SEEN,
            (make_document(make_claim("transfer.outside_eea", Polarity.DENIES)),),
            ("adbord",),
        ),
        Example(
            "the EEA is claimed, and that data may leave it",
            _SEEN,
            (make_document(_IN_EEA, make_claim("transfer.outside_eea", modality=Modality.MAY)),),
            ("adbord",),
        ),
        Example(
            "a clause on transfers",
            _SEEN,
            (make_document(make_claim("transfer.outside_eea", modality=Modality.MAY)),),
        ),
        Example(
            "an owner in the EEA, one of no known country, and a domain that nobody named yet",
            make_inventory(
                trackers=(
                    make_tracker_entry(),
                    make_tracker_entry("spil", domain="spil.example"),
                    make_tracker_entry(None, domain="cdn.example"),
                ),
                services=(make_service(), make_service("spil", country="ZZ")),
            ),
            (make_document(),),
        ),
    ),
)
