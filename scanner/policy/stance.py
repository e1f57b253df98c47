"""What a sentence says of a thing: that it happens or not, how firmly, and on which condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.policy.clauses import Clause, Role, clause_at, split_clauses
from scanner.policy.lexicon import Span
from scanner.policy.segments import Sentence
from scanner.words import Condition, Modality, Polarity

_CONDITIONS = (
    Condition.CONSENT,
    Condition.UNLESS_REFUSED,
    Condition.LEGAL_OBLIGATION,
    Condition.NECESSARY_FOR_SERVICE,
    Condition.SIGN_IN,
    Condition.EMBEDDED_CONTENT,
    Condition.SETTINGS,
)


@dataclass(frozen=True)
class Stance:
    """Polarity, modality and condition of what a sentence says."""

    polarity: Polarity
    modality: Modality
    condition: Condition | None


def read_stance(
    sentence: Sentence, spans: Sequence[Span], reach: bool = False, holds_no: bool = False
) -> Stance:
    """Return the stance of a sentence towards what stands at the spans.

    Args:
        sentence: the sentence.
        spans: where the parts of the statement stand in it; the first is what it is about.
        reach: a "no" anywhere in the clause denies the statement, not only before a span.
        holds_no: a "no" within a span is part of the statement.
    """
    clauses = split_clauses(sentence)
    at = sorted({clause_at(clauses, span) for span in spans})
    denied = any(_negated(sentence, clauses[i], spans, reach, holds_no) for i in at)
    stem = sentence.stem
    if not denied and stem is not None and not sentence.has("own_start"):
        denied = stem.has("no_stem")
    polarity = Polarity.DENIES if denied else Polarity.DECLARES
    return Stance(
        polarity,
        _modality(sentence, clauses, [clauses[i] for i in at]),
        _condition(sentence, clauses, at, denied),
    )


def _negated(
    sentence: Sentence, clause: Clause, spans: Sequence[Span], reach: bool, holds_no: bool
) -> bool:
    here = [span for span in spans if clause.holds(span)]
    first, last = min(s.start for s in here), max(s.end for s in here)

    def free(no: Span) -> bool:
        within = holds_no and any(s.start <= no.start < s.end for s in here)
        return clause.holds(no) and not within

    for no in filter(free, sentence.spans("not")):
        stop = _stop(sentence, clause, no, backward=True)
        until = _stop(sentence, clause, no, backward=False)
        if stop <= last and first < until:
            return True
    for no in filter(free, sentence.spans("no")):
        until = _stop(sentence, clause, no, backward=False)
        if reach and first < until:
            return True
        if any(no.start < s.end and s.start < until for s in here):
            return True
    return False


def _stop(sentence: Sentence, clause: Clause, no: Span, *, backward: bool) -> int:
    """Return how far a negation reaches: to the next "and we", "and do", or the clause's end."""
    if backward:
        ends = [s.end for s in sentence.spans("new_start") if clause.start <= s.end <= no.start]
        return max(ends, default=clause.start)
    starts = [s.start for s in sentence.spans("new_start") if no.end <= s.start < clause.end]
    return min(starts, default=clause.end)


def _modality(sentence: Sentence, clauses: tuple[Clause, ...], own: list[Clause]) -> Modality:
    """Return the modality of a statement: of its clauses, or of one before that governs it."""
    start = max(
        (s.start for s in sentence.spans("open_main") if s.start <= own[0].start), default=0
    )
    asides = [clause for clause in clauses if clause.role is Role.IF]

    def governs(span: Span) -> bool:
        if any(clause.holds(span) for clause in asides) or _is_ability(sentence, span):
            return False
        before = (
            start <= span.start < own[0].start
            and ";" not in sentence.text[span.start : own[0].start]
        )
        return before or any(clause.holds(span) for clause in own)

    for concept, modality in (("may", Modality.MAY), ("will", Modality.WILL)):
        if any(governs(span) for span in sentence.spans(concept)):
            return modality
    stem = sentence.stem
    if stem is not None and not sentence.has("own_start"):
        if any(not _is_ability(stem, span) for span in stem.spans("may")):
            return Modality.MAY
        if stem.has("will"):
            return Modality.WILL
    return Modality.UNCONDITIONAL


def _is_ability(sentence: Sentence, span: Span) -> bool:
    """Tell whether a "can" is the visitor's, or says what something makes possible."""
    return any(s.start <= span.start < s.end for s in sentence.spans("ability"))


def _condition(
    sentence: Sentence, clauses: tuple[Clause, ...], at: list[int], denied: bool
) -> Condition | None:
    near = [
        clause
        for i, clause in enumerate(clauses)
        if i in at
        or any(abs(i - j) == 1 for j in at)
        or (clause.role in (Role.IF, Role.UNLESS) and any(abs(i - j) <= 2 for j in at))
    ]
    for word in ("unless_consent", "no_consent", *_CONDITIONS):
        for source, spaces in ((sentence, near), (sentence.stem, None)):
            if source is None or (spaces is None and sentence.has("own_start")):
                continue
            for span in source.spans(f"cond_{word}"):
                if spaces is not None and not any(c.holds(span) for c in spaces):
                    continue
                if word == "unless_consent":
                    return Condition.UNLESS_CONSENT if denied else Condition.CONSENT
                if denied and word is Condition.CONSENT:
                    return Condition.UNLESS_CONSENT
                return Condition(word)
    if sentence.before is not None and sentence.has("carries_on"):
        for condition in (Condition.CONSENT, Condition.SIGN_IN):
            if sentence.before.has(f"cond_{condition}"):
                return condition
    if denied and (sentence.has("no_other") or any(c.role is Role.UNLESS for c in near)):
        return Condition.OTHER
    return None
