"""``scrapy crawl sites``: what it ends with, also when something is wrong."""

import contextlib
import errno
import json
import shutil
import signal
import sqlite3
import subprocess
from datetime import UTC, datetime

import pytest
from builders import make_run
from commands.scans import PROJECT, command, scrapy

from scanner.analyse import analyse
from scanner.commands.crawl import fail, has_found
from scanner.errors import RunError
from scanner.lock import hold
from scanner.words import Severity

NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"

BAD_LISTS = {
    "is no TOML": ("sites.toml", "[[site]\n", "sites.toml: "),
    "names a site twice": ("sites.txt", "a.nl\nhttps://a.nl/\n", "sites.txt: line 2"),
    "holds a URL that is not http": ("sites.txt", "a.nl\nftp://b.nl/\n", "sites.txt: line 2"),
    "is empty": ("sites.txt", "\n", "sites.txt: "),
}


@pytest.mark.parametrize("what", BAD_LISTS)
def test_a_list_that_is_wrong_stops_the_scan_with_one_line(tmp_path, what):
    name, content, place = BAD_LISTS[what]
    (tmp_path / name).write_text(content, encoding="utf-8")
    ended = scrapy("crawl", "sites", "-a", f"sites={tmp_path / name}", results=tmp_path / "results")
    (line,) = errors(ended)
    assert (ended.returncode, place in line, (tmp_path / "results").exists()) == (1, True, False)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("only=nergens.nl", "-a only=nergens.nl: "),
        ("choices=perhaps", "choices: "),
        ("pages=none", "pages: "),
        ("page=5", "-a page: "),
        ("lang=fy", "language: expected en or nl, found 'fy'"),
        ("sites=missing.toml", "missing.toml: "),
        ("run=old", "-a run=old: expected new or due"),
    ],
)
def test_an_argument_that_is_wrong_stops_the_scan_with_one_line(tmp_path, argument, message):
    ended = scrapy("crawl", "sites", "-a", argument, results=tmp_path / "results")
    (line,) = errors(ended)
    assert (ended.returncode, message in line, (tmp_path / "results").exists()) == (1, True, False)


def test_an_unknown_claim_type_stops_the_scan_with_one_line(tmp_path):
    shutil.copytree(PROJECT / "seeds" / "policies", tmp_path / "policies")
    document = min((tmp_path / "policies").iterdir())
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace('"cookies.used"', '"cookies.eaten"'), encoding="utf-8")
    ended = scrapy(
        "crawl", "sites", "-s", f"SCAN_POLICIES={tmp_path / 'policies'}", results=tmp_path / "r"
    )
    (line,) = errors(ended)
    assert (ended.returncode, document.name in line, "cookies.eaten" in line) == (1, True, True)


@pytest.mark.browser
def test_a_results_folder_that_is_a_file_stops_the_scan_with_one_line(tmp_path):
    (tmp_path / "results").write_text("mine", encoding="utf-8")
    ended = scrapy("crawl", "sites", results=tmp_path / "results")
    (line,) = errors(ended)
    assert (ended.returncode, str(tmp_path / "results") in line) == (1, True)
    assert (tmp_path / "results").read_text(encoding="utf-8") == "mine"


@pytest.fixture(scope="module")
def offline(tmp_path_factory):
    """A scan of the seeds where no name can be resolved."""
    results = tmp_path_factory.mktemp("offline") / "results"
    return results, scrapy("crawl", "sites", "-s", f"SCAN_BROWSER_ARGS={NOWHERE}", results=results)


@pytest.mark.browser
def test_without_a_network_every_site_is_unreachable_and_nothing_is_measured(offline):
    results, ended = offline
    report = json.loads((results / "latest.json").read_text(encoding="utf-8"))
    assert ended.returncode == 3
    assert {
        site["domain"]: [(v["outcome"], v["reason"]) for v in site["inventory"]["visits"]]
        for site in report["sites"]
    } == {
        "claranet.nl": [("unreachable", "dns")] * 3,
        "rely.nl": [("unreachable", "dns")] * 3,
        "netoperator.nl": [("unreachable", "dns")] * 3,
        "leaseweb.com": [("unreachable", "dns")] * 3,
        "totaalnet.nl": [],
    }
    assert set(report["totals"]["verdicts"]) >= {"not_assessable"}
    verdicts = {v["verdict"] for site in report["sites"] for v in site["verdicts"]}
    rules = {d["rule"] for site in report["sites"] for d in site["discrepancies"]}
    assert (verdicts, rules) == ({"not_assessable"}, {"not-measured"})


@pytest.mark.browser
def test_one_line_a_visit_is_logged(offline):
    _, ended = offline
    lines = [line for line in ended.stderr.splitlines() if "unreachable (dns)" in line]
    assert len(lines) == 4 * 3


@pytest.mark.browser
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_scan_with_a_report_of_what_is_done(tmp_path, number, code):
    results = tmp_path / "results"
    scan = subprocess.Popen(
        command("demo", "-s", "SCAN_CONCURRENT_VISITS=1", results=results),
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    # The first line of a visit: one site is done, the next is open.
    next(line for line in scan.stderr if "none: ok" in line)
    scan.send_signal(number)
    scan.communicate(timeout=60)
    report = json.loads((results / "latest.json").read_text(encoding="utf-8"))
    outcomes = [site["inventory"]["visits"][0]["outcome"] for site in report["sites"]]
    assert (scan.returncode, report["run"]["finished"], len(outcomes)) == (code, "shutdown", 9)
    assert {"ok", "skipped"} <= set(outcomes)


@pytest.mark.parametrize(
    ("least", "found"),
    [(None, False), (Severity.CRITICAL, False), (Severity.HIGH, True), (Severity.LOW, True)],
)
def test_a_scan_fails_on_findings_as_bad_as_it_was_told_to_or_worse(least, found):
    report = analyse(make_run(), lambda site: (), ())
    discrepancies = {**dict.fromkeys(Severity, 0), Severity.HIGH: 1}
    totals = report.totals.model_copy(update={"discrepancies": discrepancies})
    assert has_found(report.model_copy(update={"totals": totals}), least) is found


def test_a_severity_that_is_none_stops_the_scan_with_one_line(tmp_path):
    ended = scrapy("crawl", "sites", "-s", "SCAN_FAIL_ON=worst", results=tmp_path / "results")
    (line,) = errors(ended)
    assert line.startswith("error: SCAN_FAIL_ON: expected one of critical, high, ")


def full_database():
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA max_page_count = 1")
        try:
            database.execute("CREATE TABLE runs (id)")
        except sqlite3.OperationalError as full:
            return full


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 74),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), 74),
        (full_database(), 74),
        (PermissionError(errno.EACCES, "Permission denied"), 1),
        (None, 1),
    ],
)
def test_a_full_disk_has_an_exit_code_of_its_own_wherever_it_shows(cause, code, capsys):
    error = RunError("results: cannot be written")
    error.__cause__ = cause
    assert fail(error) == code
    assert capsys.readouterr().err == "error: results: cannot be written\n"


@pytest.mark.browser
def test_a_second_scan_of_a_results_folder_says_who_holds_it(tmp_path):
    with hold(tmp_path, datetime(2026, 11, 21, 3, tzinfo=UTC)):
        ended = scrapy("demo", results=tmp_path)
    (line,) = errors(ended)
    assert (ended.returncode, "another run holds this folder" in line) == (75, True)


def errors(ended: subprocess.CompletedProcess[str]) -> list[str]:
    assert "Traceback" not in ended.stderr
    return [line for line in ended.stderr.splitlines() if line.startswith("error: ")]
