"""The claims of one policy on a terminal: a table, what it is silent about, and a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rich.console import Console

from scanner.models import Claim
from scanner.report.terminal import print_line, print_table
from scanner.report.wording import counted, plain
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
    title = f"{title}, {counted(len(said), 'claim')}"
    print_table(console, ("claim", "says", "section", "quote"), map(_row, said), title)
    if silent:
        print_line(console, f"silent about: {', '.join(silent)}")


def print_counts(
    rows: Iterable[tuple[str, Counts]], notes: Iterable[str], console: Console
) -> None:
    """Print precision, recall and F1 of each row, then the notes."""
    headings = ("type", "right", "wrong", "missed", "P", "R", "F1")
    counts = (
        (name, found.hits, found.extras, found.misses, found.precision, found.recall, found.f1)
        for name, found in rows
    )
    print_table(console, headings, counts)
    for note in notes:
        print_line(console, note)


def _row(claim: Claim) -> tuple[str, str, str, str]:
    """Return what a claim is, what it says, where, and its quote."""
    says = [plain(claim.polarity)]
    if claim.modality is not None and claim.modality is not Modality.UNCONDITIONAL:
        says.append(plain(claim.modality))
    if claim.condition is not None:
        says.append(f"on {plain(claim.condition)}")
    says += [f"{name} {_shown(value)}" for name, value in claim.params.items() if value]
    quote = " ".join((claim.quote or "").split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[: _LONGEST_QUOTE - 1] + "…"
    return claim.type, ", ".join(says), claim.section or "", f"“{quote}”"


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
