"""The weekly job as a workflow of GitHub Actions."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from scanner.schedule.job import Job, State
from scanner.schedule.owned import remove_owned, render, state_of, write_owned
from scanner.schedule.slot import ScheduleError, Slot

WORKFLOW = Path(".github", "workflows", "weekly-scan.yml")


@dataclass(frozen=True)
class Workflow:
    """A file of the project's repository that GitHub reads once it is pushed."""

    project: Path

    def look(self, job: Job) -> State:
        """Tell what is there now."""
        return state_of(self.project / WORKFLOW, _text(job))

    def write(self, job: Job) -> Iterator[str]:
        """Write the workflow; committing and pushing it is the operator's."""
        if not (self.project / ".git").exists():
            raise ScheduleError(f"{self.project}: is not the top of a git repository")
        path = self.project / WORKFLOW
        if write_owned(path, _text(job)):
            yield f"{path}: written; commit it and push it to the default branch"
        else:
            yield f"{path}: is as it was"

    def remove(self) -> Iterator[str]:
        """Remove the workflow."""
        path = self.project / WORKFLOW
        if remove_owned(path):
            yield f"{path}: removed; commit that and push it"
        else:
            yield f"{path}: is not there, nothing to remove"


def _text(job: Job) -> str:
    for setting in job.settings:
        if "${{" in setting:
            raise ScheduleError(f"{setting!r}: GitHub would read what follows ${{{{")
    return render("workflow", slot=str(job.slot), cron=_cron(job.slot), command=_command(job))


def _command(job: Job) -> str:
    """Return the words after the interpreter; what says whether to wait is the shell's."""
    return shlex.join(job.words(run="SHELL")).replace("run=SHELL", '"run=$RUN"', 1)


def _cron(slot: Slot) -> str:
    """Return when GitHub starts a run: never before the slot, when none would be due.

    The zone's clocks may be forward then: hence its smallest distance from UTC in two years counts.
    """
    offsets = {_offset(slot, week) for week in range(104)}
    # Any Monday does to count from.
    start = datetime(2024, 1, 1, slot.at.hour, slot.at.minute, tzinfo=UTC)
    start += timedelta(days=slot.weekday) - min(offsets)
    return f"{start.minute} {start.hour} * * {start.isoweekday() % 7}"


def _offset(slot: Slot, week: int) -> timedelta:
    noon = datetime.combine(datetime(2026, 1, 1) + timedelta(weeks=week), time(12), slot.zone)
    return noon.utcoffset() or timedelta()
