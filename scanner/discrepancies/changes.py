"""What changed in a policy since it was pinned, claim by claim.

A claim is the same when its type and the parameters that the taxonomy calls its keys are. Silences
are left out: that a claim is gone says it already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scanner.discrepancies.guards import can_be_quoted, is_sure
from scanner.models import Claim, ClaimChange, Document, ParamValue, PolicyChange
from scanner.taxonomy import claim_types
from scanner.words import (
    ChangeKind,
    DocumentSource,
    Modality,
    Polarity,
    PolicyKind,
    PolicyStatus,
)

_Identity = tuple[object, ...]
_Claims = dict[_Identity, list[Claim]]


def find_changes(documents: Iterable[Document]) -> tuple[PolicyChange, ...]:
    """Return how the texts a site has now differ from its pinned documents, where both are read.

    A live text is held to the pinned document that it shares most claims with, and a pinned one to
    one live text. What another live text of the site says is not gone: a site may have moved its
    clauses on cookies to a page of their own.
    """
    every = tuple(documents)
    live = [each for each in every if each.source is DocumentSource.LIVE]
    read = [each for each in live if can_be_quoted(each)]
    pinned = [d for d in every if d.source is DocumentSource.PINNED and can_be_quoted(d)]
    said = _by_identity(claim for document in read for claim in document.claims)
    missing = tuple(
        each.id for each in live if each not in read and each.status is not PolicyStatus.NOT_FOUND
    )
    changes = (
        PolicyChange(
            pinned=old.id,
            live=new.id,
            dated_before=old.date,
            dated_after=new.date,
            changes=tuple(_compare(_by_identity(old.claims), _by_identity(new.claims), said)),
            unread=missing,
        )
        for old, new in _pairs(pinned, read)
        if old.sha256 is None or old.sha256 != new.sha256
    )
    return tuple(change for change in changes if change.changes)


def _pairs(
    pinned: Sequence[Document], live: Sequence[Document]
) -> Iterator[tuple[Document, Document]]:
    """Yield each pinned document that a live one is nearest to, with the nearest of those."""
    policies = [each for each in live if each.kind is not PolicyKind.COOKIES] or live
    nearest: dict[str, tuple[int, Document, Document]] = {}
    for new in policies if pinned else ():
        old = max(pinned, key=lambda each: (_shared(each, new), each.date or "", each.id))
        shared = _shared(old, new)
        if old.id not in nearest or shared > nearest[old.id][0]:
            nearest[old.id] = (shared, old, new)
    yield from ((old, new) for _, old, new in nearest.values())


def _shared(one: Document, other: Document) -> int:
    return len(_by_identity(one.claims).keys() & _by_identity(other.claims).keys())


def _compare(before: _Claims, after: _Claims, said: _Claims) -> Iterator[ClaimChange]:
    """Yield the changes in the order of the types, of a type in that of its keys."""
    for identity in sorted(before.keys() | after.keys(), key=repr):
        old, new = before.get(identity, []), after.get(identity, [])
        kind = None
        if not old:
            kind = ChangeKind.APPEARED
        elif not new and identity not in said:
            kind = ChangeKind.GONE
        elif new and not any(_agree(one, other) for one in old for other in new):
            kind = ChangeKind.CHANGED
        if kind:
            yield ClaimChange(
                kind=kind,
                type=str(identity[0]),
                before=old[0] if old else None,
                after=new[0] if new else None,
            )


def _by_identity(claims: Iterable[Claim]) -> _Claims:
    found: _Claims = defaultdict(list)
    for claim in claims:
        if claim.polarity is not Polarity.SILENT and is_sure(claim):
            keys = claim_types()[claim.type].keys
            found[(claim.type, *(_even(claim.params.get(key)) for key in keys))].append(claim)
    return dict(found)


def _agree(old: Claim, new: Claim) -> bool:
    """Tell whether two claims say the same, where both say it.

    Conditions do not count: where they differed on the demo's policies, it was the program that
    had overlooked one (8 of 8, 2026-11-22).
    """
    if old.polarity is not new.polarity:
        return False
    if (old.modality is Modality.MAY) is not (new.modality is Modality.MAY):
        return False
    both = old.params.keys() & new.params.keys()
    return all(_even(old.params[name]) == _even(new.params[name]) for name in both)


def _even(value: ParamValue) -> object:
    """Return a parameter without what spelling makes of it."""
    if isinstance(value, str):
        return re.sub(r"[\W_]+", "", value.casefold())
    if isinstance(value, tuple):
        return tuple(sorted(str(_even(each)) for each in value))
    return value
