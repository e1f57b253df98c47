import os
import re
import subprocess
import textwrap

import pytest
from schedule.jobs import make_project, make_weekly, program

from scanner.schedule.github import WORKFLOW, Workflow
from scanner.schedule.job import State
from scanner.schedule.slot import ScheduleError

# Answers as gh does: remembers the pull request that it made, and what it was told.
GH = """
echo "$1 $2" >> "$STUB/told"
case "$1 $2" in
  "pr list") cat "$STUB/open" 2> /dev/null || true ;;
  "pr create") echo 7 > "$STUB/open"; cp build/body.md "$STUB/body.md" ;;
  "pr comment") cp build/body.md "$STUB/body.md" ;;
esac
"""
# Finds a run of the id in $ID, as the program does when a run is due, and tells of changes.
SCAN = """
echo "$*" > "$STUB/words"
[ -z "$ID" ] || { mkdir "results/$ID"; for file in run.json history.json report.md report.html; do
  echo "$ID" > "results/$ID/$file"; done; }
[ -z "$CHANGED" ] || echo '{}' > "$NOTICE"
exit "$ENDS"
"""
STEPS = ("Fetch what earlier", "Scan, when", "Keep what", "Tell what changed")


@pytest.fixture
def project(tmp_path):
    project = make_project(tmp_path, "project")
    (project / ".git").mkdir()
    return project


@pytest.fixture
def text(project):
    list(Workflow(project).write(make_weekly(project)))
    return (project / WORKFLOW).read_text()


def script_of(text, step):
    """The shell lines of a step, without a YAML parser: the file is ours."""
    found = re.search(rf"- name: {step}.*?run: \|\n(.*?)(?=\n\n      - |\Z)", text, re.DOTALL)
    return textwrap.dedent(found.group(1))


