"""The report's facts as sentences: on the page in its language, everywhere else in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from scanner.models import (
    Claim,
    ClaimVerdict,
    Consent,
    Coverage,
    Discrepancy,
    DocumentSummary,
    ImportedList,
    Moment,
    Report,
    Setter,
    SiteReport,
    Visit,
)
from scanner.report.page.labels import LANGUAGES, Labels, load_labels
from scanner.report.wording import State, state
from scanner.words import (
    USABLE_OUTCOMES,
    ConsentChoice,
    ConsentOutcome,
    DocumentSource,
    PolicyStatus,
    Severity,
)

_NOT_TAKEN = (ConsentOutcome.UNCONFIRMED, ConsentOutcome.FAILED)
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_DATE_UNITS = {"Y": "year", "M": "month", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}
# What a category rests on: "list open-cookies: Teller, cookie teller_*".
_SOURCE = re.compile(
    r"(catalogue|list)( [\w.-]+)?: (.+?)(?:, (cookie|key|set by|domain|origin|alias|host) (.+))?"
)


@dataclass(frozen=True)
class Gap:
    """Something that could not be looked at."""

    said: str  # in the language of the page; empty: only the English words tell
    english: str = ""  # what is told in English alone

    def __str__(self) -> str:
        """Return it on one line: "Choice reject: failed (the banner came back)"."""
        return (
            f"{self.said} ({self.english})"
            if self.said and self.english
            else (self.said or self.english)
        )


@dataclass(frozen=True)
class Phrases:
    """What the report says in words; its methods are the filters of the page's templates."""

    labels: Labels

    def duration(self, seconds: float | None) -> str:
        """Return a lifetime in the largest unit that it fills twice; None is a session."""
        if seconds is None:
            return self.labels.text("session")
        size, unit = next((pair for pair in _UNITS if seconds >= 2 * pair[0]), _UNITS[-1])
        return self.labels.counted(unit, round(seconds / size))

    def usual(self, lifetime: str) -> str:
        """Return a lifetime of the catalogue in words: ``P2Y`` is "2 years"."""
        number = lifetime.strip("PTYMDHS")
        if not lifetime.startswith("P") or not number.isdecimal():
            return self.labels.text("session") if lifetime == "session" else lifetime
        units = _TIME_UNITS if lifetime.startswith("PT") else _DATE_UNITS
        return self.labels.counted(units[lifetime[-1]], int(number))

    def imported(self, list_: ImportedList) -> str:
        """Return where an imported list comes from: its title, age and licence, and its use."""
        label = "licence" if list_.licence else "no_licence"
        return self.labels.text(
            "list_line",
            title=list_.title,
            dated=list_.dated or self.labels.text("unknown_day"),
            licence=self.labels.text(label, licence=list_.licence),
            used=self.labels.counted("entry", list_.entries),
            refused=list_.refused,
        )

    def outcome(self, visit: Visit) -> str:
        """Return how a visit went, with the reason when there is one: "unreachable (dns)"."""
        reason = f" ({self.told(visit.reason)})" if visit.reason else ""
        return self.labels.word(visit.outcome) + reason

    def consent(self, visit: Visit) -> str:
        """Return what became of the consent banner on a visit: "confirmed", "no banner"."""
        if visit.consent is None:
            return self.labels.text("consent_not_looked")
        if visit.choice is ConsentChoice.NONE and visit.consent.outcome is ConsentOutcome.DONE:
            return self.labels.text("consent_left_alone")
        return self.labels.word(visit.consent.outcome)

    def moments(self, moments: Iterable[Moment]) -> list[str]:
        """Return moments, a line each choice: "accept: before, after"."""
        phases: dict[ConsentChoice, list[str]] = {}
        for moment in moments:
            word = self.labels.word(moment.phase, "PhaseShort")
            phases.setdefault(moment.choice, []).append(word)
        return [f"{self.labels.word(at)}: {', '.join(when)}" for at, when in phases.items()]

    def steps(self, number: int | None, *, was_tried: bool = True) -> str:
        """Return how many presses a choice takes; None: no way was found.

        A visit that did not try the choice (``was_tried``) has seen the first layer only.
        """
        if number is None:
            return self.labels.text("no_way" if was_tried else "not_at_once")
        return self.labels.counted("step", number)

    def looked_at(self, coverage: Coverage) -> str:
        """Return how much of a site was seen: "5 pages, choice none"."""
        if not coverage.choices:
            return self.labels.text("seen_nothing")
        names = ", ".join(map(self.labels.word, coverage.choices))
        label = "choice_one" if len(coverage.choices) == 1 else "choice_many"
        pages = self.labels.counted("page", coverage.pages)
        return self.labels.text("seen", pages=pages, choices=self.labels.text(label, names=names))

    def verdict_line(self, site: SiteReport) -> str:
        """Return the sentence that says what came of a site, and how many remarks there are."""
        case = state(site)
        if case is State.DISABLED:
            why = self.told(site.why_not or "", site.why_not_nl) or self.labels.text("disabled")
            why = why.rstrip(".")
        else:
            why = self.why_not_measured(site)
        found = self.found(site.discrepancies)
        line = self.labels.text(
            f"line_{case}",
            why=why,
            seen=self.looked_at(site.inventory.coverage),
            found=found,
            severities=self.severities(site.discrepancies),
        )
        return line if case is State.FINDINGS or not site.discrepancies else f"{line} {found}."

    def headline(self, report: Report) -> str:
        """Return the sentence that says what came of a run."""
        findings = [found for site in report.sites for found in site.discrepancies]
        sites = sum(bool(site.discrepancies) for site in report.sites)
        totals = report.totals
        result = self.labels.text(
            "result_findings" if findings else "result_no_findings",
            found=self.found(findings),
            sites=self.labels.counted("site", sites),
        )
        measured = self.labels.text(
            "measured", measured=totals.measured, sites=self.labels.counted("site", totals.sites)
        )
        return f"{result}; {measured}."

    def found(self, findings: Sequence[Discrepancy]) -> str:
        """Return how many findings there are: "2 discrepancies and 1 remark"; a remark informs."""
        remarks = sum(found.severity is Severity.INFO for found in findings)
        told = self.labels.counted("finding", len(findings) - remarks)
        if not remarks:
            return told
        remark = self.labels.counted("remark", remarks)
        if remarks == len(findings):
            return remark
        return self.labels.text("found_both", found=told, remarks=remark)

    def why_not_measured(self, site: SiteReport) -> str:
        """Return why no visit of a site is of use: "unreachable (dns)"."""
        reasons = dict.fromkeys(self.outcome(visit) for visit in site.inventory.visits)
        return ", ".join(reasons) or self.labels.text("no_visit")

    def severities(self, findings: Iterable[Discrepancy]) -> str:
        """Return how many findings of each severity there are: "2 high, 1 low"."""
        return self.tally((finding.severity for finding in findings), Severity)

    def tally(self, words: Iterable[StrEnum], order: Iterable[StrEnum]) -> str:
        """Return how often each word occurs: "2 high, 1 low"; empty when there are none."""
        found = list(words)
        counts = [(found.count(word), self.labels.word(word)) for word in order]
        return ", ".join(f"{number} {word}" for number, word in counts if number)

    def gaps(self, site: SiteReport) -> list[Gap]:
        """Return what could not be looked at: visits, parts of visits, policies."""
        visits = site.inventory.visits
        gaps = [self._visit_gap(v) for v in visits if v.outcome not in USABLE_OUTCOMES]
        gaps += [
            self._choice_gap(visit, visit.consent)
            for visit in visits
            if visit.consent and visit.consent.outcome in _NOT_TAKEN
        ]
        missed = dict.fromkeys(f"{gap.what}: {gap.why}" for v in visits for gap in v.incomplete)
        gaps += [self._gap("", each) for each in missed]
        gaps += [
            self._policy_gap(document)
            for document in site.documents
            if document.status is not PolicyStatus.READ
        ]
        return gaps

    def titles(self, site: SiteReport) -> dict[str, str]:
        """Return what each document is called; one on the site is told from a pinned one."""
        return {
            document.id: self.labels.text("on_the_site", title=self.title(document))
            if document.source is DocumentSource.LIVE
            else self.title(document)
            for document in site.documents
        }

    def title(self, document: DocumentSummary) -> str:
        """Return what a document is called; its own title is the same in both languages."""
        return self.told(document.title, document.title_nl or document.title)

    def told(self, text: str, dutch: str | None = None) -> str:
        """Return words of ours in the page's language, or else in English."""
        return self.labels.sentence(text, dutch) or text

    def certainty(self, finding: Discrepancy, verdicts: Iterable[ClaimVerdict]) -> str:
        """Return who read the clause of a finding, and how sure of it the program is."""
        claim = find_claim(finding, verdicts)
        if claim is None:
            return self.labels.text("no_clause_read")
        if claim.quote is None:
            return self.labels.text("read_by_person")
        return self.labels.text("read_by_program", percent=f"{claim.confidence:.0%}")

    def setter(self, set_by: Setter) -> str:
        """Return by what something was stored, and whose host that came from."""
        via = set_by.api or self.labels.word(set_by.via)
        return f"{via}, {set_by.host}" if set_by.host else via

    def source(self, text: str) -> str:
        """Return what a category rests on; what is not understood stays as it is."""
        words = self.labels.words["Source"]
        found = _SOURCE.fullmatch(text)
        if found is None:
            return words["none"] if text == "none" else text
        kind, name, what, how, of = found.groups(default="")
        return f"{words[kind]}{name}: {what}" + (f", {words[how]} {of}" if how else "")

    def _visit_gap(self, visit: Visit) -> Gap:
        choice, outcome = self.labels.word(visit.choice), self.outcome(visit)
        return Gap(self.labels.text("visit_gap", choice=choice, outcome=outcome))

    def _choice_gap(self, visit: Visit, consent: Consent) -> Gap:
        choice, outcome = self.labels.word(visit.choice), self.consent(visit)
        said = self.labels.text("choice_gap", choice=choice, outcome=outcome)
        return self._gap(said, consent.why)

    def _policy_gap(self, document: DocumentSummary) -> Gap:
        status = self.labels.word(document.status)
        said = self.labels.text("policy_gap", title=self.title(document), status=status)
        return self._gap(said, document.reason)

    def _gap(self, said: str, why: str | None) -> Gap:
        """Return a gap with the words that tell it, as far as they can be told in the language."""
        told = why and self.labels.sentence(why)
        if not told:
            return Gap(said, english=why or "")
        return Gap(f"{said} ({told})" if said else told)


def find_claim(finding: Discrepancy, verdicts: Iterable[ClaimVerdict]) -> Claim | None:
    """Return the claim a finding is about; None: it is about none, or a document as a whole."""
    return next(
        (
            judged.claim
            for judged in verdicts
            if judged.document == finding.document and judged.claim.id == finding.claim
        ),
        None,
    )


@cache
def in_english() -> Phrases:
    """Return the sentences of every form of the report that has one language."""
    return Phrases(load_labels("en"))


def in_language(asked: object) -> Phrases:
    """Return the sentences of the language that was asked for; of English where it is none."""
    return Phrases(load_labels(asked)) if asked in LANGUAGES else in_english()
