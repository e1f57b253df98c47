"""A sentence as clauses: what is stated, under which condition, with which exception or aim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from scanner.policy.compose import CELL_MARK
from scanner.policy.lexicon import Span
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind


class Role(StrEnum):
    """What a clause is to its sentence."""

    MAIN = "main"
    IF = "if"
    UNLESS = "unless"
    AIM = "aim"
    RELATIVE = "relative"
    EMBEDDED = "embedded"  # which, who, how, whether


class Clause(NamedTuple):
    """One clause; positions count in its sentence's text."""

    start: int
    end: int
    role: Role
    group: int = 0  # parts of one clause with an aside between them have the same

    def holds(self, span: Span) -> bool:
        """Tell whether a span begins in this clause."""
        return self.start <= span.start < self.end


_OPENERS = {
    "open_if": Role.IF,
    "open_unless": Role.UNLESS,
    "open_aim": Role.AIM,
    "open_relative": Role.RELATIVE,
    "open_embedded": Role.EMBEDDED,
    "open_main": Role.MAIN,
}
_CELLS = re.compile(re.escape(CELL_MARK))
_BREAKS = re.compile(r";|:\s")
_NUMBERED = re.compile(r"\((?:[ivx]{1,4}|[a-h]|\d)\)\s")  # "we have (i) ..., (ii) ..."
# An aside in brackets is a clause; one or two words there only name what was said before them.
_ASIDE = re.compile(r"\([^()\s]+(?:\s+[^()\s]+){2,}\)")
_SHORT_ASIDE = re.compile(r"\([^()\s]+\s+[^()\s]+\)")  # a clause if it denies: "(no tracking)"
_COMMA = re.compile(r",|;|:| - ")


def split_clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order; together they cover it."""
    text = sentence.text
    marks = {0: Role.MAIN} | {m.start(): Role.MAIN for m in _BREAKS.finditer(text)}
    if sentence.kind is BlockKind.ROW:
        marks |= {m.start(): Role.MAIN for m in _CELLS.finditer(text)}
    for aside in _asides(sentence):
        marks |= {aside.start(): Role.MAIN, aside.end() - 1: Role.MAIN}
    if not sentence.whole:
        marks |= dict.fromkeys(_numbered(sentence), Role.MAIN)
        for concept, role in _OPENERS.items():
            for span in sentence.spans(concept):
                marks[span.start] = role
    starts = sorted(marks)
    clauses: list[Clause] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        clauses += _with_rest(text, start, end, marks[start])
    kept = [clause for clause in clauses if clause.start < clause.end]
    return tuple(_grouped(kept, starts, text))


def _asides(sentence: Sentence) -> Iterator[re.Match[str]]:
    """Yield what stands in brackets and is a clause of its own."""
    examples = {span.start for span in sentence.spans("opens_example")}
    for aside in _ASIDE.finditer(sentence.text):
        if aside.start() + 1 not in examples:
            yield aside
    for aside in _SHORT_ASIDE.finditer(sentence.text):
        if any(no.start == aside.start() + 1 for no in sentence.spans("no|not")):
            yield aside


def _numbered(sentence: Sentence) -> list[int]:
    """Return where the parts of a list within a sentence begin; what denies it stands in none."""
    starts = [mark.start() for mark in _NUMBERED.finditer(sentence.text)]
    if len(starts) < 2 or any(no.start < starts[0] for no in sentence.spans("no|not")):
        return []
    return starts


def _with_rest(text: str, start: int, end: int, role: Role) -> tuple[Clause, ...]:
    """Return a clause, and what follows the comma that ends a subordinate one."""
    if role is Role.MAIN or role is Role.UNLESS:
        return (Clause(start, end, role),)
    comma = _COMMA.search(text, min(start + 8, end), end)
    if comma is None:
        return (Clause(start, end, role),)
    return (Clause(start, comma.start(), role), Clause(comma.start(), end, Role.MAIN))


def _grouped(clauses: list[Clause], starts: list[int], text: str) -> Iterator[Clause]:
    """Yield the clauses; a main one that goes on after an aside is of the group it belongs to."""
    main: int | None = None
    for group, clause in enumerate(clauses):
        first = text[clause.start]
        goes_on = clause.role is Role.MAIN and (clause.start not in starts or first == ")")
        yield clause._replace(group=group if main is None or not goes_on else main)
        if clause.role is Role.MAIN and not goes_on and first != "(":
            main = group


def clause_at(clauses: tuple[Clause, ...], span: Span) -> int:
    """Return the index of the clause in which a span begins."""
    return next((i for i, clause in enumerate(clauses) if clause.holds(span)), len(clauses) - 1)
