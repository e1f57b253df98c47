"""Whether a run could have seen what another run saw: where it could not, nothing is absent.

Each function returns None when it could, else why not. What was seen under a consent choice can be
missed by a run that looked less well there: that made no such visit, whose choice is not known to
have taken effect where that of the other run is, or that loaded fewer than half as many pages.
"""

from __future__ import annotations

from scanner.digests import DocumentDigest, FindingDigest, ItemDigest, SiteDigest
from scanner.dutch import in_both
from scanner.models import Sentence
from scanner.words import ConsentChoice, DocumentSource, PolicyStatus

CHOICES = {
    ConsentChoice.NONE: Sentence(en="none", nl="geen"),
    ConsentChoice.ACCEPT: Sentence(en="accept", nl="accepteren"),
    ConsentChoice.REJECT: Sentence(en="reject", nl="weigeren"),
}
_NOT_MEASURED = Sentence(en="the site was not measured", nl="de site is niet gemeten")
_THIN = Sentence(
    en="too little was looked at to call something absent",
    nl="er is te weinig bekeken om iets afwezig te noemen",
)


def why_not_item(item: ItemDigest, there: SiteDigest, here: SiteDigest) -> Sentence | None:
    """Tell why a run could not have seen a cookie or service that the run ``there`` saw."""
    if not here.measured:
        return _NOT_MEASURED
    return _looked_less(item.choices, there, here)


def why_not_finding(found: FindingDigest, there: SiteDigest, here: SiteDigest) -> Sentence | None:
    """Tell why a run could not have made a finding that the run ``there`` made."""
    if not here.measured:
        return _NOT_MEASURED
    if found.rule not in here.rules:
        return Sentence(
            en=f"the question {found.rule} was not asked",
            nl=f"de vraag {found.rule} is niet gesteld",
        )
    before = next((each for each in there.documents if each.id == found.document), None)
    if before and (reason := why_not_document(before, here)):
        return reason
    if found.absence:
        return None if here.full else _THIN
    return _looked_less(found.choices, there, here) if found.choices else None


def why_not_document(document: DocumentDigest, here: SiteDigest) -> Sentence | None:
    """Tell why a run could not have read a document of another run.

    One that was found on the site is not gone where the search for policies failed.
    """
    now = next((each for each in here.documents if each.id == document.id), None)
    if now is not None:
        if now.status is PolicyStatus.READ:
            return None
        status = in_both(now.status)
        return Sentence(
            en=f"the document {document.id} was not read whole ({status.en})",
            nl=f"het document {document.id} is niet geheel gelezen ({status.nl})",
        )
    live = [each for each in here.documents if each.source is DocumentSource.LIVE]
    failed = not live or any(each.status is PolicyStatus.UNREACHABLE for each in live)
    if document.source is DocumentSource.LIVE and failed:
        return Sentence(
            en="not every policy of the site could be looked for",
            nl="niet elk beleid van de site kon worden gezocht",
        )
    return None


def lost_choices(there: SiteDigest, here: SiteDigest) -> tuple[ConsentChoice, ...]:
    """Return the choices at which a run looked less well than another."""
    return tuple(choice for choice in ConsentChoice if _level(here, choice) < _level(there, choice))


def _looked_less(
    choices: tuple[ConsentChoice, ...], there: SiteDigest, here: SiteDigest
) -> Sentence | None:
    reasons = (_why_less(choice, there, here) for choice in choices)
    return next(filter(None, reasons), None)


def _why_less(choice: ConsentChoice, there: SiteDigest, here: SiteDigest) -> Sentence | None:
    word = CHOICES[choice]
    if _level(here, choice) < _level(there, choice):
        if choice in here.choices:
            return Sentence(
                en=f"the choice {word.en} is not known to have taken effect",
                nl=f"de keuze {word.nl} is niet aantoonbaar doorgekomen",
            )
        return Sentence(
            en=f"no visit with the choice {word.en} succeeded",
            nl=f"er is geen bezoek met de keuze {word.nl} gelukt",
        )
    if 2 * here.pages_of.get(choice, 0) < there.pages_of.get(choice, 0):
        return Sentence(
            en=f"with the choice {word.en}, fewer than half as many pages were loaded",
            nl=f"met de keuze {word.nl} zijn minder dan half zoveel pagina's geladen",
        )
    return None


def _level(run: SiteDigest, choice: ConsentChoice) -> int:
    return (choice in run.choices) + (choice in run.made)
