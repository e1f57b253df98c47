"""The weekly job as a block of lines in the user's crontab."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scanner.schedule.job import NAME, Job, State, check_word
from scanner.schedule.slot import ScheduleError

LIMIT_S = 30.0
LONGEST = 998  # what Debian's cron reads of a command: MAX_COMMAND of its cron.h, and an end

_BEGIN = f'# {NAME}: begin; "scrapy schedule" writes these lines anew, and removes them'
_END = f"# {NAME}: end"
_BLOCK = re.compile(rf"^{re.escape(_BEGIN)}\n(?:.*\n)*?{re.escape(_END)}\n", re.MULTILINE)


@dataclass(frozen=True)
class Crontab:
    """A line that asks every hour whether a scan is due, so that a missed one is made up."""

    environment: Path  # a file of NAME=value lines, read where it is there

    def look(self, job: Job) -> State:
        """Tell what the crontab holds."""
        found = _find_block(_read())
        if found is None:
            return State.ABSENT
        return State.CURRENT if found.group() == self._block(job) else State.OTHER

    def write(self, job: Job) -> Iterator[str]:
        """Write the block, and leave every other line as it is."""
        text, block = _read(), self._block(job)
        found = _find_block(text)
        if found and found.group() == block:
            yield "crontab: is as it was"
            return
        if found:
            text = text[: found.start()] + block + text[found.end() :]
        else:
            text += "\n" * (text[-1:] not in ("", "\n")) + block
        _write(text)
        yield f"crontab: written; what a scan says goes to {_log(job)}"

    def remove(self) -> Iterator[str]:
        """Remove the block, and leave every other line as it is."""
        text = _read()
        found = _find_block(text)
        if found is None:
            yield "crontab: no lines of ours, nothing to remove"
            return
        _write(text[: found.start()] + text[found.end() :])
        yield "crontab: our lines removed"

    def _block(self, job: Job) -> str:
        check_word(str(self.environment))
        environment = shlex.quote(str(self.environment))
        scan = shlex.join((str(job.python), *job.words()))
        command = (
            f"{{ cd {shlex.quote(str(job.project))} && set -a"
            f" && {{ [ ! -r {environment} ] || . {environment}; }} && {scan}; }}"
            f" >> {shlex.quote(str(_log(job)))} 2>&1"
        ).replace("%", r"\%")  # which ends a command otherwise: crontab(5)
        if len(command.encode()) > LONGEST:
            raise ScheduleError(f"crontab: the line is longer than the {LONGEST} bytes cron takes")
        return f"{_BEGIN}\n{job.slot.at.minute} * * * * {command}\n{_END}\n"


def _log(job: Job) -> Path:
    return job.project / "results" / "schedule.log"


def _find_block(text: str) -> re.Match[str] | None:
    """Return where our lines stand.

    Raises:
        ScheduleError: one of the two lines around them is gone, or they stand there twice.
    """
    lines = text.split("\n")
    found = _BLOCK.search(text)
    if (lines.count(_BEGIN), lines.count(_END)) != ((1, 1) if found else (0, 0)):
        raise ScheduleError(
            f"crontab: expected one pair of lines '# {NAME}: begin' and '# {NAME}: end';"
            " mend it with crontab -e"
        )
    return found


def _read() -> str:
    done = _crontab("-l")
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode and not said.lower().startswith("no crontab for"):
        raise ScheduleError(
            f"crontab: cannot be read: {(said or 'it says nothing').splitlines()[0]}"
        )
    return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape")


def _write(text: str) -> None:
    done = _crontab("-", text.encode("utf-8", "surrogateescape"))
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or "it says nothing"
        raise ScheduleError(f"crontab: was not taken, and is as it was: {said.splitlines()[0]}")


def _crontab(word: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run crontab, in words that are known.

    Raises:
        ScheduleError: there is none, or it does not answer.
    """
    try:
        return subprocess.run(  # noqa: S603
            ["crontab", word],  # noqa: S607  # the operator's own
            input=data,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise ScheduleError("crontab: there is none here; install cron, or take systemd") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScheduleError("crontab: it cannot be run, or does not answer") from error
