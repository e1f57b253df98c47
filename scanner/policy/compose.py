"""Make a policy's text of the blocks a reader found, with the source of every character."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from scanner.policy.hyphens import Hyphens
from scanner.policy.text import Block, BlockKind, PolicyText

Span = tuple[int, int]  # start and end in the source

HIDDEN = "\u200b"  # what readers put over a character that is not part of the text
CELL_MARK = " | "  # stands between the cells of a row
# Control, zero-width and bidirectional characters, and the soft hyphen.
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
)
_UNEVEN = re.compile(rf"[{INVISIBLE}]+|(?! [^\s])\s+")
_PRINTABLE = ("\u034f", "\u115f", "\ufffc")  # of these what Python holds for printable
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")


@dataclass(slots=True)
class Draft:
    """A block that a reader found, before its text is composed; spans count in the source."""

    kind: BlockKind
    spans: list[Span]  # its lines in order; of a row its cells, an empty one of no length
    level: int = 0
    number: str = ""
    stem: int | None = None
    table: int | None = None
    header: bool = False


@dataclass(slots=True)
class _Pen:
    """Writes text and keeps where each character came from."""

    shown: str
    parts: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("L"))
    length: int = 0
    blank: bool = True  # the last character is a blank or a line end

    def put(self, letters: str, places: Iterable[int]) -> None:
        self.parts.append(letters)
        self.origin.extend(places)
        self.length += len(letters)
        self.blank = letters[-1].isspace()

    def copy(self, start: int, end: int) -> None:
        """Copy a span: blanks of any kind become one, what cannot be seen is left out."""
        if _is_even(self.shown[start:end]):
            self._copy_even(start, end)
            return
        for uneven in _UNEVEN.finditer(self.shown, start, end):
            self._copy_even(start, uneven.start())
            start = uneven.end()
            if uneven.group()[0].isspace() and not self.blank:
                self.put(" ", (uneven.start(),))
        self._copy_even(start, end)

    def _copy_even(self, start: int, end: int) -> None:
        if self.blank and start < end and self.shown[start] == " ":
            start += 1
        if start < end:
            self.put(self.shown[start:end], range(start, end))

    def drop_blank(self) -> None:
        """Take back a blank at the end."""
        if self.length and self.parts[-1].endswith(" "):
            self.drop_last()

    def drop_last(self) -> None:
        """Take back the last character."""
        self.parts[-1] = self.parts[-1][:-1]
        if not self.parts[-1]:
            self.parts.pop()
        self.origin.pop()
        self.length -= 1
        self.blank = not self.parts or self.parts[-1][-1].isspace()


def compose(
    source: str, drafts: Iterable[Draft], shown: str | None = None, whole: bool = True
) -> PolicyText:
    """Return the text of the drafts; one without any text is left out.

    Args:
        source: what the drafts were found in.
        drafts: its blocks, in order.
        shown: the source, letter for letter, with ``HIDDEN`` over what is not to be read.
        whole: the drafts are all of it.
    """
    pen = _Pen(shown if shown is not None else source)
    hyphens = Hyphens(pen.shown)
    pen.shown = hyphens.without_stale(HIDDEN)
    blocks: list[Block] = []
    places: dict[int, int] = {}  # index of a draft -> index of its block
    for index, draft in enumerate(drafts):
        if block := _write(pen, draft, hyphens, places):
            places[index] = len(blocks)
            blocks.append(block)
    return PolicyText(source, "".join(pen.parts), pen.origin, tuple(blocks), whole)


def visible(text: str) -> str:
    """Return a text without the characters that cannot be seen, blanks made even."""
    return " ".join(_INVISIBLE.sub("", text).split())


def _is_even(text: str) -> bool:
    """Tell, faster than the patterns do, that a text needs no change; False: it may need one."""
    odd = "  " in text or text.endswith(" ") or any(one in text for one in _PRINTABLE)
    return not odd and text.isprintable()


def is_visible(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Tell whether a text, or a part of it, has a character that can be seen."""
    return _VISIBLE.search(text, start, end) is not None


def _write(pen: _Pen, draft: Draft, hyphens: Hyphens, places: dict[int, int]) -> Block | None:
    if not any(is_visible(pen.shown, start, end) for start, end in draft.spans):
        return None
    if pen.length:
        pen.put("\n", (min(draft.spans[0][0], len(pen.shown) - 1),))
    start = pen.length
    cells = _write_cells(pen, draft.spans) if draft.kind is BlockKind.ROW else ()
    if not cells:
        _write_lines(pen, draft.spans, hyphens)
    return Block(
        draft.kind,
        start,
        pen.length,
        draft.level,
        draft.number,
        None if draft.stem is None else places.get(draft.stem),
        draft.table,
        draft.header,
        cells,
    )


def _write_cells(pen: _Pen, spans: list[Span]) -> tuple[Span, ...]:
    cells = []
    for index, (start, end) in enumerate(spans):
        if index:
            place = min(max(spans[index - 1][1], spans[index - 1][0]), start)
            pen.put(CELL_MARK, [min(place, len(pen.shown) - 1)] * len(CELL_MARK))
        first = pen.length
        pen.copy(start, end)
        if pen.length > first:
            pen.drop_blank()
        cells.append((first, pen.length))
    return tuple(cells)


def _write_lines(pen: _Pen, spans: list[Span], hyphens: Hyphens) -> None:
    for index, (start, end) in enumerate(spans):
        if index:
            joint = hyphens.joint(spans[index - 1], (start, end))
            if joint.drop and pen.parts and pen.parts[-1].endswith(("-", "\u2010")):
                pen.drop_last()
            if joint.blank and not pen.blank:
                pen.put(" ", (spans[index - 1][1],))
        pen.copy(start, end)
    pen.drop_blank()
