"""``scrapy analyse RUN``: the report of a run again, from its saved files alone."""

from __future__ import annotations

import argparse

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES

from scanner.commands.runs import failing_in_one_line, find_run, settings_of
from scanner.history.prune import refuse_pruned
from scanner.report.formats.report_html import SETTING
from scanner.report.page.labels import LANGUAGES
from scanner.report.terminal import print_summary
from scanner.reporting import write_run_report


class Command(ScrapyCommand):
    """Report again from saved observations, with no browser and no network.

    ``-s SCAN_REPORT_LANG=nl`` writes the page in another language than that of the scan.
    """

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
        with failing_in_one_line(self):
            folder = find_run(self, args)
            refuse_pruned(folder)
            report, paths = write_run_report(folder, self._language())
            print_summary(report, Console(highlight=False), paths)

    def _language(self) -> str | None:
        """Return the language that the command line asks for; None: that of the scan."""
        settings = settings_of(self)
        asked = settings.getpriority(SETTING) or 0
        if asked < SETTINGS_PRIORITIES["cmdline"]:
            return None
        language = settings[SETTING]
        if language not in LANGUAGES:
            raise UsageError(f"{SETTING}: expected {' or '.join(LANGUAGES)}, found {language!r}")
        return str(language)
