"""``scrapy doctor``: tells whether a scan started now would give results to trust."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar

from packaging.requirements import Requirement
from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from scanner.browser.find import find_browser
from scanner.browser.options import make_launch_options, split_arguments
from scanner.catalogue.saved import find_saved_lists, is_old
from scanner.errors import BrowserError, ScannerError
from scanner.models import ImportedList
from scanner.report.page.phrases import in_english
from scanner.report.terminal import print_table

LEAST_FREE_BYTES = 1_000_000_000  # or a twentieth of the disk, if that is more


class State(StrEnum):
    """What a check says of a scan started now."""

    OK = "ok"
    NOTE = "note"  # worth knowing; the scan can be trusted
    FAIL = "fail"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    state: State
    subject: str
    found: str
    remedy: str | None = None  # what to do


class Command(ScrapyCommand):
    """Prints what was checked; exit code 1 when a scan could not be trusted."""

    requires_project = True
    requires_crawler_process = False  # no reactor: the browser runs in a loop of its own
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line of ``scrapy --help``."""
        return "Check the browser, the results folder and the packages before a scan"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything, print it, and set the exit code."""
        if self.settings is None:
            raise RuntimeError("Scrapy gives a command its settings before it runs it")
        results = Path(self.settings.get("SCAN_RESULTS_DIR", "results"))
        lock = Path(closest_scrapy_cfg()).parent / "requirements.txt"
        checks = (
            *check_scan_browser(self.settings),
            check_writable(results),
            check_space(results),
            check_newest_run(results, datetime.now(UTC)),
            check_packages(lock),
            *check_lists(self.settings["SCAN_CATALOGUE_DIR"], datetime.now(UTC).date()),
        )
        _print(checks, Console(highlight=False))
        self.exitcode = int(any(check.state is State.FAIL for check in checks))


def check_scan_browser(settings: BaseSettings) -> tuple[Check, ...]:
    """Start the browser that a scan would use, and prove it."""
    from scanner.browser.launch import check_browser  # needed by no other command (see crawl.py)

    try:
        options = make_launch_options(
            find_browser(settings.get("SCAN_BROWSER")),
            split_arguments(settings.get("SCAN_BROWSER_ARGS")),
            ignore_tls_errors=settings.getbool("SCAN_IGNORE_TLS_ERRORS"),
        )
        info = asyncio.run(check_browser(options))
    except BrowserError as error:
        found, _, remedy = str(error).partition("; ")
        return (Check(State.FAIL, "browser", found, remedy or None),)
    kept = f"kept ({info.proof.method}, {info.proof.seconds:.1f} s)"
    sandbox = (
        Check(State.OK, "sandbox", "on")
        if info.sandbox
        else Check(State.NOTE, "sandbox", "off", "run the scan as an ordinary user")
    )
    return (
        Check(State.OK, "browser", f"{info.name} {info.version} ({info.executable})"),
        Check(State.OK, "third-party cookies", kept),
        sandbox,
    )


def check_writable(results: Path) -> Check:
    """Check that a run could be written; a folder that is absent is looked for further up."""
    folder = _nearest(results)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Check(State.OK, "results folder", f"{results}: writable")
    except OSError as error:
        found = f"{folder}: {error.strerror}"
    return Check(State.FAIL, "results folder", found, "name another one with SCAN_RESULTS_DIR")


def check_space(results: Path) -> Check:
    """Check that a run's files fit on the disk."""
    disk = shutil.disk_usage(_nearest(results))
    found = f"{disk.free / 1e9:.1f} GB free"
    if disk.free >= max(LEAST_FREE_BYTES, disk.total // 20):
        return Check(State.OK, "disk", found)
    return Check(State.FAIL, "disk", found, f"free some space where {results} lies")


def check_newest_run(results: Path, now: datetime) -> Check:
    """Tell how old the newest run is."""
    newest = max(_runs(results), default=None)
    if newest is None:
        return Check(State.NOTE, "newest run", "none yet", "start one with scrapy crawl sites")
    age = now - newest
    found = f"{age.days} days old" if age >= timedelta(days=2) else f"{age // _HOUR} hours old"
    return Check(State.OK, "newest run", f"{newest:%Y-%m-%d %H:%M} UTC, {found}")


_HOUR = timedelta(hours=1)


def _runs(results: Path) -> Iterable[datetime]:
    """Yield when each run in the results folder started."""
    for run in results.glob("*/run.json"):
        try:
            yield datetime.strptime(run.parent.name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue  # a folder of someone else


def check_packages(lock: Path) -> Check:
    """Compare the installed packages with the versions that the lock file pins."""
    if not lock.is_file():
        return Check(State.NOTE, "packages", f"no {lock.name} to compare with")
    pins = [
        Requirement(line.rstrip(" \\"))
        for line in lock.read_text(encoding="utf-8").splitlines()
        if line[:1].isalnum()
    ]
    wanted = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    others = [f"{pin.name} {_installed(pin.name)}" for pin in wanted if not _fits(pin)]
    if not others:
        return Check(State.OK, "packages", f"all {len(wanted)} as {lock.name} pins them")
    found = f"not as {lock.name} pins them: {', '.join(others)}"
    return Check(State.NOTE, "packages", found, "run make setup")


def check_lists(folder: str, today: date) -> tuple[Check, ...]:
    """Check the lists that the operator imported, and tell how old each is."""
    try:
        saved = find_saved_lists(folder)
    except ScannerError as error:
        return (Check(State.FAIL, "imported lists", str(error), "import it again"),)
    return tuple(_check_list(each.record, today) for each in saved)


def _check_list(record: ImportedList, today: date) -> Check:
    subject, found = f"list {record.id}", in_english().imported(record)
    if is_old(record, today):
        return Check(State.NOTE, subject, found, "over a year old: import a newer one")
    if record.licence is None:
        return Check(State.NOTE, subject, found, "find out its licence, import with --licence")
    return Check(State.OK, subject, found)


def _fits(pin: Requirement) -> bool:
    """Tell whether the installed version is the pinned one."""
    installed = _installed(pin.name)
    return installed != "missing" and pin.specifier.contains(installed, prereleases=True)


def _installed(name: str) -> str:
    """Return the installed version of a package, or ``missing``."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest of its parents that exists."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def _print(checks: tuple[Check, ...], console: Console) -> None:
    headings = ("state", "checked", "found", "what to do")
    rows = ((check.state, check.subject, check.found, check.remedy or "") for check in checks)
    print_table(console, headings, rows)
