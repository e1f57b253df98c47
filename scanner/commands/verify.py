"""``scrapy verify RUN``: whether a run's files are still what they were when it was reported."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.errors import RunError
from scanner.manifest import differences, sums_of
from scanner.report.wording import counted, inert
from scanner.results import RunFolder


class Command(ScrapyCommand):
    """Check a run against its manifest; exit code 1 when anything is missing, changed or extra."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "RUN"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "Check the files of a run, or of an unpacked export, against its manifest"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a line for each file that is not as it was, or one that all are."""
        if len(args) != 1:
            raise UsageError("expected one run: its folder, or its id below the results folder")
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings before it runs a command")
        results_dir = Path(self.settings.get("SCAN_RESULTS_DIR", "results"))
        try:
            folder = RunFolder.find(args[0], results_dir)
            manifest = folder.read_manifest()
            lines = differences(manifest, sums_of(folder.path))
        except (RunError, OSError) as error:
            print(inert(str(error)), file=sys.stderr)
            self.exitcode = 1
            return
        for line in lines:
            print(inert(line))
        if lines:
            self.exitcode = 1
        else:
            print(f"{counted(len(manifest.files), 'file')} as reported, sha256 {manifest.whole}")
