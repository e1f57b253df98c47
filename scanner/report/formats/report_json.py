"""The report for programs: strict JSON, as ``scanner/report/schema.json`` says."""

from __future__ import annotations

import io

from scanner.models import Report
from scanner.report.formats import Format
from scanner.results import REPORT
from scanner.strict_json import to_json

_NO_SITES = b'\n  "sites": []'


def render(report: Report) -> bytes:
    """Return what ``to_json`` does, site by site: the whole is held once, and not twice."""
    if not report.sites:
        return to_json(report)
    head, _, tail = to_json(report.model_copy(update={"sites": ()})).rpartition(_NO_SITES)
    file = io.BytesIO()
    file.write(head + _NO_SITES[:-1])
    for number, site in enumerate(report.sites):
        file.write(b",\n    " if number else b"\n    ")
        file.write(to_json(site).rstrip().replace(b"\n", b"\n    "))
    file.write(b"\n  ]" + tail)
    return file.getvalue()


FORMAT = Format(id="report-json", file_name=REPORT, render=render)
