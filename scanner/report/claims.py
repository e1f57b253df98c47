"""The claims of one policy on a terminal: a table, what it is silent about, and a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scanner.models import Claim
from scanner.report.wording import counted, inert, plain
from scanner.words import Modality, Polarity

_LONGEST_QUOTE = 160  # letters that are shown


class Counts(Protocol):
    """What was found of one type: rightly, wrongly, not."""

    hits: int
    extras: int
    misses: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""


def print_claims(title: str, claims: Sequence[Claim], console: Console) -> None:
    """Print a policy's claims with their quotes, then what it does not speak of."""
    said = [claim for claim in claims if claim.polarity is not Polarity.SILENT]
    silent = [claim.type for claim in claims if claim.polarity is Polarity.SILENT]
    console.print(Text(inert(f"{title}, {counted(len(said), 'claim')}")), soft_wrap=True)
    if console.is_terminal:
        console.print(_table(said))
    else:
        for claim in said:
            line = ": ".join((claim.type, *_cells(claim)))
            console.print(Text(line), soft_wrap=True)
    if silent:
        console.print(Text(f"silent about: {', '.join(silent)}"), soft_wrap=True)


def print_counts(
    rows: Iterable[tuple[str, Counts]], notes: Iterable[str], console: Console
) -> None:
    """Print precision, recall and F1 of each row, then the notes."""
    table = Table("type")
    for heading in ("right", "wrong", "missed", "P", "R", "F1"):
        table.add_column(heading, justify="right")
    for name, found in rows:
        shares = (f"{share:.3f}" for share in (found.precision, found.recall, found.f1))
        table.add_row(name, str(found.hits), str(found.extras), str(found.misses), *shares)
    console.print(table)
    for note in notes:
        console.print(Text(inert(note)), soft_wrap=True)


def _table(claims: Iterable[Claim]) -> Table:
    table = Table("claim", "says", "section", "quote", show_lines=True)
    for claim in claims:
        says, section, quote = _cells(claim)
        table.add_row(Text(claim.type), Text(says), Text(section), Text(quote))
    return table


def _cells(claim: Claim) -> tuple[str, str, str]:
    """Return what a claim says, where, and its quote, all safe on a terminal."""
    says = [plain(claim.polarity)]
    if claim.modality is not None and claim.modality is not Modality.UNCONDITIONAL:
        says.append(plain(claim.modality))
    if claim.condition is not None:
        says.append(f"on {plain(claim.condition)}")
    says += [f"{name} {_shown(value)}" for name, value in claim.params.items() if value]
    quote = " ".join((claim.quote or "").split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[: _LONGEST_QUOTE - 1] + "…"
    return inert(", ".join(says)), inert(claim.section or "-"), inert(f"“{quote}”")


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
