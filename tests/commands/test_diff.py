import argparse
import json

import pytest
from builders import (
    make_claim,
    make_cookie,
    make_document,
    make_full_observations,
    make_run,
    make_site,
)
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scanner.commands.diff import Command
from scanner.digests import RunChanges
from scanner.history.saved import HISTORY
from scanner.reporting import write_run_report
from scanner.results import RunFolder
from scanner.words import Modality

OLD, NEW = "20261114T030000Z", "20261121T030000Z"
SHOP = "winkel.example"
STATED = make_document(make_claim("cookies.used"), make_claim("policy.applies_to"))
ADVERT = make_cookie("abid", "advertentiebord.example")
FORGED = "\x1b[2J\u202eevil\ngone  cookie  forged"


@pytest.fixture
def results(tmp_path):
    return tmp_path / "results"


@pytest.fixture
def scan(results):
    """Make a run whose sites stored some cookies, and its reports."""

    def scan_(run, cookies=(), documents=(STATED,), sites=(SHOP,)):
        folder = RunFolder.create(results, run)
        folder.write_run(make_run(map(make_site, sites), id=run))
        for domain in sites:
            for seen in make_full_observations(domain, cookies=cookies):
                folder.write_observation(seen)
            folder.write_documents(domain, documents)
        write_run_report(folder)
        return folder

    return scan_


@pytest.fixture
def diff(results, capsys):
    """Run the command and return its exit code, output and errors."""

    def diff_(*runs, site=None, json=False, exit_code=False):
        command = Command()
        command.settings = Settings({"SCAN_RESULTS_DIR": str(results)})
        command.run(list(runs), argparse.Namespace(site=site, json=json, exit_code=exit_code))
        return (command.exitcode, *capsys.readouterr())

    return diff_


@pytest.fixture
def advertised(scan):
    """Two runs, between which an advertiser's cookie appeared."""
    return scan(OLD), scan(NEW, (ADVERT,))


def test_what_appeared_is_a_row_each(diff, advertised):
    code, out, err = diff(OLD, NEW)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[:2] == [SHOP, "change  kind     what"]
    assert "new     cookie   abid (advertentiebord.example)" in lines
    assert [line.split()[:2] for line in lines[2:]].count(["new", "cookie"]) == 1
    assert any(line.startswith("new     finding  high: ") for line in lines)


def test_the_other_way_round_it_is_gone(diff, advertised):
    _, out, _ = diff(NEW, OLD)
    assert "gone    cookie   abid (advertentiebord.example)" in out.splitlines()


def test_runs_may_be_named_by_their_folders(diff, advertised):
    assert diff(*(str(folder.path) for folder in advertised)) == diff(OLD, NEW)


def test_the_same_twice_is_said_in_one_line(diff, scan):
    scan(OLD, (ADVERT,))
    scan(NEW, (ADVERT,))
    assert diff(OLD, NEW, exit_code=True) == (0, f"{SHOP}: nothing changed\n", "")


def test_a_changed_policy_is_told_claim_by_claim(diff, scan):
    stated = STATED.model_copy(update={"date": "2025", "sha256": "a" * 64})
    changed = make_document(make_claim("cookies.used"), make_claim("cookies.session"))
    scan(OLD, documents=(stated,))
    scan(NEW, documents=(changed.model_copy(update={"date": "2026", "sha256": "b" * 64}),))
    _, out, _ = diff(OLD, NEW)
    (row,) = (line for line in out.splitlines() if "document" in line)
    assert row == (
        "changed  document  Privacyverklaring, dated 2025, now 2026, appeared cookies.session: "
        "About cookies.session., gone policy.applies_to: About policy.applies_to."
    )


def test_a_changed_clause_is_told_as_it_was_and_as_it_is(diff, scan):
    may = make_claim("cookies.used", modality=Modality.MAY)
    may = may.model_copy(update={"statement": "Cookies may be used."})
    scan(OLD, documents=(make_document(may),))
    scan(NEW, documents=(make_document(make_claim("cookies.used")),))
    line = "changed cookies.used: Cookies may be used.; now: About cookies.used."
    assert line in diff(OLD, NEW)[1]


def test_sites_in_one_of_the_runs_are_named(diff, scan):
    scan(OLD, sites=("oud.example", SHOP))
    scan(NEW, sites=(SHOP, "nieuw.example"))
    assert diff(OLD, NEW)[1].splitlines() == [
        f"{SHOP}: nothing changed",
        f"oud.example: only in run {OLD}",
        f"nieuw.example: only in run {NEW}",
    ]


