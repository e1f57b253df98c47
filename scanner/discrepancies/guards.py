"""What keeps findings honest, in one place: no rule and no verdict decides these for itself.

1. No finding of absence without coverage: ``absence_counts``, ``stands``.
2. "May" is never contradicted by absence: ``absence_counts``.
3. A request alone is not storage: ``stands``, by what the rule says it rests on.
4. An unknown cookie is never called non-essential: ``is_non_essential``.
5. After a refusal counts only when the refusal is confirmed: ``find_after_refusal``.
6. First party is what ``scanner.urls.party_of`` says; ``is_third_party`` asks for nothing else.
7. A clause on the kind of recipient is enough: ``scanner.discrepancies.cover``.
8. A site that stores nothing gives no finding of storage: ``stands``, as for 3.

A document that was not read whole is never quoted, nor said to be silent: ``can_be_quoted``. A
claim that was read with little confidence decides nothing: ``Claim.sure``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from scanner.models import (
    Claim,
    Consent,
    CookieEntry,
    Coverage,
    Document,
    Inventory,
    Moment,
    StorageEntry,
    Visit,
)
from scanner.words import (
    USABLE_OUTCOMES,
    Category,
    ConsentChoice,
    ConsentOutcome,
    DocumentSource,
    Modality,
    Party,
    Phase,
    PolicyStatus,
    Verdict,
)

if TYPE_CHECKING:
    from scanner.discrepancies.rule import Flag, Rule

# Preferences are left out: Dutch texts call some of them functional, which the law exempts.
NON_ESSENTIAL = frozenset({Category.ANALYTICS, Category.ADVERTISING, Category.SOCIAL_MEDIA})
_CANNOT_BE_HAD = frozenset(
    {PolicyStatus.NOT_FOUND, PolicyStatus.UNREACHABLE, PolicyStatus.UNREADABLE}
)
_ABSENCE = frozenset({Verdict.NOT_OBSERVED, Verdict.SUPPORTED})


def can_be_quoted(document: Document) -> bool:
    """Tell whether a document was read whole, so that it can be quoted or said to be silent."""
    return document.status is PolicyStatus.READ


def cannot_be_had(document: Document) -> bool:
    """Tell whether the site's own policy is gone, out of reach or unreadable for a machine."""
    return document.source is DocumentSource.LIVE and document.status in _CANNOT_BE_HAD


def is_about_looking(rule: Rule) -> bool:
    """Tell whether a rule asks how the looking went, and so runs where no visit was usable."""
    return "visit" in rule.rests_on


def absence_counts(claim: Claim | None, coverage: Coverage) -> bool:
    """Tell whether not seeing something says anything about a claim."""
    return coverage.full and (claim is None or claim.modality is not Modality.MAY)


def stands(flag: Flag, rule: Rule, coverage: Coverage) -> bool:
    """Tell whether a flag may become a finding."""
    if not any(item.kind in rule.rests_on for item in flag.evidence):
        return False
    claims_absence = (flag.verdict or rule.verdict) in _ABSENCE
    return not claims_absence or absence_counts(flag.claim, coverage)


def is_non_essential(entry: CookieEntry | StorageEntry) -> bool:
    """Tell whether something stored is known, from a source, to be neither needed nor asked for."""
    return entry.category in NON_ESSENTIAL


def is_third_party(entry: CookieEntry | StorageEntry) -> bool:
    """Tell whether something was stored in a third party's name."""
    return entry.party is Party.THIRD


def used(cookie: CookieEntry) -> tuple[Moment, ...]:
    """Return when a cookie was stored, then when requests carried it."""
    return (*cookie.moments, *cookie.sent)


def find_before_choice(moments: Iterable[Moment]) -> Moment | None:
    """Return the first moment before any consent choice was made, of whichever visit."""
    return next((moment for moment in moments if moment.phase is Phase.BEFORE), None)


def find_after_refusal(moments: Iterable[Moment], inventory: Inventory) -> Moment | None:
    """Return the moment after a refusal that is confirmed.

    ``after`` begins when the page is loaded anew; what the press itself caused is ``between``.
    """
    if not took_effect(ConsentChoice.REJECT, inventory):
        return None
    return _find(moments, ConsentChoice.REJECT, {Phase.AFTER})


def find_without_consent(moments: Iterable[Moment], inventory: Inventory) -> Moment | None:
    """Return the first moment before any choice, else the one after a confirmed refusal."""
    kept = tuple(moments)
    return find_before_choice(kept) or find_after_refusal(kept, inventory)


def find_after_consent(moments: Iterable[Moment], inventory: Inventory) -> Moment | None:
    """Return the first moment after everything was accepted, where that is confirmed."""
    if not took_effect(ConsentChoice.ACCEPT, inventory):
        return None
    return _find(moments, ConsentChoice.ACCEPT, {Phase.BETWEEN, Phase.AFTER})


def searches(inventory: Inventory) -> tuple[tuple[Visit, Consent], ...]:
    """Return the usable visits that looked for a consent banner, and what came of it."""
    return tuple(
        (visit, visit.consent)
        for visit in inventory.visits
        if visit.consent is not None and visit.outcome in USABLE_OUTCOMES
    )


def took_effect(choice: ConsentChoice, inventory: Inventory) -> bool:
    """Tell whether a choice was confirmed on every usable visit that made it."""
    made = [v for v in inventory.visits if v.choice is choice and v.outcome in USABLE_OUTCOMES]
    return bool(made) and all(
        visit.consent is not None and visit.consent.outcome is ConsentOutcome.DONE for visit in made
    )


def _find(
    moments: Iterable[Moment], choice: ConsentChoice, phases: Container[Phase]
) -> Moment | None:
    found = (m for m in moments if m.choice is choice and m.phase in phases)
    return next(found, None)
