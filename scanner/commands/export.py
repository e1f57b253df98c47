"""``scrapy export RUN --site DOMAIN``: one zip of what concerns a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.commands.runs import failing_in_one_line, find_run
from scanner.exporting import export_name, make_export
from scanner.report.wording import inert
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
        if not opts.site:
            raise UsageError("expected one run (its folder or its id) and --site DOMAIN")
        with failing_in_one_line(self):
            folder = find_run(self, args)
            data = make_export(folder, opts.site)
            path = Path(opts.to or f"{export_name(folder.read_run().id, opts.site)}.zip")
            write_whole(path, data)
            print(inert(str(path)))
