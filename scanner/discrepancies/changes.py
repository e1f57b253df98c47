"""What changed in a policy since it was pinned, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scanner.claim_changes import claims_by_identity, compare_claims
from scanner.discrepancies.guards import can_be_quoted
from scanner.models import Document, PolicyChange
from scanner.words import DocumentSource, PolicyKind, PolicyStatus


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
    said = claims_by_identity(claim for document in read for claim in document.claims)
    missing = tuple(
        each.id for each in live if each not in read and each.status is not PolicyStatus.NOT_FOUND
    )
    changes = (
        PolicyChange(
            pinned=old.id,
            live=new.id,
            dated_before=old.date,
            dated_after=new.date,
            changes=tuple(compare_claims(old.claims, new.claims, said)),
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
    return len(claims_by_identity(one.claims).keys() & claims_by_identity(other.claims).keys())
