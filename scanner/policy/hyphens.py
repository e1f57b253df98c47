"""Which hyphens of a text belong to its words, and which only to its line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# First parts that keep their hyphen when a line ends after it.
_KEPT = frozenset(
    """
    e ip opt third first user tracking sessie session niet non cookie cookies privacy http https web
    wi ad ads re co pre post anti ex b2b b2c pop log sign add drop plug check up down self on off in
    real long short one two cross multi semi sub inter intra mid eu vs us uk avg gdpr dns ssl tls
    url html css api seo crm pdf sms mms faq it ict a b c t x klanten social nep oud zelf
    """.split()  # noqa: SIM905
)
# "wet- en regelgeving": the hyphen stands for the rest of the word.
_AND = re.compile(r"(?:en|of|und|oder|bzw|and|or|et|ou|dan|als|naar|to|tot|/)\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_MAY_BE_STALE = re.compile(r"-([^\W\d_]{2,20})(?![\w@/-])")
_BEFORE_STALE = re.compile(r"(?<![\w.@/-])[^\W\d_]{2,20}\Z")
_WORD = re.compile(r"[^\W\d_]{4,}")
_HYPHEN = re.compile(r"-[^\W\d_]+")
_BEFORE_HYPHEN = re.compile(r"[^\W\d_]+\Z")
_HYPHENS = ("-", "\u2010", "\u00ad")
_LONGEST_STALE = 20  # letters before a hyphen that a line end left
_LOOK = 60  # letters to look at beside a line end: no word is longer


@dataclass(frozen=True, slots=True)
class Joint:
    """How two lines are joined: with a blank or not, the hyphen before it dropped or not."""

    blank: bool
    drop: bool


_BLANK, _KEEP, _DROP = Joint(True, False), Joint(False, False), Joint(False, True)


class Hyphens:
    """Decides by the text's own words whether a hyphen belongs to a word."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._shown.lower()))

    @cached_property
    def _hyphened(self) -> Counter[str]:
        counts = Counter[str]()
        for found in _HYPHEN.finditer(low := self._shown.lower()):
            at = found.start()  # words are looked for from there: few of a text have a hyphen
            if before := _BEFORE_HYPHEN.search(low, max(0, at - _LOOK), at):
                counts[before[0] + found[0]] += 1
        return counts

    def joint(self, line: tuple[int, int], following: tuple[int, int]) -> Joint:
        """Return how a line is joined to the one that follows it."""
        before = self._shown[max(line[0], line[1] - _LOOK) : line[1]].rstrip()
        after = self._shown[following[0] : min(following[1], following[0] + _LOOK)].lstrip()
        if not before.endswith(_HYPHENS) or not after:
            return _BLANK
        left, right = _LAST_WORD.search(before[:-1]), _FIRST_WORD.match(after)
        if left is None:
            return _BLANK
        if before[-1] == "\u00ad":
            return _DROP
        if _AND.match(after):
            return _BLANK
        if right is None or not after[0].islower():
            return _KEEP
        return _KEEP if self._belongs(left.group().lower(), right.group().lower()) else _DROP

    def _belongs(self, left: str, right: str) -> bool:
        if left + right in self._words:
            return False
        return f"{left}-{right}" in self._hyphened or left in _KEPT or left.isdigit()

    def without_stale(self, hidden: str) -> str:
        """Return the text with the hyphens hidden that a lost line end left inside words.

        A hyphen is one when its form stands once in the text and the word without it does too.
        """
        parts, start = [], 0
        for hyphen in self._stale():
            parts += [self._shown[start:hyphen], hidden]
            start = hyphen + 1
        return "".join([*parts, self._shown[start:]])

    def _stale(self) -> Iterator[int]:
        """Yield where such hyphens stand."""
        for found in _MAY_BE_STALE.finditer(self._shown):
            at, right = found.start(), found[1]
            before = _BEFORE_STALE.search(self._shown, max(0, at - _LONGEST_STALE), at)
            if before is None or not right.islower():
                continue
            left = before[0].lower()
            if left in _KEPT or left + right not in self._words:
                continue
            if self._hyphened[f"{left}-{right}"] <= 1:
                yield at
