from pathlib import Path

import pytest
from builders import make_run

from scanner.errors import RunError
from scanner.latest import publish_latest
from scanner.models import Report, Totals
from scanner.results import RunFolder
from scanner.strict_json import to_json

RUN = "20261121T030000Z"


def test_the_newest_complete_report_is_the_latest(tmp_path):
    old = _make_reported(tmp_path, RUN)
    new = _make_reported(tmp_path, "20261128T030000Z")
    assert [publish_latest(tmp_path, each) for each in (old, new, old, new)] == [
        True,
        True,
        False,
        True,
    ]
    latest = tmp_path / "latest.json"
    assert latest.read_bytes() == (new.path / "report.json").read_bytes()


def test_a_latest_report_that_is_broken_is_replaced(tmp_path):
    (tmp_path / "latest.json").write_text("{")
    folder = _make_reported(tmp_path, RUN)
    assert publish_latest(tmp_path, folder)
    assert Report.model_validate_json((tmp_path / "latest.json").read_bytes()).run.id == RUN


def test_a_broken_report_never_becomes_the_latest(tmp_path):
    folder = RunFolder.create(tmp_path, RUN)
    folder.write_file("report.json", b"{")
    with pytest.raises(RunError, match=r"report\.json: not JSON"):
        publish_latest(tmp_path, folder)
    assert not (tmp_path / "latest.json").exists()


def _make_reported(results_dir: Path, run: str) -> RunFolder:
    folder = RunFolder.create(results_dir, run)
    totals = Totals(sites=0, measured=0, verdicts={}, discrepancies={})
    report = Report(run=make_run(id=run), totals=totals, sites=())
    folder.write_file("report.json", to_json(report))
    return folder
