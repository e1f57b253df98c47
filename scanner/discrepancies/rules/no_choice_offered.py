"""Something that is not needed is stored, and no consent banner was recognised."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.example_visits import HOME, make_visit
from scanner.discrepancies.examples import (
    make_cookie_entry,
    make_inventory,
    make_storage_entry,
    make_tracker_entry,
)
from scanner.discrepancies.guards import find_before_choice, searches
from scanner.discrepancies.non_essential import Stored, find_stored, together
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Screenshot, Sentence
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    FindingKind,
    Party,
    Severity,
    Verdict,
    VisitOutcome,
)


def check(case: Case) -> Iterable[Flag]:
    """A banner that any visit met ends it; whether one was overlooked, the picture shows."""
    searched = searches(case.inventory)
    if not any(visit.choice is ConsentChoice.NONE for visit, _ in searched):
        return
    if any(consent.outcome is not ConsentOutcome.NO_BANNER for _, consent in searched):
        return
    find = find_before_choice
    stored = find_stored(case, find)
    if not stored:
        return
    yield Flag(
        subject="choice",
        sentence=_sentence(together(stored)),
        evidence=(
            *(evidence.of_visit(visit) for visit, _ in searched),
            *(item for visit, _ in searched for item in evidence.of_pictures(visit)),
            *(item for each in stored for item in each.evidence(find, case.inventory)),
        ),
    )


def _sentence(stored: Stored) -> Sentence:
    count, were = stored.counted, stored.were
    return Sentence(
        en=f"No banner that offers a choice was recognised, yet {count.en} that the site does not "
        f"need {were.en} stored: {stored.names}.{stored.exemption.en}",
        nl=f"Er is geen melding herkend die een keuze biedt, toch {were.nl} {count.nl} opgeslagen "
        f"die de site niet nodig heeft: {stored.names}.{stored.exemption.nl}",
    )


_ABID = make_cookie_entry(
    "abid",
    domain="adbord.example",
    party=Party.THIRD,
    service="adbord",
    category=Category.ADVERTISING,
)
_NONE_FOUND = make_visit(
    consent=ConsentOutcome.NO_BANNER, screenshots=(Screenshot(file="evidence/a.png", page=HOME),)
)

RULE = Rule(
    id="no-choice-offered",
    question=Sentence(
        en="Is something stored that needs consent while no banner was recognised?",
        nl="Wordt iets opgeslagen waarvoor toestemming nodig is, zonder herkende banner?",
    ),
    severity=Severity.HIGH,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("Tw art. 11.7a",),
    source="Tw art. 11.7a: the visitor has given consent, and so was asked",
    per="site",
    rests_on=frozenset({"cookie", "storage"}),
    check=check,
    examples=(
        Example(
            "an advertiser's cookie and no banner",
            make_inventory(visits=(_NONE_FOUND,), cookies=(_ABID,)),
            (),
            ("choice",),
        ),
        Example(
            "an item in localStorage and no banner",
            make_inventory(
                visits=(_NONE_FOUND,),
                storage=(make_storage_entry("ml", service="meetlat", category=Category.ANALYTICS),),
            ),
            (),
            ("choice",),
        ),
        Example(
            "a banner that was left alone",
            make_inventory(visits=(make_visit(consent=ConsentOutcome.DONE),), cookies=(_ABID,)),
            (),
        ),
        Example(
            "a banner that only another visit met",
            make_inventory(
                visits=(
                    _NONE_FOUND,
                    make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.FAILED),
                ),
                cookies=(_ABID,),
            ),
            (),
        ),
        Example("no banner was looked for", make_inventory(cookies=(_ABID,)), ()),
        Example(
            "it was looked for on a visit that is no evidence",
            make_inventory(
                visits=(
                    make_visit(
                        outcome=VisitOutcome.BLOCKED, consent=ConsentOutcome.NO_BANNER, pages=()
                    ),
                    make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.NO_BANNER),
                ),
                cookies=(_ABID,),
            ),
            (),
        ),
        Example(
            "nothing but an unknown cookie",
            make_inventory(visits=(_NONE_FOUND,), cookies=(make_cookie_entry("x"),)),
            (),
        ),
        Example(
            "an advertiser that is called and stores nothing",
            make_inventory(
                visits=(_NONE_FOUND,),
                trackers=(make_tracker_entry("adbord", category=Category.ADVERTISING),),
            ),
            (),
        ),
    ),
)
