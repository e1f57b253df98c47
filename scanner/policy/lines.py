"""A text's lines: what separates them, how wide they were set, and which are page furniture."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from scanner.policy.compose import HIDDEN, is_visible

_LINE = re.compile(r"[^\n\f]+|\f")
_BLANKS = (
    " \t\r\v\x1c\x1d\x1e\x1f\x85\u00a0\u2002\u2003\u2009\u2028\u2029\u202f\u3000\ufeff" + HIDDEN
)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|page|seite|blz\.?|p\.)\s*\d{1,3}(?:\s*(?:van|of|von|sur|de|/)\s*\d{1,3})?"
    r"|[-–—]?\s*\d{1,3}\s*[-–—]?|\d{1,3}\s*(?:van|of|von|sur|/)\s*\d{1,3})",
    re.IGNORECASE,
)
_SAID_PAGE = re.compile(r"[a-z/]", re.IGNORECASE)
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{2,4})[.)]\s")
_OPENERS = "([\"'“‘"
_ENDS = (".", "!", "?", ":", ";")
_CLOSERS = "\"'”’»)] "
_EDGE_LINES = 3  # a running header or footer is at most so high
_LONGEST_FURNITURE = 100
MOST_LINES = 20_000  # that are read; no policy that was seen has a tenth of it
NARROWEST, _WIDEST = 40, 160  # of a text that was set in lines


class Line(NamedTuple):
    """A line that is not empty, without the blanks around it; positions count in the source."""

    start: int
    end: int
    text: str
    indent: int = 0
    gap: bool = False  # a blank line or a page break stands before it
    page: int = 0

    @property
    def ended(self) -> bool:
        """Whether a sentence, or the lead of a list, ends with the line."""
        return self.text.rstrip(_CLOSERS).endswith(_ENDS)

    @property
    def lower(self) -> bool:
        """Whether it starts in the middle of a sentence, by its first letter."""
        first = self.text.lstrip(_OPENERS)[:1]
        return first.islower() and not _LETTERED.match(self.text)


def cut_lines(shown: str) -> list[Line]:
    """Return the lines of a text that have something to read; a form feed starts a page.

    Of a text with more than ``MOST_LINES`` there is one more than that.
    """
    lines: list[Line] = []
    page, last = 0, -1
    for found in _LINE.finditer(shown):
        raw = found.group()
        if raw == "\f":
            page += 1
            continue
        text = raw.strip(_BLANKS)
        if not text or not is_visible(text):
            continue
        start = found.start() + len(raw) - len(raw.lstrip(_BLANKS))
        gap = last < 0 or shown.count("\n", last, start) > 1 or shown.find("\f", last, start) >= 0
        lines.append(Line(start, start + len(text), text, start - found.start(), gap, page))
        if len(lines) > MOST_LINES:
            break
        last = start + len(text)
    return lines


def line_width(lines: Sequence[Line]) -> int | None:
    """Return how wide the text was set; None when its paragraphs are lines of their own."""
    cuts = [
        len(line.text)
        for line, after in pairwise(lines)
        if after.lower and not line.ended and len(line.text) >= NARROWEST
    ]
    inside = [cut for cut in cuts if cut <= _WIDEST]
    if len(inside) < 2 or len(inside) * 2 < len(cuts):
        return None
    return max(inside)


def without_furniture(lines: list[Line]) -> list[Line]:
    """Return the lines without running headers and footers and page numbers."""
    running = _running(lines)
    width = line_width(lines)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        before, after = (kept[-1] if kept else None), lines[index + 1 : index + 2]
        if index in running or _cuts_in(line, before, after, width):
            continue
        kept.append(line)
    return kept


def _running(lines: Sequence[Line]) -> set[int]:
    """Return which lines stand, digits apart, at the edge of at least half of the pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    if len(pages) < 2:
        return set()
    edges = [
        edge
        for page in pages.values()
        for edge in (page[:_EDGE_LINES], page[: -_EDGE_LINES - 1 : -1])
    ]
    counts = Counter(
        text for page in pages.values() for text in {_masked(lines[place]) for place in _ends(page)}
    )
    least = max(2, len(pages) / 2)

    def runs(index: int) -> bool:
        line = lines[index]
        repeats = counts[_masked(line)] >= least and not line.lower
        return len(line.text) <= _LONGEST_FURNITURE and (repeats or _is_page_number(line))

    return {index for edge in edges for index in takewhile(runs, edge)}


def _ends(page: list[int]) -> set[int]:
    return {*page[:_EDGE_LINES], *page[-_EDGE_LINES:]}


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _cuts_in(line: Line, before: Line | None, after: Sequence[Line], width: int | None) -> bool:
    """Tell whether a line stands alone between two halves of a sentence, or numbers a page."""
    if not line.gap or (after and not after[0].gap):
        return False
    if _is_page_number(line) and _SAID_PAGE.search(line.text):
        return True
    if before is None or not after or width is None or len(line.text) > 0.7 * width:
        return False
    torn = not before.ended and len(before.text) > 0.6 * width and after[0].lower
    return torn and not line.lower
