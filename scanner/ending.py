"""How a run ends: what earlier runs said goes into its folder, its report comes out of it.

Then it is remembered itself, whoever wants to know of changes is told, and old evidence goes.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from scanner.beginning import FINISHED
from scanner.digests import EARLIER_RUNS, EarlierRuns
from scanner.errors import NotifyError
from scanner.history.database import History
from scanner.history.digest import digest_of
from scanner.history.prune import prune_runs
from scanner.models import Report, RunInfo
from scanner.notify import make_notice, notify
from scanner.reporting import write_run_report
from scanner.results import RunFolder
from scanner.scan import ScanConfig

logger = logging.getLogger(__name__)


def end_run(
    folder: RunFolder, run: RunInfo, history: History, config: ScanConfig, now: datetime
) -> tuple[Report, tuple[Path, ...]]:
    """Write everything that a run leaves behind; return its report with the paths of its files.

    Raises:
        ScannerError, OSError: the report cannot be made, or the history not written.
    """
    folder.write_run(run)
    for site in run.sites:
        digests = history.earlier(site.domain, run.started_at, EARLIER_RUNS)
        if site.enabled and digests:
            folder.write_earlier(EarlierRuns(domain=site.domain, digests=digests))
    report, paths = write_run_report(folder)
    history.record(digest_of(report))
    if run.finished == FINISHED:
        _tell(report, config)
        for line in prune_runs(config.results_dir, config.keep_runs, now):
            logger.info("%s", line)
    return report, paths


def _tell(report: Report, config: ScanConfig) -> None:
    """Tell of changes; that nobody could be told is said, and ends no run."""
    notice = make_notice(report)
    if notice is None:
        return
    for target in config.notify:
        try:
            notify(target, notice)
        except NotifyError as error:
            logger.error("%s", error)
