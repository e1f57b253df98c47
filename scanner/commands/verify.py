"""``scrapy verify RUN``: whether a run's files are still what they were when it was reported."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from scrapy.commands import ScrapyCommand

from scanner.commands.runs import failing_in_one_line, find_run
from scanner.history.prune import as_before_pruning, find_pruned
from scanner.manifest import Manifest, differences, sums_of
from scanner.report.wording import counted, inert


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
        with failing_in_one_line(self):
            folder = find_run(self, args)
            manifest, found = folder.read_manifest(), sums_of(folder.path)
            if pruned := find_pruned(folder):
                print(f"its evidence was pruned on {pruned.at:%Y-%m-%d}; what is left is checked")
            whole = as_before_pruning(manifest, found) if pruned else found
            self._print(manifest, found, differences(manifest, whole))

    def _print(self, manifest: Manifest, found: Mapping[str, str], lines: list[str]) -> None:
        for line in lines:
            print(inert(line))
        if lines:
            self.exitcode = 1
        else:
            number = len(manifest.files.keys() & found.keys())
            print(f"{counted(number, 'file')} as reported, sha256 {manifest.whole}")
