"""What changed on a site of tests since its earlier runs; fields given replace their own."""

from builders import make_claim

from scanner.models import (
    ClaimChange,
    DocumentChange,
    FindingChange,
    ItemChange,
    Sentence,
    SiteChanges,
)
from scanner.words import Category, ChangeKind, PolicyStatus, Severity, Trend

FIRST, SECOND, THIS = RUNS = ("20261107T030000Z", "20261114T030000Z", "20261121T030000Z")
HIDDEN = Sentence(
    en="It could not be seen in run 20261121T030000Z: no visit succeeded.",
    nl="Het kon in run 20261121T030000Z niet worden gezien: er is geen bezoek gelukt.",
)


def make_finding_change(trend=Trend.NEW, seen=(False, False, True), **fields):
    return FindingChange(
        **{
            "trend": trend,
            "id": "undeclared-advertiser-cookie:winkel.example:winkel-policy:abid",
            "rule": "undeclared-advertiser-cookie",
            "severity": Severity.HIGH,
            "document": "winkel-policy",
            "subject": "abid",
            "sentence": Sentence(
                en="An advertiser stored the cookie abid, and the policy names no such cookie.",
                nl="Een adverteerder plaatste de cookie abid, die het beleid niet noemt.",
            ),
            "seen": seen,
            **fields,
        }
    )


def make_item_change(name, trend=Trend.NEW, seen=(False, False, True), **fields):
    return ItemChange(
        **{
            "trend": trend,
            "key": f"{name}@winkel.example",
            "name": name,
            "domain": "winkel.example",
            "service": None,
            "category": Category.ADVERTISING,
            "seen": seen,
            **fields,
        }
    )


def make_document_change(**fields):
    may = make_claim("cookies.used").model_copy(update={"quote": "Wij kunnen cookies plaatsen."})
    will = make_claim("cookies.used").model_copy(update={"quote": "Wij plaatsen cookies."})
    changes = (
        ClaimChange(kind=ChangeKind.CHANGED, type="cookies.used", before=may, after=will),
        ClaimChange(
            kind=ChangeKind.GONE,
            type="policy.applies_to",
            before=make_claim("policy.applies_to"),
            after=None,
        ),
    )
    return DocumentChange(
        **{
            "trend": Trend.CHANGED,
            "id": "winkel-policy",
            "title": "Privacyverklaring",
            "url": "https://www.winkel.example/privacy",
            "status_before": PolicyStatus.PARTIAL,
            "status_after": PolicyStatus.READ,
            "dated_before": "2024-03-12",
            "dated_after": None,
            "changes": changes,
            **fields,
        }
    )


def make_site_changes(**fields):
    """Changes with something of each kind and trend."""
    return SiteChanges(
        **{
            "since": SECOND,
            "runs": RUNS,
            "findings": (
                make_finding_change(),
                make_finding_change(
                    Trend.SAME,
                    (None, True, True),
                    id="lifetime-not-stated:winkel.example",
                    rule="lifetime-not-stated",
                ),
                make_finding_change(
                    Trend.UNSTABLE,
                    (True, False, True),
                    id="after-reject:winkel.example",
                    rule="after-reject",
                    severity=Severity.LOW,
                    sentence=Sentence(
                        en="A cookie was sent after everything was refused.",
                        nl="Een cookie werd verzonden nadat alles was geweigerd.",
                    ),
                ),
                make_finding_change(
                    Trend.GONE,
                    (False, True, False),
                    id="gone",
                    rule="cookie-before-consent",
                    subject="_oud",
                    severity=Severity.MEDIUM,
                    sentence=Sentence(en="_oud was stored.", nl="_oud werd geplaatst."),
                ),
                make_finding_change(
                    Trend.UNKNOWN,
                    (True, True, None),
                    id="hidden",
                    subject="_nog",
                    sentence=Sentence(en="_nog was stored.", nl="_nog werd geplaatst."),
                    reason=HIDDEN,
                ),
            ),
            "cookies": (
                make_item_change("abid"),
                make_item_change("_oud", Trend.GONE, (True, True, False)),
                make_item_change("_nog", Trend.UNKNOWN, (True, True, None), reason=HIDDEN),
            ),
            "services": (
                make_item_change("Meetlat", Trend.UNSTABLE, (True, False, True), domain=None),
            ),
            "documents": (
                make_document_change(),
                make_document_change(
                    trend=Trend.GONE,
                    id="live-www.winkel.example-cookies",
                    title="Cookieverklaring",
                    url="https://www.winkel.example/cookies",
                    status_before=PolicyStatus.READ,
                    status_after=None,
                    changes=(),
                ),
            ),
            "notes": (
                Sentence(
                    en="Fewer pages were loaded than last time: 4 instead of 5.",
                    nl="Er zijn minder pagina's geladen dan de vorige keer: 4 in plaats van 5.",
                ),
            ),
            **fields,
        }
    )
