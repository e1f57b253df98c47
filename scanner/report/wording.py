"""The report's facts in a few plain words, the same on the page and on the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from scanner.models import Coverage, Discrepancy, ImportedList, Moment, SiteReport, Visit
from scanner.words import (
    USABLE_OUTCOMES,
    ConsentChoice,
    ConsentOutcome,
    ConsentProof,
    Phase,
    PolicyStatus,
    Severity,
)

_STEERING_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SEVERITIES = tuple(Severity)
_NOT_TAKEN = (ConsentOutcome.UNCONFIRMED, ConsentOutcome.FAILED)
_CONSENT = {
    ConsentOutcome.NO_BANNER: "no banner",
    ConsentOutcome.DONE: "confirmed",
    ConsentOutcome.UNCONFIRMED: "not confirmed",
    ConsentOutcome.FAILED: "failed",
}
_PHASES = {
    Phase.BEFORE: "before any choice",
    Phase.BETWEEN: "between the press and the reload",
    Phase.AFTER: "after the choice",
}
_PROOFS = {
    ConsentProof.TOOL_STATE: "the tool's own state",
    ConsentProof.STORED: "what the banner stored",
    ConsentProof.TCF: "the IAB TCF string",
    ConsentProof.GONE: "the banner, gone and still away after a reload",
}
_DATE_UNITS = {"Y": "year", "M": "month", "D": "day"}
_TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


class State(StrEnum):
    """What a reader may conclude about a site at a glance."""

    DISABLED = "disabled"
    NOT_MEASURED = "not_measured"
    NOT_COMPARED = "not_compared"  # visited, but no policy could be read
    FINDINGS = "findings"
    CLEAN = "clean"


def inert(text: str) -> str:
    """Return text with every letter replaced that steers a terminal or turns a line around."""
    if text.isprintable():  # nearly all is, and none of those letters is
        return text
    return "".join(
        "�" if unicodedata.category(letter) in _STEERING_CATEGORIES else letter for letter in text
    )


def plain(word: str) -> str:
    """Return one of our words as English: ``not_observed`` is "not observed"."""
    return word.replace("_", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 page", "2 pages"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def tally(counts: Mapping[str, int], order: Iterable[str]) -> str:
    """Return the counts that are not nought: "2 high, 1 low"; empty when there are none."""
    return ", ".join(f"{counts[word]} {plain(word)}" for word in order if counts.get(word))


def duration(seconds: float | None) -> str:
    """Return a lifetime in the largest unit that it fills twice; None is a session."""
    if seconds is None:
        return "session"
    size, unit = next((pair for pair in _UNITS if seconds >= 2 * pair[0]), _UNITS[-1])
    return counted(round(seconds / size), unit)


def usual(lifetime: str) -> str:
    """Return a lifetime of the catalogue in words: ``P2Y`` is "2 years"."""
    if not lifetime.startswith("P"):
        return lifetime
    units = _TIME_UNITS if lifetime.startswith("PT") else _DATE_UNITS
    return counted(int(lifetime.strip("PTYMDHS")), units[lifetime[-1]])


def imported(list_: ImportedList) -> str:
    """Return where an imported list comes from: its title, licence and age, and what it gave."""
    licence = f"licence {list_.licence}" if list_.licence else "licence not stated"
    dated = f"of {list_.dated}" if list_.dated else "of an unknown day"
    given = f"{counted(list_.entries, 'entry', 'entries')} used, {list_.refused} refused"
    return f"{list_.title} {dated}, {licence}; {given}"


def outcome(visit: Visit) -> str:
    """Return how a visit went, with the reason when there is one: "unreachable (dns)"."""
    return plain(visit.outcome) + (f" ({visit.reason})" if visit.reason else "")


def consent(visit: Visit) -> str:
    """Return what became of the consent banner on a visit: "confirmed", "no banner"."""
    if visit.consent is None:
        return "not looked for"
    if visit.choice is ConsentChoice.NONE and visit.consent.outcome is ConsentOutcome.DONE:
        return "left alone"
    return _CONSENT[visit.consent.outcome]


def consents(site: SiteReport) -> list[str]:
    """Return what became of the banner, a line each choice; one line where none was found."""
    searched = [visit for visit in site.inventory.visits if visit.consent]
    lines = dict.fromkeys(f"{visit.choice}: {consent(visit)}" for visit in searched)
    found = any(consent(visit) != _CONSENT[ConsentOutcome.NO_BANNER] for visit in searched)
    return list(lines) if found or not lines else [_CONSENT[ConsentOutcome.NO_BANNER]]


def phase(when: Phase) -> str:
    """Return a phase in words: "before any choice"."""
    return _PHASES[when]


def by_choice(moments: Iterable[Moment]) -> list[str]:
    """Return moments, a line each choice: "accept: before, after"."""
    phases: dict[str, list[str]] = {}
    for moment in moments:
        phases.setdefault(moment.choice, []).append(moment.phase)
    return [f"{choice}: {', '.join(when)}" for choice, when in phases.items()]


def proof(how: ConsentProof) -> str:
    """Return in words what shows that a choice took effect."""
    return _PROOFS[how]


def steps(number: int | None) -> str:
    """Return how many presses a choice takes: "1 step"; None: no way was found."""
    return "no way was found" if number is None else counted(number, "step")


def looked_at(coverage: Coverage) -> str:
    """Return how much of a site was seen: "5 pages, choice none"."""
    if not coverage.choices:
        return "nothing"
    choices = "choice" if len(coverage.choices) == 1 else "choices"
    return f"{counted(coverage.pages, 'page')}, {choices} {', '.join(coverage.choices)}"


def state(site: SiteReport) -> State:
    """Return which of the five cases a site is; clean only when something was compared."""
    if not site.enabled:
        return State.DISABLED
    if not site.measured:
        return State.NOT_MEASURED
    if any(finding.severity is not Severity.INFO for finding in site.discrepancies):
        return State.FINDINGS
    readable = (PolicyStatus.READ, PolicyStatus.PARTIAL)
    if not any(document.status in readable for document in site.documents):
        return State.NOT_COMPARED
    return State.CLEAN


def verdict_line(site: SiteReport) -> str:
    """Return the one sentence that says what came of a site."""
    seen = looked_at(site.inventory.coverage)
    match state(site):
        case State.DISABLED:
            return f"Not scanned: {(site.why_not or 'disabled').rstrip('.')}."
        case State.NOT_MEASURED:
            return f"Not measured: {why_not_measured(site)}."
        case State.NOT_COMPARED:
            return f"Not compared: no policy could be read. Looked at: {seen}."
        case State.FINDINGS:
            number = sum(finding.severity is not Severity.INFO for finding in site.discrepancies)
            found = counted(number, "discrepancy", "discrepancies")
            return f"{found} ({severities(site)}). Looked at: {seen}."
        case State.CLEAN:
            return f"No discrepancy found in what was looked at: {seen}."


def why_not_measured(site: SiteReport) -> str:
    """Return why no visit of a site is of use: "unreachable (dns)"."""
    reasons = dict.fromkeys(outcome(visit) for visit in site.inventory.visits)
    return ", ".join(reasons) or "no visit was made"


def severities(site: SiteReport) -> str:
    """Return how many findings of each severity a site has: "2 high, 1 low"."""
    found = [finding.severity for finding in site.discrepancies]
    return tally({word: found.count(word) for word in _SEVERITIES}, _SEVERITIES)


def worst_first(findings: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Return the findings in order of severity, facts before judgments."""
    return sorted(
        findings, key=lambda one: (_SEVERITIES.index(one.severity), one.kind, one.site, one.id)
    )


def not_measured(site: SiteReport) -> list[str]:
    """Return, a line each, what could not be looked at: visits, parts of visits, policies."""
    visits = site.inventory.visits
    lines = [
        f"Visit with choice {visit.choice}: {outcome(visit)}"
        for visit in visits
        if visit.outcome not in USABLE_OUTCOMES
    ]
    lines += [
        f"Choice {visit.choice}: {consent(visit)}" + (f" ({why})" if why else "")
        for visit in visits
        if visit.consent and visit.consent.outcome in _NOT_TAKEN
        for why in (visit.consent.why,)
    ]
    lines += [f"{gap.what}: {gap.why}" for visit in visits for gap in visit.incomplete]
    lines += [
        f"Policy “{document.title}”: {plain(document.status)}"
        + (f" ({document.reason})" if document.reason else "")
        for document in site.documents
        if document.status is not PolicyStatus.READ
    ]
    return lines
