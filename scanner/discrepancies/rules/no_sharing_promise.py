"""The text promises to share with nobody without consent, and a third party is called without."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, names, speaks_of
from scanner.discrepancies.examples import (
    AFTER_ACCEPT,
    make_claim,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import find_without_consent
from scanner.discrepancies.promise import evidence_of, when
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Moment, Sentence, Service, TrackerEntry
from scanner.words import (
    Category,
    Condition,
    FindingKind,
    Modality,
    Polarity,
    Severity,
    Verdict,
)

_WITHOUT_CONSENT = frozenset(
    {None, Condition.CONSENT, Condition.UNLESS_CONSENT, Condition.NO_CONSENT}
)


def check(case: Case) -> Iterable[Flag]:
    """Only services that are known and that no clause names; an unknown domain may be its own."""
    claim = next((each for each in case.policy.claims if _promises(each, case)), None)
    clauses = declared(case)
    for tracker in case.inventory.trackers if claim else ():
        service = evidence.find_service(tracker.service, case.inventory)
        moment = find_without_consent(tracker.moments, case.inventory)
        if claim is None or service is None or moment is None or not _is_meant(claim, tracker):
            continue
        if any(names(clause, service) for clause in clauses):
            continue
        yield Flag(
            subject=service.id,
            sentence=_sentence(service, moment),
            evidence=evidence_of(tracker, moment, case.inventory),
            claim=claim,
            note=_PROCESSORS if any(map(_lets_processors, clauses)) else None,
        )


def _promises(claim: Claim, case: Case) -> bool:
    return (
        claim.type == "sharing.third_party"
        and claim.polarity is Polarity.DENIES
        and claim.modality is not Modality.MAY
        and claim.condition in _WITHOUT_CONSENT
        and claim.params.get("recipient") in ("any", "advertisers")
        and speaks_of(claim, case.site)
    )


def _is_meant(claim: Claim, tracker: TrackerEntry) -> bool:
    if claim.params.get("recipient") == "advertisers":
        return tracker.category is Category.ADVERTISING
    return tracker.category is not Category.NECESSARY


def _lets_processors(claim: Claim) -> bool:
    return claim.type == "sharing.third_party" and claim.params.get("recipient") == "processors"


def _sentence(service: Service, moment: Moment) -> Sentence:
    at = when(moment)
    return Sentence(
        en=f"The policy promises not to share data without consent, yet {service.name} "
        f"({service.owner}) was called {at.en}, and so got the visitor's IP address.",
        nl=f"Het beleid belooft gegevens niet zonder toestemming te delen, toch werd "
        f"{service.name} ({service.owner}) aangeroepen {at.nl}, die zo het IP-adres van de "
        "bezoeker kreeg.",
    )


_PROCESSORS = Sentence(
    en="Another clause lets companies that work for the site get data; whether this is one, a "
    "person decides.",
    nl="Een andere clausule laat bedrijven die voor de site werken gegevens krijgen; of dit er een "
    "is, beslist een mens.",
)
_PROMISE = make_claim(
    "sharing.third_party",
    Polarity.DENIES,
    condition=Condition.UNLESS_CONSENT,
    params={"recipient": "any"},
)
_SEEN = make_inventory(trackers=(make_tracker_entry(),), services=(make_service(),))

RULE = Rule(
    id="no-sharing-promise",
    question=Sentence(
        en="Is a third party called although the text shares with nobody without consent?",
        nl="Wordt een derde aangeroepen, hoewel zonder toestemming niets wordt gedeeld?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 5(1)(a)", "CJEU C-582/14 Breyer"),
    source="the policy's own statement; the request is a fact, that it is sharing is not",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example(
            "shared with nobody without consent, and analytics before a choice",
            _SEEN,
            (make_document(_PROMISE),),
            ("meetlat",),
        ),
        Example(
            "shared with nobody at all",
            _SEEN,
            (
                make_document(
                    make_claim("sharing.third_party", Polarity.DENIES, params={"recipient": "any"}),
                    make_claim("sharing.third_party", params={"recipient": "processors"}),
                ),
            ),
            ("meetlat",),
        ),
        Example(
            "after consent",
            make_inventory(
                trackers=(make_tracker_entry(moments=AFTER_ACCEPT),), services=(make_service(),)
            ),
            (make_document(_PROMISE),),
        ),
        Example(
            "the service is named elsewhere in the text",
            _SEEN,
            (
                make_document(
                    _PROMISE, make_claim("tracking.third_party", params={"service": "Meetlat"})
                ),
            ),
        ),
        Example(
            "a domain that nobody named yet",
            make_inventory(trackers=(make_tracker_entry(None, domain="cdn.example"),)),
            (make_document(_PROMISE),),
        ),
        Example(
            "the tool that asks for consent",
            make_inventory(
                trackers=(make_tracker_entry("keuze", category=Category.NECESSARY),),
                services=(make_service("keuze", category=Category.NECESSARY),),
            ),
            (make_document(_PROMISE),),
        ),
        Example(
            "a promise about advertisers, and no advertiser",
            _SEEN,
            (
                make_document(
                    make_claim(
                        "sharing.third_party",
                        Polarity.DENIES,
                        params={"recipient": "advertisers"},
                    )
                ),
            ),
        ),
        Example(
            "a text that promises nothing",
            _SEEN,
            (make_document(make_claim("sharing.third_party", params={"recipient": "any"})),),
        ),
    ),
)
