"""The weekly job as a timer of the user's own systemd."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scanner.schedule.job import NAME, Job, State
from scanner.schedule.owned import check_owned, remove_owned, render, state_of, write_owned
from scanner.schedule.slot import Slot

LIMIT_S = 30.0

_TIMER = f"{NAME}.timer"
_SERVICE = f"{NAME}.service"
_RELOAD = ("daemon-reload",)
_ENABLE = ("enable", "--now", _TIMER)
_DISABLE = ("disable", "--now", _TIMER)


@dataclass(frozen=True)
class SystemdTimer:
    """Two units of the user: a timer, and the service that it starts."""

    folder: Path  # where the user's units lie

    def look(self, job: Job) -> State:
        """Tell what is there now: the worst of both files."""
        states = {state_of(self.folder / name, text) for name, text in _units(job)}
        if State.FOREIGN in states:
            return State.FOREIGN
        return states.pop() if len(states) == 1 else State.OTHER

    def write(self, job: Job) -> Iterator[str]:
        """Write both units, and start the timer where there is a systemd to start it."""
        units = _units(job)
        for name, _ in units:
            check_owned(self.folder / name)
        for name, text in units:
            path = self.folder / name
            yield f"{path}: {'written' if write_owned(path, text) else 'is as it was'}"
        yield from _call(_RELOAD, _ENABLE)
        yield "to scan while you are not signed in as well: loginctl enable-linger"

    def remove(self) -> Iterator[str]:
        """Stop the timer and remove both units."""
        paths = [self.folder / name for name in (_TIMER, _SERVICE)]
        there = [path for path in paths if check_owned(path)]
        if not there:
            yield f"{self.folder}: no {_TIMER} or {_SERVICE}, nothing to remove"
            return
        yield from _call(_DISABLE)
        for path in there:
            remove_owned(path)
            yield f"{path}: removed"
        yield from _call(_RELOAD)


def _units(job: Job) -> tuple[tuple[str, str], ...]:
    command = " ".join(_quoted(word) for word in (str(job.python), *job.words()))
    service = render("service", project=_plain(str(job.project)), command=command)
    return (_SERVICE, service), (_TIMER, render("timer", calendar=_calendar(job.slot)))


def _calendar(slot: Slot) -> str:
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[slot.weekday]
    return f"{day} *-*-* {slot.at:%H:%M}:00 {slot.zone.key}"


def _plain(text: str) -> str:
    """Return a path for a setting that takes the whole line: only specifiers matter in it."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """Return a word of a command; before the command a colon stands, so that $ is only itself."""
    return '"' + _plain(word).replace('"', '\\"') + '"'


def _call(*commands: tuple[str, ...]) -> Iterator[str]:
    """Have the user's systemd do what it is told, or yield what to type where it does not."""
    for at, words in enumerate(commands):
        if not _did(words):
            yield "systemd does not answer here; when it does, type:"
            yield from (f"  systemctl --user {' '.join(left)}" for left in commands[at:])
            return


def _did(words: tuple[str, ...]) -> bool:
    command = ["systemctl", "--user", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
