"""What a sentence says of a thing: that it happens or not, how firmly, and on which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanner.policy.clauses import Clause, Role, clause_at, split_clauses
from scanner.policy.conditions import find_condition
from scanner.policy.lexicon import Span
from scanner.policy.segments import Sentence
from scanner.words import Condition, Modality, Polarity

_LABEL = re.compile(r"(?:\S+ ){0,3}?[^\s:]+: (?=\S)")  # "Sharing: ..."
_NEXT = re.compile(r"\W*(?:\w+ ){0,2}")  # "never on to others"


@dataclass(frozen=True)
class Stance:
    """Polarity, modality and condition of what a sentence says."""

    polarity: Polarity
    modality: Modality
    condition: Condition | None
    sure: bool = True  # False: it hangs on a clause that denies something else


def read_stance(
    sentence: Sentence,
    spans: Sequence[Span],
    reach: bool = False,
    holds_no: bool = False,
    nos: Sequence[str] = ("no",),
) -> Stance:
    """Return the stance of a sentence towards what stands at the spans.

    Args:
        sentence: the sentence.
        spans: where the parts of the statement stand in it; the first is what it is about.
        reach: a "no" anywhere in the clause denies the statement, not only before a span.
        holds_no: a "no" within a span is part of the statement.
        nos: the concepts that deny what comes after them.
    """
    clauses = split_clauses(sentence)
    at = sorted({clause_at(clauses, span) for span in spans})
    own = [clauses[i] for i in at]
    inside = {clause.group for clause in own}
    anchor = clauses[clause_at(clauses, spans[0])]
    groups = {anchor.group} if anchor.role is Role.MAIN else inside
    found = _Nos(sentence, clauses, spans, reach, holds_no, nos)
    denied = any(found.deny(group, alone=len(inside) == 1) for group in sorted(groups))
    if not denied and anchor.role is Role.MAIN:
        denied = found.resume(anchor)
    before = sentence.before
    fragment = clauses[0].role is Role.UNLESS and before is not None and before.has("answer_no")
    sure = denied or not (found.above(at) or fragment)  # "no. unless you ...": of what was denied
    if anchor.role is not Role.MAIN and len(inside) > 1:
        sure = sure and (denied or not found.within(anchor))
    stem = sentence.stem
    if not denied and stem is not None and not sentence.has("own_start") and _denies_items(stem):
        denied = sure = own[0].role is not Role.UNLESS
    outright = _is_denied_outright(sentence, spans[0], holds_no)
    if outright is not None:
        denied, sure = outright, True
    elif not denied and _is_label(sentence, spans[0]) and _denies_outside(sentence, clauses):
        sure = False  # "Sharing: we never do"
    if denied and _is_within(sentence, spans[0], "beside"):
        sure = False  # "not in combination with ..."
    if denied and sentence.has("tries"):
        sure = False  # "we try to avoid ..."
    polarity = Polarity.DENIES if denied else Polarity.DECLARES
    condition = find_condition(sentence, clauses, at, denied)
    return Stance(polarity, _modality(sentence, clauses, own), condition, sure)


@dataclass(frozen=True)
class _Nos:
    """The words of a sentence that deny, and what they reach."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    spans: Sequence[Span]
    reach: bool
    holds_no: bool
    nos: Sequence[str] = ("no",)

    def deny(self, group: int, *, alone: bool) -> bool:
        """Tell whether what stands in a group of clauses is denied there."""
        parts = [clause for clause in self.clauses if clause.group == group]
        if parts[0].role is Role.EMBEDDED or (parts[0].role is not Role.MAIN and not alone):
            return False
        here = [span for span in self.spans if any(part.holds(span) for part in parts)]
        start, end = parts[0].start, parts[-1].end
        for no in self._in(parts, "not", here):
            first, until = self._reach(no, start, end)
            if any(first <= span.start < until for span in here):
                return True
        for no in (no for concept in self.nos for no in self._in(parts, concept, here)):
            first, until = self._reach(no, start, end)
            since = first if self.reach else until
            if any(
                (no.start < span.end or since <= span.start) and span.start < until for span in here
            ):
                return True
        return False

    def resume(self, main: Clause) -> bool:
        """Tell whether a main clause goes on, denied, where one inside it has ended unmarked.

        "We share the data that you give us not with others."
        """
        after = [span for span in self.spans if span.start >= main.end]
        inside = [c for c in self.clauses if c.role is Role.RELATIVE and c.start >= main.end]
        return any(
            no.end <= span.start and _NEXT.fullmatch(self.sentence.text[no.end : span.start])
            for no in self._of([c for c in inside if any(map(c.holds, after))])
            for span in after
        )

    def within(self, clause: Clause) -> bool:
        """Tell whether a clause holds a word that denies."""
        return any(True for _ in self._of([clause]))

    def above(self, at: list[int]) -> bool:
        """Tell whether all of it hangs on a clause before it that denies something."""
        first = self.clauses[at[0]]
        if first.role not in (Role.AIM, Role.RELATIVE, Role.EMBEDDED) or at[0] == 0:
            return False
        main = self.clauses[at[0] - 1].group
        return any(True for _ in self._of([c for c in self.clauses if c.group == main]))

    def _of(self, parts: list[Clause]) -> Iterator[Span]:
        for concept in ("no", "not"):
            yield from self._in(parts, concept, [])

    def _in(self, parts: list[Clause], concept: str, here: list[Span]) -> Iterator[Span]:
        for no in self.sentence.spans(concept):
            own = self.holds_no and no.begins_in(here)
            idle = own or _is_within(self.sentence, no, "contrast")
            if not idle and any(part.holds(no) for part in parts):
                yield no

    def _reach(self, no: Span, start: int, end: int) -> tuple[int, int]:
        """Return how far a negation reaches: to the "and we" or "and do" on either side."""
        marks = self.sentence.spans("new_start")
        first = max((mark.end for mark in marks if start <= mark.end <= no.start), default=start)
        if any(word.start == no.end + 1 for word in self.sentence.spans("and_word")):
            return first, no.end  # "X is switched off and Y is masked"
        return first, min((mark.start for mark in marks if no.end <= mark.start < end), default=end)


