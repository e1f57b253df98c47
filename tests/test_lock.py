import fcntl
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from scanner import lock
from scanner.errors import LockedError, RunError
from scanner.lock import LEFT_AFTER_S, LOCK, hold

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from scanner.lock import hold
with hold(Path(sys.argv[1]), datetime(2026, 11, 21, 3, tzinfo=UTC), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_process(tmp_path):
    """A process that holds the folder; its machine can be named."""
    started = []

    def start(machine="this machine"):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path), machine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_folder_that_another_process_holds_is_refused_and_the_holder_is_named(
    tmp_path, other_process
):
    process = other_process()
    with pytest.raises(LockedError) as refused, hold(tmp_path, NOW, "this machine"):
        pass
    assert str(refused.value) == (
        f"{tmp_path}: another run holds this folder: process {process.pid} on "
        f"{os.uname().nodename}, since 2026-11-21 03:00:00 UTC"
    )


def test_a_folder_is_free_again_once_its_run_has_ended(tmp_path):
    with hold(tmp_path, NOW):
        pass
    with hold(tmp_path, NOW):
        pass
    assert (tmp_path / LOCK).read_bytes() == b""


def test_a_folder_is_free_again_at_once_when_its_holder_was_killed(tmp_path, other_process):
    process = other_process("this machine")
    process.kill()
    process.wait()
    with hold(tmp_path, NOW, "this machine"):
        pass


def without_the_kernels_lock(monkeypatch):
    """As on a shared folder that does not carry locks to other machines."""
    monkeypatch.setattr(fcntl, "flock", lambda descriptor, operation: None)


def test_another_machines_lock_counts_also_where_the_kernel_does_not_carry_it(
    tmp_path, other_process, monkeypatch
):
    other_process("machine a")
    without_the_kernels_lock(monkeypatch)
    with pytest.raises(LockedError) as refused, hold(tmp_path, NOW, "machine b"):
        pass
    assert re.search(r"; if that machine is gone, try again in 1[78]\d s$", str(refused.value))


def test_another_machines_lock_ends_once_it_was_left_alone(tmp_path, other_process, monkeypatch):
    process = other_process("machine a")
    process.kill()
    process.wait()
    touched = (tmp_path / LOCK).stat().st_mtime - LEFT_AFTER_S - 1
    os.utime(tmp_path / LOCK, (touched, touched))
    with hold(tmp_path, NOW, "machine b"):
        pass


def test_a_held_lock_is_touched_so_that_other_machines_see_it(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "TOUCHED_EVERY_S", 0.01)
    touched = []
    monkeypatch.setattr(os, "utime", lambda descriptor: touched.append(descriptor))
    with hold(tmp_path, NOW):
        while not touched:
            pass
    assert touched


def test_a_lock_that_says_nothing_readable_names_nobody(tmp_path):
    (tmp_path / LOCK).write_text('{"machine": "a", "ho')
    with (tmp_path / LOCK).open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(LockedError) as refused, hold(tmp_path, NOW):
            pass
    assert str(refused.value) == f"{tmp_path}: another run holds this folder"


def test_a_folder_that_is_a_file_cannot_be_held(tmp_path):
    (tmp_path / "results").write_text("")
    with pytest.raises(RunError) as refused, hold(tmp_path / "results", NOW):
        pass
    assert str(refused.value) == f"{tmp_path}/results: cannot be held for a run: File exists"
