"""A clause says that something happens, and it was not seen although enough was looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from scanner.discrepancies import evidence
from scanner.discrepancies.compare import compare
from scanner.discrepancies.cover import named_in
from scanner.discrepancies.example_visits import FULL_COVERAGE
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.observed import find_observed
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Claim, Document, Sentence
from scanner.taxonomy import claim_types
from scanner.words import (
    Category,
    Condition,
    FindingKind,
    Modality,
    Polarity,
    Severity,
    Verdict,
)


def check(case: Case) -> Iterable[Flag]:
    """The verdicts say what counts as not seen; a CAPTCHA and what names it have another rule.

    What a visit only hints at, such as use that a site records by itself, is never said to lack.
    """
    captchas = {n for c in case.policy.claims if c.type == "captcha.service" for n in named_in(c)}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for judged in compare(replace(case, documents=(_firm(case.policy),))):
        claim, named = judged.claim, named_in(judged.claim)
        if judged.verdict is Verdict.NOT_OBSERVED and not captchas & {*named}:
            groups[", ".join(named) or claim.type.partition(".")[0]].append(claim)
    for subject in sorted(groups):
        yield Flag(
            subject=subject,
            sentence=_sentence(groups[subject], case),
            evidence=(evidence.of_document(case.policy),),
            claim=groups[subject][0],
        )


def _firm(document: Document) -> Document:
    """Return a document with those claims alone whose absence a visit could show."""
    claims = tuple(
        claim
        for claim in document.claims
        if claim.polarity is Polarity.DECLARES
        and claim_types()[claim.type].tier == 1
        and claim.type != "captcha.service"
    )
    return document.model_copy(update={"claims": claims})


def _sentence(claims: list[Claim], case: Case) -> Sentence:
    found = [seen.what for claim in claims if (seen := find_observed(claim, case))]
    en = ", ".join(dict.fromkeys(what.en for what in found))
    nl = ", ".join(dict.fromkeys(what.nl for what in found))
    pages = case.inventory.coverage.pages
    return Sentence(
        en=f"The policy says that there are: {en}; on {pages} pages, with each of the three "
        "choices, none were seen.",
        nl=f"Het beleid zegt dat er zijn: {nl}; op {pages} pagina's, met elk van de drie keuzes, "
        "zijn ze niet gezien.",
    )


_NOTHING = make_inventory(coverage=FULL_COVERAGE)
_SAYS = make_claim("cookies.analytics")

RULE = Rule(
    id="declared-not-observed",
    question=Sentence(
        en="Does the text say that something happens that was not seen?",
        nl="Zegt de tekst dat er iets gebeurt wat niet is gezien?",
    ),
    severity=Severity.INFO,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.NOT_OBSERVED,
    about=("GDPR art. 12(1)",),
    source="the policy's own statement; what was not seen may happen where no visit comes",
    per="document",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example("everything was looked at", _NOTHING, (make_document(_SAYS),), ("cookies",)),
        Example(
            "one finding for all that is said of cookies, one for each service",
            _NOTHING,
            (
                make_document(
                    _SAYS,
                    make_claim("cookies.session"),
                    make_claim("tracking.third_party", params={"service": "Meetlat"}),
                ),
            ),
            ("Meetlat", "cookies"),
        ),
        Example("too little was looked at", make_inventory(), (make_document(_SAYS),)),
        Example(
            "the text says that it may be so",
            _NOTHING,
            (make_document(make_claim("cookies.analytics", modality=Modality.MAY)),),
        ),
        Example(
            "it hangs on a condition",
            _NOTHING,
            (make_document(make_claim("cookies.analytics", condition=Condition.CONSENT)),),
        ),
        Example(
            "a CAPTCHA, and that it gets the address of the visitor",
            _NOTHING,
            (
                make_document(
                    make_claim("captcha.service", params={"service": "geenrobot"}),
                    make_claim("tracking.third_party", params={"service": "geenrobot"}),
                    make_claim("ip_address.collected", params={"by": "geenrobot"}),
                ),
            ),
        ),
        Example(
            "use that the site may record by itself",
            _NOTHING,
            (make_document(make_claim("usage_data.collected")),),
        ),
        Example(
            "it was seen",
            make_inventory(
                coverage=FULL_COVERAGE,
                cookies=(make_cookie_entry("_ml_id", category=Category.ANALYTICS),),
            ),
            (make_document(_SAYS),),
        ),
        Example(
            "the text denies it",
            _NOTHING,
            (make_document(make_claim("cookies.analytics", Polarity.DENIES)),),
        ),
    ),
)
