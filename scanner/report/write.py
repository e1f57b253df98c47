"""A report's files, in the folder of its run."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from scanner.models import Report
from scanner.report.formats import load_formats
from scanner.report.formats.report_html import SITES
from scanner.results import RunFolder
from scanner.whole_files import remove_others


def write_reports(
    folder: RunFolder, report: Report, beside: Iterable[tuple[str, bytes]] = ()
) -> tuple[Path, ...]:
    """Write the report in every format, then the manifest; return the paths of those on top.

    Args:
        folder: of the run.
        report: of the run.
        beside: other files, by name, that appear together with the report's.

    Raises:
        RunError, OSError: a file cannot be written.
        PluginError: a format is not one.
    """
    # A format that fails leaves the old reports alone.
    files = (file for format_ in load_formats() for file in format_.files(report))
    written = folder.write_together(chain(files, beside))
    remove_others(folder.path / SITES, written)  # that an earlier report was split into
    at_top = (path for path in written if path.parent == folder.path)
    return (*at_top, folder.write_manifest())
