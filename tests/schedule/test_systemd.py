import shlex
import shutil
import subprocess

import pytest
from schedule.jobs import make_project, make_weekly, program, put_on_path

from scanner.schedule.job import State
from scanner.schedule.slot import ScheduleError
from scanner.schedule.systemd import SystemdTimer

ANALYSE = shutil.which("systemd-analyze")
NEEDS_SYSTEMD = pytest.mark.skipif(ANALYSE is None, reason="systemd-analyze is not installed")
LINGER = "to scan while you are not signed in as well: loginctl enable-linger"


@pytest.fixture
def job(tmp_path):
    return make_weekly(make_project(tmp_path))


@pytest.fixture
def timer(tmp_path, monkeypatch):
    """A folder of units, and a systemctl that notes what it is told."""
    program(tmp_path / "bin" / "systemctl", f'echo "$@" >> "{tmp_path}/told"\n')
    put_on_path(monkeypatch, tmp_path / "bin")
    return SystemdTimer(tmp_path / "config" / "systemd" / "user")


@pytest.fixture
def told(tmp_path):
    """What systemctl was told since the last time this was asked."""

    def lines():
        file = tmp_path / "told"
        text = file.read_text() if file.exists() else ""
        file.unlink(missing_ok=True)
        return text.splitlines()

    return lines


def test_nothing_is_there_at_first(timer, job):
    assert timer.look(job) is State.ABSENT


def test_two_units_are_written_and_the_timer_is_started(timer, job, told):
    service, unit = timer.folder / "cookieclaims.service", timer.folder / "cookieclaims.timer"
    assert list(timer.write(job)) == [f"{service}: written", f"{unit}: written", LINGER]
    assert timer.look(job) is State.CURRENT
    assert told() == ["--user daemon-reload", "--user enable --now cookieclaims.timer"]


def test_the_timer_goes_off_by_the_clocks_of_the_slots_zone(timer, job):
    list(timer.write(job))
    lines = (timer.folder / "cookieclaims.timer").read_text().splitlines()
    assert "OnCalendar=Mon *-*-* 03:30:00 Europe/Amsterdam" in lines
    assert "Persistent=true" in lines


def test_written_again_it_is_as_it_was(timer, job):
    list(timer.write(job))
    before = [path.read_bytes() for path in sorted(timer.folder.iterdir())]
    said = list(timer.write(job))
    assert [line.rpartition(": ")[2] for line in said[:2]] == ["is as it was"] * 2
    assert [path.read_bytes() for path in sorted(timer.folder.iterdir())] == before


def test_another_slot_differs_and_is_written(timer, job, tmp_path):
    list(timer.write(job))
    other = make_weekly(job.project, slot="tue 04:00")
    assert timer.look(other) is State.OTHER
    list(timer.write(other))
    assert timer.look(other) is State.CURRENT


def test_half_of_the_two_units_differs(timer, job):
    list(timer.write(job))
    (timer.folder / "cookieclaims.timer").unlink()
    assert timer.look(job) is State.OTHER


@pytest.mark.parametrize("name", ["cookieclaims.service", "cookieclaims.timer"])
def test_a_unit_of_another_hand_is_neither_overwritten_nor_removed(timer, job, told, name):
    timer.folder.mkdir(parents=True)
    (timer.folder / name).write_text("[Unit]\n")
    assert timer.look(job) is State.FOREIGN
    for act in (lambda: timer.write(job), timer.remove):
        with pytest.raises(ScheduleError, match="was not written by scrapy schedule"):
            list(act())
    assert [path.name for path in timer.folder.iterdir()] == [name]
    assert (timer.folder / name).read_text() == "[Unit]\n"
    assert told() == []


def test_both_units_are_removed_after_the_timer_is_stopped(timer, job, told):
    list(timer.write(job))
    told()
    service, unit = timer.folder / "cookieclaims.service", timer.folder / "cookieclaims.timer"
    assert list(timer.remove()) == [f"{unit}: removed", f"{service}: removed"]
    assert list(timer.folder.iterdir()) == []
    assert told() == ["--user disable --now cookieclaims.timer", "--user daemon-reload"]


