"""What pieces of evidence are in Dutch, as the stage before makes them."""

import pytest
from builders import (
    AFTER_REJECT,
    BEFORE_CHOICE,
    DAY_S,
    HOME,
    make_captcha_entry,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_page,
    make_service,
    make_storage_entry,
    make_tracker_entry,
    make_visit,
)

from scanner.discrepancies import evidence as made
from scanner.models import (
    ApiCount,
    Consent,
    ConsentSignal,
    DocumentSummary,
    Evidence,
    FingerprintingEntry,
    Moment,
    Screenshot,
    Setter,
    SyncEntry,
)
from scanner.report.page.details import Details
from scanner.report.page.facts import find_owner
from scanner.report.page.labels import load_labels
from scanner.report.page.phrases import Phrases
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    ConsentProof,
    Party,
    Phase,
    SetVia,
    VisitOutcome,
)

DUTCH, ENGLISH = (Details(Phrases(load_labels(language))) for language in ("nl", "en"))
NONE_BEFORE = Moment(choice=ConsentChoice.NONE, phase=Phase.BEFORE, page=HOME)
SIGNAL = ConsentSignal(**NONE_BEFORE.model_dump(), value="gcs=G101 gcd=13l3l3l3l1")

COOKIE = make_cookie_entry(
    "abid",
    domain="bord.example",
    party=Party.THIRD,
    lifetime_s=400 * DAY_S,
    category=Category.ADVERTISING,
    moments=(*BEFORE_CHOICE, *AFTER_REJECT),
)
BY_SCRIPT = COOKIE.model_copy(
    update={"set_by": Setter(via=SetVia.SCRIPT, host="x.example"), "lifetime_s": None}
)
STORED = make_storage_entry()
TRACKER = make_tracker_entry(signals=(SIGNAL,))
BIDDER = make_tracker_entry(None, domain="veiling.example").model_copy(
    update={"auctions": ("https://veiling.example/bod",)}
)
SCRIPT = FingerprintingEntry(
    script="https://cdn.meetlat.example/ml.js",
    party=Party.THIRD,
    service="meetlat",
    owner=None,
    apis=(ApiCount(api="fonts.check", count=40), ApiCount(api="canvas.toDataURL", count=1)),
    choices=(ConsentChoice.NONE,),
    pages=(HOME,),
)
SYNC = SyncEntry(
    origin="meetlat.example",
    origin_service="meetlat",
    receiver="bod.example",
    receiver_service=None,
    cookies=("ml_id",),
    length=20,
    requests=2,
    choices=(ConsentChoice.NONE,),
    phases=(Phase.BEFORE,),
    moments=(NONE_BEFORE,),
    pages=(HOME,),
    examples=TRACKER.examples,
)
CAPTCHA = make_captcha_entry(cookies=("_GEENROBOT",))
PAGE = make_page(f"{HOME}traag").model_copy(update={"settled": None})
VISIT = make_visit(pages=(PAGE,)).model_copy(
    update={"screenshots": (Screenshot(file="evidence/a-1.png", page=HOME),)}
)
REFUSAL = make_visit(
    ConsentChoice.REJECT,
    consent=Consent(
        outcome=ConsentOutcome.DONE, pressed=("Weigeren",), proofs=(ConsentProof.GONE,)
    ),
)
LOST = make_visit(ConsentChoice.ACCEPT, outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=())
DOCUMENT = make_document().model_copy(update={"date": "2024-03"})


@pytest.fixture
def site(make_site_report):
    """A site that has everything above."""
    kept = DOCUMENT.model_dump(include=set(DocumentSummary.model_fields) - {"claims"})
    inventory = make_inventory(
        visits=(VISIT, LOST, REFUSAL),
        cookies=(COOKIE, BY_SCRIPT),
        storage=(STORED,),
        trackers=(TRACKER, BIDDER),
        captchas=(CAPTCHA,),
        fingerprinting=(SCRIPT,),
        syncs=(SYNC,),
        services=(make_service(),),
    )
    return make_site_report(inventory=inventory, documents=(DocumentSummary(**kept, claims=0),))


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (
            made.of_cookie(COOKIE),
            "andermans cookie, 400 dagen bewaard, geplaatst door HTTP, bord.example; "
            "reclame (catalogus: abid); ook weigeren: erna",
        ),
        (
            made.of_cookie(BY_SCRIPT, NONE_BEFORE.model_copy(update={"phase": Phase.AFTER})),
            "andermans cookie, tot de browser sluit, geplaatst door script, x.example; "
            "reclame (catalogus: abid); ook geen: ervoor; weigeren: erna; "
            "een verzoek droeg hem mee",
        ),
        (made.of_storage(STORED), "eigen gegeven in localStorage; niet ingedeeld (niet bekend)"),
        (
            made.of_tracker(TRACKER),
            "1 verzoek aan meetlat.example; analyse (niet bekend); aan Google over de "
            "toestemming gemeld: gcs=G101 gcd=13l3l3l3l1 (reclame geweigerd, analyse toegestaan)",
        ),
        (
            made.of_auction(BIDDER),
            "een oproep om te bieden op advertentieruimte; 1 verzoek aan veiling.example; "
            "niet ingedeeld (niet bekend)",
        ),
        (
            made.of_script(SCRIPT),
            "een script dat functies gebruikte waarmee apparaten te onderscheiden zijn: "
            "fonts.check 40 keer, canvas.toDataURL 1 keer",
        ),
        (
            made.of_sync(SYNC),
            "een kenmerk (ml_id) van 20 tekens, in 2 verzoeken doorgegeven van meetlat.example "
            "aan bod.example",
        ),
        (made.of_captcha(CAPTCHA), "geenrobot op 1 pagina; opgeslagen: _GEENROBOT"),
        (made.of_visit(LOST), "onbereikbaar (naam niet gevonden)"),
        (
            made.of_visit(REFUSAL),
            "goed; banner: bevestigd; ingedrukt: Weigeren; blijkt uit de banner, weg en "
            "weggebleven na opnieuw laden",
        ),
        (made.of_pictures(VISIT)[0], "wat de pagina toonde"),
        (made.of_page(PAGE, VISIT), "status 200; nooit klaar met laden"),
        (made.of_document(DOCUMENT), "Privacyverklaring, 2024-03: gelezen"),
    ],
)
def test_evidence_is_told_in_dutch(site, item, words):
    assert DUTCH.detail(item, site) == words


def test_a_site_that_was_never_visited_is_told_in_dutch(site):
    inventory = site.inventory.model_copy(update={"visits": ()})
    site = site.model_copy(update={"inventory": inventory})
    assert DUTCH.detail(made.of_no_visit(site.domain), site) == "er is geen bezoek gedaan"


def test_evidence_of_nothing_in_the_inventory_keeps_its_own_words(site):
    kinds = ("cookie", "storage", "request", "captcha", "page", "visit", "document")
    unknown = [Evidence(kind=kind, subject="x", detail="x") for kind in kinds]
    assert [DUTCH.detail(item, site) for item in unknown] == [None] * len(kinds)


def test_a_visit_is_named_by_its_choice():
    item = made.of_visit(REFUSAL)
    assert (DUTCH.subject(item), ENGLISH.subject(item)) == ("keuze weigeren", "choice reject")


def test_an_identifier_that_was_handed_on_has_no_one_owner(site):
    assert find_owner(made.of_sync(SYNC), site.inventory) is None
    assert find_owner(made.of_tracker(TRACKER), site.inventory) == make_service()
