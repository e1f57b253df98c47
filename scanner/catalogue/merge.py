"""What several visits saw of one thing, put together in an order that never varies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Protocol, TypeVar

from scanner.models import ConsentSignal, Moment, Request
from scanner.words import ConsentChoice, Phase


class Event(Protocol):
    """Something a page of a visit did, at a moment."""

    @property
    def page(self) -> str:
        """The page that did it."""

    @property
    def phase(self) -> Phase:
        """When, seen from the consent choice."""


E = TypeVar("E", bound=Event)
_EXAMPLES = 3
# To go through the members of an enumeration takes longer than through a tuple of them.
_CHOICES, _PHASES = tuple(ConsentChoice), tuple(Phase)
_MOMENTS = tuple(product(_CHOICES, _PHASES))
Seen = tuple[ConsentChoice, E]  # something, and the choice of the visit that saw it


def choices_of(seen: list[Seen[E]]) -> tuple[ConsentChoice, ...]:
    """Return the choices of the visits that saw it, in their order."""
    found = {choice for choice, _ in seen}
    return tuple(choice for choice in _CHOICES if choice in found)


def phases_of(seen: list[Seen[E]]) -> tuple[Phase, ...]:
    """Return the phases in which it was seen, in their order."""
    found = {event.phase for _, event in seen}
    return tuple(phase for phase in _PHASES if phase in found)


def moments_of(seen: Iterable[Seen[E]]) -> tuple[Moment, ...]:
    """Return which phase of which choice saw it, in their order, each with its first page."""
    first: dict[tuple[ConsentChoice, Phase], str] = {}
    for choice, event in seen:
        first.setdefault((choice, event.phase), event.page)
    return tuple(
        Moment(choice=choice, phase=phase, page=first[choice, phase])
        for choice, phase in _MOMENTS
        if (choice, phase) in first
    )


def signals_of(seen: Iterable[Seen[Request]]) -> tuple[ConsentSignal, ...]:
    """Return what requests to Google said of consent: each value once a phase and choice."""
    said: dict[str, list[Seen[Request]]] = defaultdict(list)
    for choice, request in seen:
        if request.consent_mode:
            said[request.consent_mode].append((choice, request))
    return tuple(
        ConsentSignal(choice=moment.choice, phase=moment.phase, page=moment.page, value=value)
        for value in sorted(said)
        for moment in moments_of(said[value])
    )


def pages_of(seen: list[Seen[E]]) -> tuple[str, ...]:
    """Return the pages that showed it, sorted."""
    return tuple(sorted({event.page for _, event in seen}))


def examples_of(seen: Iterable[Seen[Request]]) -> tuple[str, ...]:
    """Return the URLs of up to three requests, sorted."""
    return tuple(sorted({request.url for _, request in seen})[:_EXAMPLES])


def longest(lifetimes: Iterable[float | None]) -> float | None:
    """Return the longest of some lifetimes; None when all are of session cookies."""
    return max((life for life in lifetimes if life is not None), default=None)
