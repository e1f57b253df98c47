"""What is not as it was in the earlier runs of a site: in order, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Generic, TypeVar

from scanner.models import (
    DocumentChange,
    FindingChange,
    ItemChange,
    Report,
    Sentence,
    SiteChanges,
    SiteReport,
)
from scanner.report.page.phrases import Phrases, in_english
from scanner.words import Trend

T = TypeVar("T", FindingChange, ItemChange)

_ORDER = (Trend.NEW, Trend.GONE, Trend.CHANGED, Trend.UNSTABLE, Trend.UNKNOWN, Trend.SAME)
_RUN_ID = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


@dataclass(frozen=True)
class Group(Generic[T]):
    """What has one trend; where that is not known, for one reason."""

    trend: Trend
    reason: Sentence | None
    changes: tuple[T, ...]


def group_changes(changes: Iterable[T]) -> list[Group[T]]:
    """Return changes by trend and reason, the news first; what is the same is left out."""
    groups: dict[tuple[Trend, Sentence | None], list[T]] = {}
    for change in changes:
        if change.trend is not Trend.SAME:
            groups.setdefault((change.trend, change.reason), []).append(change)
    made = [Group(trend, reason, tuple(group)) for (trend, reason), group in groups.items()]
    return sorted(made, key=lambda group: _ORDER.index(group.trend))


def count_trends(
    changes: Iterable[FindingChange | ItemChange | DocumentChange],
) -> list[tuple[Trend, int]]:
    """Return how many changes there are of each trend that occurs, the news first."""
    trends = [change.trend for change in changes]
    return [(trend, trends.count(trend)) for trend in _ORDER if trend in trends]


def has_news(changes: SiteChanges) -> bool:
    """Tell whether anything is not as it was, or is not known to be."""
    return bool(
        group_changes(changes.findings)
        or changes.cookies
        or changes.services
        or changes.documents
        or changes.notes
    )


def trends_of(site: SiteReport) -> dict[str, Trend]:
    """Return how the findings of a site stand to its earlier runs, by id; empty: there are none."""
    changes = site.since_last_run
    return {change.id: change.trend for change in changes.findings} if changes else {}


def number_findings(site: SiteReport) -> dict[str, int]:
    """Return a number for each finding of a site, by id: what it is called on its page."""
    return {found.id: number for number, found in enumerate(site.discrepancies, 1)}


@dataclass(frozen=True)
class Changes:
    """What changed, in one language."""

    phrases: Phrases

    def line(self, changes: SiteChanges) -> str:
        """Return what changed on a site, in a sentence: "Since ...: findings: 1 new, 2 gone."."""
        kinds = (
            ("findings", changes.findings),
            ("cookies", changes.cookies),
            ("services", changes.services),
        )
        parts = [f"{self._text(f'kind_{kind}')}: {self.tally(of)}" for kind, of in kinds if of]
        told = "; ".join((*parts, *self.policies(changes.documents)))
        label = "since_line" if told else "since_nothing"
        return self._text(label, run=self.run(changes.since), told=told)

    def headline(self, report: Report) -> str | None:
        """Return what changed on all sites, in a sentence; None: none has an earlier run."""
        every = [site.since_last_run for site in report.sites if site.since_last_run]
        if not every:
            return None
        findings = chain.from_iterable(changes.findings for changes in every)
        documents = chain.from_iterable(changes.documents for changes in every)
        told = self.tally(findings) or self._text("none_found")
        return self._text("since_all", told="; ".join((told, *self.policies(documents))))

    def tally(self, changes: Iterable[FindingChange | ItemChange]) -> str:
        """Return how many changes there are of each trend: "1 new, 2 gone"."""
        return ", ".join(f"{number} {self._word(trend)}" for trend, number in count_trends(changes))

    def policies(self, changes: Iterable[DocumentChange]) -> Iterator[str]:
        """Yield how many policies there are of each trend: "1 policy changed"."""
        for trend, number in count_trends(changes):
            yield f"{self.phrases.labels.counted('policy', number)} {self._word(trend)}"

    def document(self, change: DocumentChange) -> str:
        """Return how a policy differs apart from what it says: its status and its date."""
        parts = []
        before, after = change.status_before, change.status_after
        if before and after and before is not after:
            word = self.phrases.labels.word
            parts.append(self._text("status_moved", before=word(before), after=word(after)))
        if before and after and change.dated_before != change.dated_after:
            none = self._text("no_date")
            dates = {"before": change.dated_before or none, "after": change.dated_after or none}
            parts.append(self._text("date_moved", **dates))
        return "; ".join(parts)

    def seen(self, change: FindingChange | ItemChange, runs: Sequence[str]) -> str:
        """Return in which runs something was seen, as a screen reader says it."""
        return ", ".join(
            f"{self.run(run)} {self._text(f'mark_{_mark(seen)}')}"
            for run, seen in zip(runs, change.seen, strict=True)
        )

    def run(self, id_: str) -> str:
        """Return when a run began, from its id: ``20261114T030000Z`` is 2026-11-14 03:00 UTC."""
        found = _RUN_ID.fullmatch(id_)
        return "{}-{}-{} {}:{} UTC".format(*found.groups()) if found else id_

    def _word(self, trend: Trend) -> str:
        return self.phrases.labels.word(trend)

    def _text(self, key: str, **values: object) -> str:
        return self.phrases.labels.text(key, **values)


def marks(change: FindingChange | ItemChange) -> list[str]:
    """Return a word for each run that is compared: ``yes``, ``no`` or ``hidden``."""
    return [_mark(seen) for seen in change.seen]


@cache
def changes_in_english() -> Changes:
    """Return the sentences of every form of the report that has one language."""
    return Changes(in_english())


def _mark(seen: bool | None) -> str:
    return "hidden" if seen is None else "yes" if seen else "no"
