"""Whether a stored value tells visits apart: each visit starts with nothing stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.models import HashedValue
from scanner.words import ConsentChoice, Stability

Held = tuple[str, ConsentChoice, HashedValue | None]  # name, the choice of the visit, value


def stability_of(held: Iterable[Held]) -> Stability:
    """Return how the values of one cookie or item behave over visits.

    Names are looked at one by one: an identifier under one of them makes the whole an identifier.
    """
    names: dict[str, dict[ConsentChoice, list[HashedValue]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for name, choice, value in held:
        if value is not None:
            names[name][choice].append(value)
    found = {_stability_of_name(list(visits.values())) for visits in names.values()}
    if Stability.IDENTIFIER in found:
        return Stability.IDENTIFIER
    return Stability.CONSTANT if found == {Stability.CONSTANT} else Stability.UNKNOWN


def _stability_of_name(visits: list[list[HashedValue]]) -> Stability:
    if len(visits) < 2:
        return Stability.UNKNOWN
    if len({value.sha256 for values in visits for value in values}) == 1:
        return Stability.CONSTANT
    parts = [_identifying(values) for values in visits]
    if all(_only_here(at, parts) for at in range(len(parts))):
        return Stability.IDENTIFIER
    return Stability.UNKNOWN


def _identifying(values: Iterable[HashedValue]) -> set[str]:
    return {part.sha256 for value in values for part in value.parts if part.identifying}


def _only_here(at: int, parts: list[set[str]]) -> set[str]:
    others = parts[:at] + parts[at + 1 :]
    return parts[at].difference(*others)
