"""In which runs something was there, and what that makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from scanner.digests import SiteDigest
from scanner.models import Sentence
from scanner.words import Trend

T = TypeVar("T")
WhyNot = Callable[[T, SiteDigest, SiteDigest], Sentence | None]  # what, the run that saw it, other


@dataclass(frozen=True)
class Presence(Generic[T]):
    """Something over some runs, and its trend in the last of them."""

    what: T  # as it was last seen
    trend: Trend
    seen: tuple[bool | None, ...]  # in each run; None: it could not be seen
    reason: Sentence | None  # why the trend is not known


def find_presence(
    runs: Sequence[SiteDigest], found: Sequence[T | None], why_not: WhyNot[T]
) -> Presence[T] | None:
    """Return how something stands that was found in some runs; None: it is old news.

    Args:
        runs: the runs, oldest first; what counts is how things are in the last.
        found: what each of them saw of it; at least one saw something.
        why_not: tells why a run could not have seen what another did; None: it could.
    """
    reasons = [
        _why_not(runs, found, at, why_not) if what is None else None
        for at, what in enumerate(found)
    ]
    seen = tuple(
        True if what is not None else (None if reason else False)
        for what, reason in zip(found, reasons, strict=True)
    )
    trend = find_trend(seen)
    if trend is None:
        return None
    last = next(what for what in reversed(found) if what is not None)
    at = len(runs) - 1 if seen[-1] is None else len(runs) - 2
    reason = _in_run(runs[at], reasons[at]) if trend is Trend.UNKNOWN else None
    return Presence(last, trend, seen, reason)


def find_trend(seen: Sequence[bool | None]) -> Trend | None:
    """Return what the runs make of something, the last of them now; None: it is old news."""
    *before, now = seen
    earlier = [there for there in before if there is not None]
    known = [*earlier, *([] if now is None else [now])]
    came_and_went = sum(one is not other for one, other in pairwise(known)) > 1
    if now is None and earlier and earlier[-1]:
        return Trend.UNKNOWN
    if came_and_went:
        return Trend.UNSTABLE
    if not now:
        return Trend.GONE if now is False and earlier and earlier[-1] else None
    if not earlier:
        return Trend.UNKNOWN
    return Trend.SAME if earlier[-1] else Trend.NEW


def _why_not(
    runs: Sequence[SiteDigest], found: Sequence[T | None], at: int, why_not: WhyNot[T]
) -> Sentence | None:
    """Tell why a run could not see something as the nearest run saw it: rather one before it."""
    nearest = (*range(at - 1, -1, -1), *range(at + 1, len(runs)))
    there = next(other for other in nearest if found[other] is not None)
    what = found[there]
    return None if what is None else why_not(what, runs[there], runs[at])


def _in_run(run: SiteDigest, reason: Sentence | None) -> Sentence | None:
    if reason is None:
        return None
    return Sentence(
        en=f"It could not be seen in run {run.run}: {reason.en}.",
        nl=f"Het kon in run {run.run} niet worden gezien: {reason.nl}.",
    )
