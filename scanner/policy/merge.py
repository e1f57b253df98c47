"""Claims that say the same become one; clauses that contradict each other are both kept."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Sequence

from scanner.models import Claim, ClaimScope
from scanner.policy.match import COOKIE_KINDS, Draft
from scanner.policy.segments import cut
from scanner.policy.settle import settle
from scanner.policy.text import BlockKind, PolicyText
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
_HEDGED = 0.06  # by which what is said firmly is preferred to what may be, or on a condition
_TITLE = 0.01  # by which a sentence is preferred to a title that says the same
_STOPS = (".", "!", "?", ":", ";", ")", '"', "")
_FEW = 8  # blanks in a title, at most
_WEAK = 0.7  # rank of what a table says better
_LABEL = 60  # letters of "Statistics cookies - anonymous.", after which what they do is told
_OPPOSITE = {Polarity.DECLARES: Polarity.DENIES, Polarity.DENIES: Polarity.DECLARES}
_CONTRADICTED = 0.9  # what is left of the confidence in each of two clauses that contradict


def merge(drafts: Iterable[Draft], tables: Iterable[Claim], text: PolicyText) -> tuple[Claim, ...]:
    """Return one claim for each thing that is said, in the order of the text.

    Of drafts that say the same the surest is kept, and of those the first. What sentences say is
    kept before what ``tables`` say, unless it is hedged or not sure; of a cookie its row is, which
    says more of it. Where two clauses say the opposite of one thing, both stand and name each other
    in ``readings``.
    """
    best: dict[str, Draft] = {}
    for draft in settle(list(drafts)):
        key = _key(draft)
        if key not in best or _rank(draft) > _rank(best[key]):
            best[key] = draft
    listed = {_thing(claim, claim.polarity) for claim in tables}
    ordered = sorted(best.values(), key=lambda draft: (draft.start, draft.type))
    made = [(draft, _claim(draft, number, text)) for number, draft in enumerate(ordered, 1)]
    claims = [
        claim
        for draft, claim in made
        if _thing(claim, claim.polarity) not in listed
        or (_rank(draft) >= _WEAK and claim.type != "cookies.named")
    ]
    said = {_thing(claim, claim.polarity) for claim in claims}
    claims += [claim for claim in tables if _thing(claim, claim.polarity) not in said]
    return _mark(sorted(claims, key=lambda claim: claim.start or 0))


def _rank(draft: Draft) -> float:
    hedged = (draft.modality is Modality.MAY) + (draft.condition is not None)
    return draft.confidence - _HEDGED * hedged - _TITLE * _is_title(draft)


def _is_title(draft: Draft) -> bool:
    """Tell whether a paragraph of few words ends like a title: what it names is said below it."""
    sentence = draft.sentence
    if sentence.kind is not BlockKind.PARAGRAPH or sentence.text[-1:] in _STOPS:
        return False
    return sentence.text.count(" ") < _FEW


def _key(draft: Draft) -> str:
    keys = {name: draft.params.get(name) for name in claim_types()[draft.type].keys}
    where = [draft.sentence.section, draft.condition] if draft.type in _SAID_APART else []
    what = [draft.params.get(name) for name in ("what", "about", "subject")]
    return json.dumps([draft.type, draft.polarity, keys, what, *where], sort_keys=True)


def _claim(draft: Draft, number: int, text: PolicyText) -> Claim:
    quote, start, end = text.quote(draft.start, _end(draft, text))
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


def _end(draft: Draft, text: PolicyText) -> int:
    """Return where the quote of a draft ends: what only names a kind of cookies goes on."""
    block = text.blocks[draft.sentence.block]
    names = draft.type in COOKIE_KINDS and block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)
    if not names or draft.start != block.start or draft.end - draft.start > _LABEL:
        return draft.end
    after = cut(text.text, draft.end, block.end)
    return after[0].end if after else draft.end


def _mark(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    plain = {_thing(c, c.polarity): c for c in reversed(claims) if not c.condition}
    marked = []
    for claim in claims:
        other = None if claim.condition else plain.get(_thing(claim, _OPPOSITE[claim.polarity]))
        if other is None:
            marked.append(claim)
            continue
        says = (f"{claim.polarity}: {claim.id}", f"{other.polarity}: {other.id}")
        sure = round(claim.confidence * _CONTRADICTED, 2)
        marked.append(claim.model_copy(update={"readings": says, "confidence": sure}))
    return tuple(marked)


def _thing(claim: Claim, polarity: Polarity) -> tuple[Hashable, ...]:
    """Return what a claim says, so that of two that say it one is enough."""
    keys = claim_types()[claim.type].keys
    return (claim.type, polarity, *(claim.params.get(name) for name in keys))
