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
    consents,
    counted,
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
_NOTHING = "-"
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
        source = f" [{finding.document}]" if finding.document else ""
        line.append(inert(f"{finding.site}: {finding.sentence.en}{source}"), style="default")
        console.print(line)
    if len(findings) > SHOWN:
        console.print(Text(f"and {len(findings) - SHOWN} more in the report"))
    for path in paths:
        console.print(Text(inert(str(path))), soft_wrap=True)


def summary_table(report: Report) -> Table:
    """Return one row a site, narrow enough for 80 columns; no number where nobody looked."""
    table = Table(title=Text(f"Run {inert(report.run.id)}"), show_lines=True)
    longest = max((len(site.domain) for site in report.sites), default=0)
    table.add_column("Site", overflow="fold", min_width=min(longest, _SITE_WIDTH))
    for heading in ("Measured", "Claims", "Findings"):
        table.add_column(heading, overflow="fold")
    for site in report.sites:
        table.add_row(*(Text(cell) for cell in _cells(site)))
    return table


def _cells(site: SiteReport) -> tuple[str, str, str, str]:
    verdicts = Counter[str](verdict.verdict for verdict in site.verdicts)
    now = state(site)
    claims = "no policy read" if now is State.NOT_COMPARED else _NOTHING
    findings = "none" if now is State.CLEAN else _NOTHING
    return (
        inert(site.domain),
        _measured(site),
        _one_a_line(tally(verdicts, _VERDICTS)) or claims,
        _one_a_line(severities(site)) or findings,
    )


def _measured(site: SiteReport) -> str:
    now = state(site)
    if now is State.DISABLED:
        return inert(f"not scanned: {site.why_not or 'disabled'}")
    if now is State.NOT_MEASURED:
        return inert(f"not measured: {why_not_measured(site)}")
    inventory = site.inventory
    return "\n".join(
        (
            counted(inventory.coverage.pages, "page"),
            counted(len(inventory.cookies), "cookie"),
            counted(len(inventory.trackers), "third party", "third parties"),
            counted(len(inventory.captchas), "CAPTCHA"),
            *consents(site),
        )
    )


def _one_a_line(counts: str) -> str:
    return counts.replace(", ", "\n")
