"""The rows and cells of a page's tables."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from scanner.policy.compose import visible

Element: TypeAlias = etree._Element

_HEADINGS_IN_CELLS = etree.XPath(".//tr/td//h2 | .//tr/th//h2")
_WIDEST = 40  # columns or rows that a cell may take up
_LONGEST_CELL = 2500  # letters; a longer one is a column of a page set with a table


def table_rows(table: Element) -> list[tuple[list[str], bool]]:
    """Return a table's cells and which rows name the columns; empty: it only sets the page."""
    if table.find(".//table") is not None or _HEADINGS_IN_CELLS(table):
        return []
    rows = []
    held: dict[int, int] = {}  # column -> rows below that a cell still takes up
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        texts = _cells(cells, held)
        if any(len(text) > _LONGEST_CELL for text in texts):
            return []
        if any(texts):
            parent = line.getparent()
            named = bool(cells) and all(cell.tag == "th" for cell in cells)
            rows.append((texts, named or (parent is not None and parent.tag == "thead")))
    return rows if max((len(texts) for texts, _ in rows), default=0) > 1 else []


def _cells(cells: list[Element], held: dict[int, int]) -> list[str]:
    """Return a row's texts by column; empty where a cell beside or above reaches in."""
    texts: list[str] = []
    for cell in (*cells, None):
        while held.get(len(texts)):
            held[len(texts)] -= 1
            texts.append("")
        if cell is None:
            break
        below = _span(cell, "rowspan") - 1
        texts.append(visible(" ".join(cell.itertext()) if len(cell) else cell.text or ""))
        texts += [""] * (_span(cell, "colspan") - 1)
        if below:
            held[len(texts) - 1] = below
    return texts


def _span(cell: Element, name: str) -> int:
    span = cell.get(name)
    if span is None:
        return 1
    return max(1, min(int(span), _WIDEST)) if span.isdecimal() and len(span) < 5 else 1