def test_where_nothing_is_there_removing_says_so(timer, told):
    names = "cookieclaims.timer or cookieclaims.service"
    assert list(timer.remove()) == [f"{timer.folder}: no {names}, nothing to remove"]
    assert told() == []


@pytest.mark.parametrize(
    ("fails", "left"),
    [
        ("daemon-reload", ["daemon-reload", "enable --now cookieclaims.timer"]),
        ("enable", ["enable --now cookieclaims.timer"]),
    ],
)
def test_where_systemd_does_not_answer_what_to_type_is_told(timer, job, tmp_path, fails, left):
    program(tmp_path / "bin" / "systemctl", f'[ "$2" != {fails} ]\n')
    said = list(timer.write(job))[2:-1]
    assert said == [
        "systemd does not answer here; when it does, type:",
        *(f"  systemctl --user {words}" for words in left),
    ]


def test_where_there_is_no_systemctl_the_units_are_written_all_the_same(
    timer, job, tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    list(timer.write(job))
    assert timer.look(job) is State.CURRENT


def test_a_folder_that_cannot_be_made_is_told_in_a_line(job, tmp_path):
    (tmp_path / "config").write_text("")
    with pytest.raises(ScheduleError, match="cannot be"):
        list(SystemdTimer(tmp_path / "config" / "user").write(job))


@NEEDS_SYSTEMD
def test_systemd_takes_both_units(timer, job, tmp_path, monkeypatch):
    list(timer.write(job))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("SYSTEMD_UNIT_PATH", f"{timer.folder}:")
    done = subprocess.run(
        [ANALYSE, "verify", "--user", "--man=no", "--recursive-errors=no", "cookieclaims.timer",
         "cookieclaims.service"],
        cwd=timer.folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@NEEDS_SYSTEMD
def test_systemd_refuses_a_unit_that_is_wrong(timer, job, tmp_path, monkeypatch):
    """So that the test above can fail."""
    list(timer.write(job))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    service = timer.folder / "cookieclaims.service"
    service.write_text(service.read_text().replace("/bin/sh", "/bin/no-shell"))
    unit = timer.folder / "cookieclaims.timer"
    unit.write_text(unit.read_text().replace("Mon *-*-*", "Mun *-*-*"))
    done = subprocess.run(
        [ANALYSE, "verify", "--user", "--man=no", str(unit), str(service)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "Failed to parse calendar specification" in done.stderr
    assert "Command /bin/no-shell is not executable" in done.stderr


def test_the_service_starts_the_projects_own_interpreter(timer, tmp_path):
    """What systemd makes of a quoted word, by systemd.service(5), is undone here."""
    job = make_weekly(make_project(tmp_path), SCAN_LOCALE='a "b" $HOME %h')
    list(timer.write(job))
    lines = (timer.folder / "cookieclaims.service").read_text().splitlines()
    line = next(line for line in lines if line.startswith("ExecStart=:"))
    words = shlex.split(line.removeprefix("ExecStart=:").replace("%%", "%"))
    subprocess.run(words, cwd=job.project, check=True, timeout=60)
    assert (tmp_path / "called").read_text().splitlines()[2:] == list(job.words())


@NEEDS_SYSTEMD
@pytest.mark.parametrize(
    ("text", "expected"),
    [("mon 03:30", "Mon 2026-11-23 02:30:00 UTC"), ("sun 00:05", "Sat 2026-11-21 23:05:00 UTC")],
)
def test_systemd_goes_off_when_the_slot_says(tmp_path, timer, text, expected):
    list(timer.write(make_weekly(make_project(tmp_path), slot=text)))
    lines = (timer.folder / "cookieclaims.timer").read_text().splitlines()
    calendar = next(line for line in lines if line.startswith("OnCalendar=")).partition("=")[2]
    done = subprocess.run(
        [ANALYSE, "calendar", "--base-time=2026-11-20 12:00 UTC", calendar],
        env={"TZ": "America/New_York"}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert expected in done.stdout
