import re
import shutil
import subprocess

import pytest
from schedule.jobs import CRONTAB, make_project, make_weekly, program, put_on_path

from scanner.schedule.cron import Crontab
from scanner.schedule.job import State
from scanner.schedule.slot import ScheduleError

REAL = shutil.which("crontab")
OTHERS = "MAILTO=beheer@winkel.example\n# back-up\n0 1 * * * /usr/bin/true --date=\\%F\n"
# crontab(5): minute, hour, day of the month, month, day of the week.
RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


@pytest.fixture
def job(tmp_path):
    return make_weekly(make_project(tmp_path))


@pytest.fixture
def tab(tmp_path, monkeypatch):
    """The file that holds the user's crontab."""
    program(tmp_path / "bin" / "crontab", CRONTAB)
    put_on_path(monkeypatch, tmp_path / "bin")
    return tmp_path / "bin" / "tab"


@pytest.fixture
def crontab(tab, tmp_path):
    return Crontab(tmp_path / "the config" / "environment")


def line_of(tab):
    """The fields of the line that was written, and its command as cron hands it to a shell."""
    lines = [line for line in tab.read_text().splitlines() if "scrapy crawl" in line]
    assert len(lines) == 1
    *fields, command = lines[0].split(" ", 5)
    assert not re.search(r"(?<!\\)%", command)
    return fields, command.replace(r"\%", "%")


def test_an_empty_crontab_gets_one_block(crontab, tab, job):
    assert crontab.look(job) is State.ABSENT
    log = job.project / "results" / "schedule.log"
    assert list(crontab.write(job)) == [f"crontab: written; what a scan says goes to {log}"]
    assert crontab.look(job) is State.CURRENT
    assert len(tab.read_text().splitlines()) == 3


def test_the_line_asks_every_hour_at_the_slots_minute(crontab, tab, job):
    list(crontab.write(job))
    fields, _ = line_of(tab)
    assert fields == ["30", "*", "*", "*", "*"]
    numbers = [
        (int(field), bounds) for field, bounds in zip(fields, RANGES, strict=True) if field != "*"
    ]
    assert all(low <= number <= high for number, (low, high) in numbers)


def test_a_shell_makes_of_the_command_what_was_meant(crontab, tab, tmp_path):
    job = make_weekly(make_project(tmp_path), SCAN_LOCALE="""it's "50%" $HOME""")
    crontab.environment.parent.mkdir()
    crontab.environment.write_text("SCAN_NOTIFY_URL=https://hook.example/token\n")
    list(crontab.write(job))
    subprocess.run(["/bin/sh", "-c", line_of(tab)[1]], check=True, timeout=60)
    called = (tmp_path / "called").read_text().splitlines()
    assert called == [str(job.project), "https://hook.example/token", *job.words()]


def test_a_scan_is_started_without_an_environment_file_too(crontab, tab, tmp_path, job):
    list(crontab.write(job))
    subprocess.run(["/bin/sh", "-c", line_of(tab)[1]], check=True, timeout=60, env={})
    assert (tmp_path / "called").read_text().splitlines()[0] == str(job.project)


def test_what_a_scan_says_goes_to_the_log_after_what_it_said_before(crontab, tab, job):
    program(job.project / "python", "echo said; echo warned >&2\n")
    list(crontab.write(job))
    for _ in range(2):
        subprocess.run(["/bin/sh", "-c", line_of(tab)[1]], check=True, timeout=60)
    log = job.project / "results" / "schedule.log"
    assert log.read_text() == "said\nwarned\n" * 2


@pytest.mark.parametrize("before", [OTHERS, OTHERS.rstrip("\n"), "# caf\u00e9\n", "\n\n"])
def test_other_lines_stay_as_they_are(crontab, tab, job, before):
    tab.write_text(before)
    list(crontab.write(job))
    assert tab.read_text().startswith(before)
    tab.write_text(tab.read_text() + "# after\n")
    list(crontab.write(make_weekly(job.project, slot="tue 04:15")))
    assert list(crontab.remove()) == ["crontab: our lines removed"]
    assert tab.read_text() == before + "\n" * (not before.endswith("\n")) + "# after\n"


