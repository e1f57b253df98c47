"""A report with a site of each kind, the first of which has everything that a site may have."""

from builders import (
    AFTER_REJECT,
    BEFORE_CHOICE,
    DAY_S,
    FULL_COVERAGE,
    HOME,
    make_captcha_entry,
    make_claim,
    make_cookie,
    make_cookie_entry,
    make_event,
    make_inventory,
    make_page,
    make_service,
    make_storage_entry,
    make_tracker_entry,
    make_visit,
)
from report.changes import make_site_changes
from report.samples import (
    make_evidence,
    make_finding,
    make_report,
    make_site_report,
    make_unreachable,
    make_verdict,
    summary,
)
from report.tracking import MARKS

from scanner.models import (
    Banner,
    BannerCategory,
    ClaimChange,
    Consent,
    ConsentSignal,
    Incomplete,
    PolicyChange,
    Screenshot,
    Sentence,
    UnsureClaim,
)
from scanner.words import (
    Category,
    ChangeKind,
    ConsentChoice,
    ConsentOutcome,
    ConsentProof,
    FindingKind,
    Party,
    Phase,
    Polarity,
    PolicyStatus,
    Severity,
    Verdict,
)

_BANNER = Banner(
    text="Mogen wij cookies plaatsen?",
    language="nl",
    categories=(
        BannerCategory(name="Noodzakelijk", on=True, locked=True),
        BannerCategory(name="Statistiek", on=False, locked=False),
    ),
    purposes=(Category.ANALYTICS, Category.SOCIAL_MEDIA),
    vendors=("Meetlat",),
    lifetime="P6M",
    accept_steps=1,
    reject_steps=2,
)
_REFUSAL = make_visit(
    ConsentChoice.REJECT,
    consent=Consent(
        outcome=ConsentOutcome.DONE,
        tool="Keuzehulp",
        banner=_BANNER,
        pressed=("Instellingen", "Alles weigeren"),
        steps=2,
        proofs=(ConsentProof.STORED, ConsentProof.GONE),
    ),
    screenshots=(Screenshot(file="evidence/winkel-1.png", page=HOME, phase=Phase.AFTER),),
)
_SIGNAL = ConsentSignal(
    choice=ConsentChoice.NONE, phase=Phase.BEFORE, page=HOME, value="gcs=G100 gcd=13l3l3l3l1"
)
_SURE = make_claim("cookies.lifetime", params={"duration": "P1Y"})
_CHANGE = PolicyChange(
    pinned="winkel-policy",
    live="live-www.winkel.example-privacy",
    dated_before="2024-03-12",
    dated_after="2026-10-01",
    changes=(
        ClaimChange(
            kind=ChangeKind.APPEARED,
            type="tracking.pixel",
            before=None,
            after=make_claim("tracking.pixel").model_copy(
                update={"quote": "Wij meten met pixels."}
            ),
        ),
        ClaimChange(kind=ChangeKind.GONE, type="cookies.lifetime", before=_SURE, after=None),
        ClaimChange(
            kind=ChangeKind.CHANGED,
            type="cookies.used",
            before=make_claim("cookies.used", Polarity.DENIES),
            after=make_claim("cookies.used"),
        ),
    ),
    unread=("live-www.winkel.example-cookies",),
)
_UNSURE = UnsureClaim(
    document="winkel-policy",
    claim=make_claim("advertising.targeted").model_copy(
        update={"quote": "Soms tonen wij u iets.", "confidence": 0.4}
    ),
)

_MORE = {
    "refused": (make_cookie("te_lang", blocked=("NameValuePairExceedsMaxSize",)),),
    **MARKS,
}