def _is_denied_outright(sentence: Sentence, span: Span, holds_no: bool) -> bool | None:
    """Tell whether words around a span deny it, wherever a "no" stands; None: they do not say."""
    if _has_ended(sentence, span) or _is_within(sentence, span, "denied"):
        return True
    if not holds_no and _is_within(sentence, span, "done_without"):
        return not _is_within(sentence, span, "not_done_without")  # "we cannot do without"
    if _is_within(sentence, span, "excepted_first"):
        return False  # "except X we place nothing"
    bare = _is_label(sentence, span) and sentence.has("bare_no")  # "Tracking cookies: none"
    return True if bare else None


def _is_label(sentence: Sentence, span: Span) -> bool:
    """Tell whether a span is in the words before a colon that only name what follows it."""
    label = _LABEL.match(sentence.text)
    return label is not None and span.end < label.end()


def _denies_outside(sentence: Sentence, clauses: Sequence[Clause]) -> bool:
    """Tell whether a sentence denies anything but in an aside in brackets."""
    asides = [clause for clause in clauses if sentence.text[clause.start] == "("]
    return any(not any(aside.holds(no) for aside in asides) for no in sentence.spans("no|not"))


def _denies_items(stem: Sentence) -> bool:
    """Tell whether what introduces a list denies its items, and does not except them.

    What it denies in an aside in brackets, or of a condition, it does not deny of the items.
    """
    excepts, clauses = stem.spans("open_unless"), split_clauses(stem)
    for no in stem.spans("no_stem"):
        clause = clauses[clause_at(clauses, no)]
        aside = clause.role is Role.IF or stem.text[clause.start] == "("
        if not aside and not any(no.start < one.start for one in excepts):
            return True
    return False


def _is_within(sentence: Sentence, span: Span, concept: str) -> bool:
    """Tell whether a span begins in a stretch of the sentence that a concept takes up whole."""
    return span.begins_in(sentence.spans(concept))


def _has_ended(sentence: Sentence, span: Span) -> bool:
    """Tell whether what a span names was once done and then given up, in one breath."""
    if not sentence.has("is_past"):
        return False
    now = min((s.start for s in sentence.spans("now")), default=len(sentence.text))
    ends = [s for s in sentence.spans("stopped") if not _is_within(sentence, s, "contrast")]
    return span.start < now and any(span.start < s.end for s in ends)


def _modality(sentence: Sentence, clauses: tuple[Clause, ...], own: list[Clause]) -> Modality:
    """Return the modality of a statement: of its clauses, or of one before that governs it."""
    start = max(
        (s.start for s in sentence.spans("open_main") if s.start <= own[0].start), default=0
    )
    asides = [clause for clause in clauses if clause.role is Role.IF]

    def governs(span: Span) -> bool:
        if any(clause.holds(span) for clause in asides) or _is_ability(sentence, span):
            return False
        between = sentence.text[span.start : own[0].start + 1]
        before = start <= span.start < own[0].start and not {";", ":"} & set(between)
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
    return _is_within(sentence, span, "ability")
