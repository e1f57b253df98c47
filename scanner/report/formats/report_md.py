"""The report for a ticket or a pull request, in Markdown: what changed, then all there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.models import (
    ClaimChange,
    Discrepancy,
    DocumentChange,
    DocumentSummary,
    Evidence,
    FindingChange,
    ItemChange,
    Report,
    SiteChanges,
    SiteReport,
)
from scanner.report import wording
from scanner.report.formats import Format
from scanner.report.markdown import in_markdown
from scanner.report.page.changes import Group, changes_in_english, group_changes, has_news
from scanner.report.page.phrases import in_english
from scanner.words import Trend

_MOST_EVIDENCE = 3  # pieces that are shown of one finding
_MOST_CHANGES = 10  # that are shown of one kind and trend
_LONGEST = 60_000  # letters of the whole: a comment may have 65,536 on GitHub
_LONGEST_NEWS = 20_000  # letters of what changed
_CUT = "**Cut here, for length: the whole is in report.html.**"


def render(report: Report) -> bytes:
    """Return the report; one that would be too long for a comment is cut, and says so."""
    return ("\n\n".join(_cut(_blocks(report), _LONGEST)) + "\n").encode("utf-8")


def _cut(blocks: Iterable[str], room: int) -> Iterator[str]:
    """Yield blocks as long as there is room for them, then a line that says where the rest is."""
    for block in blocks:
        room -= len(block)
        if room < 0:
            yield _CUT
            return
        yield block


def _blocks(report: Report) -> Iterator[str]:
    yield f"# What sites do, against what their policies say: run {in_markdown(report.run.id)}"
    yield "\n".join(_head(report))
    if any(site.since_last_run for site in report.sites):
        yield "## Since the last run"
        yield from _cut(_news(report), _LONGEST_NEWS)
    yield "## Sites"
    for site in report.sites:  # before any detail, so that a cut leaves them
        yield f"- Site {in_markdown(site.domain)}: {in_markdown(in_english().verdict_line(site))}"
    for site in report.sites:
        yield f"## Site {in_markdown(site.domain)}"
        yield f"**Verdict:** {in_markdown(in_english().verdict_line(site))}"
        titles = {document.id: document for document in site.documents}
        for finding in wording.worst_first(site.discrepancies):
            yield f"### {finding.severity.capitalize()}: {in_markdown(finding.sentence.en)}"
            yield "\n".join(_finding(finding, titles.get(finding.document or "")))
        if gaps := _not_looked_at(site):
            yield "### Not looked at"
            yield "\n".join(f"- Gap: {in_markdown(gap)}" for gap in gaps)


def _head(report: Report) -> Iterator[str]:
    yield f"- Result: {in_markdown(in_english().headline(report))}"
    if found := in_english().severities(one for site in report.sites for one in site.discrepancies):
        yield f"- Findings: {found}"
    if news := changes_in_english().headline(report):
        yield f"- {in_markdown(news)}"
    if report.run.finished is None:
        yield "- **The run was cut off: only what was saved until then is here**"


def _news(report: Report) -> Iterator[str]:
    """Yield what changed, a block each site that an earlier run measured."""
    same = []
    for site in report.sites:
        if site.since_last_run and has_news(site.since_last_run):
            yield "\n".join(_site_news(site.domain, site.since_last_run))
        elif site.since_last_run:
            same.append(in_markdown(site.domain))
    if same:
        yield f"- Nothing changed on: {', '.join(same)}"


def _site_news(domain: str, changes: SiteChanges) -> Iterator[str]:
    line = changes_in_english().line(changes)
    yield f"- Changes on {in_markdown(domain)}: {in_markdown(line)}"
    for note in changes.notes:
        yield f"  - Note: {in_markdown(note.en)}"
    for group in group_changes(changes.findings):
        yield from _finding_news(group)
    for document in changes.documents:
        yield from _policy_news(document)
    for kind, items in (("cookies", changes.cookies), ("services", changes.services)):
        for group_of_items in group_changes(items):
            yield _item_news(kind, group_of_items)


def _finding_news(group: Group[FindingChange]) -> Iterator[str]:
    trend = _trend(group.trend)
    if group.reason:
        number = wording.counted(len(group.changes), "finding")
        yield f"  - {trend}, {number}: {in_markdown(group.reason.en)}"
        return
    for change in group.changes[:_MOST_CHANGES]:
        now = ", here now" if change.seen[-1] else ", not here now"
        when = now if group.trend is Trend.UNSTABLE else ""
        yield f"  - {trend}, {change.severity}{when}: {in_markdown(change.sentence.en)}"
    if (more := len(group.changes) - _MOST_CHANGES) > 0:
        yield f"  - {trend} besides: {more} more"


def _policy_news(change: DocumentChange) -> Iterator[str]:
    told = changes_in_english().document(change)
    which = f"  - Policy {_trend(change.trend).lower()}: “{in_markdown(change.title)}”"
    yield f"{which}, {in_markdown(told)}" if told else which
    for claim in change.changes[:_MOST_CHANGES]:
        yield f"    - Clause {_claim_news(claim)}"
    if (more := len(change.changes) - _MOST_CHANGES) > 0:
        yield f"    - Clauses besides: {more} more"


def _claim_news(change: ClaimChange) -> str:
    sides = (("before", change.before), ("now", change.after))
    said = [
        f"{when} “{in_markdown(text)}”"
        for when, claim in sides
        if claim and (text := claim.quote or claim.statement)
    ]
    return ", ".join((f"{change.kind}: {in_markdown(change.type)}", *said))


def _item_news(kind: str, group: Group[ItemChange]) -> str:
    names = [item.name for item in group.changes[:_MOST_CHANGES]]
    more = len(group.changes) - len(names)
    told = ", ".join((*map(in_markdown, names), *([f"{more} more"] if more else [])))
    why = f" ({in_markdown(group.reason.en)})" if group.reason else ""
    return f"  - {_trend(group.trend)} {kind}: {told}{why}"


def _trend(trend: Trend) -> str:
    return in_english().labels.word(trend).capitalize()


def _finding(finding: Discrepancy, document: DocumentSummary | None) -> Iterator[str]:
    verdict = in_english().labels.word(finding.verdict)
    yield f"- Rule: {in_markdown(finding.rule)}, {finding.kind}, {verdict}"
    yield f"- Policy: {_clause(finding, document)}"
    for piece in finding.evidence[:_MOST_EVIDENCE]:
        yield f"- Observed: {_evidence(piece)}"
    if (more := len(finding.evidence) - _MOST_EVIDENCE) > 0:
        yield f"- Observed besides: {more} more"
    yield f"- Looked at: {in_markdown(in_english().looked_at(finding.coverage))}"
    if finding.note:
        yield f"- Note: {in_markdown(finding.note.en)}"
    if finding.about:
        yield f"- About: {in_markdown('; '.join(finding.about))}"


def _clause(finding: Discrepancy, document: DocumentSummary | None) -> str:
    if finding.document is None:
        return "this rests on no policy: what was observed stands by itself"
    place = f"“{in_markdown(document.title)}”" if document else in_markdown(finding.document)
    if finding.section:
        place += f", section {in_markdown(finding.section)}"
    if finding.quote:
        return f"{place}: “{in_markdown(finding.quote)}”"
    if finding.statement:
        return f"{place}, in our words: {in_markdown(finding.statement)}"
    return f"{place}: no clause covers this"


def _evidence(piece: Evidence) -> str:
    when = [f"choice {piece.choice}"] if piece.choice else []
    when += [in_english().labels.word(piece.phase)] if piece.phase else []
    when += [f"on {in_markdown(piece.page)}"] if piece.page else []
    told = f"{piece.kind} {in_markdown(piece.subject)}: {in_markdown(piece.detail)}"
    return f"{told} ({', '.join(when)})" if when else told


def _not_looked_at(site: SiteReport) -> list[str]:
    if not site.enabled:
        return []
    gaps = (*site.inventory.coverage.missing, *map(str, in_english().gaps(site)))
    return list(dict.fromkeys(gaps))


FORMAT = Format(id="report-md", file_name="report.md", render=render)
