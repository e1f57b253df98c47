"""Old evidence goes, what a run found stays: its report, its digest and its place in the history.

``pruned.json`` is written before the first file goes, so that a prune that was cut off is known
and finished the next time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path

from scanner.errors import RunError
from scanner.history.saved import HISTORY
from scanner.history.sync import read_digest
from scanner.manifest import Manifest
from scanner.models import SCHEMA_VERSION, Value
from scanner.results import REPORT, RunFolder, run_folders
from scanner.strict_json import from_json, to_json

PRUNED = "pruned.json"
RESUMABLE = timedelta(weeks=1)  # the longest that a run which was stopped may be taken up again

_FOLDERS = frozenset({"observations", "policies", "evidence", "earlier", "sites", "unfinished"})
_FILES = ("list-*.gz", "*.html", "*.csv", "*.md", "*.sarif")  # on top, if the scan made them


class Pruned(Value):
    """The content of ``pruned.json``."""

    schema_version: int = SCHEMA_VERSION
    at: datetime
    removed: int  # files


def prune_runs(results_dir: Path, keep: int, now: datetime) -> tuple[str, ...]:
    """Remove the evidence of all finished runs but the newest, and return a line for each.

    Args:
        results_dir: where the runs are; nothing outside it is touched and no link followed.
        keep: how many of the newest finished runs stay whole; 0: all.
        now: the time that ``pruned.json`` will name.

    Raises:
        RunError: the results folder cannot be read.
        ValueError: ``keep`` is negative, or ``now`` carries no time zone.
    """
    if keep < 0 or now.tzinfo is None:
        raise ValueError("expected a number of runs to keep, and a time with its zone")
    if keep == 0:
        return ()
    finished = [folder for folder in run_folders(results_dir) if _is_finished(folder, now)]
    return tuple(filter(None, (_prune_in_one_line(each, now) for each in finished[keep:])))


def find_pruned(folder: RunFolder) -> Pruned | None:
    """Return when a run's evidence was removed; None: it was not.

    Raises:
        RunError: it cannot be read.
    """
    path = folder.path / PRUNED
    if not (path.exists() or path.is_symlink()):
        return None
    return from_json(path, folder.read_file(PRUNED), Pruned)


def refuse_pruned(folder: RunFolder) -> None:
    """Refuse a run whose evidence is needed and was removed.

    Raises:
        RunError: it was removed; one line that says when.
    """
    if pruned := find_pruned(folder):
        raise RunError(
            f"{folder.path}: its evidence was pruned on {pruned.at:%Y-%m-%d}, so it cannot be"
            " analysed again; its report.json is as it was"
        )


def as_before_pruning(manifest: Manifest, sums: Mapping[str, str]) -> dict[str, str]:
    """Return the sums of a pruned run with those of the files that pruning removed."""
    removed = {name: each for name, each in manifest.files.items() if _goes(name)}
    return {**removed, **{name: each for name, each in sums.items() if name != PRUNED}}


def _is_finished(folder: RunFolder, now: datetime) -> bool:
    try:
        run = folder.read_run()
    except (RunError, OSError):
        return False
    if not (folder.path / HISTORY).is_file():
        return False
    return run.finished == "finished" or (
        run.finished is not None and now - run.started_at > RESUMABLE
    )


def _prune_in_one_line(folder: RunFolder, now: datetime) -> str | None:
    """Prune a run; None: it was already."""
    run = folder.path.name
    try:
        return f"{run}: {number} files pruned" if (number := _prune(folder, now)) else None
    except RunError as error:
        return f"{run}: not pruned: {error}"
    except OSError as error:
        return f"{run}: not pruned, or not wholly: {error.strerror}"


def _prune(folder: RunFolder, now: datetime) -> int:
    """Remove the evidence of a run and return how many files there were."""
    made = folder.read_manifest().files
    doomed = [path for path in sorted(folder.path.iterdir()) if _may_go(path, made)]
    if not doomed:
        return 0
    number = sum(1 for path in doomed for _ in _files_below(path))
    if find_pruned(folder) is None:
        _check_rest(folder)
        folder.write_file(PRUNED, to_json(Pruned(at=now.astimezone(UTC), removed=number)))
    for path in doomed:
        if path.is_dir():
            shutil.rmtree(path)  # follows no link, not even one made meanwhile
        else:
            path.unlink()
    return number


def _check_rest(folder: RunFolder) -> None:
    """Refuse a run of which too little would be left."""
    read_digest(folder)
    if not (folder.path / REPORT).is_file():
        raise RunError(f"{folder.path / REPORT}: no such file")


def _may_go(path: Path, made: Container[str]) -> bool:
    if path.is_symlink():
        return False  # no scan made it
    if path.is_dir():
        return path.name in _FOLDERS
    return path.name in made and _is_one_of(path.name, _FILES)


def _goes(name: str) -> bool:
    """Whether pruning removes the file at a path below a run's folder."""
    top, slash, _ = name.partition("/")
    return top in _FOLDERS if slash else _is_one_of(name, _FILES)


def _is_one_of(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _files_below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    for top, _, names in os.walk(path):
        yield from (Path(top, name) for name in names)
