"""The pieces that reports of tests are made of; fields given replace their own."""

from builders import (
    DOMAIN,
    HOME,
    THIN_COVERAGE,
    make_claim,
    make_document,
    make_inventory,
    make_run,
    make_visit,
)

from scanner.models import (
    ClaimVerdict,
    Discrepancy,
    DocumentSummary,
    Evidence,
    Report,
    RuleSummary,
    Sentence,
    SiteReport,
    Totals,
)
from scanner.words import (
    ConsentChoice,
    FindingKind,
    PolicyStatus,
    Severity,
    Verdict,
    VisitOutcome,
)


def make_finding(**fields):
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
            "evidence": (make_evidence(),),
            "coverage": THIN_COVERAGE,
            "sentence": Sentence(
                en="An advertiser stored the cookie abid, and the policy names no such cookie.",
                nl="Een adverteerder plaatste de cookie abid, die het beleid niet noemt.",
            ),
            "about": ("Tw 11.7a", "GDPR 13(1)(e)"),
            **fields,
        }
    )


def make_evidence(**fields):
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


def summary(status=PolicyStatus.READ):
    document = make_document(status=status)
    kept = document.model_dump(include=set(DocumentSummary.model_fields) - {"claims"})
    return DocumentSummary(**kept, claims=3)


def make_site_report(domain=DOMAIN, **fields):
    return SiteReport(
        **{
            "domain": domain,
            "enabled": True,
            "why_not": None,
            "measured": True,
            "inventory": make_inventory(domain),
            "documents": (summary(),),
            "verdicts": (),
            "discrepancies": (),
            **fields,
        }
    )


def make_unreachable(domain):
    visit = make_visit(outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=())
    nothing = THIN_COVERAGE.model_copy(update={"choices": (), "pages": 0})
    finding = make_finding(
        id=f"not-measured:{domain}",
        rule="not-measured",
        severity=Severity.INFO,
        verdict=Verdict.NOT_ASSESSABLE,
        site=domain,
        document=None,
        evidence=(make_evidence(kind="visit", subject=domain, detail="dns", page=None),),
        coverage=nothing,
        sentence=Sentence(en=f"{domain} could not be visited.", nl=f"{domain} was onbereikbaar."),
    )
    return make_site_report(
        domain,
        measured=False,
        inventory=make_inventory(domain, usable=False, visits=(visit,), coverage=nothing),
        verdicts=(make_verdict(Verdict.NOT_ASSESSABLE, "No visit was usable."),),
        discrepancies=(finding,),
    )


def make_verdict(verdict, reason, **claim):
    return ClaimVerdict(
        document="winkel-policy",
        claim=make_claim(**claim),
        verdict=verdict,
        reason=Sentence(en=reason, nl=reason),
    )


def make_report(*sites):
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
