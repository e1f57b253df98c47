"""``scrapy export RUN --site DOMAIN``: one zip of what concerns a site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.errors import ScannerError
from scanner.exporting import export_name, make_export
from scanner.report.wording import inert
from scanner.results import RunFolder
from scanner.whole_files import write_whole


class Command(ScrapyCommand):
    """Put the report, evidence and policies of one site of a run into a zip."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "RUN --site DOMAIN"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "Make one zip of what concerns a site of a run, to hand on"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add which site, and where the zip is written."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="DOMAIN", help="the site, as the report names it")
        parser.add_argument("--to", metavar="FILE", help="default: DOMAIN-RUN.zip, in this folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the zip and print its path."""
        if len(args) != 1 or not opts.site:
            raise UsageError("expected one run (its folder or its id) and --site DOMAIN")
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings before it runs a command")
        results_dir = Path(self.settings.get("SCAN_RESULTS_DIR", "results"))
        try:
            folder = RunFolder.open(args[0], results_dir)
            data = make_export(folder, opts.site)
            path = Path(opts.to or f"{export_name(folder.read_run().id, opts.site)}.zip")
            write_whole(path, data)
        except (ScannerError, OSError) as error:
            print(inert(str(error)), file=sys.stderr)
            self.exitcode = 1
            return
        print(inert(str(path)))
