"""Lines that belong together, before it is settled what they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from scanner.policy.compose import HIDDEN
from scanner.policy.lines import Line
from scanner.policy.markers import Marker
from scanner.policy.rows import Row


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what stands before the first."""

    lines: list[Line]
    marker: Marker
    gap: bool
    row: Row | None = None
    level: int = 0  # of a heading that is marked as one
    _text: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its text without the marker; it is asked for when all lines are there."""
        if self._text is None:
            whole = " ".join([line.text for line in self.lines])[self.marker.length :]
            self._text = whole.replace(HIDDEN, "")
        return self._text
