import pytest
from builders import (
    AFTER_REJECT,
    BEFORE_CHOICE,
    DAY_S,
    DOMAIN,
    FULL_COVERAGE,
    HOME,
    THIN_COVERAGE,
    make_captcha_entry,
    make_claim,
    make_cookie_entry,
    make_document,
    make_event,
    make_inventory,
    make_page,
    make_run,
    make_service,
    make_storage_entry,
    make_tracker_entry,
    make_visit,
)

from scanner.models import (
    Banner,
    BannerCategory,
    ClaimChange,
    ClaimVerdict,
    Consent,
    ConsentSignal,
    Discrepancy,
    DocumentSummary,
    Evidence,
    Incomplete,
    PolicyChange,
    Report,
    RuleSummary,
    Screenshot,
    Sentence,
    SiteReport,
    Totals,
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
    VisitOutcome,
)


@pytest.fixture
def make_finding():
    """Make a finding on the shop's advertising cookie; fields given replace its own."""
    return _make_finding


@pytest.fixture
def make_site_report():
    """Make a site that was measured and compared and is clean; fields given replace its own."""
    return _make_site_report


@pytest.fixture
def make_report():
    """Make the report of the given sites."""
    return _make_report


@pytest.fixture
def sample():
    """A report with a site of each kind: findings, clean, not compared, unreachable, disabled."""
    return _make_report(
        _make_shop(),
        _make_site_report("stil.example"),
        _make_site_report("zwijger.example", documents=(_summary(PolicyStatus.NOT_FOUND),)),
        _make_unreachable("weg.example"),
        _make_site_report(
            "later.example",
            enabled=False,
            why_not="Nobody confirmed its host yet.",
            measured=False,
            inventory=make_inventory("later.example", usable=False, visits=()),
        ),
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


def _make_finding(**fields):
    return Discrepancy(
        **{
            "id": "undeclared-advertiser-cookie:winkel.example:winkel-policy:abid",
            "rule": "undeclared-advertiser-cookie",
            "severity": Severity.HIGH,
            "kind": FindingKind.FACT,
            "verdict": Verdict.UNDISCLOSED,
            "site": DOMAIN,
            "document": "winkel-policy",
            "claim": None,
            "section": None,
            "quote": None,
            "statement": None,
            "subject": "abid",
            "evidence": (_make_evidence(),),
            "coverage": THIN_COVERAGE,
            "sentence": Sentence(
                en="An advertiser stored the cookie abid, and the policy names no such cookie.",
                nl="Een adverteerder plaatste de cookie abid, die het beleid niet noemt.",
            ),
            "about": ("Tw 11.7a", "GDPR 13(1)(e)"),
            **fields,
        }
    )


def _make_evidence(**fields):
    return Evidence(
        **{
            "kind": "cookie",
            "subject": "abid (pixel.advertentiebord.example)",
            "detail": "kept for 400 days",
            "choice": ConsentChoice.NONE,
            "page": HOME,
            **fields,
        }
    )


def _summary(status=PolicyStatus.READ):
    document = make_document(status=status)
    kept = document.model_dump(include=set(DocumentSummary.model_fields) - {"claims"})
    return DocumentSummary(**kept, claims=3)


def _make_site_report(domain=DOMAIN, **fields):
    return SiteReport(
        **{
            "domain": domain,
            "enabled": True,
            "why_not": None,
            "measured": True,
            "inventory": make_inventory(domain),
            "documents": (_summary(),),
            "verdicts": (),
            "discrepancies": (),
            **fields,
        }
    )


def _make_unreachable(domain):
    visit = make_visit(outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=())
    nothing = THIN_COVERAGE.model_copy(update={"choices": (), "pages": 0})
    finding = _make_finding(
        id=f"not-measured:{domain}",
        rule="not-measured",
        severity=Severity.INFO,
        verdict=Verdict.NOT_ASSESSABLE,
        site=domain,
        document=None,
        evidence=(_make_evidence(kind="visit", subject=domain, detail="dns", page=None),),
        coverage=nothing,
        sentence=Sentence(en=f"{domain} could not be visited.", nl=f"{domain} was onbereikbaar."),
    )
    return _make_site_report(
        domain,
        measured=False,
        inventory=make_inventory(domain, usable=False, visits=(visit,), coverage=nothing),
        verdicts=(_make_verdict(Verdict.NOT_ASSESSABLE, "No visit was usable."),),
        discrepancies=(finding,),
    )


def _make_verdict(verdict, reason, **claim):
    return ClaimVerdict(
        document="winkel-policy",
        claim=make_claim(**claim),
        verdict=verdict,
        reason=Sentence(en=reason, nl=reason),
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


def _make_shop():
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
    many = tuple(_make_evidence(subject=f"cookie_{number}") for number in range(9))
    return _make_site_report(
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
        ),
        changes=(_CHANGE,),
        unsure=(_UNSURE,),
        verdicts=(
            _make_verdict(Verdict.CONFIRMED, "A session cookie was stored."),
            _make_verdict(
                Verdict.UNDISCLOSED,
                "An advertiser's cookie was stored.",
                type="cookies.third_party",
                polarity=Polarity.SILENT,
            ),
            _make_verdict(
                Verdict.CONTRADICTED,
                "A third party was called.",
                type="tracking.third_party",
                polarity=Polarity.DENIES,
            ),
        ),
        discrepancies=(
            _make_finding(
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
            _make_finding(),
            _make_finding(
                id="after-reject:winkel.example",
                rule="after-reject",
                severity=Severity.LOW,
                verdict=Verdict.CONTRADICTED,
                document=None,
                evidence=(_make_evidence(choice=ConsentChoice.REJECT, phase=Phase.AFTER),),
                sentence=Sentence(
                    en="A cookie was sent after everything was refused.",
                    nl="Een cookie werd verzonden nadat alles was geweigerd.",
                ),
            ),
        ),
    )


def _make_report(*sites):
    verdicts = [judged.verdict for site in sites for judged in site.verdicts]
    severities = [found.severity for site in sites for found in site.discrepancies]
    return Report(
        run=make_run(),
        totals=Totals(
            sites=len(sites),
            measured=sum(site.measured for site in sites),
            verdicts={word: verdicts.count(word) for word in Verdict},
            discrepancies={word: severities.count(word) for word in Severity},
        ),
        rules=(
            _make_rule("after-reject", "Is something sent after a refusal?"),
            _make_rule("lifetime-not-stated", "Is no duration given?"),
            _make_rule("not-measured", "Could something not be looked at?"),
            _make_rule("undeclared-advertiser-cookie", "Does an advertiser store a cookie?"),
        ),
        sites=sites,
    )


def _make_rule(rule, question):
    return RuleSummary(
        id=rule,
        question=question,
        severity=Severity.HIGH,
        kind=FindingKind.FACT,
        verdict=Verdict.CONTRADICTED,
        per="site",
        about=("Tw 11.7a",),
        source="the policy's own statement",
    )
