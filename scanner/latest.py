"""``latest.json``: a copy of the newest complete report, for whoever reads results."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scanner.errors import RunError
from scanner.results import REPORT, RunFolder
from scanner.whole_files import copy_whole

# How a report begins, as this program writes it.
_HEAD = re.compile(
    rb'\{\s+"schema_version": \d+,\s+"run": \{\s+"schema_version": \d+,\s+"id": "(\d{8}T\d{6}Z)"'
)
_TAIL = b"\n}\n"


def publish_latest(results_dir: Path, folder: RunFolder) -> bool:
    """Copy a run's report to ``latest.json``; False when that of a newer run is there already.

    Raises:
        RunError: the run has no report, or a broken one.
    """
    latest = results_dir / "latest.json"
    report = folder.path / REPORT
    try:
        newest = _run_of(latest)
    except (OSError, RunError):  # none yet, or none that can be read: this one is newer
        newest = ""
    if newest > _run_of(report):
        return False
    copy_whole(report, latest)
    return True


def _run_of(path: Path) -> str:
    """Return the run of a report, from its head: that of a thousand sites is too much to read."""
    with path.open("rb") as file:
        head = _HEAD.match(file.read(1000))
        file.seek(-min(len(_TAIL), path.stat().st_size), os.SEEK_END)
        tail = file.read()
    if head is None or tail != _TAIL:
        raise RunError(f"{path}: not JSON of a report, perhaps cut off")
    return head[1].decode()
