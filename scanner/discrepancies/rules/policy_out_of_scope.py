"""The document does not cover the host that was scanned, or says whose it is instead."""

from collections.abc import Iterable

from scanner.discrepancies import evidence
from scanner.discrepancies.examples import make_claim, make_document, make_inventory
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.models import Inventory, Sentence
from scanner.urls import host_of, registrable_domain
from scanner.words import (
    USABLE_OUTCOMES,
    DocumentSource,
    FindingKind,
    PageReason,
    Polarity,
    Severity,
    Verdict,
)

_EVERY_SITE = "all"


def check(case: Case) -> Iterable[Flag]:
    """The host is that of the home page after redirects; ``www.`` makes no difference."""
    host = _scanned_host(case.inventory)
    sentence = _sentence(case, host) if host else None
    if sentence is None:
        return
    claim = next((c for c in case.policy.claims if c.type == "policy.applies_to"), None)
    yield Flag(
        subject="scope",
        sentence=sentence,
        evidence=(evidence.of_document(case.policy),),
        claim=claim if claim and claim.polarity is Polarity.DECLARES else None,
    )


def _sentence(case: Case, host: str) -> Sentence | None:
    other = {_bare(name): owner for name, owner in case.policy.other_controllers.items()}
    if owner := other.get(_bare(host)):
        return Sentence(
            en=f"The policy says that {host} is a website of {owner}, not of its own author.",
            nl=f"Het beleid zegt dat {host} een website van {owner} is, niet van de opsteller.",
        )
    named = _named_hosts(case)
    if not named and case.policy.source is DocumentSource.LIVE:
        return None  # the site shows it as its own
    if not named:
        return Sentence(
            en=f"The policy names no website: that it covers {host} is not in the text.",
            nl=f"Het beleid noemt geen website: dat het voor {host} geldt, staat er niet in.",
        )
    if any(registrable_domain(name) == registrable_domain(host) for name in named):
        return None
    if _EVERY_SITE in named:
        return None
    listed = ", ".join(named)
    return Sentence(
        en=f"The policy covers {listed}; {host}, which was scanned, is not among them.",
        nl=f"Het beleid geldt voor {listed}; {host}, dat werd onderzocht, hoort daar niet bij.",
    )


def _named_hosts(case: Case) -> tuple[str, ...]:
    named: list[str] = []
    for claim in case.policy.claims:
        sites = claim.params.get("sites")
        if claim.type == "policy.applies_to" and isinstance(sites, tuple):
            named.extend(host_of(site) or site for site in sites)
    return tuple(named)


def _scanned_host(inventory: Inventory) -> str | None:
    homes = (
        host_of(page.url)
        for visit in inventory.visits
        if visit.outcome in USABLE_OUTCOMES
        for page in visit.pages
        if page.why is PageReason.HOME
    )
    return next(filter(None, homes), None)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


_COVERS = make_claim("policy.applies_to", params={"sites": ("www.winkel.example",)})
_COVERS_OTHER = make_claim("policy.applies_to", params={"sites": ("www.kraam.example",)})
_COVERS_ALL = make_claim("policy.applies_to", params={"sites": ("all",)})
_SCANNED = make_inventory()

RULE = Rule(
    id="policy-out-of-scope",
    question=Sentence(
        en="Does the document cover the host that was scanned?",
        nl="Geldt het document voor de host die is gescand?",
    ),
    severity=Severity.INFO,
    kind=FindingKind.JUDGMENT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 13(1)(a)",),
    source="GDPR 13(1)(a): the visitor is told who the controller is",
    per="document",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example(
            "the host is another company's",
            _SCANNED,
            (make_document(_COVERS, other_controllers={"www.winkel.example": "Groep B.V."}),),
            ("scope",),
        ),
        Example("the text names no host", _SCANNED, (make_document(),), ("scope",)),
        Example(
            "the text names no host, and stands on the site",
            _SCANNED,
            (make_document().model_copy(update={"source": DocumentSource.LIVE}),),
        ),
        Example("another host", _SCANNED, (make_document(_COVERS_OTHER),), ("scope",)),
        Example("the host is named", _SCANNED, (make_document(_COVERS),)),
        Example("the text covers every site", _SCANNED, (make_document(_COVERS_ALL),)),
        Example(
            "another host of the text is another company's",
            _SCANNED,
            (make_document(_COVERS, other_controllers={"www.groep.example": "Groep B.V."}),),
        ),
    ),
)