def make_shop():
    gap = Incomplete(what="frame of pixel.advertentiebord.example", why="it crashed")
    pages = (make_page(), make_page(f"{HOME}contact", has_form=True))
    visit = make_visit(pages=pages, consent=Consent(outcome=ConsentOutcome.DONE, banner=_BANNER))
    events = (
        make_event(),
        make_event("advertentiebord.example", kind="request", domain="advertentiebord.example"),
        make_event("abid", party=Party.THIRD, by="advertentiebord.example", at_ms=90),
        make_event("basket", kind="storage", at_ms=95),
        make_event("hop.example", kind="request", domain="hop.example", phase=Phase.AFTER),
    )
    visit = visit.model_copy(update={"incomplete": (gap,), "events": events})
    many = tuple(make_evidence(subject=f"cookie_{number}") for number in range(9))
    return make_site_report(
        inventory=make_inventory(
            visits=(visit, _REFUSAL),
            coverage=FULL_COVERAGE,
            cookies=(
                make_cookie_entry("sid"),
                make_cookie_entry(
                    "abid",
                    domain="pixel.advertentiebord.example",
                    party=Party.THIRD,
                    lifetime_s=400 * DAY_S,
                    declared_lifetime_s=730 * DAY_S,
                    moments=(*BEFORE_CHOICE, *AFTER_REJECT),
                    sent=AFTER_REJECT,
                    service="advertentiebord",
                    category=Category.ADVERTISING,
                ),
            ),
            storage=(make_storage_entry(),),
            trackers=(
                make_tracker_entry(signals=(_SIGNAL,)),
                make_tracker_entry(None, domain="cdn.example"),
            ),
            captchas=(make_captcha_entry(cookies=("_GEENROBOT",)),),
            services=(
                make_service(),
                make_service("advertentiebord", owner="Adboard Media Inc.", country="US"),
            ),
        ).model_copy(update=_MORE),
        changes=(_CHANGE,),
        since_last_run=make_site_changes(),
        unsure=(_UNSURE,),
        verdicts=(
            make_verdict(Verdict.CONFIRMED, "A session cookie was stored."),
            make_verdict(
                Verdict.UNDISCLOSED,
                "An advertiser's cookie was stored.",
                type="cookies.third_party",
                polarity=Polarity.SILENT,
            ),
            make_verdict(
                Verdict.CONTRADICTED,
                "A third party was called.",
                type="tracking.third_party",
                polarity=Polarity.DENIES,
            ),
        ),
        discrepancies=(
            make_finding(
                id="lifetime-not-stated:winkel.example",
                rule="lifetime-not-stated",
                severity=Severity.MEDIUM,
                kind=FindingKind.JUDGMENT,
                claim="cookies.used-declares",
                section="12.5",
                statement="Cookies may be kept for a while.",
                evidence=many,
                sentence=Sentence(
                    en="Cookies outlive the visit, and the policy states no lifetime.",
                    nl="Cookies blijven na het bezoek, en het beleid noemt geen termijn.",
                ),
                note=Sentence(en="The clause has two readings.", nl="Twee lezingen."),
            ),
            make_finding(),
            make_finding(
                id="after-reject:winkel.example",
                rule="after-reject",
                severity=Severity.LOW,
                verdict=Verdict.CONTRADICTED,
                document=None,
                evidence=(make_evidence(choice=ConsentChoice.REJECT, phase=Phase.AFTER),),
                sentence=Sentence(
                    en="A cookie was sent after everything was refused.",
                    nl="Een cookie werd verzonden nadat alles was geweigerd.",
                ),
            ),
        ),
    )


def make_sample():
    """A report with a site of each kind: findings, clean, not compared, unreachable, disabled."""
    return make_report(
        make_shop(),
        make_site_report("stil.example"),
        make_site_report("zwijger.example", documents=(summary(PolicyStatus.NOT_FOUND),)),
        make_unreachable("weg.example"),
        make_site_report(
            "later.example",
            enabled=False,
            why_not="Nobody confirmed its host yet.",
            measured=False,
            inventory=make_inventory("later.example", usable=False, visits=()),
        ),
    )
