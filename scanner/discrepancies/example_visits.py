"""Short ways to write how the visits of an example went."""

from __future__ import annotations

from datetime import UTC, datetime

from scanner.models import Consent, Coverage, Page, Screenshot, Settled, Visit
from scanner.words import ConsentChoice, ConsentOutcome, PageReason, VisitOutcome

DOMAIN = "winkel.example"
HOME = f"https://www.{DOMAIN}/"
FULL_COVERAGE = Coverage(
    choices=tuple(ConsentChoice), pages=5, form_page=True, full=True, missing=()
)
THIN_COVERAGE = Coverage(
    choices=(ConsentChoice.NONE,),
    pages=1,
    form_page=False,
    full=False,
    missing=("choice accept: not visited", "choice reject: not visited"),
)


def make_page(
    url: str = HOME,
    *,
    why: PageReason = PageReason.HOME,
    status: int | None = 200,
    has_form: bool = False,
) -> Page:
    """Return a page that loaded and came to rest."""
    return Page(
        url=url,
        why=why,
        status=status,
        title="Winkel",
        has_form=has_form,
        settled=None if status is None else Settled(rule="quiet", stopped="quiet", seconds=1.0),
    )


def make_visit(
    choice: ConsentChoice = ConsentChoice.NONE,
    *,
    outcome: VisitOutcome = VisitOutcome.OK,
    reason: str | None = None,
    pages: tuple[Page, ...] | None = None,
    consent: ConsentOutcome | Consent | None = None,
    screenshots: tuple[Screenshot, ...] = (),
) -> Visit:
    """Return how a visit went: well, on the home page, unless told otherwise.

    A consent outcome alone is one about whose banner nothing more is known.
    """
    known = Consent(outcome=consent) if isinstance(consent, ConsentOutcome) else consent
    return Visit(
        choice=choice,
        outcome=outcome,
        reason=reason,
        started_at=datetime(2026, 11, 21, 3, tzinfo=UTC),
        duration_s=4.0,
        pages=(make_page(),) if pages is None else pages,
        consent=known,
        incomplete=(),
        screenshots=screenshots,
    )
