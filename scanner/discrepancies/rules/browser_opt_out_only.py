"""The text offers the settings of the browser as the only way to refuse, and no banner does more.

EDPB Guidelines 05/2020 were not re-checked for this rule: the pointer needs a lawyer's eye.
"""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import declared, speaks_of
from scanner.discrepancies.example_visits import make_visit
from scanner.discrepancies.examples import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
)
from scanner.discrepancies.guards import is_non_essential, searches
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Banner, Claim, Consent, Inventory, Sentence
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    FindingKind,
    Polarity,
    Severity,
    Verdict,
)

_ANOTHER_WAY = frozenset({"consent.mechanism", "refusal.opt_out_tool"})
_AT_THE_SITE = frozenset({"banner", "link"})
_NEEDS_CONSENT = frozenset(
    {
        "cookies.third_party",
        "cookies.analytics",
        "cookies.advertising",
        "cookies.social_media",
        "advertising.targeted",
        "advertising.third_party_served",
    }
)


def check(case: Case) -> Iterable[Flag]:
    """Only where banners were looked for, and where there is something to refuse."""
    searched, clauses = searches(case.inventory), declared(case)
    offered = any(_offers_refusal(visit.choice, consent) for visit, consent in searched)
    if not searched or offered or any(map(_is_another_way, clauses)):
        return
    declares = any(clause.type in _NEEDS_CONSENT for clause in clauses)
    if not (declares or _stores(case.inventory)):
        return
    for claim in case.policy.claims:
        if claim.type != "refusal.browser" or claim.polarity is not Polarity.DECLARES:
            continue
        if speaks_of(claim, case.site):
            yield Flag(
                subject="refusal",
                sentence=_SENTENCE,
                evidence=(
                    evidence.of_document(case.policy),
                    *(evidence.of_visit(visit) for visit, _ in searched),
                ),
                claim=claim,
            )
            return


def _stores(inventory: Inventory) -> bool:
    """Tell whether something was stored that could be refused."""
    cookies, items = inventory.cookies, inventory.storage
    return any(map(is_non_essential, cookies)) or any(map(is_non_essential, items))


def _is_another_way(claim: Claim) -> bool:
    if claim.type == "consent.withdrawable":
        return claim.params.get("via") in _AT_THE_SITE
    return claim.type in _ANOTHER_WAY


def _offers_refusal(choice: ConsentChoice, consent: Consent) -> bool:
    """Tell whether a banner offers to refuse; one that nothing is known of may do so."""
    if consent.outcome is ConsentOutcome.NO_BANNER:
        return False
    pressed = choice is ConsentChoice.REJECT and consent.outcome is ConsentOutcome.DONE
    return pressed or consent.banner is None or consent.banner.reject_steps is not None


_SENTENCE = Sentence(
    en="The policy names the settings of the browser as the only way to refuse cookies, and no "
    "banner with a way to refuse was found on the site.",
    nl="Het beleid noemt de instellingen van de browser als enige manier om cookies te weigeren, "
    "en op de site is geen melding gevonden waarmee weigeren kan.",
)
_SAYS = make_claim("refusal.browser")
_ADVERTS = make_claim("cookies.advertising")
_NO_BANNER = make_inventory(visits=(make_visit(consent=ConsentOutcome.NO_BANNER),))
_ACCEPT_ONLY = Banner(text="Wij gebruiken cookies.", language="nl", accept_steps=1)
_WITH_REJECT = _ACCEPT_ONLY.model_copy(update={"reject_steps": 2})

RULE = Rule(
    id="browser-opt-out-only",
    question=Sentence(
        en="Are browser settings the only way to refuse that the text and the site offer?",
        nl="Bieden tekst en site alleen de browserinstellingen om te weigeren?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 4(11), 7", "EDPB Guidelines 05/2020 (paragraph not re-checked)"),
    source="GDPR art. 4(11): consent is an act of the visitor, not a setting left as it was",
    per="document",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example(
            "a clause on advertising cookies, and no banner",
            _NO_BANNER,
            (make_document(_SAYS, _ADVERTS),),
            ("refusal",),
        ),
        Example(
            "a banner that can only be accepted, and an analytics cookie",
            make_inventory(
                visits=(
                    make_visit(consent=Consent(outcome=ConsentOutcome.DONE, banner=_ACCEPT_ONLY)),
                ),
                cookies=(make_cookie_entry(category=Category.ANALYTICS),),
            ),
            (make_document(_SAYS),),
            ("refusal",),
        ),
        Example(
            "a banner that can be refused in two steps",
            make_inventory(
                visits=(
                    make_visit(consent=Consent(outcome=ConsentOutcome.DONE, banner=_WITH_REJECT)),
                )
            ),
            (make_document(_SAYS, _ADVERTS),),
        ),
        Example(
            "a banner of which nothing is known",
            make_inventory(visits=(make_visit(consent=ConsentOutcome.FAILED),)),
            (make_document(_SAYS, _ADVERTS),),
        ),
        Example("no banner was looked for", make_inventory(), (make_document(_SAYS, _ADVERTS),)),
        Example(
            "another text of the site names another way",
            _NO_BANNER,
            (
                make_document(_SAYS, _ADVERTS),
                make_document(make_claim("refusal.opt_out_tool"), id="cookie-policy"),
            ),
        ),
        Example(
            "consent that can be withdrawn by a link",
            _NO_BANNER,
            (
                make_document(
                    _SAYS, _ADVERTS, make_claim("consent.withdrawable", params={"via": "link"})
                ),
            ),
        ),
        Example("nothing that could be refused", _NO_BANNER, (make_document(_SAYS),)),
        Example("a text that offers nothing", _NO_BANNER, (make_document(_ADVERTS),)),
    ),
)
