"""Files of jobs: ours bear a mark, others are neither overwritten nor removed."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from scanner.schedule.job import State
from scanner.schedule.slot import ScheduleError
from scanner.whole_files import write_whole

MARK = '# Written by cookieclaims: "scrapy schedule" writes this anew, and removes it.\n'

# Workflows write {{ }} themselves. Nothing is escaped as HTML: each kind quotes its own way.
_TEMPLATES = Environment(  # noqa: S701
    loader=PackageLoader("scanner.schedule"),
    variable_start_string="<<",
    variable_end_string=">>",
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


def render(template: str, **values: str) -> str:
    """Return the text of a file of ours."""
    return MARK + _TEMPLATES.get_template(template).render(values)


def state_of(path: Path, text: str) -> State:
    """Tell what lies at a path, where ``text`` would be written.

    Raises:
        ScheduleError: it cannot be read.
    """
    found = _find_text(path)
    if found is None:
        return State.ABSENT
    if not found.startswith(MARK):
        return State.FOREIGN
    return State.CURRENT if found == text else State.OTHER


def check_owned(path: Path) -> bool:
    """Tell whether a file of ours lies at a path.

    Raises:
        ScheduleError: another file does, or it cannot be read.
    """
    state = state_of(path, "")
    if state is State.FOREIGN:
        raise ScheduleError(f"{path}: was not written by scrapy schedule, and is left as it is")
    return state is not State.ABSENT


def write_owned(path: Path, text: str) -> bool:
    """Write a file of ours; False: it was so already.

    Raises:
        ScheduleError: it cannot be written, or a file that is not ours lies there.
    """
    if check_owned(path) and state_of(path, text) is State.CURRENT:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode())
    except OSError as error:
        raise ScheduleError(f"{path}: cannot be written: {error.strerror}") from error
    return True


def remove_owned(path: Path) -> bool:
    """Remove a file of ours; False: there was none.

    Raises:
        ScheduleError: it cannot be removed, or is not ours.
    """
    if not check_owned(path):
        return False
    try:
        path.unlink()
    except OSError as error:
        raise ScheduleError(f"{path}: cannot be removed: {error.strerror}") from error
    return True


def _find_text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ScheduleError(f"{path}: cannot be read: {error.strerror}") from error
