"""What the program says in English alone, told in Dutch for the reader of a Dutch report.

Rules and seeds bring their Dutch with them. What a run's files hold in English alone, such as why
a visit ended, what it could not see or what a cookie is for, has its Dutch in ``dutch.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from scanner.models import Sentence

_FILE = Path(__file__).with_name("dutch.toml")
_PLACE = re.compile(r"{(\w+)}")
_IN_TURN, _NUMBER = "own_", "n_"  # how a place begins that is told in turn, or holds a number
# An address, an event of the browser (Network.loadingFinished), a number or a date.
_THE_SAME = re.compile(r"https?://\S+|[A-Z]\w+\.[a-z]\w+|[\W\d_]+")
_REMEMBERED = 4096  # texts: a report says the same of many sites


@dataclass(frozen=True)
class _Pattern:
    """A text with places, as it is said and as it is told."""

    said: re.Pattern[str]
    told: str

    def tell(self, text: str) -> str | None:
        found = self.said.fullmatch(text)
        if found is None:
            return None
        parts = {
            place: in_dutch(part) if place.startswith(_IN_TURN) else part
            for place, part in found.groupdict().items()
        }
        return None if None in parts.values() else self.told.format(**parts)


@lru_cache(_REMEMBERED)
def in_dutch(text: str) -> str | None:
    """Return a text of the program in Dutch; None where its Dutch is not known."""
    texts, patterns = _load()
    if text in texts:
        return texts[text]
    if _THE_SAME.fullmatch(text):
        return text
    return next((told for pattern in patterns if (told := pattern.tell(text))), None)


def in_both(text: str) -> Sentence:
    """Return a text of the program in both languages; in English twice where that is all."""
    return Sentence(en=text, nl=in_dutch(text) or text)


@cache
def _load() -> tuple[dict[str, str], tuple[_Pattern, ...]]:
    """Return whole texts with their Dutch, and the patterns in the order of the file."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    texts = {said: told for table in tables.values() for said, told in table.items()}
    patterns = (_make_pattern(said, told) for said, told in texts.items() if _PLACE.search(said))
    return texts, tuple(patterns)


def _make_pattern(said: str, told: str) -> _Pattern:
    pieces = _PLACE.split(said)  # text and names of places in turn
    for at, piece in enumerate(pieces):
        held = r"[\d.,]+" if piece.startswith(_NUMBER) else ".+?"
        pieces[at] = f"(?P<{piece}>{held})" if at % 2 else re.escape(piece)
    return _Pattern(re.compile("".join(pieces)), told)
