"""The report for programs: strict JSON, as ``scanner/report/schema.json`` says."""

from __future__ import annotations

from scanner.models import Report
from scanner.report.formats import Format
from scanner.results import REPORT
from scanner.strict_json import fill_list, to_json


def render(report: Report) -> bytes:
    """Return what ``to_json`` does, but site by site, for a thousand sites are large."""
    whole = to_json(report.model_copy(update={"sites": ()}))
    return fill_list(whole, "sites", 2, report.sites)


FORMAT = Format(id="report-json", file_name=REPORT, render=render)
