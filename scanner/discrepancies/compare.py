"""One verdict for every claim of every document, each with its reason and evidence."""

from __future__ import annotations

from scanner.discrepancies.cover import speaks_of
from scanner.discrepancies.evidence import status_of
from scanner.discrepancies.guards import can_be_quoted
from scanner.discrepancies.observed import find_observed
from scanner.discrepancies.rule import Case
from scanner.discrepancies.special import judge_specially
from scanner.discrepancies.verdict import Judged, judge
from scanner.dutch import in_both
from scanner.models import Claim, ClaimVerdict, Document, Inventory, Sentence
from scanner.taxonomy import claim_types
from scanner.words import Verdict

_TEXT_ONLY = Sentence(
    en="Text only: nothing that a visit sees bears on it.",
    nl="Alleen tekst: niets wat een bezoek ziet, heeft ermee te maken.",
)
_CANNOT_TELL = Sentence(
    en="A visit from outside cannot decide it.", nl="Een bezoek van buiten kan het niet beslissen."
)
_OTHER_SITE = Sentence(
    en="The claim is about another site.", nl="De uitspraak gaat over een andere site."
)


def compare(case: Case) -> tuple[ClaimVerdict, ...]:
    """Return a verdict for every claim of the documents of a site, in the order of the texts."""
    return tuple(
        ClaimVerdict(
            document=document.id,
            claim=claim,
            verdict=judged.verdict,
            reason=judged.reason,
            evidence=judged.evidence,
        )
        for document in case.documents
        for claim in document.claims
        for judged in (_judge(claim, document, case),)
    )


def _judge(claim: Claim, document: Document, case: Case) -> Judged:
    if reason := _why_not_assessable(document, case):
        return Judged(Verdict.NOT_ASSESSABLE, reason)
    if not speaks_of(claim, case.site):
        return Judged(Verdict.OPEN, _OTHER_SITE)
    if claim_types()[claim.type].tier == 3:
        return Judged(Verdict.OPEN, _TEXT_ONLY)
    if judged := judge_specially(claim, case):
        return judged
    observed = find_observed(claim, case)
    if observed is None:
        return Judged(Verdict.OPEN, _CANNOT_TELL)
    return judge(claim, observed, case.inventory)


def _why_not_assessable(document: Document, case: Case) -> Sentence | None:
    if not can_be_quoted(document):
        why = status_of(document)
        return Sentence(
            en=f"Not assessed: the document was not read whole ({why.en}).",
            nl=f"Niet beoordeeld: het document is niet geheel gelezen ({why.nl}).",
        )
    if not case.site.enabled:
        en, nl = case.site.why_not or "disabled", case.site.why_not_nl or case.site.why_not
        return Sentence(
            en=f"Not measured: the site is disabled ({en}).",
            nl=f"Niet gemeten: de site is uitgeschakeld{f' ({nl})' if nl else ''}.",
        )
    return None if case.inventory.usable else _why_not_measured(case.inventory)


def _why_not_measured(inventory: Inventory) -> Sentence:
    if not inventory.visits:
        return Sentence(
            en="Not measured: no visit was made.", nl="Niet gemeten: er is geen bezoek gebracht."
        )
    last = inventory.visits[-1]
    how = in_both(f"{last.outcome} ({last.reason})" if last.reason else last.outcome)
    return Sentence(en=f"Not measured: {how.en}.", nl=f"Niet gemeten: {how.nl}.")
