"""Whether a scan is due: once a slot, whatever was missed, and whatever the clock did."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from scanner.beginning import FINISHED, is_cut_off
from scanner.errors import RunError
from scanner.models import RunInfo, Site
from scanner.results import run_folders
from scanner.scan import ScanConfig
from scanner.schedule.slot import Slot

# A start that lies further ahead was written by a clock that was wrong, and would stop every scan
# until then. One that lies less far ahead costs a week at most.
AHEAD = timedelta(days=7)

logger = logging.getLogger(__name__)


def find_not_due(config: ScanConfig, slot: Slot, now: datetime) -> str | None:
    """Return the line that says why no scan is due; None: one is, or one is to be taken up again.

    Raises:
        RunError: the results folder cannot be read.
    """
    last = find_last_start(config.results_dir, config.enabled, now)
    if last is None or is_due(slot, last, now) or is_cut_off(config, now):
        return None
    following = _shown(slot, slot.next_slot(max(last, now)))
    return f"not due: the last run started {_shown(slot, last)}, the next is due {following}"


def is_due(slot: Slot, last_start: datetime | None, now: datetime) -> bool:
    """Tell whether the slot has come since the last run started; None: there was none."""
    return last_start is None or slot.last_slot(now) > last_start


def find_last_start(results_dir: Path, sites: tuple[Site, ...], now: datetime) -> datetime | None:
    """Return when the newest run started that came to its end and visited all of these sites.

    A run of some of them counts for no week, and one that was cut off is taken up again or made
    anew.

    Raises:
        RunError: the results folder cannot be read.
    """
    wanted = {site.domain for site in sites}
    for run in _runs(results_dir):
        if run.finished != FINISHED or not wanted <= _visited(run):
            continue
        if run.started_at <= now + AHEAD:
            return run.started_at
        logger.warning("run %s lies in the future, by a clock that was wrong: disregarded", run.id)
    return None


def _runs(results_dir: Path) -> Iterator[RunInfo]:
    """Yield every run, the newest first; one that cannot be read is reported when a run begins."""
    for folder in run_folders(results_dir):
        try:
            yield folder.read_run()
        except RunError:
            continue


def _visited(run: RunInfo) -> set[str]:
    return {site.domain for site in run.sites if site.enabled}


def _shown(slot: Slot, moment: datetime) -> str:
    return f"{moment.astimezone(slot.zone):%Y-%m-%d %H:%M %Z}"
