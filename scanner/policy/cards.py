"""Cookies that a page tells of in labelled lines, not in a table: each becomes a row.

"Naam: _ga / Aanbieder: Google / Bewaartermijn: 2 jaar", a label and its value in turn, as consent
tools write their declarations on a phone, or a name with its lifetime at the end of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scanner.policy.columns import STRICT_NAME, SURE_NAME, column_of, split_names, table_words
from scanner.policy.compose import Span
from scanner.policy.durations import find_durations
from scanner.policy.lines import Line
from scanner.policy.markers import Marker
from scanner.policy.paragraphs import Paragraph
from scanner.policy.rows import Row

_LONGEST_VALUE = 400  # letters
_LONGEST_LABEL = 40
_MOST_UNLABELLED = 2  # lines between a name and its first label
_FLAT_NAME = re.compile(r"\S{1,120}(?!\S)")
_Cell = tuple[str | None, list[Paragraph]]  # its column, and the paragraphs it is made of


def with_cards(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return paragraphs with those that tell of one cookie in labelled lines made rows."""
    made: list[Paragraph] = []
    table = 1 + max((p.row.table for p in paragraphs if p.row), default=-1)
    place = 0
    while place < len(paragraphs):
        if cells := _card(paragraphs, place):
            made.append(_as_row([_span(parts) for _, parts in cells], table, cells[0][1][0]))
            place += sum(len(parts) for _, parts in cells)
        elif flat := _flat_rows(paragraphs, place, table):
            made += flat
            place += len(flat)
            table += 1
        else:
            made.append(paragraphs[place])
            place += 1
    return made


def _card(paragraphs: Sequence[Paragraph], start: int) -> list[_Cell]:
    """Return the cells of the card that starts at a paragraph; none: there is no card."""
    cells: list[_Cell] = []
    seen: set[str] = set()
    for column, parts in _cells(paragraphs, start):
        if column == "name" and cells:
            break
        if column is None and (len(cells) > _MOST_UNLABELLED or seen - {"name"}):
            break
        if column is not None and column in seen:
            break
        cells.append((column, parts))
        seen |= {column} if column else set()
    while cells and cells[-1][0] is None:
        cells.pop()
    return cells if {"name", "lifetime"} <= seen or {"name", "provider", "purpose"} <= seen else []


def _cells(paragraphs: Sequence[Paragraph], start: int) -> Iterator[_Cell]:
    place = start
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        text = paragraph.text.strip()
        if paragraph.row or len(text) > _LONGEST_VALUE:
            return
        found = table_words().label.match(text.lower()[:_LONGEST_LABEL])
        after = paragraphs[place + 1 : place + 2]
        if found and ":" in found["mark"] and found.end() < len(text):
            column, parts, value = column_of(found["label"]), [paragraph], text[found.end() :]
        elif (
            found
            and found.end() == len(text)
            and after
            and not after[0].row
            and not column_of(after[0].text)
        ):
            column, parts = column_of(found["label"]), [paragraph, after[0]]
            value = after[0].text.strip()
        elif place == start and STRICT_NAME.fullmatch(text) and SURE_NAME.fullmatch(text):
            column, parts, value = "name", [paragraph], text
        else:
            column, parts, value = None, [paragraph], text
        if place == start and (column != "name" or not _names_cookies(value)):
            return
        yield column, parts
        place += len(parts)


def _names_cookies(value: str) -> bool:
    """Tell whether a value is the name of a cookie, or the names of some."""
    return all(map(STRICT_NAME.fullmatch, split_names(value) or [value]))


def _is_value(paragraph: Paragraph) -> bool:
    return paragraph.row is None and column_of(paragraph.text) is None


def _flat_rows(paragraphs: Sequence[Paragraph], start: int, table: int) -> list[Paragraph]:
    """Return as rows the lines from here that are a name, words and a lifetime."""
    rows = []
    for place in range(start, len(paragraphs)):
        spans = _flat_cells(paragraphs[place])
        if not spans:
            break
        rows.append(_as_row(spans, table, paragraphs[place]))
    return rows if len(rows) > 1 else []


def _flat_cells(paragraph: Paragraph) -> list[Span]:
    line = paragraph.lines[0]
    text = line.text
    name = _FLAT_NAME.match(text)
    if paragraph.row or paragraph.marker.length or len(paragraph.lines) > 1 or name is None:
        return []
    if not (STRICT_NAME.fullmatch(name[0]) and SURE_NAME.fullmatch(name[0])):
        return []
    lifetimes = find_durations(text, "nl")
    if not lifetimes or len(text) - lifetimes[-1].end > _LONGEST_LABEL:
        return []
    first, last = lifetimes[-1].start, lifetimes[-1].end
    edges = ((0, name.end()), (name.end(), first), (first, last), (last, len(text)))
    return [_trimmed(line, left, right) for left, right in edges if text[left:right].strip()]


def _trimmed(line: Line, left: int, right: int) -> Span:
    inside = line.text[left:right]
    start = line.start + left + len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())


def _span(parts: Sequence[Paragraph]) -> Span:
    first, last = parts[0], parts[-1]
    return first.lines[0].start + first.marker.length, last.lines[-1].end


def _as_row(spans: Sequence[Span], table: int, first: Paragraph) -> Paragraph:
    return Paragraph(first.lines, Marker(), first.gap, Row(table, tuple(spans)))
