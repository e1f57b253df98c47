"""Which sentence an item of a list continues, and how deep the item stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.policy.compose import Draft
from scanner.policy.markers import Marker, follows
from scanner.policy.text import BlockKind

_ENDS = (".", "!", "?", ";")
_ADDRESS = re.compile(r"<?(?:https?:|mailto:|www\.)\S+$")


@dataclass(slots=True)
class _List:
    style: str | tuple[int, ...]  # how it is marked, or which lists of the markup it is in
    stem: int | None
    last: str  # the number of its last item


class Lists:
    """Follows the lists of a text, block after block."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._count = 0
        self._item: int | None = None  # the last item
        self._lead: int | None = None  # the block before, where a list may continue it
        self._colon = False  # it ends with a colon
        self._body = False  # something that is no item came after the last item

    def takes(self, marker: Marker) -> bool:
        """Tell whether a numbered text is an item: after a lead, or after the number before it."""
        if self._lead is not None:
            return True
        style = _style(marker)
        return any(
            opened.style == style and follows(marker.number, opened.last) for opened in self._open
        )

    def add(self, draft: Draft, marker: Marker, last_line: str) -> None:
        """Set the stem and depth of an item; take note of everything else."""
        if draft.kind is BlockKind.ITEM:
            self._add_item(draft, marker)
        elif draft.kind is BlockKind.HEADING:
            self._open = []
        else:
            self._body = True
        text = last_line.rstrip("\"'”’»)] ")
        leads = draft.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not text.endswith(_ENDS)
        self._colon = leads and text.endswith(":")
        leads = self._colon or (leads and draft.kind is BlockKind.PARAGRAPH)
        self._lead = self._count if leads and not _ADDRESS.match(text) else None
        self._count += 1

    def _add_item(self, draft: Draft, marker: Marker) -> None:
        if marker.lists:
            self._open_in_markup(marker.lists)
            self._close(draft, marker)
            return
        style = _style(marker)
        place = next(
            (index for index, opened in enumerate(self._open) if self._goes_on(opened, marker)),
            None,
        )
        if place is not None and not self._colon:
            del self._open[place + 1 :]
        elif self._body or not self._open:
            self._open = [_List(style, self._lead, "")]
        else:
            self._open.append(_List(style, self._lead, ""))
        self._close(draft, marker)

    def _open_in_markup(self, lists: tuple[int, ...]) -> None:
        """Go on with a list of the markup, or open it below those that it stands in."""
        while self._open and lists[: len(self._open[-1].style)] != self._open[-1].style:
            self._open.pop()
        if not self._open or self._open[-1].style != lists:
            parent = self._item if self._open else None
            self._open.append(_List(lists, parent if self._lead is None else self._lead, ""))

    def _close(self, draft: Draft, marker: Marker) -> None:
        self._body = False
        self._item = self._count
        self._open[-1].last = marker.number
        draft.stem, draft.level = self._open[-1].stem, min(6, len(self._open))

    def _goes_on(self, opened: _List, marker: Marker) -> bool:
        if opened.style != _style(marker):
            return False
        return not self._body or follows(marker.number, opened.last)


def _style(marker: Marker) -> str | tuple[int, ...]:
    if marker.lists:
        return marker.lists
    if not marker.number:
        return "bullet"
    return "letter" if marker.letter else "digit"
