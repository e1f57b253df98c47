"""Everything that is shown on a terminal: tables, and what came of a run.

A command prints its rows with ``print_table``, which makes them all look alike::

    print_table(console, ("site", "what", "cookies"), (("a.nl", "appeared", 3),), title="Changes")

A cell is text, a number, or a tuple of lines. Nothing in it steers the terminal, so rows may hold
whatever a site wrote. A cell that is one of our words for how bad something is, or how it changed,
has its colour. Where there is no terminal, headings and rows are a plain line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scanner.models import Report, SiteReport
from scanner.report.page.changes import changes_in_english
from scanner.report.page.phrases import in_english
from scanner.report.wording import State, counted, inert, state, worst_first
from scanner.words import ChangeKind, ConsentOutcome, Severity, Trend, Verdict

Cell = str | int | float | tuple[str, ...]

SHOWN = 10  # findings told in a sentence
_FIRST_WIDTH = 24  # a longer name of a row is folded
_PADDED = 32  # a plain column that is wider is not filled up with blanks
_LONG = 60  # letters of a cell, from which rows have lines between them
_ROOM_FOR_NEWS = 100  # columns of a terminal, from which a site's changes stand in its row
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
    ChangeKind.APPEARED: "red",
    ChangeKind.GONE: "green",
    ChangeKind.CHANGED: "yellow",
    Trend.NEW: "red",
    Trend.UNSTABLE: "yellow",
    Trend.UNKNOWN: "dim",
    "fail": "red",
    "note": "yellow",
    "ok": "green",
}


def print_table(
    console: Console,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    title: str | None = None,
) -> None:
    """Print rows under their headings: a table on a terminal, elsewhere plain lines.

    A column of which every cell is a number stands at the right; a float has three digits.
    """
    given = [tuple(row) for row in rows]
    shown = [[_lines(cell) for cell in row] for row in given]
    if title is not None:
        print_line(console, title)
    if console.is_terminal:
        numbers = [
            bool(given) and all(isinstance(row[at], int | float) for row in given)
            for at in range(len(headings))
        ]
        console.print(_table(headings, shown, numbers))
    else:
        for line in _plain_lines([headings, *shown]):
            console.print(Text(line), soft_wrap=True)


def print_line(console: Console, text: str) -> None:
    """Print a line of text that may hold what a site wrote; it is never broken."""
    console.print(Text(inert(text)), soft_wrap=True)


def print_summary(report: Report, console: Console, paths: Iterable[Path]) -> None:
    """Print what came of a run, the worst findings in a sentence each, and the files' paths."""
    headings: tuple[str, ...] = ("site", "measured", "claims", "findings")
    rows = [_cells(site) for site in report.sites]
    has_room = not console.is_terminal or console.width >= _ROOM_FOR_NEWS
    if has_room and any(site.since_last_run for site in report.sites):
        headings = (*headings, "since last run")
        rows = [(*row, _news(site)) for row, site in zip(rows, report.sites, strict=True)]
    print_table(console, headings, rows, f"Run {report.run.id}")
    print_line(console, in_english().headline(report))
    if news := changes_in_english().headline(report):
        print_line(console, news)
    findings = worst_first(finding for site in report.sites for finding in site.discrepancies)
    for finding in findings[:SHOWN]:
        line = Text(f"{finding.severity:<8} ", style=_STYLES[finding.severity])
        source = f" [{finding.document}]" if finding.document else ""
        line.append(inert(f"{finding.site}: {finding.sentence.en}{source}"), style="default")
        console.print(line, soft_wrap=not console.is_terminal)
    if len(findings) > SHOWN:
        print_line(console, f"and {len(findings) - SHOWN} more in the report")
    for path in paths:
        print_line(console, str(path))


def _lines(cell: Cell) -> str:
    """Return a cell as text in which only our own line breaks are left."""
    if isinstance(cell, tuple):
        return "\n".join(map(inert, cell))
    return f"{cell:.3f}" if isinstance(cell, float) else inert(str(cell))


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
) -> Table:
    cells = [text for row in rows for text in row]
    table = Table(show_lines=any("\n" in text or len(text) > _LONG for text in cells))
    longest = max((len(row[0]) for row in rows), default=0)
    for at, (heading, number) in enumerate(zip(headings, numbers, strict=True)):
        table.add_column(
            Text(heading),
            justify="right" if number else "left",
            overflow="fold",
            min_width=None if at else min(longest, _FIRST_WIDTH),
        )
    for row in rows:
        table.add_row(*(Text(text, style=_STYLES.get(text, "")) for text in row))
    return table


def _plain_lines(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Yield a line each row, its cells below each other, the lines of one with commas between."""
    flat = [[text.replace("\n", ", ") or _NOTHING for text in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*flat, strict=True)]
    for row in flat:
        cells = zip(row, widths, strict=True)
        line = "  ".join(f"{text:<{width if width <= _PADDED else 0}}" for text, width in cells)
        yield line.rstrip()


def _cells(site: SiteReport) -> tuple[Cell, ...]:
    """Return a site's row, narrow enough for 80 columns; no number where nobody looked."""
    say, now = in_english(), state(site)
    verdicts = say.tally((judged.verdict for judged in site.verdicts), _VERDICTS)
    claims = "no policy read" if now is State.NOT_COMPARED else _NOTHING
    findings = "none" if now is State.CLEAN else _NOTHING
    return (
        site.domain,
        _measured(site),
        _one_a_line(verdicts or claims),
        _one_a_line(say.severities(site.discrepancies) or findings),
    )


def _measured(site: SiteReport) -> tuple[str, ...]:
    now = state(site)
    if now is State.DISABLED:
        return (f"not scanned: {site.why_not or 'disabled'}",)
    if now is State.NOT_MEASURED:
        return (f"not measured: {in_english().why_not_measured(site)}",)
    inventory = site.inventory
    return (
        counted(inventory.coverage.pages, "page"),
        counted(len(inventory.cookies), "cookie"),
        counted(len(inventory.trackers), "third party", "third parties"),
        counted(len(inventory.captchas), "CAPTCHA"),
        *_consents(site),
    )


def _news(site: SiteReport) -> tuple[str, ...]:
    """Return how the findings and policies of a site stand to its last run, a line each trend."""
    changes, say = site.since_last_run, changes_in_english()
    if changes is None:
        return (_NOTHING,)
    findings = say.tally(changes.findings)
    return (*(_one_a_line(findings) if findings else ()), *say.policies(changes.documents)) or (
        _NOTHING,
    )


def _consents(site: SiteReport) -> list[str]:
    """Return what became of the banner, a line each choice; one line where none was found."""
    searched = [visit for visit in site.inventory.visits if visit.consent]
    lines = dict.fromkeys(f"{visit.choice}: {in_english().consent(visit)}" for visit in searched)
    outcomes = {visit.consent.outcome for visit in searched if visit.consent}
    if outcomes == {ConsentOutcome.NO_BANNER}:
        return [in_english().labels.word(ConsentOutcome.NO_BANNER)]
    return list(lines)


def _one_a_line(counts: str) -> tuple[str, ...]:
    return tuple(counts.split(", "))
