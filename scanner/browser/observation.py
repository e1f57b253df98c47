"""What a visit took down, as the observation that is kept of it."""

from __future__ import annotations

from datetime import UTC, datetime

from scanner.browser.failures import Ending
from scanner.browser.plan import VisitPlan
from scanner.browser.record import Record
from scanner.models import Consent, Observation


def make_observation(
    record: Record, plan: VisitPlan, ending: Ending, consent: Consent | None, duration_s: float
) -> Observation:
    """Return everything that the visit saw, with its one outcome.

    Args:
        record: what was taken down.
        plan: what the visit was for.
        ending: how it ended.
        consent: what was done about a banner; None: no page was seen.
        duration_s: of the whole visit.
    """
    if record.network.cut:
        record.miss("requests", f"{record.network.cut} beyond the limit")
    record.network.finish()
    evidence = {
        name: values for each in plan.collectors for name, values in each.collect(record).items()
    }
    links = {link.url: link for link in reversed(record.policy_links)}
    return Observation(
        domain=plan.site.domain,
        choice=plan.choice,
        outcome=ending.outcome,
        reason=ending.reason,
        started_at=datetime.fromtimestamp(record.started, UTC),
        duration_s=round(duration_s, 3),
        pages=tuple(record.pages),
        consent=consent,
        policy_links=tuple(sorted(links.values(), key=lambda link: link.url)),
        screenshots=tuple(record.screenshots),
        incomplete=tuple(record.incomplete),
        **evidence,
    )
