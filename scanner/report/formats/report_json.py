"""The report for programs: strict JSON, as ``scanner/report/schema.json`` says."""

from __future__ import annotations

from scanner.report.formats import Format
from scanner.results import REPORT
from scanner.strict_json import to_json

FORMAT = Format(id="report-json", file_name=REPORT, render=to_json)
