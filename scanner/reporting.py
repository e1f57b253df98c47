"""From a run's saved files to its report: the end of a scan, and all that ``analyse`` does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scanner.analyse import analyse
from scanner.catalogue.saved import load_used_lists
from scanner.history.digest import digest_of
from scanner.history.saved import HISTORY
from scanner.latest import publish_latest
from scanner.models import Report
from scanner.report.formats.report_html import SETTING
from scanner.report.write import write_reports
from scanner.results import RunFolder
from scanner.strict_json import to_json


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles, of which values hold none: a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_without_collector()
def write_run_report(
    folder: RunFolder, language: str | None = None
) -> tuple[Report, tuple[Path, ...]]:
    """Analyse a run, write its reports and return the report with the paths of its files.

    Beside them comes what later runs are compared with.

    The report of a run that ended in order also becomes ``latest.json``, unless a newer one is.

    Args:
        folder: of the run.
        language: that the page is written in; None: the one that the scan was asked for.

    Raises:
        RunError, ListError: a saved file is missing or broken; nothing was written.
        PluginError: a rule, signature or format of ours is wrong.
        OSError: a report cannot be written.
    """
    run = folder.read_run()
    if language is not None:
        run = run.model_copy(update={"settings": {**run.settings, SETTING: language}})
    lists = load_used_lists(run.lists, folder.read_file)
    report = analyse(
        run,
        lambda site: folder.observations_of(site.domain),
        folder.documents(),
        lists,
        lambda site: folder.earlier_of(site.domain),
    )
    paths = write_reports(folder, report, _history(report))
    if run.finished is not None:
        publish_latest(folder.path.parent, folder)
    return report, paths


def _history(report: Report) -> Iterator[tuple[str, bytes]]:
    yield HISTORY, to_json(digest_of(report))
