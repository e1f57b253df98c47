"""A report's files, in the folder of its run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from scanner.models import Report
from scanner.report.formats import load_formats
from scanner.results import RunFolder


def write_reports(
    folder: RunFolder, report: Report, beside: Iterable[tuple[str, bytes]] = ()
) -> tuple[Path, ...]:
    """Write the report in every format, then the manifest, and return their paths.

    Args:
        folder: of the run.
        report: of the run.
        beside: other files, by name, that appear together with the report's.

    Raises:
        RunError, OSError: a file cannot be written.
        PluginError: a format is not one.
    """
    # A format that fails leaves the old reports alone.
    files = ((format_.file_name, format_.render(report)) for format_ in load_formats())
    return (*folder.write_together(chain(files, beside)), folder.write_manifest())
