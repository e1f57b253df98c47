import hashlib
import json

import pytest

from scanner.report import write
from scanner.report.formats import Format, load_formats
from scanner.report.write import write_reports
from scanner.results import RunFolder


@pytest.fixture
def folder(tmp_path):
    return RunFolder.create(tmp_path, "20261121T030000Z")


def test_every_format_and_the_manifest_are_written(folder, sample):
    paths = write_reports(folder, sample)
    names = [format_.file_name for format_ in load_formats()]
    assert [path.name for path in paths] == [*names, "manifest.json"]
    manifest = json.loads(paths[-1].read_bytes())
    assert manifest["files"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths[:-1]
    }


def test_the_same_report_gives_the_same_bytes(folder, sample):
    first = [path.read_bytes() for path in write_reports(folder, sample)]
    assert [path.read_bytes() for path in write_reports(folder, sample)] == first


def test_a_format_that_fails_leaves_the_old_reports_alone(folder, sample, monkeypatch):
    old = {path: path.read_bytes() for path in write_reports(folder, sample)}

    def fail(_report):
        raise ValueError("no")

    broken = (*load_formats(), Format(id="broken", file_name="broken.txt", render=fail))
    monkeypatch.setattr(write, "load_formats", lambda: broken)
    changed = sample.model_copy(update={"sites": ()})
    with pytest.raises(ValueError, match="no"):
        write_reports(folder, changed)
    assert {path: path.read_bytes() for path in old} == old
