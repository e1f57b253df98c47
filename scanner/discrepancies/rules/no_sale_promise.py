"""The text promises not to sell data, and third parties trade in what they know of the browser."""

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
from scanner.models import Inventory, Sentence, SyncEntry, TrackerEntry
from scanner.words import Category, FindingKind, Polarity, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """Two domains of one owner hand nothing over: the inventory leaves such pairs out.

    A call for bids is one that the signature of the service knows as such: that an advertiser was
    called says nothing.
    """
    claim = find_denial(case, ("sharing.sale",))
    if claim is None:
        return
    handed: dict[str, list[SyncEntry]] = defaultdict(list)
    for sync in case.inventory.syncs:
        handed[sync.receiver_service or sync.receiver].append(sync)
    asked = {each.service or each.domain: each for each in case.inventory.trackers if each.auctions}
    for subject in sorted({*handed, *asked}):
        syncs, bidder = handed.get(subject, []), asked.get(subject)
        bids = (evidence.of_auction(bidder),) if bidder else ()
        got = _got(syncs, bidder, case.inventory)
        to = evidence.label_of(subject, case.inventory)
        yield Flag(
            subject=subject,
            sentence=Sentence(
                en=f"The policy says that data are not sold, yet {to} was handed {got.en}, as in "
                "the trade in advertisements.",
                nl=f"Het beleid zegt dat gegevens niet worden verkocht, toch kreeg {to} {got.nl}, "
                "zoals in de handel in advertenties.",
            ),
            evidence=(*map(evidence.of_sync, syncs), *bids),
            claim=claim,
            note=_WHAT_IS_SALE,
        )


def _got(syncs: list[SyncEntry], bidder: TrackerEntry | None, inventory: Inventory) -> Sentence:
    """Return what a third party was handed: identifiers, a call for bids, or both."""
    origins = ", ".join(
        dict.fromkeys(
            evidence.label_of(sync.origin_service, inventory) or sync.origin for sync in syncs
        )
    )
    known = Sentence(
        en=f"the identifier by which {origins} knows the browser",
        nl=f"het kenmerk waaraan {origins} de browser herkent",
    )
    found = [*([known] if syncs else []), *([_CALL_FOR_BIDS] if bidder else [])]
    return Sentence(
        en=" and ".join(each.en for each in found), nl=" en ".join(each.nl for each in found)
    )


_CALL_FOR_BIDS = Sentence(
    en="a call for bids on advertising space that the visitor sees",
    nl="een vraag om te bieden op advertentieruimte die de bezoeker ziet",
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
    question=Sentence(
        en="Are identifiers or calls for bids handed over although data are said not to be sold?",
        nl="Gaan kenmerken of biedverzoeken naar anderen, hoewel niets zou worden verkocht?",
    ),
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
            "an advertiser is asked for bids",
            make_inventory(
                trackers=(
                    make_tracker_entry(
                        "veiling",
                        category=Category.ADVERTISING,
                        auctions=("https://bod.veiling.example/bod",),
                    ),
                ),
                services=_SEEN.services,
            ),
            (make_document(_PROMISE),),
            ("veiling",),
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
