"""A visit as a drawing: its pages side by side, and on each what came when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import log2

from scanner.models import Visit, VisitEvent
from scanner.report.page.facts import path_of
from scanner.words import Phase

LANES = ("request", "third", "first", "storage")
WIDTH = 900
_LEFT = 128.0  # where the names of the lanes stand
_GAP = 10.0  # between two pages
_NARROWEST = 70.0
_LETTER = 6.6  # how wide a letter of a page's name is taken to be
_LEAST_MS = 250


@dataclass(frozen=True)
class Mark:
    """One event on the drawing."""

    lane: str
    x: float
    title: str


@dataclass(frozen=True)
class Stretch:
    """One page on the drawing, from the moment it was asked for."""

    name: str  # its path, as much as fits
    x: float
    width: float
    ends_ms: int
    chosen: bool  # loaded after the choice
    marks: tuple[Mark, ...]


def make_timeline(visit: Visit) -> tuple[Stretch, ...]:
    """Return the pages of a visit that showed something, in order, over the drawing's width."""
    groups = [(key, tuple(events)) for key, events in groupby(visit.events, _page_of)]
    if not groups:
        return ()
    ends = [max(_LEAST_MS, *(event.at_ms for event in events)) for _, events in groups]
    weights = [log2(end) for end in ends]
    room = WIDTH - _LEFT - _GAP * len(groups) - _NARROWEST * len(groups)
    stretches, x = [], _LEFT
    for ((url, chosen), events), end, weight in zip(groups, ends, weights, strict=True):
        width = _NARROWEST + max(0.0, room) * weight / sum(weights)
        marks = tuple(_mark(event, x, width / end) for event in events)
        name = _shortened(path_of(url), width)
        stretches.append(Stretch(name, round(x, 1), round(width, 1), end, chosen, marks))
        x += width + _GAP
    return tuple(stretches)


def _page_of(event: VisitEvent) -> tuple[str, bool]:
    return event.page, event.phase is Phase.AFTER


def _mark(event: VisitEvent, left: float, scale: float) -> Mark:
    lane = str(event.party) if event.kind == "cookie" else event.kind
    return Mark(lane, round(left + event.at_ms * scale, 1), event.name)


def _shortened(name: str, width: float) -> str:
    letters = int(width / _LETTER)
    return name if len(name) <= letters else name[: max(1, letters - 1)] + "…"
