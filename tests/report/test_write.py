import hashlib
import json
from dataclasses import replace
from functools import partial

import pytest

from scanner.errors import RunError
from scanner.manifest import differences, sums_of
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


@pytest.fixture
def small_pages(monkeypatch):
    """Pages of the report may be no longer than this many bytes."""

    def allow(longest):
        formats = [
            replace(each, split=partial(each.split, longest=longest)) if each.split else each
            for each in load_formats()
        ]
        monkeypatch.setattr(write, "load_formats", lambda: formats)

    return allow


def test_a_page_for_each_site_is_in_the_manifest_and_not_among_the_paths(
    folder, sample, small_pages
):
    small_pages(10_000)
    paths = write_reports(folder, sample)
    assert {path.parent for path in paths} == {folder.path}
    names = {f"sites/{site.domain}.html" for site in sample.sites}
    assert names <= set(folder.read_manifest().files)
    assert differences(folder.read_manifest(), sums_of(folder.path)) == []


def test_pages_of_sites_go_when_the_report_fits_one_page(folder, sample, small_pages):
    small_pages(10_000)
    write_reports(folder, sample)
    small_pages(10_000_000)
    write_reports(folder, sample)
    assert not (folder.path / "sites").exists()
    assert differences(folder.read_manifest(), sums_of(folder.path)) == []


def test_a_folder_of_pages_that_is_a_link_is_not_followed(folder, sample, small_pages, tmp_path):
    small_pages(10_000)
    (folder.path / "sites").symlink_to(tmp_path)
    with pytest.raises(RunError, match="symbolic link"):
        write_reports(folder, sample)
    assert [path.name for path in tmp_path.iterdir()] == [folder.path.name]