class Runner:
    """A machine of GitHub's: a fresh checkout each time, and a remote that stays."""

    def __init__(self, tmp_path, text):
        self.top, self.text, self.number = tmp_path, text, 0
        self.remote = tmp_path / "remote.git"
        self.git("init", "--quiet", "--bare", str(self.remote))
        program(tmp_path / "stub" / "gh", GH)

    def git(self, *words):
        done = subprocess.run(
            ["git", *words],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.split()

    def week(self, run="", *, changed=False, ends=0):
        """Run the steps up to one that fails; return its exit code."""
        self.number += 1
        project = self.top / f"checkout-{self.number}"
        (project / "results").mkdir(parents=True)
        (project / "results" / "README.md").touch()
        (project / "build").mkdir()
        program(project / ".venv" / "bin" / "python", SCAN)
        output = project / "output"
        output.touch()
        environment = {
            **os.environ,
            "ID": run, "CHANGED": "yes" * changed, "ENDS": str(ends), "STUB": f"{self.top}/stub",
            "PATH": f"{self.top}/stub:{os.environ['PATH']}",
            "RESULTS": "scan-results", "SEEN": "scan-seen", "REMOTE": str(self.remote),
            "HISTORY": f"{project}/build/scan-results", "NOTICE": f"{project}/build/notice.json",
            "GITHUB_OUTPUT": str(output), "WHERE": "https://github.example/run", "RUN": "due",
            "GIT_CONFIG_GLOBAL": "/dev/null",
        }  # fmt: skip
        for step in STEPS:
            if step == STEPS[-1] and not output.read_text():
                break
            script = [
                "bash",
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                script_of(self.text, step),
            ]
            done = subprocess.run(script, cwd=project, env=environment, check=False, timeout=60)
            if done.returncode:
                return done.returncode
        return 0

    def kept(self, branch="scan-results"):
        return self.git("-C", str(self.remote), "ls-tree", "-r", "--name-only", branch)

    def told(self):
        return (self.top / "stub" / "told").read_text().splitlines()


@pytest.fixture
def runner(tmp_path, text):
    return Runner(tmp_path, text)


def of(run):
    return [f"runs/{run}/{name}" for name in ("history.json", "report.md", "run.json")]


def test_the_workflow_is_written_once(project):
    workflow, job = Workflow(project), make_weekly(project)
    assert workflow.look(job) is State.ABSENT
    path = project / WORKFLOW
    said = f"{path}: written; commit it and push it to the default branch"
    assert list(workflow.write(job)) == [said]
    assert workflow.look(job) is State.CURRENT
    assert list(workflow.write(job)) == [f"{path}: is as it was"]


def test_another_slot_differs(project, text):
    assert Workflow(project).look(make_weekly(project, slot="tue 04:00")) is State.OTHER


def test_outside_a_repository_none_is_written(project):
    (project / ".git").rmdir()
    with pytest.raises(ScheduleError, match="is not the top of a git repository"):
        list(Workflow(project).write(make_weekly(project)))


def test_a_workflow_of_another_hand_is_neither_overwritten_nor_removed(project):
    path = project / WORKFLOW
    path.parent.mkdir(parents=True)
    path.write_text("name: weekly scan\n")
    workflow, job = Workflow(project), make_weekly(project)
    assert workflow.look(job) is State.FOREIGN
    for act in (lambda: workflow.write(job), workflow.remove):
        with pytest.raises(ScheduleError, match="was not written by scrapy schedule"):
            list(act())
    assert path.read_text() == "name: weekly scan\n"


def test_it_is_removed_and_then_there_is_nothing_to_remove(project, text):
    path = project / WORKFLOW
    assert list(Workflow(project).remove()) == [f"{path}: removed; commit that and push it"]
    assert list(Workflow(project).remove()) == [f"{path}: is not there, nothing to remove"]


def test_what_github_would_read_is_refused(project):
    with pytest.raises(ScheduleError, match="GitHub would read what follows"):
        list(Workflow(project).write(make_weekly(project, SCAN_LOCALE="${{ github.token }}")))


@pytest.mark.parametrize(
    ("slot", "zone", "cron"),
    [
        ("mon 03:30", "Europe/Amsterdam", "30 2 * * 1"),  # 04:30 in summer
        ("mon 00:30", "Europe/Amsterdam", "30 23 * * 0"),
        ("sun 21:00", "America/New_York", "0 2 * * 1"),  # 22:00 in summer
        ("sat 03:00", "Australia/Lord_Howe", "30 16 * * 5"),
        ("sun 05:45", "Asia/Kathmandu", "0 0 * * 0"),
        ("sat 12:00", "UTC", "0 12 * * 6"),
    ],
)
def test_github_starts_it_at_the_slot_or_after_it(project, slot, zone, cron):
    list(Workflow(project).write(make_weekly(project, slot=slot, zone=zone)))
    assert f'    - cron: "{cron}"\n' in (project / WORKFLOW).read_text()


def test_every_action_is_pinned_to_a_commit(text):
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == 2
    assert all(
        re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in uses
    )


def test_no_expression_stands_in_a_script(text):
    scripts = [script_of(text, step) for step in STEPS]
    assert all("run" in script or "git" in script for script in scripts)
    assert not any("${{" in script for script in scripts)


def test_a_yaml_parser_reads_what_was_meant(text):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert workflow[True]["schedule"] == [{"cron": "30 2 * * 1"}]  # YAML 1.1: on is a truth value
    assert workflow["concurrency"] == {"group": "weekly-scan", "cancel-in-progress": False}
    job = workflow["jobs"]["scan"]
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert [step["run"] for step in job["steps"] if step.get("name", "").startswith(STEPS)] == [
        script_of(text, step) + "\n" * (step != STEPS[-1]) for step in STEPS
    ]


def test_the_first_week_is_kept_and_nothing_is_told(runner):
    assert runner.week("20261123T023000Z", changed=True) == 0
    assert runner.kept() == ["report.md", *of("20261123T023000Z")]
    assert runner.kept("scan-seen") == runner.kept()
    assert runner.told() == ["auth setup-git"]


def test_a_change_becomes_a_pull_request_and_the_next_one_a_comment(runner):
    runner.week("20261123T023000Z")
    runner.week("20261130T023000Z", changed=True)
    assert runner.told()[-2:] == ["pr list", "pr create"]
    runner.week("20261207T023000Z", changed=True)
    assert runner.told()[-2:] == ["pr list", "pr comment"]
    assert runner.kept("scan-seen") == ["report.md", *of("20261123T023000Z")]
    assert (runner.top / "stub" / "body.md").read_text() == (
        "Everything behind this is an artifact of https://github.example/run\n\n20261207T023000Z\n"
    )


def test_a_week_without_a_change_is_kept_and_not_told(runner):
    runner.week("20261123T023000Z")
    runner.week("20261130T023000Z")
    assert "pr list" not in runner.told()
    assert runner.kept() == ["report.md", *of("20261123T023000Z"), *of("20261130T023000Z")]


def test_the_scan_knows_what_earlier_runs_found(runner):
    runner.week("20261123T023000Z")
    runner.week()
    restored = runner.top / "checkout-2" / "results" / "20261123T023000Z"
    assert sorted(path.name for path in restored.iterdir()) == [
        "history.json",
        "report.md",
        "run.json",
    ]


def test_when_no_run_is_due_nothing_is_kept_or_told(runner):
    runner.week("20261123T023000Z")
    before = runner.git("-C", str(runner.remote), "rev-parse", "scan-results")
    assert runner.week() == 0
    assert runner.git("-C", str(runner.remote), "rev-parse", "scan-results") == before


def test_a_run_with_sites_that_were_not_measured_is_kept(runner):
    assert runner.week("20261123T023000Z", ends=3) == 0
    assert runner.kept() == ["report.md", *of("20261123T023000Z")]


@pytest.mark.parametrize("ends", [1, 74, 75])
def test_a_scan_that_failed_fails_the_job(runner, ends):
    assert runner.week(ends=ends) != 0


def test_a_remote_that_does_not_answer_fails_the_job_before_the_scan(runner):
    runner.remote.rename(runner.top / "away.git")
    assert runner.week("20261123T023000Z") == 128
    assert not (runner.top / "stub" / "words").exists()


def test_the_scan_is_started_with_the_settings_given(tmp_path, project):
    list(Workflow(project).write(make_weekly(project, SCAN_LOCALE="it's $HOME")))
    runner = Runner(tmp_path, (project / WORKFLOW).read_text())
    runner.week()
    notice = f"cp /dev/stdin '{tmp_path}/checkout-1/build/notice.json'"
    assert (tmp_path / "stub" / "words").read_text() == (
        f"-m scrapy crawl sites -a run=due -s SCAN_LOCALE=it's $HOME"
        f" -s SCAN_NOTIFY_COMMAND={notice}\n"
    )
