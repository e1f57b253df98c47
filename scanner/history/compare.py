"""What changed on a site since its earlier runs; what could not be seen is never called gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from scanner.digests import EARLIER_RUNS, FindingDigest, ItemDigest, SiteDigest
from scanner.history.documents import compare_documents
from scanner.history.notes import make_notes
from scanner.history.presence import Presence, find_presence
from scanner.history.sight import why_not_finding, why_not_item
from scanner.models import FindingChange, ItemChange, SiteChanges
from scanner.words import Severity, Trend

_SEVERITIES = tuple(Severity)


def compare_site(now: SiteDigest, earlier: Sequence[SiteDigest]) -> SiteChanges | None:
    """Return how a site stands to its earlier runs, which come oldest first.

    Only runs that measured the site count, the last few of them; None when there are none.
    """
    measured = [run for run in earlier if run.measured][-EARLIER_RUNS:]
    if not measured:
        return None
    runs = (*measured, now)
    return SiteChanges(
        since=measured[-1].run,
        runs=tuple(run.run for run in runs),
        findings=_findings(runs),
        cookies=_items(runs, lambda run: run.cookies),
        services=_items(runs, lambda run: run.services),
        documents=compare_documents(now, measured),
        notes=make_notes(now, measured[-1]),
    )


def _findings(runs: Sequence[SiteDigest]) -> tuple[FindingChange, ...]:
    """Return the findings that are no old news, worst first."""
    changes = map(_finding_change, _find_findings(runs))
    return tuple(
        sorted(
            changes,
            key=lambda c: (
                _SEVERITIES.index(c.severity),
                c.rule,
                c.document or "",
                c.subject,
                c.id,
            ),
        )
    )


def _find_findings(runs: Sequence[SiteDigest]) -> Iterator[Presence[FindingDigest]]:
    by_run = [{found.id: found for found in run.findings} for run in runs]
    for id_ in _keys(by_run):
        if presence := find_presence(runs, [run.get(id_) for run in by_run], why_not_finding):
            yield presence


def _finding_change(presence: Presence[FindingDigest]) -> FindingChange:
    found = presence.what
    return FindingChange(
        trend=presence.trend,
        id=found.id,
        rule=found.rule,
        severity=found.severity,
        document=found.document,
        subject=found.subject,
        sentence=found.sentence,
        seen=presence.seen,
        reason=presence.reason,
    )


def _items(
    runs: Sequence[SiteDigest], items_of: Callable[[SiteDigest], Iterable[ItemDigest]]
) -> tuple[ItemChange, ...]:
    """Return the cookies or services that are neither old news nor the same, by key."""
    by_run = [{item.key: item for item in items_of(run)} for run in runs]
    every = (
        find_presence(runs, [run.get(key) for run in by_run], why_not_item) for key in _keys(by_run)
    )
    return tuple(
        _item_change(presence)
        for presence in every
        if presence is not None and presence.trend is not Trend.SAME
    )


def _item_change(presence: Presence[ItemDigest]) -> ItemChange:
    item = presence.what
    return ItemChange(
        trend=presence.trend,
        key=item.key,
        name=item.name,
        domain=item.domain,
        service=item.service,
        category=item.category,
        seen=presence.seen,
        reason=presence.reason,
    )


def _keys(by_run: Iterable[Iterable[str]]) -> list[str]:
    return sorted({key for run in by_run for key in run})
