import argparse
import shutil
from datetime import datetime, timedelta

import pytest
from builders import make_document, make_observation, make_run
from history.digests import NOW, week
from scrapy.settings import Settings

from scanner.commands import analyse, verify
from scanner.history import prune
from scanner.history.database import History
from scanner.history.prune import Pruned, find_pruned, prune_runs
from scanner.history.sync import read_digest
from scanner.reporting import write_run_report
from scanner.results import RunFolder, run_folders, run_id
from scanner.strict_json import to_json

KEPT = {"history.json", "manifest.json", "report.json", "run.json"}
DAY = NOW.date().isoformat()


def make_reported_run(results, number, finished="finished"):
    """A run with a visit, a policy, a picture and a list, reported."""
    start = week(number)
    folder = RunFolder.create(results, run_id(start))
    folder.write_run(make_run(id=run_id(start), started_at=start, finished=finished))
    folder.write_observation(make_observation())
    folder.write_documents("winkel.example", (make_document(),))
    folder.write_evidence("winkel.example-none.png", b"png")
    folder.write_file("list-names.gz", b"packed")
    write_run_report(folder)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A results folder with three runs, copied for each test."""
    results = tmp_path_factory.mktemp("made")
    for number in (1, 2, 3):
        make_reported_run(results, number)
    return results


@pytest.fixture
def runs(results, made):
    """Three runs, oldest first."""
    shutil.copytree(made, results, dirs_exist_ok=True)
    return list(reversed(run_folders(results)))


def files_of(folder):
    return {
        path.relative_to(folder.path).as_posix()
        for path in folder.path.rglob("*")
        if path.is_file()
    }


def names_of(folder):
    return {path.name for path in folder.path.iterdir()}


@pytest.fixture
def command(results, capsys):
    """Run a command on a run and return its exit code, output and errors."""

    def run(module, folder):
        made = module.Command()
        made.settings = Settings({"SCAN_RESULTS_DIR": str(results)})
        made.run([folder.path.name], argparse.Namespace())
        return (made.exitcode, *capsys.readouterr())

    return run


def test_what_a_run_found_stays_and_its_evidence_goes(results, runs):
    before = files_of(runs[0])
    kept = {name: (runs[0].path / name).read_bytes() for name in KEPT}
    assert {"observations/winkel.example/none.json", "report.html", "list-names.gz"} < before
    lines = prune_runs(results, 2, NOW)
    assert lines == (f"{runs[0].path.name}: {len(before - KEPT)} files pruned",)
    assert names_of(runs[0]) == KEPT | {"pruned.json"}
    assert {name: (runs[0].path / name).read_bytes() for name in KEPT} == kept
    assert find_pruned(runs[0]) == Pruned(at=NOW, removed=len(before - KEPT))


def test_the_newest_runs_stay_whole(results, runs):
    before = [files_of(folder) for folder in runs[1:]]
    prune_runs(results, 2, NOW)
    assert [files_of(folder) for folder in runs[1:]] == before


def test_nought_keeps_all(results, runs):
    assert prune_runs(results, 0, NOW) == ()
    assert "observations" in names_of(runs[0])


def test_a_second_time_there_is_nothing_to_do(results, runs):
    assert len(prune_runs(results, 1, NOW)) == 2
    assert prune_runs(results, 1, NOW + timedelta(days=1)) == ()
    assert find_pruned(runs[0]).at == NOW


def test_a_prune_that_was_killed_is_finished_the_next_time(results, runs, monkeypatch):
    class KilledError(BaseException):
        pass

    real = shutil.rmtree

    def killed(path):
        if path.name == "observations":
            raise KilledError
        real(path)

    number = len(files_of(runs[0]) - KEPT)
    with monkeypatch.context() as patched:
        patched.setattr(prune.shutil, "rmtree", killed)
        with pytest.raises(KilledError):
            prune_runs(results, 2, NOW)
    assert names_of(runs[0]) > {"observations", "pruned.json"}
    prune_runs(results, 2, NOW + timedelta(days=1))
    assert names_of(runs[0]) == KEPT | {"pruned.json"}
    assert find_pruned(runs[0]) == Pruned(at=NOW, removed=number)


@pytest.mark.parametrize("missing", ["history.json", "run.json"])
def test_a_run_that_nothing_would_be_known_of_stays_whole(results, runs, missing):
    (runs[0].path / missing).unlink()
    before = files_of(runs[0])
    assert prune_runs(results, 1, NOW) != ()
    assert files_of(runs[0]) == before


@pytest.mark.parametrize("broken", ["history.json", "report.json", "manifest.json"])
def test_a_run_of_which_too_little_would_be_left_stays_whole_and_is_said(results, runs, broken):
    path = runs[0].path / broken
    if broken == "report.json":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9])
    before = files_of(runs[0])
    (line,) = prune_runs(results, 2, NOW)
    assert line.startswith(f"{runs[0].path.name}: not pruned: {path}: ")
    assert files_of(runs[0]) == before


def test_a_run_that_was_cut_off_stays_whole_and_does_not_count(results):
    cut_off = make_reported_run(results, 1, finished=None)
    runs = [make_reported_run(results, number) for number in (2, 3)]
    before = files_of(cut_off)
    assert prune_runs(results, 2, NOW) == ()
    prune_runs(results, 1, NOW)
    assert files_of(cut_off) == before
    assert [find_pruned(folder) is not None for folder in runs] == [True, False]


def test_a_run_that_was_stopped_stays_whole_while_it_may_be_taken_up_again(results):
    stopped = make_reported_run(results, 1, finished="shutdown")
    make_reported_run(results, 2)
    before = files_of(stopped)
    assert prune_runs(results, 1, week(1) + timedelta(days=7)) == ()
    assert files_of(stopped) == before
    prune_runs(results, 1, week(1) + timedelta(days=7, seconds=1))
    assert names_of(stopped) == KEPT | {"pruned.json"}


def test_no_link_is_followed_and_nothing_outside_is_touched(results, runs, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter.txt").write_text("keep")
    (runs[0].path / "evidence" / "link").symlink_to(outside)
    shutil.rmtree(runs[0].path / "policies")
    (runs[0].path / "policies").symlink_to(outside)
    elsewhere = runs[1].path.rename(tmp_path / runs[1].path.name)
    runs[1].path.symlink_to(elsewhere)
    prune_runs(results, 1, NOW)
    assert (outside / "letter.txt").read_text() == "keep"
    assert names_of(runs[0]) == KEPT | {"policies", "pruned.json"}
    assert (elsewhere / "observations").exists()


def test_what_the_operator_put_on_top_stays(results, runs):
    for name in ("notes.md", "mail.eml"):
        (runs[0].path / name).write_text("ours")
    (runs[0].path / "letters").mkdir()
    prune_runs(results, 1, NOW)
    assert names_of(runs[0]) == KEPT | {"pruned.json", "notes.md", "mail.eml", "letters"}


def test_what_cannot_be_removed_is_one_line_and_the_rest_goes_on(results, runs, monkeypatch):
    def refused(path):
        if path.is_relative_to(runs[1].path):
            raise PermissionError(13, "Permission denied", str(path))
        real(path)

    real = shutil.rmtree
    monkeypatch.setattr(prune.shutil, "rmtree", refused)
    lines = prune_runs(results, 1, NOW)
    newer, older = lines
    assert newer.startswith(f"{runs[1].path.name}: not pruned, or not wholly: ")
    assert newer.endswith("Permission denied")
    assert older.endswith("files pruned")
    assert names_of(runs[0]) == KEPT | {"pruned.json"}


def test_a_time_is_kept_in_utc(results, runs):
    prune_runs(results, 2, NOW.astimezone())
    assert find_pruned(runs[0]).at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(("keep", "now"), [(-1, NOW), (1, datetime(2026, 12, 24))])
def test_wrong_use_removes_nothing(results, runs, keep, now):
    with pytest.raises(ValueError, match="expected a number of runs"):
        prune_runs(results, keep, now)
    assert "observations" in names_of(runs[0])


def test_the_history_is_built_from_pruned_runs_too(results, file, runs):
    expected = tuple(site for folder in runs for site in read_digest(folder).sites)
    prune_runs(results, 1, NOW)
    with History.open(file, results, NOW) as history:
        assert history.earlier("winkel.example", NOW, 5) == expected


# -- the commands ----------------------------------------------------------------------------------


def test_verify_says_when_it_was_pruned_and_checks_what_is_left(results, runs, command):
    whole = runs[0].read_manifest().whole
    prune_runs(results, 1, NOW)
    said = f"its evidence was pruned on {DAY}; what is left is checked\n"
    assert command(verify, runs[0]) == (0, f"{said}3 files as reported, sha256 {whole}\n", "")


def test_verify_finds_a_change_in_what_is_left_of_a_pruned_run(results, runs, command):
    prune_runs(results, 1, NOW)
    (runs[0].path / "run.json").unlink()
    (runs[0].path / "evidence").mkdir()
    (runs[0].path / "evidence" / "new.png").write_bytes(b"")
    code, out, _ = command(verify, runs[0])
    assert (code, out.splitlines()) == (
        1,
        [
            f"its evidence was pruned on {DAY}; what is left is checked",
            "extra: evidence/new.png",
            "missing: run.json",
        ],
    )


def test_verify_of_a_whole_run_says_nothing_of_pruning(runs, command):
    assert command(verify, runs[0])[1].count("\n") == 1


def test_analyse_of_a_pruned_run_is_one_line_and_overwrites_nothing(results, runs, command):
    prune_runs(results, 1, NOW)
    before = {name: (runs[0].path / name).read_bytes() for name in names_of(runs[0])}
    line = (
        f"{runs[0].path}: its evidence was pruned on {DAY}, so it cannot be analysed again;"
        " its report.json is as it was\n"
    )
    assert command(analyse, runs[0]) == (1, "", line)
    assert {name: (runs[0].path / name).read_bytes() for name in names_of(runs[0])} == before


def test_a_broken_pruned_json_is_one_line(results, runs, command):
    (runs[0].path / "pruned.json").write_bytes(to_json({"at": "yesterday"}))
    code, out, error = command(analyse, runs[0])
    assert (code, out, error.count("\n")) == (1, "", 1)
    assert "pruned.json: not as expected at at" in error
