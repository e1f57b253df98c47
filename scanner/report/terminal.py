"""The report on a terminal: a table, the worst findings, and where the files lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scanner.models import Report, SiteReport
from scanner.report.wording import (
    State,
    inert,
    severities,
    state,
    tally,
    why_not_measured,
    worst_first,
)
from scanner.words import Severity, Verdict

SHOWN = 10  # findings told in a sentence
_SITE_WIDTH = 24  # a longer domain is folded
_UNKNOWN = "-"  # never 0: nobody looked
_VERDICTS = (
    Verdict.CONTRADICTED,
    Verdict.UNDISCLOSED,
    Verdict.CONFIRMED,
    Verdict.CONSISTENT,
    Verdict.SUPPORTED,
    Verdict.NOT_OBSERVED,
    Verdict.OPEN,
    Verdict.NOT_ASSESSABLE,
)
_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}


def print_summary(report: Report, console: Console, paths: Iterable[Path]) -> None:
    """Print what came of a run, the worst findings in a sentence each, and the files' paths."""
    console.print(summary_table(report))
    findings = worst_first(finding for site in report.sites for finding in site.discrepancies)
    for finding in findings[:SHOWN]:
        line = Text(f"{finding.severity:<8} ", style=_STYLES[finding.severity])
        line.append(inert(f"{finding.site}: {finding.sentence.en}"), style="default")
        console.print(line)
    if len(findings) > SHOWN:
        console.print(Text(f"and {len(findings) - SHOWN} more in the report"))
    for path in paths:
        console.print(Text(inert(str(path))), soft_wrap=True)


def summary_table(report: Report) -> Table:
    """Return one row a site; what was not measured shows a dash, never a nought."""
    table = Table(title=Text(f"Run {inert(report.run.id)}"), show_lines=True)
    longest = max((len(site.domain) for site in report.sites), default=0)
    table.add_column("Site", overflow="fold", min_width=min(longest, _SITE_WIDTH))
    table.add_column("Measured", overflow="fold")
    for heading in ("Pages", "Cookies", "Third parties", "CAPTCHAs"):
        table.add_column(heading, justify="right", max_width=8)
    for heading in ("Claims", "Findings"):
        table.add_column(heading)
    for site in report.sites:
        table.add_row(*(Text(cell) for cell in _cells(site)))
    return table


def _cells(site: SiteReport) -> tuple[str, ...]:
    inventory = site.inventory
    numbers = (
        inventory.coverage.pages,
        len(inventory.cookies),
        len(inventory.trackers),
        len(inventory.captchas),
    )
    verdicts = Counter[str](verdict.verdict for verdict in site.verdicts)
    return (
        inert(site.domain),
        inert(_measured(site)),
        *(str(number) if site.measured else _UNKNOWN for number in numbers),
        _one_a_line(tally(verdicts, _VERDICTS)) or _UNKNOWN,
        _one_a_line(severities(site)) or ("none" if state(site) is State.CLEAN else _UNKNOWN),
    )


def _one_a_line(counts: str) -> str:
    return counts.replace(", ", "\n")


def _measured(site: SiteReport) -> str:
    match state(site):
        case State.DISABLED:
            return f"no: {site.why_not or 'disabled'}"
        case State.NOT_MEASURED:
            return f"no: {why_not_measured(site)}"
        case State.NOT_COMPARED:
            return "yes, no policy read"
        case _:
            return "yes"
