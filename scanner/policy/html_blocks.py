"""Walk a page's tree and write down what it shows: headings, paragraphs, items, rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from scanner.policy.compose import Span, visible
from scanner.policy.html_table import Element, table_rows
from scanner.policy.lines import MOST_LINES, Line
from scanner.policy.markers import Marker, read_marker
from scanner.policy.paragraphs import Paragraph
from scanner.policy.rows import Row

_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav
    ol p pre section summary table tbody td tfoot th thead tr ul button label
    """.split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TITLES = frozenset({"summary", "legend", "caption"})
_LISTS = frozenset({"ul", "ol", "menu"})
_BOLD = frozenset({"b", "strong"})
_BLANKS = re.compile(r"\s+")
_ENDED = re.compile(r"[.!?:;][\"'”’»)]*\s*$")
_LONGEST_TITLE = 110
_BOLD_LEVEL, _FOLD_LEVEL = 5, 4


@dataclass(slots=True)
class _Open:
    """The block that is being written."""

    start: int
    level: int = 0
    lists: tuple[int, ...] = ()
    number: str = ""
    bold: int = 0  # letters in bold type
    folds: bool = False  # it is the title of a part that folds open


@dataclass(slots=True)
class Walk:
    """What a page shows, written as it is walked: one line a block, a blank one between."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    broken: bool = False  # a line break stands before what comes
    block: _Open | None = None
    lists: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # items so far of each open numbered list
    made: int = 0  # lists so far
    tables: int = 0
    level: int = 1  # of the last heading
    pending: _Open | None = None  # of an item whose text is still to come

    def run(self, root: Element) -> str:
        """Walk a tree and return the text that it shows, up to one block more than are read."""
        bold = 0
        written: Element | None = None  # the last table
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if len(self.paragraphs) > MOST_LINES:
                break
            tag = element.tag
            if event == "start":
                if tag == "table" and (rows := table_rows(element)):
                    self._close()
                    self._write_caption(element)
                    self._write_table(rows)
                    walker.skip_subtree()
                    written = element
                else:
                    self._enter(element, tag)
                    bold += tag in _BOLD
                    self._text(element.text, bold)
                continue
            if element is not written:
                bold -= tag in _BOLD
                self._leave(tag)
            if element is not root:
                self._text(element.tail, bold)
        self._close()
        return "".join(self.parts)

    def _enter(self, element: Element, tag: str) -> None:
        if tag == "br":
            self.broken = True
        if tag not in _BLOCKS:
            return
        self._close()
        if tag in _LISTS:
            self.made += 1
            self.lists.append(self.made)
            self.counts.append(_start(element) if tag == "ol" else -1)
        elif tag == "li" and self.lists:
            number = ""
            if self.counts[-1] >= 0:
                self.counts[-1] += 1
                number = _numeral(self.counts[-1], element.getparent())
            self.pending = _Open(0, 0, tuple(self.lists), number)
        elif level := self._level(element, tag):
            folds = tag not in _HEADINGS
            self.pending = _Open(0, level, folds=folds)

    def _level(self, element: Element, tag: str) -> int:
        """Return of which level an element is a heading; 0: it is none."""
        if tag in _HEADINGS:
            return _HEADINGS[tag]
        if element.get("role") == "heading":
            level = element.get("aria-level") or ""
            return int(level) if level in "123456" and level else 2
        folds = element.get("aria-expanded") is not None or element.get("aria-controls") is not None
        if tag in _TITLES or (folds and tag in ("button", "div", "a")):
            return max(_FOLD_LEVEL, min(6, self.level + 1)) if self.level > 2 else self.level + 1
        return 0

    def _leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close()
            self.pending = None
        if tag in _LISTS and self.lists:
            self.lists.pop()
            self.counts.pop()

    def _text(self, text: str | None, bold: int) -> None:
        if not text:
            return
        even = _BLANKS.sub(" ", text)
        if self.block is None or self.broken:
            even = even.lstrip()
            if not visible(even):
                return
            if self.block is not None and self.broken:
                self._break(even)
        self.broken = False
        if self.block is None:
            self._start_block()
        elif even[0] == " " and self.parts and self.parts[-1].endswith(" "):
            even = even[1:]
        if even and self.block is not None:
            self.block.bold += len(even) if bold else 0
            self._put(even)

    def _break(self, text: str) -> None:
        """Go on after a line break: a new block, unless a sentence goes on."""
        whole = "".join(self.parts[-3:])
        if text[0].islower() and not _ENDED.search(whole) and not read_marker(text).length:
            self._put(" ")
        else:
            self._close()

    def _start_block(self) -> None:
        if self.parts:
            self._put("\n\n")
        wanted = self.pending or _Open(0)
        self.block = replace(wanted, start=self.length)
        if wanted.lists:
            self.pending = None

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _close(self) -> None:
        block, self.block = self.block, None
        self.broken = False
        if block is None:
            return
        whole = _tail(self.parts, self.length - block.start)
        text = whole.rstrip()
        marker = read_marker(text)
        if block.lists:
            number = marker.number or block.number
            marker = replace(marker, bullet=True, number=number, lists=block.lists)
        level = block.level or _bold_level(text, block)
        if level and not block.folds:
            self.level = level
        line = Line(block.start, block.start + len(text), text, gap=True)
        self.paragraphs.append(
            Paragraph([line], marker, True, None, level if not block.lists else 0)
        )

    def _write_caption(self, table: Element) -> None:
        caption = table.find("caption")
        if caption is not None:
            self._text(visible(" ".join(caption.itertext())), 0)
            self._close()

    def _write_table(self, rows: list[tuple[list[str], bool]]) -> None:
        for cells, header in rows[: MOST_LINES + 1]:
            if self.parts:
                self._put("\n")
            spans: list[Span] = []
            start = self.length
            for index, cell in enumerate(cells):
                if index:
                    self._put(" | ")
                spans.append((self.length, self.length + len(cell)))
                self._put(cell)
            line = Line(start, self.length, "", gap=True)
            row = Row(self.tables, tuple(spans), header)
            self.paragraphs.append(Paragraph([line], Marker(), True, row))
        self.tables += 1


def _tail(parts: list[str], length: int) -> str:
    """Return the last letters that were written."""
    taken: list[str] = []
    while length > 0:
        part = parts[-1 - len(taken)]
        taken.append(part)
        length -= len(part)
    return "".join(reversed(taken))


def _bold_level(text: str, block: _Open) -> int:
    """Return the level of a short line all in bold type; 0 for any other."""
    if block.bold < len(text) or block.lists or not 3 <= len(text) <= _LONGEST_TITLE:
        return 0
    return 0 if text.endswith((".", ";", ",", "!")) else _BOLD_LEVEL


def _start(element: Element) -> int:
    start = element.get("start") or "1"
    return int(start) - 1 if start.isdecimal() and len(start) < 5 else 0


def _numeral(count: int, parent: Element | None) -> str:
    """Return an item's number as its list shows it."""
    kind = parent.get("type") if parent is not None else None
    style = (parent.get("style") or "") if parent is not None else ""
    if (kind in ("a", "A") or "alpha" in style or "latin" in style) and count <= 26:
        return chr(ord("a") + count - 1)
    return str(count)
