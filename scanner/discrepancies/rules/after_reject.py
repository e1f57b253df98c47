"""Something that is not needed is stored or still sent after everything was refused."""

from collections.abc import Iterable
from functools import partial

from scanner.discrepancies import evidence
from scanner.discrepancies.example_visits import make_visit
from scanner.discrepancies.examples import (
    AFTER_REJECT,
    BEFORE_CHOICE,
    make_cookie_entry,
    make_inventory,
    make_service,
    make_storage_entry,
    make_tracker_entry,
)
from scanner.discrepancies.guards import find_after_refusal
from scanner.discrepancies.non_essential import Stored, find_stored
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Inventory, Sentence
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    FindingKind,
    Party,
    Phase,
    Severity,
    Verdict,
    VisitOutcome,
)


def check(case: Case) -> Iterable[Flag]:
    """Only after a refusal that is confirmed, and only from the reload on."""
    find = partial(find_after_refusal, inventory=case.inventory)
    refusals = [v for v in case.inventory.visits if v.choice is ConsentChoice.REJECT]
    for stored in find_stored(case, find):
        yield Flag(
            subject=stored.subject,
            sentence=_sentence(stored, case.inventory),
            evidence=(
                *stored.evidence(find, case.inventory),
                *map(evidence.of_visit, refusals),
            ),
        )


def _sentence(stored: Stored, inventory: Inventory) -> Sentence:
    whose, purpose = evidence.label_of(stored.subject, inventory), stored.purpose
    count = stored.counted
    fresh = stored.items or any(moment in cookie.moments for cookie, moment in stored.cookies)
    did_en, did_nl = ("stored", "opgeslagen") if fresh else ("still sent", "nog verzonden")
    were = stored.were
    return Sentence(
        en=f"After everything was refused and the page was loaded anew, {count.en} of {whose} for "
        f"{purpose.en} {were.en} {did_en}: {stored.names}.{stored.exemption.en}",
        nl=f"Nadat alles was geweigerd en de pagina opnieuw was geladen, {were.nl} {count.nl} van "
        f"{whose} voor {purpose.nl} {did_nl}: {stored.names}.{stored.exemption.nl}",
    )


_ABID = make_cookie_entry(
    "abid",
    domain="adbord.example",
    party=Party.THIRD,
    service="adbord",
    category=Category.ADVERTISING,
    moments=AFTER_REJECT,
)
_SENT = _ABID.model_copy(update={"moments": BEFORE_CHOICE, "sent": AFTER_REJECT})
_CONFIRMED = (make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.DONE),)
_PRESS = tuple(m.model_copy(update={"phase": Phase.BETWEEN}) for m in AFTER_REJECT)

RULE = Rule(
    id="after-reject",
    question=Sentence(
        en="Is something stored or sent after a refusal that consent would be needed for?",
        nl="Wordt na een weigering iets opgeslagen of verzonden waarvoor toestemming nodig is?",
    ),
    severity=Severity.CRITICAL,
    kind=FindingKind.FACT,
    verdict=Verdict.CONTRADICTED,
    about=("ePrivacy Directive art. 5(3)", "Tw art. 11.7a", "GDPR art. 4(11), 7", "GDPR art. 7(3)"),
    source="ePrivacy Directive art. 5(3) and GDPR art. 7(3): a refusal is as good as consent",
    per="site",
    rests_on=frozenset({"cookie", "storage"}),
    check=check,
    examples=(
        Example(
            "an advertiser's cookie is stored after the reload",
            make_inventory(
                visits=_CONFIRMED,
                cookies=(_ABID,),
                services=(make_service("adbord", category=Category.ADVERTISING),),
            ),
            (),
            ("adbord",),
        ),
        Example(
            "one that was stored before is still sent",
            make_inventory(visits=_CONFIRMED, cookies=(_SENT,)),
            (),
            ("adbord",),
        ),
        Example(
            "an item in localStorage",
            make_inventory(
                visits=_CONFIRMED,
                storage=(
                    make_storage_entry(
                        "ml",
                        service="meetlat",
                        category=Category.ANALYTICS,
                        moments=AFTER_REJECT,
                    ),
                ),
            ),
            (),
            ("meetlat",),
        ),
        Example(
            "the refusal is not confirmed",
            make_inventory(
                visits=(make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.UNCONFIRMED),),
                cookies=(_ABID,),
            ),
            (),
        ),
        Example(
            "the visit that confirmed it is no evidence",
            make_inventory(
                visits=(
                    make_visit(
                        ConsentChoice.REJECT,
                        outcome=VisitOutcome.TIMEOUT,
                        consent=ConsentOutcome.DONE,
                    ),
                ),
                cookies=(_ABID,),
            ),
            (),
        ),
        Example(
            "what the press itself brought about, before the reload",
            make_inventory(
                visits=_CONFIRMED, cookies=(_ABID.model_copy(update={"moments": _PRESS}),)
            ),
            (),
        ),
        Example(
            "an unknown cookie",
            make_inventory(
                visits=_CONFIRMED, cookies=(make_cookie_entry("x", moments=AFTER_REJECT),)
            ),
            (),
        ),
        Example(
            "an advertiser that is called and stores nothing",
            make_inventory(
                visits=_CONFIRMED,
                trackers=(
                    make_tracker_entry(
                        "adbord", category=Category.ADVERTISING, moments=AFTER_REJECT
                    ),
                ),
            ),
            (),
        ),
    ),
)
