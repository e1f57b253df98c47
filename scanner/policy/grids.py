"""The tables of a policy as cells, each with the lines before it that may say what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from scanner.policy.text import Block, BlockKind, PolicyText

_LOOK_BACK = 6  # blocks before a table
_LONGEST_LABEL = 80  # letters of a section's name


@dataclass(frozen=True)
class Line:
    """A block before a table."""

    text: str
    heading: bool


@dataclass(frozen=True)
class Grid:
    """A table: its rows, their cells' texts, and what stands before it."""

    rows: tuple[Block, ...]
    texts: tuple[tuple[str, ...], ...]
    before: tuple[Line, ...]  # nearest first, up to the table before
    section: str | None
    columns: tuple[str, ...] = ()  # where the cells carry their columns' names: what each one is


def cut_grids(text: PolicyText) -> Iterator[Grid]:
    """Yield the tables of a policy in order."""
    heading: Block | None = None
    place = 0
    for table, group in groupby(text.blocks, key=lambda block: block.table):
        blocks = tuple(group)
        if table is None:
            heading = next((b for b in reversed(blocks) if b.kind is BlockKind.HEADING), heading)
        else:
            texts = tuple(tuple(text.text[a:b] for a, b in block.cells) for block in blocks)
            yield Grid(blocks, texts, _before(text, place), section_of(text, heading))
        place += len(blocks)


def section_of(text: PolicyText, heading: Block | None) -> str | None:
    """Return how a section is named: by its number, else by its heading."""
    if heading is None:
        return None
    return heading.number or text.text[heading.start : heading.end][:_LONGEST_LABEL]


def _before(text: PolicyText, place: int) -> tuple[Line, ...]:
    lines = []
    for block in reversed(text.blocks[max(0, place - _LOOK_BACK) : place]):
        if block.kind is BlockKind.ROW:
            break
        lines.append(Line(text.text[block.start : block.end], block.kind is BlockKind.HEADING))
    return tuple(lines)
