"""The report for a ticket or a pull request: Markdown in which only our own marks do anything.

Whatever could be a mark, a tag, a link, a mention or a reference in some dialect of Markdown stands
in a code span, where none of them means anything; plain words stay plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scanner.models import Discrepancy, DocumentSummary, Evidence, Report, SiteReport
from scanner.report import wording
from scanner.report.formats import Format
from scanner.report.page.phrases import in_english

_MOST_EVIDENCE = 3  # pieces that are shown of one finding
_LONGEST_TEXT = 600  # letters of one quote, address or detail
_LONGEST = 60_000  # letters of the whole: a comment may have 65,536 on GitHub
# Letters alone, a number, a dash, with the punctuation of a sentence around it. It is no mention,
# address, reference (GH-1, 9fceb02) or emoji; nor a list, as no line of ours starts with it.
_PLAIN = re.compile(
    r"[“‘(]*(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|\d{1,6}|\d{1,3}\.\d{1,3}[a-z]?|[–—-])[.,;:!?…)”’]*"
)
_AROUND = re.compile(r"(\((?=.+\)[.,;:]*$))?(.+?)((?(1)\))[.,;:]*)")  # what stays outside a span


def render(report: Report) -> bytes:
    """Return the report; one that would be too long for a comment is cut, and says so."""
    blocks: list[str] = []
    room = _LONGEST
    for block in _blocks(report):
        room -= len(block)
        if room < 0:
            blocks.append("**Cut here, for length: the whole is in report.html.**")
            break
        blocks.append(block)
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _blocks(report: Report) -> Iterator[str]:
    yield f"# What sites do, against what their policies say: run {_text(report.run.id)}"
    yield "\n".join(_head(report))
    for site in report.sites:  # before any detail, so that a cut leaves them
        yield f"- Site {_text(site.domain)}: {_text(in_english().verdict_line(site))}"
    for site in report.sites:
        yield f"## Site {_text(site.domain)}"
        yield f"**Verdict:** {_text(in_english().verdict_line(site))}"
        titles = {document.id: document for document in site.documents}
        for finding in wording.worst_first(site.discrepancies):
            yield f"### {finding.severity.capitalize()}: {_text(finding.sentence.en)}"
            yield "\n".join(_finding(finding, titles.get(finding.document or "")))
        if gaps := _not_looked_at(site):
            yield "### Not looked at"
            yield "\n".join(f"- Gap: {_text(gap)}" for gap in gaps)


def _head(report: Report) -> Iterator[str]:
    yield f"- Result: {_text(in_english().headline(report))}"
    if found := in_english().severities(one for site in report.sites for one in site.discrepancies):
        yield f"- Findings: {found}"
    if report.run.finished is None:
        yield "- **The run was cut off: only what was saved until then is here**"


def _finding(finding: Discrepancy, document: DocumentSummary | None) -> Iterator[str]:
    verdict = in_english().labels.word(finding.verdict)
    yield f"- Rule: {_text(finding.rule)}, {finding.kind}, {verdict}"
    yield f"- Policy: {_clause(finding, document)}"
    for piece in finding.evidence[:_MOST_EVIDENCE]:
        yield f"- Observed: {_evidence(piece)}"
    if (more := len(finding.evidence) - _MOST_EVIDENCE) > 0:
        yield f"- Observed besides: {more} more"
    yield f"- Looked at: {_text(in_english().looked_at(finding.coverage))}"
    if finding.note:
        yield f"- Note: {_text(finding.note.en)}"
    if finding.about:
        yield f"- About: {_text('; '.join(finding.about))}"


def _clause(finding: Discrepancy, document: DocumentSummary | None) -> str:
    if finding.document is None:
        return "this rests on no policy: what was observed stands by itself"
    place = f"“{_text(document.title)}”" if document else _text(finding.document)
    if finding.section:
        place += f", section {_text(finding.section)}"
    if finding.quote:
        return f"{place}: “{_text(finding.quote)}”"
    if finding.statement:
        return f"{place}, in our words: {_text(finding.statement)}"
    return f"{place}: no clause covers this"


def _evidence(piece: Evidence) -> str:
    when = [f"choice {piece.choice}"] if piece.choice else []
    when += [in_english().labels.word(piece.phase)] if piece.phase else []
    when += [f"on {_text(piece.page)}"] if piece.page else []
    told = f"{piece.kind} {_text(piece.subject)}: {_text(piece.detail)}"
    return f"{told} ({', '.join(when)})" if when else told


def _not_looked_at(site: SiteReport) -> list[str]:
    if not site.enabled:
        return []
    gaps = (*site.inventory.coverage.missing, *in_english().gaps(site))
    return list(dict.fromkeys(gaps))


def _text(text: str) -> str:
    """Return a text on one line, each run of words that are not plain in a code span."""
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + "…"
    words = [wording.inert(word) for word in text.split()]
    return " ".join(_runs(words)) or "(nothing)"


def _runs(words: Iterable[str]) -> Iterator[str]:
    odd: list[str] = []
    for word in words:
        if _PLAIN.fullmatch(word):
            if odd:
                yield _code(" ".join(odd))
                odd = []
            yield word
        else:
            odd.append(word)
    if odd:
        yield _code(" ".join(odd))


def _code(text: str) -> str:
    """Return a code span: its fence is longer than any run of backticks in the text."""
    around = _AROUND.fullmatch(text)
    before, core, after = around.groups(default="") if around else ("", text, "")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", core)), default=0))
    blank = " " if core[0] == "`" or core[-1] == "`" else ""
    return f"{before}{fence}{blank}{core}{blank}{fence}{after}"


FORMAT = Format(id="report-md", file_name="report.md", render=render)