def test_bytes_that_are_no_text_stay_as_they_are(crontab, tab, job):
    tab.write_bytes(b"# caf\xe9\n")
    list(crontab.write(job))
    list(crontab.remove())
    assert tab.read_bytes() == b"# caf\xe9\n"


def test_written_again_it_is_as_it_was(crontab, tab, job):
    tab.write_text(OTHERS)
    list(crontab.write(job))
    before = tab.read_bytes()
    assert list(crontab.write(job)) == ["crontab: is as it was"]
    assert tab.read_bytes() == before


def test_another_slot_differs_and_takes_its_place(crontab, tab, job):
    list(crontab.write(job))
    other = make_weekly(job.project, slot="tue 04:15")
    assert crontab.look(other) is State.OTHER
    list(crontab.write(other))
    assert crontab.look(other) is State.CURRENT
    assert line_of(tab)[0][0] == "15"


def test_where_nothing_is_there_removing_says_so(crontab, tab):
    tab.write_text(OTHERS)
    assert list(crontab.remove()) == ["crontab: no lines of ours, nothing to remove"]
    assert tab.read_text() == OTHERS


@pytest.mark.parametrize("kept", [slice(0, 1), slice(1, 3), slice(2, 3)])
def test_a_block_that_lost_its_beginning_or_end_is_left_alone(crontab, tab, job, kept):
    list(crontab.write(job))
    broken = "\n".join(tab.read_text().splitlines()[kept]) + "\n" + OTHERS
    tab.write_text(broken)
    for act in (lambda: crontab.write(job), crontab.remove):
        with pytest.raises(ScheduleError, match="mend it with crontab -e"):
            list(act())
    assert tab.read_text() == broken


def test_a_block_that_is_there_twice_is_left_alone(crontab, tab, job):
    list(crontab.write(job))
    tab.write_text(tab.read_text() * 2)
    with pytest.raises(ScheduleError, match="expected one pair of lines"):
        list(crontab.remove())


def test_what_cron_refuses_is_told_in_a_line(crontab, tab, job):
    tab.write_text(OTHERS)
    (tab.parent / "refuses").touch()
    with pytest.raises(
        ScheduleError, match=r'^crontab: was not taken, and is as it was: "-":3: bad'
    ):
        list(crontab.write(job))
    assert tab.read_text() == OTHERS


def test_a_crontab_that_cannot_be_read_is_never_written(crontab, tab, job, tmp_path):
    program(
        tmp_path / "bin" / "crontab",
        f'[ "$1" = -l ] || touch "{tmp_path}/written"\necho you are not allowed >&2; exit 1\n',
    )
    with pytest.raises(ScheduleError) as refused:
        list(crontab.write(job))
    assert str(refused.value) == "crontab: cannot be read: you are not allowed"
    assert not (tmp_path / "written").exists()


def test_where_there_is_no_cron_a_line_says_so(crontab, job, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(ScheduleError, match="there is none here; install cron, or take systemd"):
        crontab.look(job)


def test_a_line_longer_than_cron_takes_is_refused(crontab, tab, tmp_path):
    job = make_weekly(make_project(tmp_path), SCAN_BROWSER_ARGS="x" * 999)
    with pytest.raises(ScheduleError, match="is longer than the 998 bytes cron takes"):
        list(crontab.write(job))
    assert not tab.exists()


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.skipif(REAL is None, reason="crontab is not installed")
def test_cron_itself_takes_the_block(crontab, tab, job, tmp_path, broken):
    """By its dry run: -T of newer ones, -n of Debian 12."""
    tab.write_text(OTHERS)
    list(crontab.write(job))
    if broken:  # so that the test can fail
        tab.write_text(tab.read_text().replace("\n30 *", "\n75 *"))
    tries = [
        subprocess.run([REAL, switch, str(tab)], capture_output=True, check=False, timeout=60)
        for switch in ("-T", "-n")
    ]
    assert any(done.returncode == 0 for done in tries) is not broken
