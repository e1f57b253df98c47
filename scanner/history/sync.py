"""The run folders as the history is made from them: what it lacks, and what cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scanner.digests import RunDigest
from scanner.errors import RunError
from scanner.history.rows import run_row
from scanner.history.saved import HISTORY, load_digest
from scanner.results import REPORT, RunFolder, run_folders


def read_digest(folder: RunFolder) -> RunDigest:
    """Return what is remembered of a run; of one that has no ``history.json``, by its report.

    Raises:
        RunError: neither is there, one is broken or of a newer version, or is of another run.
    """
    digest = load_digest(folder)
    if digest.run != folder.path.name:
        raise RunError(f"{folder.path}: what is remembered of it is of run {digest.run}")
    return digest


def find_changed(
    results_dir: Path, known: Mapping[str, str], say: Callable[[str], None]
) -> Iterator[RunDigest]:
    """Yield what the history lacks of the runs in a folder, oldest first.

    Args:
        results_dir: where the runs are.
        known: of each run that the history holds whole, the SHA-256 of its digest.
        say: is called with a line about each run that cannot be read.

    Raises:
        RunError: the results folder itself cannot be read.
    """
    for folder in reversed(run_folders(results_dir)):
        run = folder.path.name
        try:
            if _is_new(folder, known.get(run)):
                digest = read_digest(folder)
                if run_row(digest)["digest"] != known.get(run):
                    yield digest
        except (RunError, OSError, ValueError) as error:
            say(f"{run}: not read into the history: {error}")


def _is_new(folder: RunFolder, known: str | None) -> bool:
    """Whether a run says something of itself that is not known, as far as its bytes tell."""
    if (folder.path / HISTORY).exists():
        return hashlib.sha256(folder.read_file(HISTORY)).hexdigest() != known
    return known is None and (folder.path / REPORT).exists()
