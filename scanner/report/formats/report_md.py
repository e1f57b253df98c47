"""The report for a ticket or a pull request, in Markdown: what changed, then all there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scanner.models import (
    ClaimChange,
    Discrepancy,
    DocumentChange,
    Evidence,
    FindingChange,
    ItemChange,
    Report,
    Sentence,
    SiteChanges,
    SiteReport,
)
from scanner.report import wording
from scanner.report.formats import Format
from scanner.report.formats.report_html import SETTING
from scanner.report.markdown import in_markdown
from scanner.report.page.changes import Changes, Group, group_changes, has_news
from scanner.report.page.details import Details
from scanner.report.page.phrases import Phrases, in_language
from scanner.words import Trend

_MOST_EVIDENCE = 3  # pieces that are shown of one finding
_MOST_CHANGES = 10  # that are shown of one kind and trend
_LONGEST = 60_000  # letters of the whole: a comment may have 65,536 on GitHub
_LONGEST_NEWS = 20_000  # letters of what changed


def render(report: Report) -> bytes:
    """Return the report; one that would be too long for a comment is cut, and says so."""
    writer = _Writer(in_language(report.run.settings.get(SETTING)))
    return ("\n\n".join(writer.cut(writer.blocks(report), _LONGEST)) + "\n").encode("utf-8")


@dataclass(frozen=True)
class _Writer:
    """Writes the blocks of a report in one language."""

    say: Phrases

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self.say)

    def cut(self, blocks: Iterable[str], room: int) -> Iterator[str]:
        """Yield blocks as long as there is room for them, then a line on where the rest is."""
        for block in blocks:
            room -= len(block)
            if room < 0:
                yield f"**{self._text('md_cut')}**"
                return
            yield block

    def blocks(self, report: Report) -> Iterator[str]:
        """Yield the report, block by block."""
        yield f"# {self._text('md_title', run=in_markdown(report.run.id))}"
        yield "\n".join(self._head(report))
        if any(site.since_last_run for site in report.sites):
            yield f"## {self._text('since')}"
            yield from self.cut(self._news(report), _LONGEST_NEWS)
        yield f"## {self._text('sites')}"
        for site in report.sites:  # before any detail, so that a cut leaves them
            yield f"- {self._named(site)}: {in_markdown(self.say.verdict_line(site))}"
        for site in report.sites:
            yield from self._site(site)

    def _head(self, report: Report) -> Iterator[str]:
        yield f"- {self._text('result')}: {in_markdown(self.say.headline(report))}"
        found = (one for site in report.sites for one in site.discrepancies)
        if severities := self.say.severities(found):
            yield f"- {self._text('findings')}: {severities}"
        if news := self._changes.headline(report):
            yield f"- {in_markdown(news)}"
        if report.run.finished is None:
            yield f"- **{self._text('md_cut_off')}**"

    # -- what changed ------------------------------------------------------------------------------

    def _news(self, report: Report) -> Iterator[str]:
        """Yield what changed, a block each site that an earlier run measured."""
        same = []
        for site in report.sites:
            if site.since_last_run and has_news(site.since_last_run):
                yield "\n".join(self._site_news(site.domain, site.since_last_run))
            elif site.since_last_run:
                same.append(in_markdown(site.domain))
        if same:
            yield f"- {self._text('md_same')}: {', '.join(same)}"

    def _site_news(self, domain: str, changes: SiteChanges) -> Iterator[str]:
        line = in_markdown(self._changes.line(changes))
        yield f"- {self._text('md_changes', site=in_markdown(domain))}: {line}"
        for note in changes.notes:
            yield f"  - {self._text('md_note')}: {in_markdown(self._told(note))}"
        for group in group_changes(changes.findings):
            yield from self._finding_news(group)
        for document in changes.documents:
            yield from self._policy_news(document)
        for kind, items in (("cookies", changes.cookies), ("services", changes.services)):
            for group_of_items in group_changes(items):
                yield self._item_news(kind, group_of_items)

    def _finding_news(self, group: Group[FindingChange]) -> Iterator[str]:
        trend = self._trend(group.trend)
        if group.reason:
            number = self.say.labels.counted("of_findings", len(group.changes))
            yield f"  - {trend}, {number}: {in_markdown(self._told(group.reason))}"
            return
        for change in group.changes[:_MOST_CHANGES]:
            now = self._text("md_here" if change.seen[-1] else "md_not_here")
            when = f", {now}" if group.trend is Trend.UNSTABLE else ""
            severity = self.say.labels.word(change.severity)
            yield f"  - {trend}, {severity}{when}: {in_markdown(self._told(change.sentence))}"
        yield from self._rest("  - ", trend, len(group.changes) - _MOST_CHANGES)

    def _policy_news(self, change: DocumentChange) -> Iterator[str]:
        told = self._changes.document(change)
        trend = self._trend(change.trend).lower()
        which = f"  - {self._text('md_policy')} {trend}: “{in_markdown(change.title)}”"
        yield f"{which}, {in_markdown(told)}" if told else which
        for claim in change.changes[:_MOST_CHANGES]:
            yield f"    - {self._text('md_clause')} {self._claim_news(claim)}"
        more = len(change.changes) - _MOST_CHANGES
        yield from self._rest("    - ", self._text("md_clauses"), more)

    def _claim_news(self, change: ClaimChange) -> str:
        sides = (("change_before", change.before), ("change_now", change.after))
        said = [
            f"{self._text(when)} “{in_markdown(text)}”"
            for when, claim in sides
            if claim
            and (text := claim.quote or self.say.told(claim.statement or "", claim.statement_nl))
        ]
        kind = self.say.labels.word(change.kind)
        return ", ".join((f"{kind}: {in_markdown(change.type)}", *said))

    def _item_news(self, kind: str, group: Group[ItemChange]) -> str:
        names = [in_markdown(item.name) for item in group.changes[:_MOST_CHANGES]]
        if more := len(group.changes) - len(names):
            names.append(self._text("more", number=more))
        why = f" ({in_markdown(self._told(group.reason))})" if group.reason else ""
        what = self._text(f"kind_{kind}")
        return f"  - {self._trend(group.trend)} {what}: {', '.join(names)}{why}"

    def _rest(self, mark: str, what: str, number: int) -> Iterator[str]:
        if number > 0:
            yield f"{mark}{self._text('md_besides', what=what, number=number)}"

    def _trend(self, trend: Trend) -> str:
        return self.say.labels.word(trend).capitalize()

    # -- what there is -----------------------------------------------------------------------------

    def _site(self, site: SiteReport) -> Iterator[str]:
        yield f"## {self._named(site)}"
        yield f"**{self._text('md_verdict')}:** {in_markdown(self.say.verdict_line(site))}"
        for finding in wording.worst_first(site.discrepancies):
            severity = self.say.labels.word(finding.severity).capitalize()
            yield f"### {severity}: {in_markdown(self._told(finding.sentence))}"
            yield "\n".join(self._finding(finding, site))
        if gaps := self._not_looked_at(site):
            yield f"### {self._text('md_not_looked_at')}"
            yield "\n".join(f"- {self._text('md_gap')}: {in_markdown(gap)}" for gap in gaps)

    def _finding(self, finding: Discrepancy, site: SiteReport) -> Iterator[str]:
        word = self.say.labels.word
        rule = (in_markdown(finding.rule), word(finding.kind), word(finding.verdict))
        yield f"- {self._text('rule')}: {', '.join(rule)}"
        yield f"- {self._text('md_policy')}: {self._clause(finding, site)}"
        observed = self._text("md_observed")
        for piece in finding.evidence[:_MOST_EVIDENCE]:
            yield f"- {observed}: {self._evidence(piece, site)}"
        yield from self._rest("- ", observed, len(finding.evidence) - _MOST_EVIDENCE)
        seen = self.say.looked_at(finding.coverage)
        yield f"- {self._text('looked_at')}: {in_markdown(seen)}"
        if finding.note:
            yield f"- {self._text('md_note')}: {in_markdown(self._told(finding.note))}"
        if finding.about:
            provisions = "; ".join(map(self.say.told, finding.about))
            yield f"- {self._text('about')}: {in_markdown(provisions)}"

    def _clause(self, finding: Discrepancy, site: SiteReport) -> str:
        if finding.document is None:
            return self._text("md_no_document")
        titles = {document.id: self.say.title(document) for document in site.documents}
        title = titles.get(finding.document)
        place = f"“{in_markdown(title)}”" if title else in_markdown(finding.document)
        if finding.section:
            place += f", {self._text('section', section=in_markdown(finding.section))}"
        if finding.quote:
            return f"{place}: “{in_markdown(finding.quote)}”"
        if finding.statement:
            said = self.say.told(finding.statement, finding.statement_nl)
            return f"{place}, {self._text('md_our_words')}: {in_markdown(said)}"
        return f"{place}: {self._text('md_no_clause')}"

    def _evidence(self, piece: Evidence, site: SiteReport) -> str:
        word = self.say.labels.word
        when = [self._text("choice", choice=word(piece.choice))] if piece.choice else []
        when += [word(piece.phase)] if piece.phase else []
        when += [self._text("md_on", page=in_markdown(piece.page))] if piece.page else []
        kind, subject, detail = Details(self.say).told(piece, site)
        told = f"{kind} {in_markdown(subject)}: {in_markdown(detail)}"
        return f"{told} ({', '.join(when)})" if when else told

    def _not_looked_at(self, site: SiteReport) -> list[str]:
        if not site.enabled:
            return []
        missing = map(self.say.told, site.inventory.coverage.missing)
        return list(dict.fromkeys((*missing, *map(str, self.say.gaps(site)))))

    def _named(self, site: SiteReport) -> str:
        return f"{self._text('site')} {in_markdown(site.domain)}"

    def _told(self, sentence: Sentence) -> str:
        return self.say.labels.sentence(sentence)

    def _text(self, key: str, **values: object) -> str:
        return self.say.labels.text(key, **values)


FORMAT = Format(id="report-md", file_name="report.md", render=render)
