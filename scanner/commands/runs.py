"""The run that a command is given, and what becomes of a command that cannot read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from scanner.errors import ScannerError
from scanner.report.wording import inert
from scanner.results import RunFolder


def settings_of(command: ScrapyCommand) -> BaseSettings:
    """Return the settings of a command that runs."""
    if command.settings is None:
        raise RuntimeError("Scrapy sets the settings before it runs a command")
    return command.settings


def find_run(command: ScrapyCommand, args: Sequence[str]) -> RunFolder:
    """Return the folder of the one run that a command is given, by path or by id.

    Raises:
        UsageError: not one run is given.
        RunError: there is no such run.
    """
    if len(args) != 1:
        raise UsageError("expected one run: its folder, or its id below the results folder")
    return RunFolder.find(args[0], Path(settings_of(command).get("SCAN_RESULTS_DIR", "results")))


@contextmanager
def failing_in_one_line(command: ScrapyCommand) -> Iterator[None]:
    """Print an error of ours or of the system as one line, and make the exit code 1."""
    try:
        yield
    except (ScannerError, OSError) as error:
        print(inert(str(error)), file=sys.stderr)
        command.exitcode = 1
