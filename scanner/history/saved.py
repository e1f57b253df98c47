"""The digest of a run, from its folder."""

from __future__ import annotations

from scanner.digests import RunDigest
from scanner.history.digest import digest_of
from scanner.models import Report
from scanner.results import REPORT, RunFolder
from scanner.strict_json import from_json

HISTORY = "history.json"


def load_digest(folder: RunFolder) -> RunDigest:
    """Return what is remembered of a run; of one that has no digest yet, what its report says.

    Raises:
        RunError: neither can be read, or the run has none; it names the file.
    """
    if (folder.path / HISTORY).exists():
        return from_json(folder.path / HISTORY, folder.read_file(HISTORY), RunDigest)
    return digest_of(from_json(folder.path / REPORT, folder.read_file(REPORT), Report))
