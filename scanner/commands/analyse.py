"""``scrapy analyse RUN``: the report of a run again, from its saved files alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.errors import ScannerError
from scanner.report.terminal import print_summary
from scanner.report.wording import inert
from scanner.reporting import write_run_report
from scanner.results import RunFolder


class Command(ScrapyCommand):
    """Report again from saved observations, with no browser and no network."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "RUN"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "Report again from the saved observations of a run (a folder, or a run's id)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the reports of one run and print what came of it."""
        if len(args) != 1:
            raise UsageError("expected one run: its folder, or its id below the results folder")
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings before it runs a command")
        results_dir = Path(self.settings.get("SCAN_RESULTS_DIR", "results"))
        try:
            report, paths = write_run_report(RunFolder.open(args[0], results_dir))
        except (ScannerError, OSError) as error:
            print(inert(str(error)), file=sys.stderr)
            self.exitcode = 1
            return
        print_summary(report, Console(highlight=False), paths)
