"""The policy says that a CAPTCHA is used, and none was called although forms were visited."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import is_called, named_in, speaks_of
from scanner.discrepancies.example_visits import FULL_COVERAGE
from scanner.discrepancies.examples import (
    make_captcha_entry,
    make_claim,
    make_document,
    make_inventory,
    make_service,
)
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Sentence
from scanner.words import FindingKind, Modality, Polarity, Severity, Verdict


def check(case: Case) -> Iterable[Flag]:
    """Whether absence says anything is for the guards: full coverage, and no "may"."""
    for claim in case.policy.claims:
        if claim.type != "captcha.service" or claim.polarity is not Polarity.DECLARES:
            continue
        if not speaks_of(claim, case.site) or _is_called(claim, case):
            continue
        label = " ".join(named_in(claim)[:1]) or "a CAPTCHA"
        pages = case.inventory.coverage.pages
        yield Flag(
            subject=label,
            sentence=Sentence(
                en=f"The policy says that {label} is used; on {pages} pages, forms among them, "
                "it was not called.",
                nl=f"Het beleid zegt dat {label} wordt gebruikt; op {pages} pagina's, formulieren "
                "inbegrepen, werd deze niet aangeroepen.",
            ),
            evidence=(evidence.of_document(case.policy),),
            claim=claim,
        )


def _is_called(claim: Claim, case: Case) -> bool:
    named = named_in(claim)
    seen = [
        (captcha.service, evidence.find_service(captcha.service, case.inventory))
        for captcha in case.inventory.captchas
    ]
    if not named:
        return bool(seen)
    return any(
        name.replace("_", "-") == vendor or (service is not None and is_called(name, service))
        for name in named
        for vendor, service in seen
    )


_SAYS = make_claim("captcha.service", params={"service": "geenrobot"})
_MAY = make_claim("captcha.service", params={"service": "geenrobot"}, modality=Modality.MAY)
_NOTHING = make_inventory(coverage=FULL_COVERAGE)

RULE = Rule(
    id="captcha-declared-not-observed",
    question=Sentence(
        en="Does the policy name a CAPTCHA that the site does not call?",
        nl="Noemt het beleid een CAPTCHA die de site niet aanroept?",
    ),
    severity=Severity.INFO,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.NOT_OBSERVED,
    about=("GDPR art. 12(1)",),
    source="the policy's own statement",
    per="document",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example("everything was looked at", _NOTHING, (make_document(_SAYS),), ("geenrobot",)),
        Example("too little was looked at", make_inventory(), (make_document(_SAYS),)),
        Example("the text says that it may be used", _NOTHING, (make_document(_MAY),)),
        Example(
            "it was called",
            make_inventory(
                coverage=FULL_COVERAGE,
                captchas=(make_captcha_entry(),),
                services=(make_service("geenrobot"),),
            ),
            (make_document(_SAYS),),
        ),
    ),
)
