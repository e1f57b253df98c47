"""The run folders as the history is made from them: what it lacks, and what cannot be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scanner.digests import RunDigest
from scanner.errors import RunError
from scanner.history.rows import run_row
from scanner.results import RunFolder
from scanner.strict_json import from_json

HISTORY = "history.json"

_RUN = re.compile(r"\d{8}T\d{6}Z")


def run_folders(results_dir: Path) -> Iterator[RunFolder]:
    """Yield the folder of each run, oldest first; links are not followed."""
    for path in sorted(results_dir.iterdir()) if results_dir.is_dir() else ():
        if _RUN.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            yield RunFolder(path.resolve())


def find_changed(
    results_dir: Path, known: Mapping[str, str], say: Callable[[str], None]
) -> Iterator[RunDigest]:
    """Yield what the history lacks of the runs in a folder; what cannot be read is said in a line.

    ``known`` is the SHA-256 of the digest of each run that the history holds whole.
    """
    for folder in run_folders(results_dir):
        run = folder.path.name
        try:
            digest = _find_digest(folder, known.get(run))
        except (RunError, OSError, ValueError) as error:
            say(f"{run}: not read into the history: {error}")
            continue
        if digest is not None:
            yield digest


def _find_digest(folder: RunFolder, known: str | None) -> RunDigest | None:
    """Return what a run says of itself; None: it is known, or says nothing yet."""
    if not (folder.path / HISTORY).exists():
        return None
    data = folder.read_file(HISTORY)
    if hashlib.sha256(data).hexdigest() == known:
        return None
    digest = from_json(folder.path / HISTORY, data, RunDigest)
    if digest.run != folder.path.name:
        raise RunError(f"{folder.path / HISTORY}: is of run {digest.run}")
    return None if run_row(digest)["digest"] == known else digest
