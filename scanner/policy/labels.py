"""Cells that carry their column's name before the value, as in "Naam: _ga"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from scanner.policy.columns import COLUMNS, column_of, table_words
from scanner.policy.grids import Grid


def without_labels(grid: Grid) -> Grid:
    """Return a table whose cells carry their columns' names as one with the values alone."""
    rows = list(takewhile(bool, map(_by_label, grid.texts)))
    if len(rows) < len(grid.texts):
        return grid
    texts = tuple(tuple(row.get(column, "") for column in COLUMNS) for row in rows)
    return replace(grid, texts=texts, columns=COLUMNS)


def _by_label(texts: Sequence[str]) -> dict[str, str]:
    """Return the values of a row by the labels before them; empty when it has none."""
    cells: dict[str, str] = {}
    labelled = 0
    for place, text in enumerate(texts):
        found = table_words().label.match(text.lower())
        column = column_of(found["label"]) if found and found.end() < len(text) else None
        if found and column:
            cells.setdefault(column, text[found.end() :])
            labelled += 1
        else:
            cells.setdefault("purpose" if place else "name", text)
    return cells if labelled and "name" in cells and len(cells) > 1 else {}
