"""What a job starts: the scan of one project, by its own interpreter, when it is due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from scanner.schedule.slot import ScheduleError, Slot

NAME = "cookieclaims"

# They may hold a password or a token, and a job can be read by others.
_SECRET = ("SCAN_HISTORY", "SCAN_NOTIFY_URL")
# What systemd, cron and shells read in ways of their own, or strip.
_REFUSED = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]|^\s|\s$")


@dataclass(frozen=True)
class Job:
    """The weekly scan of a project."""

    project: Path
    python: Path
    slot: Slot
    settings: tuple[str, ...] = ()  # NAME=VALUE, beside those of the project

    def words(self, run: str = "due") -> tuple[str, ...]:
        """Return what comes after the interpreter to start the scan."""
        given = (word for setting in self.settings for word in ("-s", setting))
        return ("-m", "scrapy", "crawl", "sites", "-a", f"run={run}", *given)


class State(StrEnum):
    """What lies where a job would be written."""

    ABSENT = "not there"
    CURRENT = "there"
    OTHER = "there, but not as it would be written now"
    FOREIGN = "something that is not ours lies there"


class Kind(Protocol):
    """One way to have a job started every week."""

    def look(self, job: Job) -> State:
        """Tell what is there now.

        Raises:
            ScheduleError: that cannot be told.
        """

    def write(self, job: Job) -> Iterable[str]:
        """Write the job, and return lines that say what was done and what remains to do.

        Raises:
            ScheduleError: it cannot be, or something that is not ours is in the way.
        """

    def remove(self) -> Iterable[str]:
        """Remove the job, and return lines that say so.

        Raises:
            ScheduleError: it cannot be, or is not ours.
        """


def make_job(project: Path, python: Path, slot: Slot, settings: Mapping[str, str]) -> Job:
    """Return the job that scans a project; settings are beside those of the project.

    Raises:
        ScheduleError: no project lies there, or a path or setting cannot be written in a job.
    """
    if not (project / "scrapy.cfg").is_file():
        raise ScheduleError(f"{project}: is not this project, no scrapy.cfg lies there")
    for name in _SECRET:
        if name in settings:
            raise ScheduleError(f"{name}: may be secret, set it in the environment of the job")
    pairs = tuple(f"{name}={settings[name]}" for name in sorted(settings))
    for text in (str(project), str(python), *pairs):
        check_word(text)
    return Job(project, python, slot, pairs)


def check_word(text: str) -> None:
    """Check that a path or setting means the same in a job as here.

    Raises:
        ScheduleError: a line ends in it, say.
    """
    if _REFUSED.search(text):
        raise ScheduleError(f"{text!r}: holds what cannot be written in a job")
