"""Claims that say the same become one; clauses that contradict each other are both kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from scanner.models import Claim, ClaimScope
from scanner.policy.match import Draft
from scanner.policy.text import PolicyText
from scanner.taxonomy import claim_types
from scanner.words import Modality, Polarity

# What one section says of these is not what another does: each is kept.
_SAID_APART = frozenset(
    {
        "advertising.targeted",
        "anonymity.claimed",
        "profiling.performed",
        "sharing.third_party",
        "usage_data.collected",
    }
)
_MAY = 0.06  # by which what is said firmly is preferred to what may be
_CONTRADICTED = 0.9  # what is left of the confidence in each of two clauses that contradict


def merge(drafts: Iterable[Draft], text: PolicyText) -> tuple[Claim, ...]:
    """Return one claim for each thing that is said, in the order of the text.

    Of drafts that say the same the surest is kept, and of those the first. Where two clauses say
    the opposite of one thing, both stand and name each other in ``readings``.
    """
    best: dict[str, Draft] = {}
    for draft in drafts:
        key = _key(draft)
        if key not in best or _rank(draft) > _rank(best[key]):
            best[key] = draft
    ordered = sorted(best.values(), key=lambda draft: (draft.start, draft.type))
    return _mark([_claim(draft, number, text) for number, draft in enumerate(ordered, 1)])


def _rank(draft: Draft) -> float:
    return draft.confidence - (_MAY if draft.modality is Modality.MAY else 0)


def _key(draft: Draft) -> str:
    keys = {name: draft.params.get(name) for name in claim_types()[draft.type].keys}
    where = [draft.sentence.section, draft.condition] if draft.type in _SAID_APART else []
    what = [draft.params.get(name) for name in ("what", "about")]
    return json.dumps([draft.type, draft.polarity, keys, what, *where], sort_keys=True)


def _claim(draft: Draft, number: int, text: PolicyText) -> Claim:
    quote, start, end = text.quote(draft.start, draft.end)
    return Claim(
        id=f"c{number}",
        type=draft.type,
        polarity=draft.polarity,
        modality=draft.modality,
        condition=draft.condition,
        scope=ClaimScope(party=draft.party, service=draft.service),
        params=dict(draft.params),
        section=draft.sentence.section,
        quote=quote,
        start=start,
        end=end,
        confidence=round(draft.confidence, 2),
    )


def _mark(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    marked = []
    for claim in claims:
        other = next((other for other in claims if _opposed(claim, other)), None)
        if other is None:
            marked.append(claim)
            continue
        says = (f"{claim.polarity}: {claim.id}", f"{other.polarity}: {other.id}")
        sure = round(claim.confidence * _CONTRADICTED, 2)
        marked.append(claim.model_copy(update={"readings": says, "confidence": sure}))
    return tuple(marked)


def _opposed(one: Claim, other: Claim) -> bool:
    if one.type != other.type or one.polarity is other.polarity:
        return False
    if Polarity.SILENT in (one.polarity, other.polarity) or one.condition or other.condition:
        return False
    keys = claim_types()[one.type].keys
    return all(one.params.get(key) == other.params.get(key) for key in keys)
