"""Something that is not needed is stored before the visitor has made any choice."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.examples import (
    AFTER_ACCEPT,
    BEFORE_CHOICE,
    make_cookie_entry,
    make_inventory,
    make_service,
    make_storage_entry,
    make_tracker_entry,
)
from scanner.discrepancies.guards import find_before_choice
from scanner.discrepancies.non_essential import (
    Stored,
    find_stored,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Inventory, Sentence
from scanner.words import Category, FindingKind, Party, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """That it was stored is a fact; that analytics needed consent is for a person to judge."""
    for stored in find_stored(case, find_before_choice):
        yield Flag(
            subject=stored.subject,
            sentence=_sentence(stored, case.inventory),
            evidence=stored.evidence(find_before_choice, case.inventory),
            severity=Severity.CRITICAL if stored.is_worst else None,
            kind=FindingKind.JUDGMENT if stored.may_be_exempt else None,
        )


def _sentence(stored: Stored, inventory: Inventory) -> Sentence:
    whose, purpose = evidence.label_of(stored.subject, inventory), stored.purpose
    count, were = stored.counted, stored.were
    return Sentence(
        en=f"Before any choice was made, {count.en} of {whose} for {purpose.en} {were.en} stored: "
        f"{stored.names}.{stored.exemption.en}",
        nl=f"Voordat er een keuze was gemaakt, {were.nl} {count.nl} van {whose} voor {purpose.nl} "
        f"opgeslagen: {stored.names}.{stored.exemption.nl}",
    )


_ABID = make_cookie_entry(
    "abid",
    domain="adbord.example",
    party=Party.THIRD,
    service="adbord",
    category=Category.ADVERTISING,
)
_ML_ID = make_cookie_entry("_ml_id", service="meetlat", category=Category.ANALYTICS)
_SERVICES = (make_service("adbord", category=Category.ADVERTISING), make_service("meetlat"))

RULE = Rule(
    id="before-consent",
    question=Sentence(
        en="Is something stored before any choice that consent would be needed for?",
        nl="Wordt vóór enige keuze iets opgeslagen waarvoor toestemming nodig is?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.FACT,
    verdict=Verdict.CONTRADICTED,
    about=("ePrivacy Directive art. 5(3)", "Tw art. 11.7a", "GDPR art. 4(11), 7"),
    source="ePrivacy Directive art. 5(3): storing what is not needed asks for consent first",
    per="site",
    rests_on=frozenset({"cookie", "storage"}),
    check=check,
    examples=(
        Example(
            "an advertiser's cookie and one for analytics",
            make_inventory(cookies=(_ABID, _ML_ID), services=_SERVICES),
            (),
            ("adbord", "meetlat"),
        ),
        Example(
            "an item in localStorage",
            make_inventory(
                storage=(
                    make_storage_entry("ab", service="adbord", category=Category.ADVERTISING),
                ),
                services=_SERVICES,
            ),
            (),
            ("adbord",),
        ),
        Example(
            "before the choice of the visit that accepted, too",
            make_inventory(
                cookies=(_ABID.model_copy(update={"moments": (*BEFORE_CHOICE, *AFTER_ACCEPT)}),),
            ),
            (),
            ("adbord",),
        ),
        Example(
            "only after consent",
            make_inventory(cookies=(_ABID.model_copy(update={"moments": AFTER_ACCEPT}),)),
            (),
        ),
        Example(
            "an unknown cookie, a needed one and one for preferences",
            make_inventory(
                cookies=(
                    make_cookie_entry("x", domain="cdn.example", party=Party.THIRD),
                    make_cookie_entry("sid", category=Category.NECESSARY),
                    make_cookie_entry("taal", category=Category.PREFERENCES),
                )
            ),
            (),
        ),
        Example(
            "an advertiser that is called and stores nothing",
            make_inventory(
                trackers=(make_tracker_entry("adbord", category=Category.ADVERTISING),),
                services=_SERVICES,
            ),
            (),
        ),
    ),
)
