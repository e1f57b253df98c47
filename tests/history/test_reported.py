"""A run's reports: what they leave for later runs, and what they say of earlier ones."""

import io
import zipfile

import pytest
from builders import make_cookie, make_document, make_full_observations, make_run, make_site

from scanner.digests import EarlierRuns, RunDigest
from scanner.exporting import make_export
from scanner.history.digest import digest_of
from scanner.history.saved import load_digest
from scanner.models import Report
from scanner.reporting import write_run_report
from scanner.results import RunFolder
from scanner.words import Trend

FIRST, SECOND = "20261114T030000Z", "20261121T030000Z"
SHOP = "winkel.example"
ADVERT = make_cookie("abid", "advertentiebord.example")
REPORTS = ("report.json", "history.json", "manifest.json")


@pytest.fixture
def scan(tmp_path):
    """Make a run that stored some cookies, with what earlier runs said, and report it."""

    def scan_(run, cookies=(), earlier=(), enabled=True):
        folder = RunFolder.create(tmp_path / "results", run)
        folder.write_run(make_run((make_site(enabled=enabled),), id=run))
        for seen in make_full_observations(cookies=cookies):
            folder.write_observation(seen)
        folder.write_documents(SHOP, (make_document(),))
        if earlier:
            folder.write_earlier(EarlierRuns(domain=SHOP, digests=earlier))
        report, _ = write_run_report(folder)
        return folder, report

    return scan_


@pytest.fixture
def second(scan):
    """A second run, in which an advertiser's cookie appeared."""
    first, _ = scan(FIRST)
    return scan(SECOND, (ADVERT,), load_digest(first).sites)


def read(folder):
    return {name: folder.read_file(name) for name in REPORTS}


def test_a_run_leaves_its_digest_beside_its_report(scan):
    folder, report = scan(FIRST)
    kept = RunDigest.model_validate_json(folder.read_file("history.json"))
    assert kept == load_digest(folder) == digest_of(report)
    assert "history.json" in folder.read_manifest().files


def test_the_first_report_compares_with_nothing(scan):
    _, report = scan(FIRST)
    assert report.sites[0].since_last_run is None


def test_the_next_report_says_what_changed(second):
    folder, _ = second
    report = Report.model_validate_json(folder.read_file("report.json"))
    changes = report.sites[0].since_last_run
    assert (changes.since, changes.runs) == (FIRST, (FIRST, SECOND))
    assert [(each.trend, each.name, each.seen) for each in changes.cookies] == [
        (Trend.NEW, "abid", (False, True))
    ]


def test_analysed_again_it_is_the_same_byte_for_byte(second):
    folder, _ = second
    before = read(folder)
    write_run_report(folder)
    assert read(folder) == before


def test_what_a_digest_says_does_not_depend_on_earlier_runs(second):
    folder, report = second
    alone = report.model_copy(
        update={"sites": (report.sites[0].model_copy(update={"since_last_run": None}),)}
    )
    assert load_digest(folder) == digest_of(alone)


def test_a_site_that_is_disabled_now_is_not_compared(scan):
    first, _ = scan(FIRST)
    _, report = scan(SECOND, earlier=load_digest(first).sites, enabled=False)
    assert report.sites[0].since_last_run is None


def test_an_export_can_be_analysed_to_the_same_report(second, tmp_path):
    folder, _ = second
    with zipfile.ZipFile(io.BytesIO(make_export(folder, SHOP))) as archive:
        archive.extractall(tmp_path / "export")
    unpacked = RunFolder(tmp_path / "export" / f"{SHOP}-{SECOND}")
    before = unpacked.read_file("report.json")
    write_run_report(unpacked)
    assert unpacked.read_file("report.json") == before == folder.read_file("report.json")
