"""Two clauses of one text conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.discrepancies import evidence
from scanner.discrepancies.cover import named_in, speaks_of
from scanner.discrepancies.examples import make_claim, make_document, make_inventory
from scanner.discrepancies.rule import Case, Example, Flag, Rule
from scanner.discrepancies.special import asked_categories
from scanner.models import Claim, Document, Sentence
from scanner.taxonomy import claim_types
from scanner.urls import host_of
from scanner.words import (
    ClaimParty,
    Condition,
    FindingKind,
    Modality,
    Polarity,
    Severity,
    Verdict,
)

# Who works for a site, or asks with the law in hand, is often not meant by "nobody".
_MEANT_BY_ANY = frozenset({"any", "advertisers", "partners", "group"})
_INSIDE = frozenset({"EEA", "NL"})


def check(case: Case) -> Iterable[Flag]:
    """Only clauses that are plain: what may be, or hangs on a condition, conflicts with nothing."""
    plain = [
        claim for claim in case.policy.claims if _is_plain(claim) and speaks_of(claim, case.site)
    ]
    pairs: dict[str, tuple[Claim, Claim]] = {}
    for one, other in (*_denied_and_said(plain), *_inside_and_outside(plain)):
        pairs.setdefault(f"{one.type} / {other.type}", (one, other))
    for subject in sorted(pairs):
        one, other = pairs[subject]
        yield Flag(
            subject=subject,
            sentence=_conflict(_quoted(one), _quoted(other)),
            evidence=(evidence.of_document(case.policy),),
            claim=one,
        )
    yield from _disowned(case)


def _is_plain(claim: Claim) -> bool:
    firm = claim.modality is not Modality.MAY and claim.condition is None
    return firm and claim.polarity is not Polarity.SILENT and len(claim.readings) < 2


def _denied_and_said(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    for denial in claims:
        for said in claims:
            opposite = (denial.polarity, said.polarity) == (Polarity.DENIES, Polarity.DECLARES)
            if opposite and _is_denied(denial, said):
                yield denial, said


def _is_denied(denial: Claim, said: Claim) -> bool:
    """Tell whether what one clause says is what another denies."""
    if denial.type == "cookies.used":
        return said.type.startswith("cookies.") and _same_party(denial, said)
    if denial.type != said.type:
        return False
    if denial.type == "consent.required":
        return bool(asked_categories(denial) & asked_categories(said))
    if denial.type == "sharing.third_party" and denial.params.get("recipient") == "any":
        return said.params.get("recipient") in _MEANT_BY_ANY
    keys = claim_types()[denial.type].keys
    same = all(denial.params.get(key) in (None, said.params.get(key)) for key in keys)
    return same and _same_names(denial, said) and _same_party(denial, said)


def _same_names(denial: Claim, said: Claim) -> bool:
    return not named_in(denial) or set(named_in(denial)) == set(named_in(said))


def _same_party(denial: Claim, said: Claim) -> bool:
    parties = {denial.scope.party, said.scope.party}
    return len(parties) == 1 or ClaimParty.ANY in parties


def _inside_and_outside(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield data that stay in the EEA beside data that leave it."""
    for inside in claims:
        region = inside.params.get("region") if inside.type == "storage.location" else None
        for outside in claims:
            leaves = outside.type == "transfer.outside_eea"
            if region in _INSIDE and leaves and outside.polarity is Polarity.DECLARES:
                yield inside, outside


def _disowned(case: Case) -> Iterator[Flag]:
    """Yield a host that the text covers in one clause and calls another company's in another."""
    others = {host.removeprefix("www."): who for host, who in case.policy.other_controllers.items()}
    for claim in case.policy.claims:
        sites = claim.params.get("sites")
        if claim.type != "policy.applies_to" or not isinstance(sites, tuple):
            continue
        for host in (host_of(site) or site for site in sites):
            if owner := others.get(host.removeprefix("www.")):
                yield Flag(
                    subject=host,
                    sentence=Sentence(
                        en=f"The policy covers {host} in one clause ({claim.section}) and says in "
                        f"another that it is {owner}'s.",
                        nl=f"Het beleid geldt volgens de ene clausule ({claim.section}) voor "
                        f"{host} en zegt elders dat die site van {owner} is.",
                    ),
                    evidence=(evidence.of_document(case.policy),),
                    claim=claim,
                )


