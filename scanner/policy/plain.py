"""Read plain text: paragraphs of its lines, then what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.policy.cards import with_cards
from scanner.policy.compose import Draft, compose
from scanner.policy.lines import (
    MOST_LINES,
    NARROWEST,
    Line,
    cut_lines,
    line_width,
    without_furniture,
)
from scanner.policy.lists import Lists
from scanner.policy.markers import Marker, follows, read_marker
from scanner.policy.paragraphs import Paragraph
from scanner.policy.rows import Row, find_rows
from scanner.policy.text import BlockKind, PolicyText

_ADDRESS = re.compile(r"https?://|www\.|@|\d{4}\s?[A-Z]{2}\b|\d{7,}")
_ONLY_ADDRESS = re.compile(r"\s*<?(?:https?://|mailto:|www\.)\S+\s*")
_SENTENCE = re.compile(r"[.;!]\s+\S")
# Words that no line ends with unless it goes on.
_OPEN_END = re.compile(
    r"\b(?:de|het|een|en|of|van|uw|je|ons|onze|voor|in|op|aan|met|te|om|tot|bij|door|dat|die|zoals"
    r"|(?:gebruiken|maken|hebben|delen|plaatsen|bewaren|verwerken|verzamelen) (?:wij|we)"
    r"|the|a|an|and|or|to|your|our|for|with|by|der|die|das|und|oder|zu|mit|les?|la|des?|du|et|ou)$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 110
_MOST_WORDS = 16
_GLANCE = 24  # letters that nearly always tell
_LONGEST_CAPITALS = 220


def read_plain(
    source: str, shown: str | None = None, headings: Mapping[int, int] | None = None
) -> PolicyText:
    """Return the blocks of a plain text.

    ``shown`` is what is to be read of it (see ``compose``); ``headings`` the level of each line
    that is marked as a heading, by the position where its text starts.
    """
    shown = source if shown is None else shown
    lines = cut_lines(shown)
    whole = len(lines) <= MOST_LINES
    paragraphs = list(_paragraphs(without_furniture(lines[:MOST_LINES]), headings or {}))
    return compose(source, make_drafts(paragraphs), shown, whole)


def _paragraphs(lines: Sequence[Line], headings: Mapping[int, int]) -> Iterator[Paragraph]:
    """Yield the lines of a text as paragraphs; each row of a table is one of its own."""
    width, rows = line_width(lines), find_rows(lines)
    spaced = any(line.gap for line in lines[1:])
    current: Paragraph | None = None
    for index, line in enumerate(lines):
        if index in rows:
            if current:
                yield current
            current = None
            if row := rows[index]:
                yield Paragraph([line], Marker(), line.gap, row)
            continue
        marker = read_marker(line.text)
        marked = line.start in headings or (current is not None and current.level)
        if current and not marked and _continues(current, line, marker, width):
            current.lines.append(line)
            continue
        if current:
            yield current
        level = headings.get(line.start, 0)
        current = Paragraph([line], marker, line.gap or not spaced, level=level)
    if current:
        yield current


def _continues(current: Paragraph, line: Line, marker: Marker, width: int | None) -> bool:
    """Tell whether a line goes on with the paragraph before it."""
    last = current.lines[-1]
    if width is None or len(last.text) > 1.15 * width:
        torn = line.lower and not last.ended and not line.gap and not marker.length
        return torn and (len(last.text) >= NARROWEST or (current.marker.bullet and line.indent > 0))
    if _ONLY_ADDRESS.fullmatch(last.text) or _ONLY_ADDRESS.fullmatch(line.text):
        return False
    full = len(last.text) >= 0.75 * width
    if marker.bullet or marker.number:
        torn = full and not last.ended and not line.gap and not marker.bullet
        return torn and not follows(marker.number, current.marker.number)
    if last.text.endswith("-") and (line.lower or (not line.gap and line.text[0].isalnum())):
        return True
    if line.gap:
        return not last.ended and full and (line.lower or len(line.text) >= 0.6 * width)
    if _in_capitals(last.text) != _in_capitals(line.text):
        return full and not last.ended and not _in_capitals(last.text)
    word = line.text.split(maxsplit=1)[0]
    fits = len(last.text) + 1 + len(word) <= 0.97 * width
    open_end = line.lower or _OPEN_END.search(last.text) is not None
    return not fits or (open_end and not last.ended)


def make_drafts(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """Return what each paragraph is, with the stem of each item."""
    paragraphs = with_cards(paragraphs)
    marked = sum(bool(paragraph.level) for paragraph in paragraphs) > 1
    titles = set() if marked else _short_headings(paragraphs)
    ranks = {index for index in range(len(paragraphs)) if _is_ranked(paragraphs, index, marked)}
    loose = _unmarked_items(paragraphs, titles | ranks)
    lists, drafts = Lists(), []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.row:
            draft = _row(paragraph.row)
        elif paragraph.level:
            draft = _draft(paragraph, BlockKind.HEADING, paragraph.level)
        elif index in ranks:
            draft = _draft(paragraph, BlockKind.HEADING, _rank(paragraph))
        elif index in titles:
            draft = _draft(paragraph, BlockKind.HEADING, 1 if index == 0 else 2 + bool(ranks))
        elif index in loose:
            draft = _draft(paragraph, BlockKind.ITEM, 1)
        else:
            draft = _body(paragraph, lists, _in_run(paragraphs, index))
        lists.add(draft, paragraph.marker, paragraph.lines[-1].text)
        drafts.append(draft)
    return drafts


def _unmarked_items(paragraphs: Sequence[Paragraph], titles: set[int]) -> set[int]:
    """Return which paragraphs are the items of lists without marks, right after a colon."""
    items: set[int] = set()
    index = 1
    while index < len(paragraphs):
        start = index
        if paragraphs[start - 1].row or not paragraphs[start - 1].text.rstrip().endswith(":"):
            index += 1
            continue
        while index < len(paragraphs) and index not in titles and _is_loose(paragraphs[index]):
            index += 1
        low = sum(paragraphs[place].text[:1].islower() for place in range(start, index))
        if index - start > 1 and low * 2 >= index - start:
            items.update(range(start, index))
        index = max(index, start + 1)
    return items


def _is_loose(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph goes on from the words before a colon, or is no sentence."""
    if paragraph.row or paragraph.level or paragraph.marker.length or paragraph.marker.lists:
        return False
    text = paragraph.text.strip()
    if text[:1].islower():
        return True
    return 0 < len(text) <= _LONGEST_HEADING and not text.endswith((".", "!", "?", ":"))


