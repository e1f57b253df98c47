"""The text promises not to sell data, and third parties hand identifiers to one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import find_denial
from scanner.discrepancies.example_traffic import make_sync_entry
from scanner.discrepancies.examples import (
    make_claim,
    make_document,
    make_inventory,
    make_service,
    make_tracker_entry,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Sentence, SyncEntry
from scanner.words import Category, FindingKind, Polarity, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """Two domains of one owner hand nothing over: the inventory leaves such pairs out."""
    claim = find_denial(case, ("sharing.sale",))
    groups: dict[str, list[SyncEntry]] = defaultdict(list)
    for sync in case.inventory.syncs if claim else ():
        groups[sync.receiver_service or sync.receiver].append(sync)
    for subject in sorted(groups):
        to = evidence.label_of(subject, case.inventory)
        origins = dict.fromkeys(
            evidence.label_of(sync.origin_service, case.inventory) or sync.origin
            for sync in groups[subject]
        )
        listed = ", ".join(origins)
        yield Flag(
            subject=subject,
            sentence=Sentence(
                en=f"The policy says that data are not sold, yet {to} was handed the identifier by "
                f"which {listed} knows the browser, as the trade in advertisements does.",
                nl=f"Het beleid zegt dat gegevens niet worden verkocht, toch kreeg {to} het "
                f"kenmerk waaraan {listed} de browser herkent, zoals in de handel in "
                "advertenties.",
            ),
            evidence=tuple(map(evidence.of_sync, groups[subject])),
            claim=claim,
            note=_WHAT_IS_SALE,
        )


_WHAT_IS_SALE = Sentence(
    en="Whether this is selling, a person judges: that anybody pays is not seen.",
    nl="Of dit verkopen is, beoordeelt een mens: dat iemand betaalt, is niet te zien.",
)
_PROMISE = make_claim("sharing.sale", Polarity.DENIES)
_SEEN = make_inventory(
    syncs=(make_sync_entry(),),
    services=(
        make_service("adbord", owner="Adbord Inc.", category=Category.ADVERTISING),
        make_service("veiling", owner="Veiling Ltd", category=Category.ADVERTISING),
    ),
)

RULE = Rule(
    id="no-sale-promise",
    question="Are identifiers handed over although the text says that data are not sold?",
    severity=Severity.HIGH,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 5(1)(a)",),
    source="the policy's own statement; the handing over is a fact, that it is a sale is not",
    per="document",
    rests_on=frozenset({"request"}),
    check=check,
    examples=(
        Example("an identifier is handed over", _SEEN, (make_document(_PROMISE),), ("veiling",)),
        Example(
            "two hand theirs to a domain that nobody named yet",
            make_inventory(
                syncs=(
                    make_sync_entry(receiver="kring.example", receiver_service=None),
                    make_sync_entry(
                        "bod.example",
                        "kring.example",
                        origin_service=None,
                        receiver_service=None,
                    ),
                )
            ),
            (make_document(_PROMISE),),
            ("kring.example",),
        ),
        Example(
            "an advertiser that is called and is handed nothing",
            make_inventory(trackers=(make_tracker_entry("adbord", category=Category.ADVERTISING),)),
            (make_document(_PROMISE),),
        ),
        Example("a text that promises nothing", _SEEN, (make_document(),)),
        Example(
            "a text that says that data are sold",
            _SEEN,
            (make_document(make_claim("sharing.sale")),),
        ),
    ),
)