def _conflict(one: Sentence, other: Sentence) -> Sentence:
    return Sentence(
        en=f"Two clauses of the policy conflict: {one.en} against {other.en}.",
        nl=f"Twee clausules van het beleid botsen: {one.nl} tegenover {other.nl}.",
    )


def _quoted(claim: Claim) -> Sentence:
    section = f" ({claim.section})" if claim.section else ""
    said = claim.quote or claim.statement or claim.type
    in_dutch = claim.quote or claim.statement_nl or said
    return Sentence(en=f'"{said}"{section}', nl=f'"{in_dutch}"{section}')


def _document(*claims: Claim) -> tuple[Document, ...]:
    return (make_document(*claims),)


_SEEN = make_inventory()
_NONE = make_claim("cookies.used", Polarity.DENIES)
_COVERS = make_claim("policy.applies_to", params={"sites": ("www.winkel.example",)})
_IN_EEA = make_claim("storage.location", params={"region": "EEA"})
_TO_NOBODY = make_claim("sharing.third_party", Polarity.DENIES, params={"recipient": "any"})

RULE = Rule(
    id="policy-contradicts-itself",
    question=Sentence(
        en="Do two clauses of the text conflict?",
        nl="Botsen twee bepalingen van de tekst?",
    ),
    severity=Severity.MEDIUM,
    kind=FindingKind.FACT,
    verdict=Verdict.OPEN,
    about=("GDPR art. 5(1)(a)",),
    source="GDPR 5(1)(a): what visitors are told is open and honest; both clauses are the text's",
    per="document",
    rests_on=frozenset({"document"}),
    check=check,
    examples=(
        Example(
            "no cookies, and cookies for measuring",
            _SEEN,
            _document(_NONE, make_claim("cookies.analytics")),
            ("cookies.used / cookies.analytics",),
        ),
        Example(
            "shared with nobody, and with partners",
            _SEEN,
            _document(
                _TO_NOBODY, make_claim("sharing.third_party", params={"recipient": "partners"})
            ),
            ("sharing.third_party / sharing.third_party",),
        ),
        Example(
            "kept in the EEA, and sent outside it",
            _SEEN,
            _document(_IN_EEA, make_claim("transfer.outside_eea")),
            ("storage.location / transfer.outside_eea",),
        ),
        Example(
            "consent is needed for measuring, and is not",
            _SEEN,
            _document(
                make_claim("consent.required", params={"categories": ("all_non_necessary",)}),
                make_claim(
                    "consent.required", Polarity.DENIES, params={"categories": ("analytics",)}
                ),
            ),
            ("consent.required / consent.required",),
        ),
        Example(
            "the host it covers is another company's",
            _SEEN,
            (make_document(_COVERS, other_controllers={"www.winkel.example": "Groep B.V."}),),
            ("www.winkel.example",),
        ),
        Example(
            "no cookies, and cookies that may come",
            _SEEN,
            _document(_NONE, make_claim("cookies.analytics", modality=Modality.MAY)),
        ),
        Example(
            "no cookies of its own, and cookies of others",
            _SEEN,
            _document(_NONE, make_claim("cookies.third_party", party=ClaimParty.THIRD)),
        ),
        Example(
            "shared with nobody, and with companies that work for the site",
            _SEEN,
            _document(
                _TO_NOBODY, make_claim("sharing.third_party", params={"recipient": "processors"})
            ),
        ),
        Example(
            "shared with nobody unless allowed, and with partners",
            _SEEN,
            _document(
                _TO_NOBODY.model_copy(update={"condition": Condition.UNLESS_CONSENT}),
                make_claim("sharing.third_party", params={"recipient": "partners"}),
            ),
        ),
        Example(
            "one service is not used, another is",
            _SEEN,
            _document(
                make_claim("tracking.third_party", Polarity.DENIES, params={"service": "meetlat"}),
                make_claim("tracking.third_party", params={"service": "telraam"}),
            ),
        ),
        Example(
            "kept in the EEA, and now and then sent outside it",
            _SEEN,
            _document(_IN_EEA, make_claim("transfer.outside_eea", modality=Modality.MAY)),
        ),
        Example(
            "another host is another company's",
            _SEEN,
            (make_document(_COVERS, other_controllers={"www.groep.example": "Groep B.V."}),),
        ),
    ),
)
