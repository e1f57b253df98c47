"""``scrapy catalogue``: which services are known, and the lists that the operator imported."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.catalogue.load import Catalogue, load_catalogue
from scanner.catalogue.saved import find_saved_lists, import_list, is_old
from scanner.errors import ScannerError
from scanner.models import ImportedList
from scanner.report.page.phrases import in_english
from scanner.report.wording import counted, inert, plain
from scanner.words import Category


class Command(ScrapyCommand):
    """Lists what is there, or imports one more list."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "[import FILE]"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "List the services that are known, or import a list of more"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what a list may not say of itself."""
        super().add_options(parser)
        parser.add_argument("--licence", help="of the list, where it states none")
        words = [str(word) for word in Category if word is not Category.UNCLASSIFIED]
        parser.add_argument("--category", choices=words, help="what a filter list is against")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """List or import, and set the exit code."""
        if args and (args[0] != "import" or len(args) != 2):
            raise UsageError("expected nothing, or: import FILE")
        if self.settings is None:
            raise RuntimeError("Scrapy sets the settings before it runs a command")
        folder = self.settings["SCAN_CATALOGUE_DIR"]
        console = Console(highlight=False, soft_wrap=True)
        try:
            if args:
                _import(Path(args[1]), folder, opts, console)
            else:
                _show(folder, console)
        except (ScannerError, OSError) as error:
            print(inert(str(error)), file=sys.stderr)
            self.exitcode = 1


def _import(file: Path, folder: str, opts: argparse.Namespace, console: Console) -> None:
    if not folder:
        raise UsageError("SCAN_CATALOGUE_DIR is empty: name a folder to keep lists in")
    category = Category(opts.category) if opts.category else None
    now = datetime.now(UTC)
    saved = import_list(file, Path(folder), now, opts.licence, category)
    load_catalogue(lists=(saved,))
    for line in _lines(saved.record, now):
        console.print(inert(line), markup=False)


def _show(folder: str, console: Console) -> None:
    lists, now = find_saved_lists(folder), datetime.now(UTC)
    console.print(_own(load_catalogue(lists=lists)), markup=False)
    for each in lists:
        for line in _lines(each.record, now):
            console.print(inert(line), markup=False)


def _own(catalogue: Catalogue) -> str:
    counts = Counter(signature.category for signature in catalogue.signatures)
    kinds = ", ".join(f"{counts[category]} {plain(category)}" for category in Category)
    return f"{counted(len(catalogue.signatures), 'service')} of our own: {kinds}"


def _lines(record: ImportedList, now: datetime) -> list[str]:
    """Return what a list is, and what to mind about it."""
    lines = [f"{record.id} ({record.format}): {in_english().imported(record)}"]
    if record.licence is None:
        lines.append("  licence not stated: find out what it allows, and give it with --licence")
    if is_old(record, now.date()):
        lines.append("  over a year old, or of an unknown day: import a newer one")
    return lines
