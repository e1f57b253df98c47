"""The findings as SARIF 2.1.0, for the code-scanning page of a forge.

Every location is a path without a scheme: GitHub refuses a whole file that holds one ``https:``.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from scanner.models import Discrepancy, DocumentSummary, Report, RuleSummary, SiteReport
from scanner.report.formats import Format
from scanner.report.page.phrases import in_english
from scanner.report.wording import inert
from scanner.strict_json import fill_list, to_json
from scanner.words import DocumentSource, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
_MENTION = re.compile(r"(?<!\w)@(?=\w)")  # a page that shows a message may notify whom it names
_Json = dict[str, object]


def render(report: Report) -> bytes:
    """Return one SARIF run; its results are the findings, each at its document or page."""
    index = {rule.id: number for number, rule in enumerate(report.rules)}
    run: _Json = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": f"cookieclaims/{_text(report.run.id)}"},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    results = (
        {**_result(finding, site, index), **state}
        for site in report.sites
        for states in (_baseline_states(site),)
        for finding in site.discrepancies
        for state in (states.get(finding.id, {}),)
    )
    whole = to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
    return fill_list(whole, "results", 6, results)


def _driver(report: Report) -> _Json:
    version = report.run.scanner_version
    return {"name": "cookieclaims", "version": version, "rules": [*map(_rule, report.rules)]}


def _rule(rule: RuleSummary) -> _Json:
    about = f" About: {'; '.join(rule.about)} (pointers, no conclusions)." if rule.about else ""
    text = f"{rule.question} Asked once a {rule.per}. Why: {rule.source}.{about}"
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.question},
        "fullDescription": {"text": rule.question},
        "help": {"text": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["privacy", rule.kind.value]},
    }


def _invocation(report: Report) -> _Json:
    run = report.run
    ended = {"endTimeUtc": f"{run.ended_at:%Y-%m-%dT%H:%M:%SZ}"} if run.ended_at else {}
    return {
        "executionSuccessful": run.finished is not None,
        "startTimeUtc": f"{run.started_at:%Y-%m-%dT%H:%M:%SZ}",
        **ended,
    }


def _result(finding: Discrepancy, site: SiteReport, index: dict[str, int]) -> _Json:
    where: _Json = {"ruleIndex": index[finding.rule]} if finding.rule in index else {}
    return {
        "ruleId": finding.rule,
        **where,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding, site)],
        # By this name GitHub knows an alert again, week after week.
        "partialFingerprints": {"primaryLocationLineHash": inert(finding.id)},
        "properties": {
            "site": inert(finding.site),
            "severity": finding.severity.value,
            "kind": finding.kind.value,
            "verdict": finding.verdict.value,
            "subject": inert(finding.subject),
        },
    }


def _baseline_states(site: SiteReport) -> dict[str, _Json]:
    """Return how the findings stand to the last run, by id; without what could not be seen there.

    One that is gone is no result: GitHub knows no ``baselineState`` (its list of supported
    properties, read 2026-11-22), so that it would open an alert for each that is ``absent``.
    """
    states: dict[str, _Json] = {}
    for change in site.since_last_run.findings if site.since_last_run else ():
        *_, before, now = change.seen
        if now and before is not None:
            states[change.id] = {"baselineState": "unchanged" if before else "new"}
    return states


def _message(finding: Discrepancy) -> str:
    """Return the finding in plain text: its sentence, the clause, what was seen and how much."""
    said = finding.quote or finding.statement
    seen = "; ".join(f"{piece.subject}: {piece.detail}" for piece in finding.evidence[:5])
    parts = (
        finding.sentence.en,
        f"The policy: “{said}”." if said else "",
        f"Observed: {seen}." if seen else "",
        f"Looked at: {in_english().looked_at(finding.coverage)}.",
        f"This is a {finding.kind}.",
    )
    return _text(f"{finding.site}: {' '.join(filter(None, parts))}")


def _location(finding: Discrepancy, site: SiteReport) -> _Json:
    document = next((one for one in site.documents if one.id == finding.document), None)
    place: _Json = {"uri": _place(finding, document)}
    # A file as a whole: GitHub asks for a line, and the clause is named by its section.
    physical = {"artifactLocation": place, "region": {"startLine": 1}}
    section = [{"name": inert(finding.section), "kind": "section"}] if finding.section else []
    site_of: _Json = {"name": inert(finding.site), "kind": "site"}
    return {"physicalLocation": physical, "logicalLocations": [site_of, *section]}


def _place(finding: Discrepancy, document: DocumentSummary | None) -> str:
    """Return the seeds file of a pinned document, else host and path of the document or page."""
    if document and document.source is DocumentSource.PINNED:
        return f"seeds/policies/{quote(document.id, safe='', errors='replace')}.toml"
    pages = (piece.page for piece in finding.evidence if piece.page)
    url = (document.url if document else None) or next(pages, None) or f"https://{finding.site}"
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    path = unquote(f"{parts.netloc}{parts.path}").strip("/") or finding.site
    # Not a letter is left that could make it a scheme, a query or a way out of the folder.
    return quote(path, safe="/", errors="replace").replace("..", "%2E%2E")


def _text(text: str) -> str:
    """Return plain text for a message: no links, no placeholders, no mentions, on one line."""
    words = " ".join(inert(word) for word in text.split())
    escaped = re.sub(r"([\[\]\\])", r"\\\1", words).replace("{", "{{").replace("}", "}}")
    return _MENTION.sub("@ ", escaped)


FORMAT = Format(id="report-sarif", file_name="report.sarif", render=render)
