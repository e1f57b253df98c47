"""Find the rows of tables in plain text: cells between pipes, tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from scanner.policy.compose import Span
from scanner.policy.lines import Line

_RULE = re.compile(r"[\s|:+=_-]+")  # a line under the names of the columns
_TAB = re.compile(r"\s*\t\s*")
_WIDE = re.compile(r"\s{2,}")
_MARKED = re.compile(r"\s*(?:[•●▪◦‣*–-]|\(?\w{1,3}[.)])\t[^\t]*$")  # an item of a list, not a row
_LEAST_CELLS = 2
MOST_CELLS = 100  # of a row; what has more is no table for a reader
_LEAST_PAIRS = 3  # rows of two cells between gaps: fewer may be lines set wide by chance
_LONGEST_OF_PAIR = 60  # letters; longer ones are columns of a page
_MARKS = ("|", "\t", "  ")  # without one of these a line is no row
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: which, and where its cells stand."""

    table: int
    cells: tuple[Span, ...]
    header: bool = False


def find_rows(lines: Sequence[Line]) -> dict[int, Row | None]:
    """Return the rows by the index of their line; None for a line that only rules a table."""
    rows: dict[int, Row | None] = {}
    index = table = 0
    while index < len(lines):
        run = _find_run(lines, index)
        if run is None:
            index += 1
            continue
        ruled = next((place for place, cells in run if not cells), None)
        for place, cells in run:
            header = ruled is not None and place < ruled and place == run[0][0]
            rows[place] = Row(table, cells, header) if cells else None
        table += 1
        index = run[-1][0] + 1
    return rows


_Cut = Callable[[Line], tuple[Span, ...]]
_Run = list[tuple[int, tuple[Span, ...]]]


def _find_run(lines: Sequence[Line], index: int) -> _Run | None:
    text = lines[index].text
    if not any(mark in text for mark in _MARKS):
        return None
    return next(filter(None, (_run(lines, index, cut) for cut in _CUTS)), None)


def _run(lines: Sequence[Line], index: int, cut: _Cut) -> _Run | None:
    """Return the rows that start here, cut in one way; None when there are fewer than two."""
    first = cut(lines[index])
    if not _LEAST_CELLS <= len(first) <= MOST_CELLS:
        return None
    run = [(index, first)]
    for place in range(index + 1, len(lines)):
        line = lines[place]
        if _is_rule(line) and cut is _by_pipes:
            run.append((place, ()))
            continue
        cells = cut(line)
        if line.gap and _is_framed(line) is not _is_framed(lines[index]):
            break
        if len(cells) != len(first) and not (
            cut is _by_pipes and _LEAST_CELLS <= len(cells) <= MOST_CELLS
        ):
            break
        run.append((place, cells))
    if cut is _by_gaps and len(first) == _LEAST_CELLS:
        run = list(
            takewhile(lambda row: _is_below(lines[row[0]], row[1], lines[index], first), run)
        )
        return run if len(run) >= _LEAST_PAIRS else None
    return run if sum(bool(cells) for _, cells in run) > 1 else None


def _is_below(line: Line, cells: Sequence[Span], above: Line, first: Sequence[Span]) -> bool:
    """Tell whether the second of two short cells begins right below another's."""
    short = all(end - start <= _LONGEST_OF_PAIR for start, end in cells)
    left = cells[1][0] - line.start + line.indent
    return short and left == first[1][0] - above.start + above.indent


def _is_framed(line: Line) -> bool:
    """Tell whether a row opens with a mark, as those of a table do that stands under a line."""
    return line.text.startswith("|")


def _is_rule(line: Line) -> bool:
    return "-" in line.text and _RULE.fullmatch(line.text) is not None


def _by_pipes(line: Line) -> tuple[Span, ...]:
    if "|" not in line.text or _is_rule(line):
        return ()
    marks = [found.start() for found in _PIPE.finditer(line.text)]
    if marks and marks[0] == 0:
        marks = marks[1:]
        start = 1
    else:
        start = 0
    edges = [start - 1, *marks]
    if not marks or marks[-1] != len(line.text) - 1:
        edges.append(len(line.text))
    return tuple(_trimmed(line, left + 1, right) for left, right in pairwise(edges))


def _by_tabs(line: Line) -> tuple[Span, ...]:
    if "\t" not in line.text or _MARKED.match(line.text):
        return ()
    return _between(line, _TAB)


def _by_gaps(line: Line) -> tuple[Span, ...]:
    return _between(line, _WIDE) if "  " in line.text else ()


_CUTS: tuple[_Cut, ...] = (_by_pipes, _by_tabs, _by_gaps)


def _between(line: Line, separator: re.Pattern[str]) -> tuple[Span, ...]:
    return tuple(_cells_between(line, separator))


def _cells_between(line: Line, separator: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for found in separator.finditer(line.text):
        yield line.start + start, line.start + found.start()
        start = found.end()
    yield line.start + start, line.end


def _trimmed(line: Line, left: int, right: int) -> Span:
    inside = line.text[left:right]
    blank = len(inside) - len(inside.lstrip())
    start = line.start + left + blank
    return start, start + len(inside.strip())
