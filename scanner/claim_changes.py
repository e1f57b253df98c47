"""What changed between two readings of a policy, claim by claim.

A claim is the same when its type and the parameters that the taxonomy calls its keys are. Silences
are left out: that a claim is gone says it already. So are claims that are not sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from scanner.models import Claim, ClaimChange, ParamValue
from scanner.taxonomy import claim_types
from scanner.words import ChangeKind, Modality, Polarity

Identity = tuple[object, ...]


def compare_claims(
    before: Iterable[Claim], after: Iterable[Claim], elsewhere: Container[Identity] = ()
) -> Iterator[ClaimChange]:
    """Yield the changes in the order of the types, of a type in that of its keys.

    A claim that another text says, by its identity in ``elsewhere``, is not gone.
    """
    was, now = claims_by_identity(before), claims_by_identity(after)
    for identity in sorted(was.keys() | now.keys(), key=repr):
        old, new = was.get(identity, []), now.get(identity, [])
        kind = None
        if not old:
            kind = ChangeKind.APPEARED
        elif not new and identity not in elsewhere:
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


def claims_by_identity(claims: Iterable[Claim]) -> dict[Identity, list[Claim]]:
    """Return claims by what makes them the same in two texts."""
    found: dict[Identity, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.polarity is not Polarity.SILENT and claim.sure:
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
