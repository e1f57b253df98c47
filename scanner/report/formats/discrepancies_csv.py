"""The findings as a table for a spreadsheet, one row each; no cell of it is a formula.

Made for Excel with Dutch regional settings, as a double click opens it: semicolons between the
cells, because there the comma is the decimal sign, and a byte order mark, without which Excel takes
UTF-8 for the local code page. Programs read ``report.json``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping

from scanner.models import Discrepancy, DocumentSummary, Evidence, Report
from scanner.report.formats import Format
from scanner.report.page.phrases import in_english
from scanner.report.wording import inert, worst_first

_BETWEEN = " | "  # several values of one cell
_LONGEST_CELL = 32_000  # letters; Excel keeps 32,767 and spills the rest over other cells
_CUT = "… (cut)"
# Where a cell starts, in this file or when it is opened with another separator or quote, as far as
# a spreadsheet sees it: blanks and quotes before the sign change nothing.
_FORMULA = re.compile(r"""(^|[,;\t|])([\s"']*)(?=[=+\-@＝＋－＠])""")
_STEERING_START = re.compile(r"^(?=[\t\r\n])")

# The columns, in an order that never changes: new ones come last.
_COLUMNS: Mapping[str, Callable[[Discrepancy, DocumentSummary | None], object]] = {
    "site": lambda found, _: found.site,
    "severity": lambda found, _: found.severity,
    "kind": lambda found, _: found.kind,
    "verdict": lambda found, _: found.verdict,
    "rule": lambda found, _: found.rule,
    "subject": lambda found, _: found.subject,
    "finding": lambda found, _: found.sentence.en,
    "bevinding": lambda found, _: found.sentence.nl,
    "document": lambda found, _: found.document,
    "document_title": lambda _, document: document and document.title,
    "document_date": lambda _, document: document and document.date,
    "document_url": lambda _, document: document and document.url,
    "section": lambda found, _: found.section,
    "quote": lambda found, _: found.quote,
    "statement": lambda found, _: found.statement,
    "evidence": lambda found, _: _joined(map(_told, found.evidence)),
    "choices": lambda found, _: _joined(piece.choice for piece in found.evidence),
    "phases": lambda found, _: _joined(piece.phase for piece in found.evidence),
    "pages": lambda found, _: _joined(piece.page for piece in found.evidence),
    "looked_at": lambda found, _: in_english().looked_at(found.coverage),
    "not_looked_at": lambda found, _: _joined(found.coverage.missing),
    "note": lambda found, _: found.note and found.note.en,
    "about": lambda found, _: _joined(found.about),
    "id": lambda found, _: found.id,
}


def render(report: Report) -> bytes:
    """Return the table, worst findings first; UTF-8 with a byte order mark, every cell quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    documents = {
        (site.domain, document.id): document for site in report.sites for document in site.documents
    }
    for found in worst_first(one for site in report.sites for one in site.discrepancies):
        document = documents.get((found.site, found.document or ""))
        writer.writerow(_cell(value(found, document)) for value in _COLUMNS.values())
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _cell(value: object) -> str:
    """Return a value as text that a spreadsheet shows and never calculates.

    An apostrophe comes before each sign that would start a formula, and letters that steer (a line
    break among them, so that a row stays a line) are replaced.
    """
    text = "" if value is None else str(value)
    text = inert(_STEERING_START.sub("'", _FORMULA.sub(r"\1\2'", text)))
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + _CUT


def _told(piece: Evidence) -> str:
    return f"{piece.kind} {piece.subject}: {piece.detail}"


def _joined(values: Iterable[str | None]) -> str:
    return _BETWEEN.join(dict.fromkeys(value for value in values if value))


FORMAT = Format(id="discrepancies-csv", file_name="discrepancies.csv", render=render)
