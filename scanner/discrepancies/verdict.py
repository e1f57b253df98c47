"""The table of verdicts: what a claim says against what was observed (design, section 4).

Where the table has no word, silent and nothing seen, the verdict is ``open``: there is nothing to
hold the text to. Types of tier 2 only indicate: seen, they are at most consistent.
"""

from __future__ import annotations

from dataclasses import dataclass

from scanner.discrepancies.guards import (
    absence_counts,
    find_after_consent,
    find_without_consent,
)
from scanner.models import Claim, Evidence, Inventory, Moment, Sentence
from scanner.taxonomy import claim_types
from scanner.words import Condition, Modality, Polarity, Verdict

_NEEDS_CONSENT = frozenset({Condition.UNLESS_CONSENT, Condition.NO_CONSENT, Condition.CONSENT})
_SIGN_IN = Sentence(
    en="It is about signing in, which an anonymous visit never does.",
    nl="Het gaat over aanmelden, wat een anoniem bezoek nooit doet.",
)
UNTIMED = Sentence(
    en="Seen, but neither before a choice nor after one that is known to have taken effect.",
    nl="Gezien, maar niet voor een keuze en niet na een keuze die aantoonbaar is doorgekomen.",
)
_INDICATIVE = Sentence(
    en="What was seen may bear on it; a visit from outside cannot decide it.",
    nl="Wat gezien is, kan ermee te maken hebben; een bezoek van buiten kan het niet beslissen.",
)


@dataclass(frozen=True)
class Observed:
    """What of a claim was seen: nothing, where the evidence is empty."""

    what: Sentence  # what was looked for: "session cookies"
    evidence: tuple[Evidence, ...] = ()
    moments: frozenset[Moment] = frozenset()
    unsure: bool = False  # something was seen that may be it: not seeing it proves nothing


@dataclass(frozen=True)
class Judged:
    """A verdict, why, and what it rests on."""

    verdict: Verdict
    reason: Sentence
    evidence: tuple[Evidence, ...] = ()


def judge(claim: Claim, observed: Observed, inventory: Inventory) -> Judged:
    """Return what the table says of a claim and what was observed of it."""
    if Condition.SIGN_IN is claim.condition:
        return Judged(Verdict.OPEN, _SIGN_IN, observed.evidence)
    if not observed.evidence:
        return _judge_absence(claim, observed, inventory)
    if claim_types()[claim.type].tier == 2 and not _is_plain_declaration(claim):
        return Judged(Verdict.OPEN, _INDICATIVE, observed.evidence)
    if claim.polarity is Polarity.SILENT:
        return _seen(Verdict.UNDISCLOSED, observed)
    if _asks_consent(claim) and not _is_timed(observed, inventory):
        return Judged(Verdict.OPEN, UNTIMED, observed.evidence)
    if claim.modality is Modality.MAY:
        allowed = claim.polarity is Polarity.DECLARES and not _too_early(claim, observed, inventory)
        return _seen(Verdict.CONSISTENT if allowed else Verdict.OPEN, observed)
    if claim.polarity is Polarity.DENIES:
        return _seen(_denied(claim, observed, inventory), observed)
    return _seen(_declared(claim, observed, inventory), observed)


def _is_plain_declaration(claim: Claim) -> bool:
    return claim.polarity is Polarity.DECLARES and claim.condition is not Condition.CONSENT


def _declared(claim: Claim, observed: Observed, inventory: Inventory) -> Verdict:
    if _too_early(claim, observed, inventory):
        return Verdict.CONTRADICTED
    if claim_types()[claim.type].tier == 2:
        return Verdict.CONSISTENT
    # Whether any other condition was met cannot be seen from outside.
    unconditional = claim.condition in (None, Condition.CONSENT, Condition.UNLESS_REFUSED)
    return Verdict.CONFIRMED if unconditional else Verdict.CONSISTENT


def _denied(claim: Claim, observed: Observed, inventory: Inventory) -> Verdict:
    if claim.condition is None:
        return Verdict.CONTRADICTED
    if claim.condition not in _NEEDS_CONSENT:
        return Verdict.OPEN
    early = find_without_consent(observed.moments, inventory)
    return Verdict.CONTRADICTED if early else Verdict.CONSISTENT


def _too_early(claim: Claim, observed: Observed, inventory: Inventory) -> bool:
    early = find_without_consent(observed.moments, inventory)
    return claim.condition is Condition.CONSENT and early is not None


def _asks_consent(claim: Claim) -> bool:
    """Tell whether a claim says that something happens on consent, or not without it."""
    if claim.polarity is Polarity.DENIES:
        return claim.condition in _NEEDS_CONSENT
    return claim.condition is Condition.CONSENT


def _is_timed(observed: Observed, inventory: Inventory) -> bool:
    moments = observed.moments
    without = find_without_consent(moments, inventory)
    return (without or find_after_consent(moments, inventory)) is not None


def _seen(verdict: Verdict, observed: Observed) -> Judged:
    en, nl = _SEEN[verdict]
    count, what = len(observed.evidence), observed.what
    reason = Sentence(
        en=f"{en} {what.en} ({count}).",
        nl=f"{nl} {what.nl} ({count}).",
    )
    return Judged(verdict, reason, observed.evidence)


def _judge_absence(claim: Claim, observed: Observed, inventory: Inventory) -> Judged:
    verdict, why = Verdict.OPEN, "thin"
    if claim.polarity is Polarity.SILENT:
        why = "silent"
    elif claim.modality is Modality.MAY:
        why = "may"
    elif observed.unsure:
        why = "unsure"
    elif claim.polarity is Polarity.DECLARES and claim.condition is not None:
        why = "condition"
    elif absence_counts(claim, inventory.coverage):
        denied = claim.polarity is Polarity.DENIES
        verdict, why = (Verdict.SUPPORTED if denied else Verdict.NOT_OBSERVED), "full"
    en, nl = _ABSENT[why]
    return Judged(
        verdict,
        Sentence(
            en=f"Not seen: {observed.what.en}; {en}.", nl=f"Niet gezien: {observed.what.nl}; {nl}."
        ),
    )


_SEEN = {
    Verdict.CONFIRMED: ("Seen, as the text says:", "Gezien, zoals de tekst zegt:"),
    Verdict.CONSISTENT: ("Seen, which agrees with the text:", "Gezien, wat met de tekst strookt:"),
    Verdict.CONTRADICTED: ("Seen, against the text:", "Gezien, in strijd met de tekst:"),
    Verdict.UNDISCLOSED: (
        "Seen, and the text says nothing about it:",
        "Gezien, en de tekst zegt er niets over:",
    ),
    Verdict.OPEN: (
        "Seen, but whether that goes against the text is for a person to say:",
        "Gezien, maar of dat tegen de tekst ingaat, moet een mens zeggen:",
    ),
}
_ABSENT = {
    "silent": ("the text says nothing about it either", "de tekst zegt er ook niets over"),
    "may": (
        "the text says that it may happen, so its absence says nothing",
        "de tekst zegt dat het kan gebeuren, dus afwezigheid zegt niets",
    ),
    "unsure": (
        "but something whose kind is unknown was",
        "maar wel iets waarvan de soort onbekend is",
    ),
    "condition": (
        "its condition may not have come about",
        "aan de voorwaarde is misschien niet voldaan",
    ),
    "full": ("all three choices were looked at", "alle drie de keuzes zijn bekeken"),
    "thin": (
        "too little was looked at to call it absent",
        "er is te weinig bekeken om het afwezig te noemen",
    ),
}
