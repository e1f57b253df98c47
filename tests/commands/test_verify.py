import argparse
import hashlib
import json
import os

import pytest
from builders import make_observation, make_run
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scanner.commands.verify import Command
from scanner.reporting import write_run_report
from scanner.results import RunFolder

RUN = "20261121T030000Z"
VISIT = "observations/winkel.example/none.json"


@pytest.fixture
def folder(tmp_path):
    """A run with one visit, reported."""
    folder = RunFolder.create(tmp_path / "results", RUN)
    folder.write_run(make_run())
    folder.write_observation(make_observation())
    write_run_report(folder)
    return folder


@pytest.fixture
def verify(folder, capsys):
    """Run the command on a run and return its exit code, output and errors."""

    def run(*args):
        command = Command()
        command.settings = Settings({"SCAN_RESULTS_DIR": str(folder.path.parent)})
        command.run(list(args or (RUN,)), argparse.Namespace())
        return (command.exitcode, *capsys.readouterr())

    return run


def manifest_of(folder):
    return json.loads((folder.path / "manifest.json").read_bytes())


def test_a_run_that_nobody_touched_is_as_reported(folder, verify):
    manifest = manifest_of(folder)
    number = len(manifest["files"])
    assert verify() == (0, f"{number} files as reported, sha256 {manifest['whole']}\n", "")


def test_a_run_is_found_by_its_folder_too(folder, verify):
    assert verify(str(folder.path))[0] == 0


def test_the_sum_of_the_whole_is_what_sha256sum_says_of_the_list(folder):
    manifest = manifest_of(folder)
    lines = [f"{digest}  {name}\n" for name, digest in sorted(manifest["files"].items())]
    assert manifest["whole"] == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_a_file_that_is_gone_is_missing(folder, verify):
    (folder.path / VISIT).unlink()
    assert verify() == (1, f"missing: {VISIT}\n", "")


def test_one_byte_makes_a_file_a_changed_one(folder, verify):
    path = folder.path / VISIT
    path.write_bytes(path.read_bytes().replace(b"4.0", b"5.0"))
    assert verify() == (1, f"changed: {VISIT}\n", "")


def test_a_run_whose_run_json_is_broken_is_still_checked(folder, verify):
    (folder.path / "run.json").write_text("{")
    assert verify() == (1, "changed: run.json\n", "")


def test_files_that_were_added_are_extra_whatever_they_are(folder, verify):
    (folder.path / "evidence").mkdir()
    (folder.path / "evidence" / "new.png").write_bytes(b"")
    (folder.path / ".hidden").write_text("")
    (folder.path / "elsewhere").symlink_to("/etc")
    os.mkfifo(folder.path / "pipe")
    code, out, _ = verify()
    assert (code, out.splitlines()) == (
        1,
        ["extra: .hidden", "extra: elsewhere", "extra: evidence/new.png", "extra: pipe"],
    )


def test_a_link_to_the_very_same_bytes_is_a_changed_file(folder, verify, tmp_path):
    path = folder.path / VISIT
    path.rename(tmp_path / "copy.json")
    path.symlink_to(tmp_path / "copy.json")
    assert verify() == (1, f"changed: {VISIT}\n", "")


def test_what_a_killed_write_left_is_no_file_of_the_run(folder, verify):
    (folder.path / ".report.json.0123.part").write_text("left by a kill")
    assert verify()[0] == 0


def test_a_list_that_was_changed_with_its_file_does_not_fit_the_whole(folder, verify):
    path = folder.path / VISIT
    path.write_bytes(b"{}")
    manifest = manifest_of(folder)
    manifest["files"][VISIT] = hashlib.sha256(b"{}").hexdigest()
    (folder.path / "manifest.json").write_text(json.dumps(manifest))
    line = "changed: manifest.json itself: its sum of the whole does not fit its list\n"
    assert verify() == (1, line, "")


def test_a_name_that_steers_a_terminal_is_shown_without_its_power(folder, verify):
    (folder.path / "a\x1b[2Jb\u202e").write_text("")
    assert verify()[1] == "extra: a�[2Jb�\n"


def test_a_run_without_a_manifest_is_said_in_one_line(folder, verify):
    path = folder.path / "manifest.json"
    path.unlink()
    assert verify() == (1, "", f"{path}: no such file, so this is not a whole run\n")


def test_a_run_that_is_not_there_is_said_in_one_line(folder, verify):
    line = f"nowhere: no such run, neither a folder nor an id in {folder.path.parent}\n"
    assert verify("nowhere") == (1, "", line)


def test_anything_but_one_run_is_wrong_use(verify):
    with pytest.raises(UsageError, match="expected one run"):
        verify(RUN, RUN)
