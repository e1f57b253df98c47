"""What is remembered of a run: its report, without the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scanner.digests import DocumentDigest, FindingDigest, ItemDigest, RunDigest, SiteDigest
from scanner.models import (
    Claim,
    CookieEntry,
    Discrepancy,
    DocumentSummary,
    Inventory,
    Report,
    RuleSummary,
    RunInfo,
    SiteReport,
)
from scanner.urls import registrable_domain
from scanner.words import USABLE_OUTCOMES, Category, ConsentChoice, ConsentOutcome, Verdict

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
        full=inventory.coverage.full,
        findings=tuple(map(_finding, site.discrepancies)),
        cookies=_merged(map(_cookie, inventory.cookies)),
        services=_merged(_services(inventory)),
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
    for each in (*site.verdicts, *site.unsure):  # a claim without a verdict is an unsure one
        claims[each.document].append(each.claim)
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


# -- cookies and services --------------------------------------------------------------------------


def _cookie(entry: CookieEntry) -> ItemDigest:
    """Return a cookie, which is the same when name or pattern, domain and setter are.

    The setter is a service, or else a registrable domain: hosts such as ads12 vary. No name of a
    cookie and no host holds a semicolon.
    """
    setter = entry.service or registrable_domain(entry.set_by.host or "")
    return ItemDigest(
        key="; ".join((entry.pattern or entry.name, entry.domain, setter)),
        name=entry.name,
        domain=entry.domain,
        service=entry.service,
        category=entry.category,
        choices=entry.choices,
    )


def _services(inventory: Inventory) -> Iterator[ItemDigest]:
    """Yield who was called: services, and third parties by the domain where nobody named them."""
    names = {service.id: service.name for service in inventory.services}
    categories = {service.id: service.category for service in inventory.services}
    called = (
        *((each.service, each.domain, each.choices) for each in inventory.trackers),
        *((each.service, each.service, each.choices) for each in inventory.captchas),
        *((each.service, each.domain, each.choices) for each in inventory.bounces),
        *((each.service, each.alias_of, each.choices) for each in inventory.aliases),
    )
    for service, domain, choices in called:
        key = service or registrable_domain(domain)
        yield ItemDigest(
            key=key,
            name=names.get(key, key),
            domain=None,
            service=service,
            category=categories.get(key, Category.UNCLASSIFIED),
            choices=choices,
        )


def _merged(items: Iterable[ItemDigest]) -> tuple[ItemDigest, ...]:
    """Return items by key, of those that share one the first, with the choices of all."""
    alike: defaultdict[str, list[ItemDigest]] = defaultdict(list)
    for item in items:
        alike[item.key].append(item)
    return tuple(_one(alike[key]) for key in sorted(alike))


def _one(items: list[ItemDigest]) -> ItemDigest:
    choices = {choice for item in items for choice in item.choices}
    ordered = tuple(choice for choice in ConsentChoice if choice in choices)
    return items[0].model_copy(update={"choices": ordered})
