"""What the clauses of a policy say together: which of them another makes unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scanner.policy.match import LOW, Draft
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind
from scanner.words import Polarity

# Kinds of thing that a policy may describe only to say that it has none of them.
_DESCRIBED = ("cookies.", "advertising.", "profiling.", "tracking.")


def settle(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield drafts, those that another clause takes back as unsure.

    A denial for a case is unsure where its own sentence also affirms; so is what describes a kind
    of thing that its section says there is none of, and that others set cookies where we do not.
    """
    affirmed = {
        (draft.type, draft.service, draft.start)
        for draft in drafts
        if draft.polarity is Polarity.DECLARES and draft.type.startswith(("cookies.", "tracking."))
    }
    denials = [draft for draft in drafts if _denies_all(draft)]
    described = _described(drafts, denials)
    listed = {
        head.start
        for draft in drafts
        if draft.type == "cookies.named" and draft.confidence > LOW
        for head in draft.sentence.heads
    }
    none_of_ours = any(draft.type == "cookies.used" for draft in denials)
    for draft in drafts:
        if _names_none(draft, listed):
            continue
        if draft.polarity is Polarity.DECLARES:
            theirs = draft.type == "cookies.used" and draft.sentence.has("third_sets_cookie")
            taken_back = draft.type.startswith(_DESCRIBED) and draft.start in described
            unsure = taken_back or (none_of_ours and theirs)
        else:
            affirms = (draft.type, draft.service, draft.start) in affirmed
            unsure = affirms and draft.condition is not None
        yield replace(draft, confidence=min(draft.confidence, LOW)) if unsure else draft


def _names_none(draft: Draft, listed: set[int]) -> bool:
    """Tell whether a heading announces a list of cookies, and none is named under it."""
    heads = draft.type == "cookies.list" and draft.sentence.kind is BlockKind.HEADING
    return heads and draft.start not in listed


def _denies_all(draft: Draft) -> bool:
    denies = draft.polarity is Polarity.DENIES and draft.condition is None
    return denies and draft.confidence > LOW


def _described(drafts: Sequence[Draft], denials: Sequence[Draft]) -> frozenset[int]:
    """Return where sentences begin that describe what the same section denies altogether."""
    denied: set[tuple[str, str | int]] = set()
    for draft in denials:
        denied.add((draft.type, _place(draft.sentence)))
        denied.update((draft.type, head.start) for head in draft.sentence.heads[-1:])
    found = {
        draft.start
        for draft in drafts
        if _describes(draft)
        and not denied.isdisjoint({(draft.type, _place(draft.sentence)), (draft.type, draft.start)})
    }
    return frozenset(found - {draft.start for draft in denials})


def _describes(draft: Draft) -> bool:
    """Tell whether a draft may be of a description: it names nobody who does it."""
    if draft.polarity is not Polarity.DECLARES or not draft.type.startswith(_DESCRIBED):
        return False
    return draft.condition is draft.service is None and not draft.sentence.has("we_word")


def _place(sentence: Sentence) -> str:
    """Return the section a sentence is in; where there are none, its block."""
    return sentence.section or f"block {sentence.block}"
