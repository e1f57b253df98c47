"""How a run begins: afresh, or where one of the same kind was cut off within its week."""

from __future__ import annotations

import logging
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from scanner.errors import RunError
from scanner.models import BrowserInfo, Observation, RunInfo
from scanner.results import RunFolder, run_folders, run_id
from scanner.scan import ScanConfig
from scanner.words import STOPPED, VisitOutcome

# Less than seven days: a weekly run may start hours early, where clocks go forward or a timer has
# some play, and is a run of its own.
WEEK = timedelta(days=6, hours=12)
FINISHED = "finished"  # Scrapy's reason for a crawl that did all it had to

_LIBRARIES = ("scrapy", "scrapy-playwright", "playwright", "tldextract", "pydantic")
# They change nothing that a visit sees.
_NO_MATTER = (
    "SCAN_CONCURRENT_VISITS",
    "SCAN_FAIL_ON",
    "SCAN_KEEP_RUNS",
    "SCAN_WEEKLY",
    "SCAN_REPORT_LANG",
    "SCAN_WEEKLY",
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Begun:
    """A run that can be gone on with."""

    folder: RunFolder
    run: RunInfo
    made: Mapping[str, tuple[Observation, ...]]  # the visits on disk, by site, in order of choices


def begin_run(
    config: ScanConfig, browser: BrowserInfo, now: datetime, notes: tuple[str, ...] = ()
) -> Begun:
    """Take up the run that was cut off, if there is one, or make the folder of a new one.

    ``notes`` say what had to be mended before; they are recorded.

    Raises:
        RunError: the results folder cannot be written.
        OSError: as the system gives it.
    """
    fresh = _make_run(config, browser, now).model_copy(update={"notes": notes})
    folders = tuple(_begun(run_folders(config.results_dir)))
    if not config.afresh and (found := _find_cut_off(folders, fresh, now)):
        folder, run = found
        resumed = {"resumed_at": (*run.resumed_at, now), "notes": (*run.notes, *notes)}
        return _take_up(config, folder, run.model_copy(update=resumed))
    return Begun(_make_folder(config, fresh), fresh, {})


def is_cut_off(config: ScanConfig, now: datetime) -> bool:
    """Tell whether ``begin_run`` would take up a run again, were the browser the one it had.

    Raises:
        RunError: the results folder cannot be read.
    """
    folders = (folder for folder in run_folders(config.results_dir) if folder.began)
    return _find_cut_off(folders, _make_run(config, None, now), now) is not None


def _visits_on_disk(folder: RunFolder, config: ScanConfig) -> dict[str, tuple[Observation, ...]]:
    """Return the visits that need not be made again, by site, in order of choices."""
    return {
        site.domain: tuple(_made(folder, site.domain, config.choices)) for site in config.enabled
    }


def _make_run(config: ScanConfig, browser: BrowserInfo | None, now: datetime) -> RunInfo:
    return RunInfo(
        id=run_id(now),
        scanner_version=version("cookieclaims"),
        versions={
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
        settings=dict(config.recorded),
        browser=browser,
        started_at=now,
        ended_at=None,
        finished=None,
        sites=config.sites,
        choices=config.choices,
        lists=tuple(each.record for each in config.lists),
    )


def _make_folder(config: ScanConfig, run: RunInfo) -> RunFolder:
    """Make the folder of a run; ``run.json`` comes last, so that what has one is whole."""
    folder = RunFolder.create(config.results_dir, run.id)
    for each in config.lists:  # copied, so that the run can be analysed again without them
        folder.write_file(each.run_file, each.packed)
    for site in config.sites:
        governing = [each for each in config.documents if site.domain in each.governs]
        folder.write_documents(site.domain, governing)
    folder.write_run(run)
    return folder


def _begun(folders: Iterable[RunFolder]) -> Iterator[RunFolder]:
    """Yield the folders of runs that began, and remove those that were killed before they did."""
    for folder in folders:
        if folder.began:
            yield folder
        else:
            logger.warning("run %s was cut off before it began: removed", folder.path.name)
            shutil.rmtree(folder.path)


def _find_cut_off(
    folders: Iterable[RunFolder], fresh: RunInfo, now: datetime
) -> tuple[RunFolder, RunInfo] | None:
    """Return the newest run of this week that is like the new one, unless it came to its end."""
    for folder in folders:
        try:
            run = folder.read_run()
        except RunError as error:
            logger.warning("%s", error)
            continue
        if now - run.started_at > WEEK:
            return None
        if _alike(run, fresh):
            is_done = run.finished == FINISHED and folder.has_report
            return None if is_done else (folder, run)
        if run.finished is None:
            logger.warning("run %s was cut off, and was of another kind: it is left", run.id)
    return None


def _alike(run: RunInfo, fresh: RunInfo) -> bool:
    """Tell whether both runs make the same visits in the same way, as far as is known of one."""
    if fresh.browser is None:
        run = run.model_copy(update={"browser": None})
    return _kind(run) == _kind(fresh)


def _kind(run: RunInfo) -> tuple[object, ...]:
    settings = {name: value for name, value in run.settings.items() if name not in _NO_MATTER}
    switches = settings.pop("SCAN_BROWSER_ARGS", None)
    browser = run.browser and (run.browser.name, run.browser.version)
    lists = {each.id: each.sha256 for each in run.lists}
    return (run.scanner_version, run.sites, run.choices, browser, settings, lists, _names(switches))


def _names(switches: object) -> tuple[str, ...]:
    """Return the switches without values, which may hold ports that are new at every start."""
    every = switches if isinstance(switches, tuple) else ()
    return tuple(sorted(str(switch).partition("=")[0] for switch in every))


def _take_up(config: ScanConfig, folder: RunFolder, run: RunInfo) -> Begun:
    folder.remove_left_over()
    run = run.model_copy(update={"ended_at": None, "finished": None})
    folder.write_run(run)
    made = _visits_on_disk(folder, config)
    logger.info(
        "run %s was cut off and is taken up again: %d of %d visits are there",
        run.id,
        sum(map(len, made.values())),
        len(config.enabled) * len(config.choices),
    )
    return Begun(folder, run, made)


def _made(folder: RunFolder, domain: str, choices: Iterable[str]) -> Iterator[Observation]:
    """Yield the visits of a site that are there, up to the first that is not."""
    for choice in choices:
        try:
            seen = folder.find_observation(domain, choice)
        except RunError as error:
            logger.warning("%s: it is made again", error)
            return
        if seen is None or _was_stopped(seen):
            return
        yield seen


def _was_stopped(seen: Observation) -> bool:
    never_begun = seen.outcome is VisitOutcome.SKIPPED and seen.reason == STOPPED
    return never_begun or any(missed.why == STOPPED for missed in seen.incomplete)
