"""The whole analysis: what a run saw and what the policies say give the report, nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from scanner.catalogue.match import Catalogue, load_catalogue, make_inventory
from scanner.catalogue.saved import SavedList
from scanner.digests import SiteDigest
from scanner.discrepancies.changes import find_changes
from scanner.discrepancies.compare import compare
from scanner.discrepancies.rule import (
    Case,
    Rule,
    load_rules,
    make_discrepancies,
    without_unsure,
)
from scanner.history.compare import compare_site
from scanner.history.digest import make_site_digest
from scanner.models import (
    Document,
    DocumentSummary,
    Observation,
    Report,
    RuleSummary,
    RunInfo,
    Site,
    SiteReport,
    Totals,
    UnsureClaim,
)
from scanner.words import DocumentSource, Severity, Verdict

VisitsOf = Callable[[Site], tuple[Observation, ...]]
EarlierOf = Callable[[Site], tuple[SiteDigest, ...]]


def none_known(site: Site) -> tuple[SiteDigest, ...]:
    """Return what is known of the earlier runs of a site: nothing."""
    return ()


def analyse(
    run: RunInfo,
    visits_of: VisitsOf,
    documents: tuple[Document, ...],
    lists: tuple[SavedList, ...] = (),
    earlier_of: EarlierOf = none_known,
) -> Report:
    """Return the report of a run; the same input gives the same report, in whatever order it comes.

    Args:
        run: what shaped the run.
        visits_of: gives the observations of a site, so that those of one at a time are held.
        documents: the policies of all its sites.
        lists: the imported lists that the run used.
        earlier_of: gives what earlier runs said of a site, oldest first.

    Raises:
        PluginError: a signature or a rule is wrong.
    """
    catalogue, rules = load_catalogue(lists=lists), load_rules()
    texts: defaultdict[str, list[Document]] = defaultdict(list)
    for text in sorted(documents, key=_of_record_first):
        for domain in dict.fromkeys(text.governs):
            texts[domain].append(text)
    asked = tuple(map(_rule_summary, rules))
    sites = tuple(
        _beside_earlier(
            _analyse_site(site, visits_of(site), tuple(texts[site.domain]), catalogue, rules),
            run,
            asked,
            earlier_of(site),
        )
        for site in run.sites
    )
    return Report(run=run, totals=make_totals(sites), rules=asked, sites=sites)


def make_totals(sites: Iterable[SiteReport]) -> Totals:
    """Return the counts over sites."""
    reports = tuple(sites)
    verdicts = Counter(verdict.verdict for report in reports for verdict in report.verdicts)
    severities = Counter(found.severity for report in reports for found in report.discrepancies)
    return Totals(
        sites=len(reports),
        measured=sum(report.measured for report in reports),
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        discrepancies={severity: severities[severity] for severity in Severity},
    )


def _analyse_site(
    site: Site,
    observations: tuple[Observation, ...],
    documents: tuple[Document, ...],
    catalogue: Catalogue,
    rules: tuple[Rule, ...],
) -> SiteReport:
    inventory = make_inventory(site, observations, catalogue)
    case = Case(site, inventory, documents)
    return SiteReport(
        domain=site.domain,
        enabled=site.enabled,
        why_not=site.why_not,
        why_not_nl=site.why_not_nl,
        measured=inventory.usable,
        inventory=inventory,
        documents=tuple(map(_summary, documents)),
        verdicts=compare(without_unsure(case)),
        discrepancies=make_discrepancies(case, rules),
        changes=find_changes(documents),
        unsure=tuple(
            UnsureClaim(document=document.id, claim=claim)
            for document in documents
            for claim in document.claims
            if not claim.sure
        ),
    )


def _beside_earlier(
    report: SiteReport,
    run: RunInfo,
    asked: tuple[RuleSummary, ...],
    earlier: tuple[SiteDigest, ...],
) -> SiteReport:
    if not (report.enabled and earlier):
        return report
    changes = compare_site(make_site_digest(run, asked, report), earlier)
    return report.model_copy(update={"since_last_run": changes})


def _of_record_first(document: Document) -> tuple[bool, str]:
    return (document.source is DocumentSource.LIVE, document.id)


def _summary(document: Document) -> DocumentSummary:
    return DocumentSummary(
        id=document.id,
        title=document.title,
        title_nl=document.title_nl,
        organisation=document.organisation,
        source=document.source,
        status=document.status,
        language=document.language,
        url=document.url,
        date=document.date,
        sha256=document.sha256,
        reason=document.reason,
        kind=document.kind,
        found_by=document.found_by,
        file=document.file,
        claims=len(document.claims),
        notes=document.notes,
        notes_nl=document.notes_nl,
    )


def _rule_summary(rule: Rule) -> RuleSummary:
    return RuleSummary(
        id=rule.id,
        question=rule.question.en,
        question_nl=rule.question.nl,
        severity=rule.severity,
        kind=rule.kind,
        verdict=rule.verdict,
        per=rule.per,
        about=rule.about,
        source=rule.source,
    )
