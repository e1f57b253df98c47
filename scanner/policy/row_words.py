"""The rows of tables as sentences: which of them are read so, and what they can say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scanner.models import Claim
from scanner.policy.match import Draft
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind, PolicyText

_MOST_ROWS = 200
# A cell that is a bare "no" or "yes" answers its column, which a sentence does not.
_ANSWERS = re.compile(r"(?:\| |^)(?:ja|nee|neen|yes|no|n\.v\.t\.|n/a|-|x)(?= \||$)").search
_LISTS = ("cookies.list", "cookies.named")
# What the words of a row say of one cookie that its columns do not.
_OF_ONE_COOKIE = (
    "cookies.purpose",
    "cookies.issued_when",
    "ip_address.anonymised",
    "tracking.session_recording",
)
_NOT_OF_A_KIND = ("retention.", "device_data.")  # how long a kind of cookie stays is no retention


class Rows:
    """The tables of a policy: which name cookies, and which kinds of cookies."""

    def __init__(self, text: PolicyText, tables: Iterable[Claim]) -> None:
        places = {
            text.origin[block.start]: block.table
            for block in text.blocks
            if block.kind is BlockKind.ROW
        }
        found = [(places.get(claim.start or 0), claim.type) for claim in tables]
        self._blocks = text.blocks
        self._of_cookies = {table for table, kind in found if kind in _LISTS}
        self._of_kinds = {table for table, _ in found}

    def readable(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Return the sentences that say something in words."""
        told, rows = [], 0
        for sentence in sentences:
            if sentence.kind is BlockKind.ROW:
                rows += 1
                header = self._blocks[sentence.block].header
                if rows > _MOST_ROWS or header or _ANSWERS(sentence.text):
                    continue
            told.append(sentence)
        return told

    def may_say(self, draft: Draft) -> bool:
        """Tell whether a sentence can say so, if it is a row: one of cookies says little."""
        table = self._blocks[draft.sentence.block].table
        if table is None or table not in self._of_kinds:
            return True
        if table in self._of_cookies:
            return draft.type in _OF_ONE_COOKIE
        return not draft.type.startswith(_NOT_OF_A_KIND)
