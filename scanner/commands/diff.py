"""``scrapy diff OLD NEW``: what appeared, went and changed between two runs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scanner.commands.runs import failing_in_one_line, find_run
from scanner.digests import ComparedSite, RunChanges
from scanner.history.runs import compare_runs, has_changed
from scanner.history.saved import load_digest
from scanner.models import (
    ClaimChange,
    DocumentChange,
    FindingChange,
    ItemChange,
    SiteChanges,
)
from scanner.report.terminal import Cell, print_line, print_table
from scanner.strict_json import to_json
from scanner.words import Trend

CHANGED = 4  # the exit code, where it is asked for
_HEADINGS = ("change", "kind", "what")


class Command(ScrapyCommand):
    """Compare two runs, site by site."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what comes after the command's name."""
        return "OLD NEW"

    def short_desc(self) -> str:
        """Return the line that ``scrapy -h`` shows."""
        return "Say what appeared, went and changed between two runs (folders, or runs' ids)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add which site, and how it is said."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="DOMAIN", help="only this site")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--exit-code", action="store_true", help=f"exit with {CHANGED} when anything changed"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Compare, print what changed, and set the exit code."""
        if len(args) != 2:
            raise UsageError("expected two runs: their folders, or their ids")
        with failing_in_one_line(self):
            old, new = (load_digest(find_run(self, [run])) for run in args)
            changes = compare_runs(old, new, opts.site)
            if opts.json:
                print(to_json(changes).decode(), end="")
            else:
                _show(changes, Console(highlight=False))
            if opts.exit_code and has_changed(changes):
                self.exitcode = CHANGED


def _show(changes: RunChanges, console: Console) -> None:
    for site in changes.sites:
        _show_site(site, changes, console)
    for run, domains in ((changes.old, changes.only_old), (changes.new, changes.only_new)):
        for domain in domains:
            print_line(console, f"{domain}: only in run {run}")
    if not (changes.sites or changes.only_old or changes.only_new):
        print_line(console, "neither run has scanned a site")


def _show_site(site: ComparedSite, runs: RunChanges, console: Console) -> None:
    if site.changes is None:
        line = f"not measured in run {runs.old}, so there is nothing to compare with"
        print_line(console, f"{site.domain}: {line}")
        return
    rows = list(_rows(site.changes))
    if rows:
        print_table(console, _HEADINGS, rows, title=site.domain)
    else:
        print_line(console, f"{site.domain}: nothing changed")
    for note in site.changes.notes:
        print_line(console, f"note: {note.en}")


def _rows(changes: SiteChanges) -> Iterator[tuple[Cell, ...]]:
    for finding in changes.findings:
        if finding.trend is not Trend.SAME:
            yield finding.trend, "finding", _finding(finding)
    for kind, items in (("cookie", changes.cookies), ("service", changes.services)):
        for item in items:
            yield item.trend, kind, _item(item)
    for document in changes.documents:
        yield document.trend, "document", tuple(_document(document))


def _finding(change: FindingChange) -> tuple[str, ...]:
    said = f"{change.severity}: {change.sentence.en}"
    return (said, change.reason.en) if change.reason else (said,)


def _item(change: ItemChange) -> tuple[str, ...]:
    said = f"{change.name} ({change.domain})" if change.domain else change.name
    return (said, change.reason.en) if change.reason else (said,)


def _document(change: DocumentChange) -> Iterator[str]:
    yield change.title
    if None not in (change.status_before, change.status_after):
        if change.status_before is not change.status_after:
            yield f"was {change.status_before}, is {change.status_after}"
        if change.dated_before != change.dated_after:
            yield f"dated {change.dated_before or 'nowhere'}, now {change.dated_after or 'nowhere'}"
    yield from map(_claim, change.changes)


def _claim(change: ClaimChange) -> str:
    said = "; now: ".join(
        text
        for claim in (change.before, change.after)
        if claim is not None and (text := claim.quote or claim.statement)
    )
    return f"{change.kind} {change.type}: {said}" if said else f"{change.kind} {change.type}"
