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
from dataclasses import dataclass
from functools import lru_cache

from scanner.models import Discrepancy, DocumentSummary, Report, SiteReport
from scanner.report.formats import Format
from scanner.report.formats.report_html import SETTING
from scanner.report.page.changes import trends_of
from scanner.report.page.details import Details
from scanner.report.page.phrases import Phrases, in_language
from scanner.report.wording import inert, worst_first
from scanner.words import Trend

_BETWEEN = " | "  # several values of one cell
_LONGEST_CELL = 32_000  # letters; Excel keeps 32,767 and spills the rest over other cells
_CUT = "… (cut)"
# Where a cell starts, in this file or when it is opened with another separator or quote, as far as
# a spreadsheet sees it: blanks and quotes before the sign change nothing.
_FORMULA = re.compile(r"""(^|[,;\t|])([\s"']*)(?=[=+\-@＝＋－＠])""")
_STEERING_START = re.compile(r"^(?=[\t\r\n])")


@dataclass(frozen=True)
class _Row:
    """What a row is made of."""

    say: Phrases
    site: SiteReport
    found: Discrepancy
    trend: Trend | None  # None: there is no earlier run

    @property
    def document(self) -> DocumentSummary | None:
        """The policy of the finding."""
        every = self.site.documents
        return next((each for each in every if each.id == self.found.document), None)

    @property
    def statement(self) -> str | None:
        """What the clause says, in our words."""
        found = self.found
        return found.statement and self.say.told(found.statement, found.statement_nl)

    @property
    def evidence(self) -> Iterable[str]:
        """Each piece of evidence on a line."""
        told = (Details(self.say).told(piece, self.site) for piece in self.found.evidence)
        return (f"{kind} {subject}: {detail}" for kind, subject, detail in told)


# The columns, in an order that never changes: new ones come last.
_COLUMNS: Mapping[str, Callable[[_Row], object]] = {
    "site": lambda row: row.found.site,
    "severity": lambda row: row.found.severity,
    "kind": lambda row: row.found.kind,
    "verdict": lambda row: row.found.verdict,
    "rule": lambda row: row.found.rule,
    "subject": lambda row: row.found.subject,
    "finding": lambda row: row.found.sentence.en,
    "bevinding": lambda row: row.found.sentence.nl,
    "document": lambda row: row.found.document,
    "document_title": lambda row: row.document and row.say.title(row.document),
    "document_date": lambda row: row.document and row.document.date,
    "document_url": lambda row: row.document and row.document.url,
    "section": lambda row: row.found.section,
    "quote": lambda row: row.found.quote,
    "statement": lambda row: row.statement,
    "evidence": lambda row: _joined(row.evidence),
    "choices": lambda row: _joined(piece.choice for piece in row.found.evidence),
    "phases": lambda row: _joined(piece.phase for piece in row.found.evidence),
    "pages": lambda row: _joined(piece.page for piece in row.found.evidence),
    "looked_at": lambda row: row.say.looked_at(row.found.coverage),
    "not_looked_at": lambda row: _joined(map(row.say.told, row.found.coverage.missing)),
    "note": lambda row: row.found.note and row.say.labels.sentence(row.found.note),
    "about": lambda row: _joined(map(row.say.told, row.found.about)),
    "id": lambda row: row.found.id,
    "since_last_run": lambda row: row.trend,
}


def render(report: Report) -> bytes:
    """Return the table, worst findings first; UTF-8 with a byte order mark, every cell quoted."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    say = in_language(report.run.settings.get(SETTING))
    site_of = {id(found): site for site in report.sites for found in site.discrepancies}
    trends = {site.domain: trends_of(site) for site in report.sites}
    for found in worst_first(one for site in report.sites for one in site.discrepancies):
        site = site_of[id(found)]
        row = _Row(say, site, found, trends[site.domain].get(found.id))
        values = (value(row) for value in _COLUMNS.values())
        writer.writerow(_cell("" if value is None else str(value)) for value in values)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


@lru_cache(maxsize=4096)  # rows of a site have most of their cells in common
def _cell(text: str) -> str:
    """Return text that a spreadsheet shows and never calculates.

    An apostrophe comes before each sign that would start a formula, and letters that steer (a line
    break among them, so that a row stays a line) are replaced.
    """
    text = inert(_STEERING_START.sub("'", _FORMULA.sub(r"\1\2'", text)))
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + _CUT


def _joined(values: Iterable[str | None]) -> str:
    return _BETWEEN.join(dict.fromkeys(value for value in values if value))


FORMAT = Format(id="discrepancies-csv", file_name="discrepancies.csv", render=render)