def _row(row: Row) -> Draft:
    return Draft(BlockKind.ROW, list(row.cells), table=row.table, header=row.header)


def _body(paragraph: Paragraph, lists: Lists, in_run: bool) -> Draft:
    marker = paragraph.marker
    listed = marker.lists or marker.letter or (marker.bullet and not marker.number)
    if listed or (marker.number and marker.depth == 1 and (in_run or lists.takes(marker))):
        return _draft(paragraph, BlockKind.ITEM, 1)
    return _draft(paragraph, BlockKind.PARAGRAPH)


def _draft(paragraph: Paragraph, kind: BlockKind, level: int = 0) -> Draft:
    first, *others = paragraph.lines
    spans = [(first.start + paragraph.marker.length, first.end)]
    spans += [(line.start, line.end) for line in others]
    return Draft(kind, spans, level, paragraph.marker.number)


def _rank(paragraph: Paragraph) -> int:
    return min(6, 1 + max(1, paragraph.marker.depth))


def _is_ranked(paragraphs: Sequence[Paragraph], index: int, marked: bool) -> bool:
    """Tell whether a paragraph is a heading by its number or its capitals."""
    paragraph = paragraphs[index]
    marker, text = paragraph.marker, paragraph.text
    if paragraph.row or not text or len(text) > _LONGEST_CAPITALS:
        return False
    if _in_capitals(text) and not _ADDRESS.search(text):
        return not marker.letter
    if marked or not marker.number or marker.letter or not _looks_titled(text):
        return False
    return marker.word or marker.depth > 1 or not _in_run(paragraphs, index)


def _in_run(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a numbered line has its neighbour in number right beside it: a list."""
    number = paragraphs[index].marker.number
    after = paragraphs[index + 1].marker.number if index + 1 < len(paragraphs) else ""
    before = paragraphs[index - 1].marker.number if index else ""
    return bool(after and follows(after, number)) or bool(before and follows(number, before))


def _in_capitals(text: str) -> bool:
    if sum(map(str.islower, text[:_GLANCE])) > _GLANCE / 4:
        return False
    letters = [letter for letter in text[:_LONGEST_CAPITALS] if letter.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)


def _looks_titled(text: str) -> bool:
    """Tell whether a text could be a heading: short, and no sentence."""
    text = text.strip()
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return False
    if not text or text.endswith((".", ";", ",", "!")) or _SENTENCE.search(text):
        return False
    if _OPEN_END.search(text):
        return False
    return text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘„"


def _short_headings(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return which short lines are headings: the last two of a run, with a body after."""
    titles: set[int] = set()
    run: list[int] = []
    for index in range(len(paragraphs)):
        if _is_title(paragraphs, index):
            run.append(index)
            continue
        if run:
            titles.update(place for place in run[-2:] if paragraphs[place].gap)
        run = []
    return titles


def _is_title(paragraphs: Sequence[Paragraph], index: int) -> bool:
    paragraph = paragraphs[index]
    text = paragraph.text.strip()
    if paragraph.row or paragraph.marker.length or not _looks_titled(text):
        return False
    if _ADDRESS.search(text) or not any(map(str.isalpha, text)):
        return False
    after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    listed = after is not None and (after.marker.bullet or after.marker.letter)
    if after is not None and listed and after.text[:1].islower():
        return False
    marked = after is not None and (after.marker.length or listed)
    return not text.endswith(":") or (len(text.split()) <= 6 and not marked)
