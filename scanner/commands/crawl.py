"""``scrapy crawl sites``: the scan, ending in a table and an exit code that means something.

Scrapy loads every command at each start: what only a scan needs is imported when one is made.
"""

from __future__ import annotations

import argparse
import errno
import logging
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from scrapy.commands.crawl import Command as CrawlCommand
from scrapy.crawler import Crawler

from scanner.errors import LockedError, ScannerError
from scanner.lock import hold
from scanner.models import Report
from scanner.report.terminal import print_summary
from scanner.words import Severity

if TYPE_CHECKING:
    from scanner.scan import ScanConfig

_SPIDER = "sites"
EXIT_FAILED = 1
EXIT_NOT_MEASURED = 3
EXIT_FOUND = 4
EXIT_DISK_FULL = 74
EXIT_LOCKED = 75


class Command(CrawlCommand):
    """The scan; any other spider runs as Scrapy runs it."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything that can be checked, scan, print the summary, set the exit code."""
        if args != [_SPIDER]:
            super().run(args, opts)
            return
        self.exitcode = self.scan(opts.spargs)

    def scan(self, arguments: dict[str, str]) -> int:
        """Run the scan and return its exit code (design: 0, 1, 3, 4, 74, 75, 130, 143)."""
        from scanner.scan import make_config

        process = self.crawler_process
        if process is None:
            raise RuntimeError("Scrapy gave no crawler process")
        try:
            config = make_config(process.settings, arguments)
            _quieten(process.settings["LOG_LEVEL"])
            with hold(config.results_dir, datetime.now(UTC)):
                if reason := _not_due(config):
                    print(reason)
                    return 0
                crawler = self._create_crawler(_SPIDER)
                process.crawl(crawler, **arguments)
                process.start()
                return _end(crawler)
        except LockedError as error:
            fail(error)
            return EXIT_LOCKED
        except ScannerError as error:
            return fail(error)


def _not_due(config: ScanConfig) -> str | None:
    """Return why a run that is made only when one is due is not made; None: it is made."""
    from scanner.schedule.due import find_not_due

    if config.weekly is None:
        return None
    return find_not_due(config, config.weekly, datetime.now(UTC))


def _end(crawler: Crawler) -> int:
    """Print what came of the scan and return the exit code."""
    from spiders.sites import SitesSpider

    spider = crawler.spider
    if not isinstance(spider, SitesSpider):
        return EXIT_FAILED  # it could not even be made; Scrapy has logged why
    if spider.report:
        report, paths = spider.report
        print_summary(report, Console(), paths)
    if spider.failure:
        return fail(spider.failure)
    if not spider.report:
        return fail(ScannerError("the scan ended without a report; the log says why"))
    if spider.ended_by:
        return 128 + spider.ended_by
    if has_found(report, spider.config.fail_on):
        return EXIT_FOUND
    measured = all(site.measured for site in report.sites if site.enabled)
    return 0 if measured else EXIT_NOT_MEASURED


def has_found(report: Report, least: Severity | None) -> bool:
    """Tell whether a finding is as bad as the severity given, or worse."""
    worse = tuple(Severity)[: tuple(Severity).index(least) + 1] if least else ()
    return any(report.totals.discrepancies[severity] for severity in worse)


def fail(error: Exception) -> int:
    """Print one line that says why and return the exit code of it."""
    sys.stderr.write(f"error: {error}\n")
    return EXIT_DISK_FULL if any(map(_is_full, _with_causes(error))) else EXIT_FAILED


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__


def _is_full(error: BaseException) -> bool:
    """Tell whether the disk is full, by the system's word or by that of SQLite."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


def _quieten(level: str) -> None:
    """Keep the log to one line a site, unless more was asked for."""
    if level == "DEBUG":
        return
    for name in ("scrapy", "asyncio", "twisted"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns that an empty page has no response, at every visit.
    logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)