def test_one_site_may_be_asked_for(diff, scan):
    scan(OLD, sites=(SHOP, "ander.example"))
    scan(NEW, sites=(SHOP, "ander.example"))
    assert diff(OLD, NEW, site=SHOP) == (0, f"{SHOP}: nothing changed\n", "")


def test_json_holds_the_same_changes(diff, advertised):
    code, out, _ = diff(OLD, NEW, json=True)
    changes = RunChanges.model_validate_json(out)
    assert (code, changes.old, changes.new) == (0, OLD, NEW)
    (site,) = changes.sites
    assert [(each.trend, each.name) for each in site.changes.cookies] == [("new", "abid")]


@pytest.mark.parametrize(("runs", "code"), [((OLD, NEW), 4), ((OLD, OLD), 0)])
def test_the_exit_code_says_whether_anything_changed_where_that_is_asked(
    diff, advertised, runs, code
):
    assert diff(*runs, exit_code=True)[0] == code


def test_a_site_that_the_old_run_did_not_measure_is_not_compared(diff, results, scan):
    scan(NEW)
    folder = RunFolder.create(results, OLD)
    folder.write_run(make_run(id=OLD))
    write_run_report(folder)
    line = f"{SHOP}: not measured in run {OLD}, so there is nothing to compare with\n"
    assert diff(OLD, NEW, exit_code=True) == (0, line, "")


def test_what_could_not_be_seen_is_no_change_and_says_why(diff, results, scan):
    scan(OLD, (ADVERT,))
    folder = RunFolder.create(results, NEW)
    folder.write_run(make_run(id=NEW))
    write_run_report(folder)
    _, out, _ = diff(OLD, NEW)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (
        "unknown cookie abid (advertentiebord.example), It could not be seen in run "
        f"{NEW}: the site was not measured."
    ) in lines
    assert lines[-1] == (
        "note: The site could not be measured this time: what it did last time is not gone."
    )


def test_nothing_that_a_site_wrote_steers_the_terminal(diff, scan):
    scan(OLD)
    hostile = STATED.model_copy(update={"id": "new", "title": FORGED})
    scan(NEW, (make_cookie(FORGED),), (STATED, hostile))
    _, out, _ = diff(OLD, NEW)
    assert not {"\x1b", "\u202e"} & set(out)
    assert [line for line in out.splitlines() if line.startswith("gone  cookie")] == []
    assert set(diff(OLD, NEW, json=True)[1]) & {"\x1b", "\u202e"} == set()


def test_a_run_without_a_digest_is_compared_by_its_report(diff, advertised):
    whole = diff(OLD, NEW, json=True)
    (advertised[0].path / HISTORY).unlink()
    assert diff(OLD, NEW, json=True) == whole


def test_a_run_that_is_not_there_is_said_in_one_line(diff, results, scan):
    scan(OLD)
    line = f"{NEW}: no such run, neither a folder nor an id in {results}\n"
    assert diff(OLD, NEW) == (1, "", line)


def test_a_run_that_was_never_reported_is_said_in_one_line(diff, results, scan):
    scan(OLD)
    folder = RunFolder.create(results, NEW)
    line = f"{folder.path / 'report.json'}: no such file, so this is not a whole run\n"
    assert diff(OLD, NEW) == (1, "", line)


@pytest.mark.parametrize("file", [HISTORY, "report.json"])
def test_a_file_that_was_cut_off_is_named(diff, advertised, file):
    old = advertised[0].path
    if file != HISTORY:
        (old / HISTORY).unlink()
    (old / file).write_bytes((old / file).read_bytes()[:1000])
    code, out, err = diff(OLD, NEW)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"{old / file}: not JSON, perhaps cut off: ")


def test_a_report_of_an_older_form_is_named(diff, advertised):
    old = advertised[0].path
    (old / HISTORY).unlink()
    report = json.loads((old / "report.json").read_bytes())
    del report["sites"][0]["inventory"]["coverage"]
    (old / "report.json").write_text(json.dumps(report))
    assert diff(OLD, NEW) == (
        1,
        "",
        f"{old / 'report.json'}: not as expected at sites.0.inventory.coverage: Field required\n",
    )


def test_a_site_that_neither_run_has_is_said_in_one_line(diff, advertised):
    line = f"elders.example: neither run {OLD} nor run {NEW} has scanned such a site\n"
    assert diff(OLD, NEW, site="elders.example") == (1, "", line)


@pytest.mark.parametrize("runs", [(), (OLD,), (OLD, NEW, OLD)])
def test_two_runs_must_be_given(diff, runs):
    with pytest.raises(UsageError, match="expected two runs"):
        diff(*runs)
