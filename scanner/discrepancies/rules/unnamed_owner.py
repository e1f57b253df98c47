"""A clause speaks of a kind of service, and does not name the owner that was seen."""

from __future__ import annotations

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import (
    covers_tracker,
    declared,
    declared_here,
    names,
    unread_note,
)
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.guards import NON_ESSENTIAL
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Sentence, Service, TrackerEntry
from scanner.words import Category, FindingKind, Severity, Verdict

# Clauses on what a site itself does with advertisements are not about who gets at the visitor.
_NOT_ON_OTHERS = frozenset({"advertising.targeted"})


def check(case: Case) -> Iterable[Flag]:
    """A service that no clause covers at all has a rule of its own: ``undeclared-tracker``."""
    here, clauses, unread = declared_here(case), declared(case), unread_note(case)
    for tracker in case.inventory.trackers:
        service = evidence.find_service(tracker.service, case.inventory)
        if service is None or tracker.category not in NON_ESSENTIAL:
            continue
        generic = _find_generic(here, tracker, service)
        if generic is None or any(names(clause, service) for clause in clauses):
            continue
        stored = [c for c in case.inventory.cookies if c.service == service.id]
        yield Flag(
            subject=service.id,
            sentence=Sentence(
                en=f"The policy speaks of such services in general; {service.name}, of "
                f"{service.owner}, which was called, is not named.",
                nl=f"Het beleid spreekt in het algemeen over zulke diensten; {service.name}, van "
                f"{service.owner}, die werd aangeroepen, wordt niet genoemd.",
            ),
            evidence=(evidence.of_tracker(tracker), *map(evidence.of_cookie, stored)),
            claim=generic,
            kind=FindingKind.JUDGMENT if unread else None,
            note=unread or _ENOUGH,
        )


def _find_generic(
    clauses: Iterable[Claim], tracker: TrackerEntry, service: Service
) -> Claim | None:
    return next(
        (
            clause
            for clause in clauses
            if clause.type not in _NOT_ON_OTHERS
            and covers_tracker(clause, tracker.category, service)
        ),
        None,
    )


_ENOUGH = Sentence(
    en="GDPR 13(1)(e) is content with categories of recipients: whether this clause is precise "
    "enough, a person judges.",
    nl="AVG 13(1)(e) neemt genoegen met categorieën van ontvangers: of deze clausule nauwkeurig "
    "genoeg is, beoordeelt een mens.",
)
_SEEN = make_inventory(
    trackers=(make_tracker_entry(),),
    cookies=(make_cookie_entry("_ml_id", service="meetlat", category=Category.ANALYTICS),),
    services=(make_service(),),
)

RULE = Rule(
    id="unnamed-owner",
    question=Sentence(
        en="Is the owner of a service that a clause covers in general left unnamed?",
        nl="Blijft de eigenaar ongenoemd van een dienst die een bepaling in het algemeen dekt?",
    ),
    severity=Severity.LOW,
    kind=FindingKind.FACT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 13(1)(e)", "CJEU C-673/17 Planet49"),
    source="GDPR 13(1)(e): recipients or categories of recipients are named",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example(
            "a clause on analytics cookies",
            _SEEN,
            (make_document(make_claim("cookies.analytics")),),
            ("meetlat",),
        ),
        Example(
            "a clause that names another service",
            _SEEN,
            (make_document(make_claim("cookies.analytics", params={"services": ("Telraam",)})),),
            ("meetlat",),
        ),
        Example(
            "the owner is named",
            _SEEN,
            (
                make_document(
                    make_claim("cookies.analytics", params={"services": ("Meetlat Analytics",)})
                ),
            ),
        ),
        Example(
            "another document of the site names it",
            _SEEN,
            (
                make_document(make_claim("cookies.analytics")),
                make_document(
                    make_claim("tracking.third_party", params={"service": "meetlat"}), id="cookies"
                ),
            ),
        ),
        Example("no clause covers it", _SEEN, (make_document(),)),
        Example(
            "a clause on the site's own use of advertisements",
            make_inventory(
                trackers=(make_tracker_entry("adbord", category=Category.ADVERTISING),),
                services=(make_service("adbord", category=Category.ADVERTISING),),
            ),
            (make_document(make_claim("advertising.targeted")),),
        ),
        Example(
            "a domain that nobody named yet",
            make_inventory(trackers=(make_tracker_entry(None, domain="cdn.example"),)),
            (make_document(make_claim("cookies.third_party")),),
        ),
    ),
)
