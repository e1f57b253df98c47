"""A policy's text as it is read, the blocks it is made of, and where each character came from."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a piece of a policy is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a policy's text; positions count in ``PolicyText.text``."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0  # of a heading 1 to 6, of an item its depth from 1, else 0
    number: str = ""  # as the text numbers it: "12.1", "a"; it is not part of the block's text
    stem: int | None = None  # of an item: the index of the block whose sentence it continues
    table: int | None = None  # of a row: which table, counted from 0
    header: bool = False  # the row names the columns
    cells: tuple[tuple[int, int], ...] = ()  # of a row: start and end of each cell's text


@dataclass(frozen=True, slots=True)
class PolicyText:
    """What a policy says, ready to be read.

    ``text`` is what is matched: lines of a paragraph joined, words that a line end cut in two
    made whole, running headers and invisible characters left out, one newline between blocks.
    """

    source: str  # what quotes are verbatim of: a file's own text, of HTML and PDF what is shown
    text: str
    origin: array[int]  # for each character of ``text`` its position in ``source``
    blocks: tuple[Block, ...]  # in order, not overlapping
    whole: bool = True  # all of the source was read

    def quote(self, start: int, end: int) -> tuple[str, int, int]:
        """Return what the source says between two positions of ``text``, and where it says so.

        Raises:
            ValueError: the span is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no text between {start} and {end}")
        first, last = self.origin[start], self.origin[end - 1] + 1
        return self.source[first:last], first, last
