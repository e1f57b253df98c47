"""The text promises that something happens only with consent, and it happens without."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import speaks_of
from scanner.discrepancies.example_visits import make_visit
from scanner.discrepancies.examples import (
    AFTER_ACCEPT,
    AFTER_REJECT,
    make_claim,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import find_without_consent
from scanner.discrepancies.non_essential import PURPOSE
from scanner.discrepancies.observed import is_named
from scanner.discrepancies.promise import evidence_of, promised, when
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Moment, Sentence, TrackerEntry
from scanner.words import (
    Category,
    Condition,
    ConsentChoice,
    ConsentOutcome,
    FindingKind,
    Modality,
    Severity,
    Verdict,
)


def check(case: Case) -> Iterable[Flag]:
    """The first clause that promises it; a request is enough, since the promise is about more."""
    claims = [(claim, promised(claim)) for claim in case.policy.claims]
    for tracker in case.inventory.trackers:
        moment = find_without_consent(tracker.moments, case.inventory)
        for claim, categories in claims if moment else ():
            if moment and tracker.category in categories and _is_about(claim, tracker, case):
                yield _flag(claim, tracker, moment, case)
                break


def _is_about(claim: Claim, tracker: TrackerEntry, case: Case) -> bool:
    return speaks_of(claim, case.site) and is_named(tracker.service, claim, case.inventory)


def _flag(claim: Claim, tracker: TrackerEntry, moment: Moment, case: Case) -> Flag:
    kind, at = PURPOSE[tracker.category], when(moment)
    label = evidence.label_of(tracker.service, case.inventory)
    return Flag(
        subject=tracker.service or tracker.domain,
        sentence=Sentence(
            en=f"The policy promises {kind.en} only with consent, yet {label} was called {at.en}.",
            nl=f"Het beleid belooft {kind.nl} alleen met toestemming, toch werd {label} "
            f"aangeroepen {at.nl}.",
        ),
        evidence=evidence_of(tracker, moment, case.inventory),
        claim=claim,
        severity=Severity.HIGH if tracker.category is Category.ANALYTICS else None,
    )


_PROMISE = make_claim("consent.required", params={"categories": ("marketing",)})
_ADVERT = make_tracker_entry("adbord", domain="adbord.example", category=Category.ADVERTISING)
_SERVICES = (make_service("adbord", category=Category.ADVERTISING), make_service("meetlat"))
_SEEN = make_inventory(trackers=(_ADVERT, make_tracker_entry()), services=_SERVICES)
_AFTER_REJECT = _ADVERT.model_copy(update={"moments": AFTER_REJECT})

RULE = Rule(
    id="own-consent-promise",
    question=Sentence(
        en="Is a service called without the consent that the text itself promises to ask?",
        nl="Wordt een dienst aangeroepen zonder de toestemming die de tekst zelf belooft?",
    ),
    severity=Severity.CRITICAL,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.CONTRADICTED,
    about=("GDPR art. 5(1)(a), 6(1)(a)",),
    source="the policy's own statement; the request is a fact, that it serves this purpose is not",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example(
            "marketing with consent, and an advertiser before a choice",
            _SEEN,
            (make_document(_PROMISE),),
            ("adbord",),
        ),
        Example(
            "advertising cookies with consent",
            _SEEN,
            (make_document(make_claim("cookies.advertising", condition=Condition.CONSENT)),),
            ("adbord",),
        ),
        Example(
            "cookies that are not needed are issued after consent",
            _SEEN,
            (make_document(make_claim("cookies.issued_when", params={"event": "after_consent"})),),
            ("adbord", "meetlat"),
        ),
        Example(
            "an advertiser after a refusal that is confirmed",
            make_inventory(
                visits=(make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.DONE),),
                trackers=(_AFTER_REJECT,),
                services=_SERVICES,
            ),
            (make_document(_PROMISE),),
            ("adbord",),
        ),
        Example(
            "an advertiser after a refusal that is not",
            make_inventory(trackers=(_AFTER_REJECT,), services=_SERVICES),
            (make_document(_PROMISE),),
        ),
        Example(
            "an advertiser after consent",
            make_inventory(
                trackers=(_ADVERT.model_copy(update={"moments": AFTER_ACCEPT}),),
                services=_SERVICES,
            ),
            (make_document(_PROMISE),),
        ),
        Example(
            "a promise that is about another service",
            _SEEN,
            (
                make_document(
                    make_claim(
                        "cookies.advertising",
                        condition=Condition.CONSENT,
                        params={"services": ("Reclamezuil",)},
                    )
                ),
            ),
        ),
        Example(
            "a text that only says that consent may be asked",
            _SEEN,
            (
                make_document(
                    make_claim(
                        "cookies.advertising", condition=Condition.CONSENT, modality=Modality.MAY
                    )
                ),
            ),
        ),
        Example(
            "a text that promises nothing",
            _SEEN,
            (make_document(make_claim("cookies.advertising")),),
        ),
    ),
)
