"""On which condition a sentence says what it says."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.policy.clauses import Clause, Role
from scanner.policy.segments import Sentence
from scanner.words import Condition

_WORDS = (
    Condition.UNLESS_CONSENT,
    Condition.NO_CONSENT,
    Condition.CONSENT,
    Condition.UNLESS_REFUSED,
    Condition.LEGAL_OBLIGATION,
    Condition.NECESSARY_FOR_SERVICE,
    Condition.SIGN_IN,
    Condition.EMBEDDED_CONTENT,
    Condition.SETTINGS,
)
_CARRIED = (Condition.CONSENT, Condition.SIGN_IN)  # from "then", "for that", to what they mean
_TURNED = {
    (Condition.CONSENT, True): Condition.UNLESS_CONSENT,  # denied
    (Condition.NO_CONSENT, True): Condition.UNLESS_CONSENT,
    (Condition.UNLESS_CONSENT, False): Condition.CONSENT,
}


def find_condition(
    sentence: Sentence, clauses: tuple[Clause, ...], at: list[int], denied: bool
) -> Condition | None:
    """Return the condition of a statement; None when it has none.

    Args:
        sentence: the sentence that makes it.
        clauses: those of the sentence.
        at: the clauses in which its parts stand.
        denied: the statement is a denial.
    """
    near = _near(clauses, at)
    for condition in (*_said(sentence, near), *_of_stem(sentence)):
        return _TURNED.get((condition, denied), condition)
    before = sentence.before
    if before is not None and sentence.has("carries_on"):
        for condition in _CARRIED:
            if before.has(f"cond_{condition}"):
                return condition
    return Condition.OTHER if denied and _is_bound(sentence, near) else None


def _is_bound(sentence: Sentence, near: list[Clause]) -> bool:
    """Tell whether a denial has an exception, or holds for a case that no other word names."""
    if sentence.has("no_other|partly") or any(clause.role is Role.UNLESS for clause in near):
        return True
    cases = any(clause.role is Role.IF for clause in near)
    return cases and not sentence.has("on_first_visit")


def _near(clauses: tuple[Clause, ...], at: list[int]) -> list[Clause]:
    """Return the clauses a condition of the statement may stand in: its own and those beside."""

    def reach(clause: Clause) -> int:
        return 2 if clause.role in (Role.IF, Role.UNLESS) else 1

    return [
        clause
        for index, clause in enumerate(clauses)
        if any(abs(index - place) <= reach(clause) for place in at)
    ]


def _said(sentence: Sentence, near: list[Clause]) -> Iterator[Condition]:
    not_needed = sentence.spans("consent_not_needed")  # "may be set without your consent"
    for condition in _WORDS:
        spans = [
            span for span in sentence.spans(f"cond_{condition}") if not span.begins_in(not_needed)
        ]
        if any(clause.holds(span) for span in spans for clause in near):
            yield condition


def _of_stem(sentence: Sentence) -> Iterator[Condition]:
    stem = sentence.stem
    if stem is not None and not sentence.has("own_start"):
        yield from (word for word in _WORDS if stem.has(f"cond_{word}"))
