"""``scrapy schedule`` and ``scrapy crawl sites -a run=due``, as their user runs them."""

import re
import sys
from datetime import UTC, datetime, timedelta

import pytest
from builders import make_run, make_site
from commands.scans import scrapy
from schedule.jobs import CRONTAB, make_project, program, put_on_path

from scanner.results import RunFolder, run_id


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path, "project")


@pytest.fixture
def schedule(tmp_path, project, monkeypatch):
    """Runs ``scrapy schedule`` in a home of its own, with systemctl and crontab of its own."""
    program(tmp_path / "bin" / "crontab", CRONTAB)
    program(tmp_path / "bin" / "systemctl", "exit 1\n")
    put_on_path(monkeypatch, tmp_path / "bin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)

    def run(*words):
        return scrapy("schedule", *words, "--project", project, results=tmp_path / "results")

    return run


def states(done):
    """What ``show`` says of each kind, and whether it tells the next scan."""
    rows = [re.split(r"  +", line.strip()) for line in done.stdout.splitlines()]
    kinds = ("systemd", "cron", "github")
    return {row[0]: (row[1], row[2] != "-") for row in rows if row[0] in kinds}


def test_a_job_is_shown_written_shown_and_removed(schedule, tmp_path, project):
    absent = ("not there", False)
    assert states(schedule("show")) == {"systemd": absent, "cron": absent, "github": absent}
    done = schedule("write", "--for", "systemd")
    units = tmp_path / "home" / ".config" / "systemd" / "user"
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            f"{units}/cookieclaims.service: written",
            f"{units}/cookieclaims.timer: written",
            "systemd does not answer here; when it does, type:",
            "  systemctl --user daemon-reload",
            "  systemctl --user enable --now cookieclaims.timer",
            "to scan while you are not signed in as well: loginctl enable-linger",
        ],
    )
    assert (
        f'"-s" "SCAN_RESULTS_DIR={tmp_path}/results"'
        in (units / "cookieclaims.service").read_text()
    )
    assert states(schedule("show"))["systemd"] == ("there", True)
    other = states(schedule("show", "-s", "SCAN_WEEKLY=tue 04:00"))
    assert other["systemd"] == ("there, but not as it would be written now", True)
    assert schedule("remove", "--for", "systemd").returncode == 0
    assert states(schedule("show"))["systemd"] == absent


def test_a_file_of_another_hand_ends_with_one_line(schedule, tmp_path):
    unit = tmp_path / "home" / ".config" / "systemd" / "user" / "cookieclaims.timer"
    unit.parent.mkdir(parents=True)
    unit.write_text("[Timer]\n")
    done = schedule("write", "--for", "systemd")
    line = f"error: {unit}: was not written by scrapy schedule, and is left as it is\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ((), 2, "expected one of show, write, remove"),
        (("write",), 2, "expected --for with one of systemd, cron, github"),
        (("show", "-s", "SCAN_WEEKLY=monday"), 1, "expected a slot as 'mon 03:00', found 'monday'"),
        (("show", "-s", "SCAN_NOTIFY_URL=https://x.example/t"), 1, "may be secret"),
    ],
)
def test_wrong_words_end_with_a_line(schedule, words, code, line):
    done = schedule(*words)
    assert (done.returncode, line in done.stdout + done.stderr) == (code, True)
    assert "Traceback" not in done.stderr


def crawl(tmp_path, results):
    (tmp_path / "sites.txt").write_text("winkel.example\n")
    return scrapy(
        "crawl", "sites", "-a", "run=due", "-a", f"sites={tmp_path}/sites.txt",
        "-s", f"SCAN_BROWSER={sys.executable}", results=results,
    )  # fmt: skip


def test_a_scan_that_is_not_due_says_so_and_ends_well(tmp_path):
    now = datetime.now(UTC)
    run = make_run([make_site("winkel.example")], id=run_id(now), started_at=now)
    RunFolder.create(tmp_path / "results", run.id).write_run(run)
    done = crawl(tmp_path, tmp_path / "results")
    assert done.returncode == 0
    assert done.stdout.startswith("not due: the last run started ")
    assert len(done.stdout.splitlines()) == 1


def test_a_scan_that_is_due_starts(tmp_path):
    """It comes as far as its browser, which is none."""
    old = datetime.now(UTC) - timedelta(days=8)
    run = make_run([make_site("winkel.example")], id=run_id(old), started_at=old)
    RunFolder.create(tmp_path / "results", run.id).write_run(run)
    done = crawl(tmp_path, tmp_path / "results")
    assert (done.returncode, done.stdout) == (1, "")
    assert "browser" in done.stderr
