"""What is remembered of a run: its report, without the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scanner.digests import DocumentDigest, FindingDigest, RunDigest, SiteDigest
from scanner.history.items import cookies_of, services_of
from scanner.models import (
    Claim,
    Discrepancy,
    DocumentSummary,
    Inventory,
    Report,
    RuleSummary,
    RunInfo,
    SiteReport,
)
from scanner.words import USABLE_OUTCOMES, ConsentChoice, ConsentOutcome, Verdict

_MADE = frozenset({ConsentOutcome.DONE, ConsentOutcome.NO_BANNER})
_ABSENCE = frozenset({Verdict.NOT_OBSERVED, Verdict.SUPPORTED})


def digest_of(report: Report) -> RunDigest:
    """Return what is remembered of a run: of each site that was to be scanned."""
    return RunDigest(
        run=report.run.id,
        started_at=report.run.started_at,
        finished=report.run.finished,
        sites=tuple(
            make_site_digest(report.run, report.rules, site)
            for site in report.sites
            if site.enabled
        ),
    )


def make_site_digest(run: RunInfo, rules: Iterable[RuleSummary], site: SiteReport) -> SiteDigest:
    """Return what is remembered of one site of a run in which some rules were asked."""
    inventory = site.inventory
    consents = [visit.consent for visit in inventory.visits if visit.consent is not None]
    return SiteDigest(
        run=run.id,
        started_at=run.started_at,
        scanner_version=run.scanner_version,
        rules=tuple(sorted(rule.id for rule in rules)),
        domain=site.domain,
        measured=site.measured,
        choices=inventory.coverage.choices,
        made=_made(inventory),
        banner=any(consent.outcome is not ConsentOutcome.NO_BANNER for consent in consents),
        pages=inventory.coverage.pages,
        pages_of={choice: _pages(inventory, choice) for choice in inventory.coverage.choices},
        full=inventory.coverage.full,
        findings=tuple(map(_finding, site.discrepancies)),
        cookies=cookies_of(inventory),
        services=services_of(inventory),
        documents=_documents(site),
    )


def _made(inventory: Inventory) -> tuple[ConsentChoice, ...]:
    """Return the choices of which every usable visit made it, or met no banner to make it on."""
    made = set(inventory.coverage.choices)
    for visit in inventory.visits:
        took_effect = visit.consent is not None and visit.consent.outcome in _MADE
        if visit.outcome in USABLE_OUTCOMES and not took_effect:
            made -= {visit.choice} - {ConsentChoice.NONE}
    return tuple(choice for choice in ConsentChoice if choice in made)


def _pages(inventory: Inventory, choice: ConsentChoice) -> int:
    visits = (visit for visit in inventory.visits if visit.choice is choice)
    usable = (visit for visit in visits if visit.outcome in USABLE_OUTCOMES)
    return len({page.url for visit in usable for page in visit.pages if page.loaded})


def _finding(found: Discrepancy) -> FindingDigest:
    choices = {item.choice for item in found.evidence}
    return FindingDigest(
        id=found.id,
        rule=found.rule,
        severity=found.severity,
        document=found.document,
        subject=found.subject,
        sentence=found.sentence,
        choices=tuple(choice for choice in ConsentChoice if choice in choices),
        absence=found.verdict in _ABSENCE,
    )


def _documents(site: SiteReport) -> tuple[DocumentDigest, ...]:
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for judged in site.verdicts:
        claims[judged.document].append(judged.claim)
    for unsure in site.unsure:  # which have no verdict
        claims[unsure.document].append(unsure.claim)
    return tuple(_document(document, tuple(claims[document.id])) for document in site.documents)


def _document(document: DocumentSummary, claims: tuple[Claim, ...]) -> DocumentDigest:
    return DocumentDigest(
        id=document.id,
        title=document.title,
        source=document.source,
        url=document.url,
        status=document.status,
        date=document.date,
        sha256=document.sha256,
        claims=claims,
    )
