"""Sentences and rules give claims: each with its stance, its parameters and where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from scanner.models import ParamValue
from scanner.policy.denials import is_less_than_no, stance_of
from scanner.policy.lexicon import Rule, Span, rules
from scanner.policy.practice import Kind, kind_of
from scanner.policy.segments import Sentence
from scanner.policy.services import Gazetteer, NamedService
from scanner.policy.stance import Stance
from scanner.words import ClaimParty, Condition, Modality, Polarity

_OF_TITLE = ("cookies.", "consent.required")  # what a document about cookies says of them
COOKIE_KINDS = frozenset(
    f"cookies.{kind}"
    for kind in ("necessary", "preferences", "analytics", "advertising", "social_media")
)
LOW = 0.4  # confidence of what a person should read


@dataclass(frozen=True)
class Draft:
    """A claim in the making."""

    type: str
    polarity: Polarity
    modality: Modality
    condition: Condition | None
    party: ClaimParty
    params: Mapping[str, ParamValue]
    sentence: Sentence
    start: int  # of the quote in ``PolicyText.text``
    end: int
    confidence: float
    service: str | None = None


@dataclass(frozen=True)
class Match:
    """One rule that a sentence fits, and how."""

    rule: Rule
    sentence: Sentence
    kind: Kind
    spans: tuple[Span, ...]  # those in the sentence itself; the first is what the claim is about
    stance: Stance
    reader: Reader


class Filled(NamedTuple):
    """Parameters of one claim, and what else the sentence says of it; None: as the rule has it."""

    params: Mapping[str, ParamValue]
    party: ClaimParty | None = None
    service: str | None = None
    condition: Condition | None = None
    free: bool = False  # whatever condition the sentence has, it is not this claim's
    modality: Modality | None = None
    polarity: Polarity | None = None
    confidence: float | None = None


class Reader:
    """What reading a document needs beside its sentences."""

    def __init__(self, gazetteer: Gazetteer, language: str, title: str, text: str) -> None:
        self.gazetteer = gazetteer
        self.language = language
        self.title = title
        self._text = text

    def services(self, sentence: Sentence) -> tuple[tuple[Span, NamedService], ...]:
        """Return the services a sentence names."""
        return self.gazetteer.find(sentence.text)

    def written(self, sentence: Sentence, span: Span) -> str:
        """Return words of a sentence as the policy writes them, with their capitals."""
        return self._text[sentence.start + span.start : sentence.start + span.end]


def match_sentence(sentence: Sentence, reader: Reader) -> Iterator[Match]:
    """Yield how a sentence fits the rules."""
    kind = kind_of(sentence)
    for rule in _rules_for(sentence, reader):
        if kind.value not in rule.kinds or not _may_fit(rule, sentence):
            continue
        seen = set()
        for spans in _choices(rule, sentence, reader):
            stance = stance_of(rule, sentence, spans)
            mark = (stance, spans[0] if rule.all[0] == "service" else None)
            if (
                stance.polarity == rule.drop
                or mark in seen
                or is_less_than_no(rule, sentence, stance, spans[0])
            ):
                continue
            seen.add(mark)
            yield Match(rule, sentence, kind, spans, stance, reader)


def _rules_for(sentence: Sentence, reader: Reader) -> list[Rule]:
    """Return the rules of which every concept may stand in a sentence or its stem."""
    concepts = set(sentence.scan.candidates)
    if sentence.stem is not None:
        concepts.update(sentence.stem.scan.candidates)
    if reader.services(sentence):
        concepts.add("service")
    by_first, needs = _by_first()
    found = {index for concept in concepts & by_first.keys() for index in by_first[concept]}
    if sentence.stem is not None and reader.services(sentence.stem):
        concepts.add("service")
    return [
        rules()[index]
        for index in sorted(found)
        if not any(need.isdisjoint(concepts) for need in needs[index])
    ]


@cache
def _by_first() -> tuple[Mapping[str, tuple[int, ...]], tuple[tuple[frozenset[str], ...], ...]]:
    """Return the rules by what their first concept is, and for each of them what the others are."""
    by_first: dict[str, list[int]] = {}
    for index, rule in enumerate(rules()):
        for concept in rule.all[0].split("|"):
            by_first.setdefault(concept, []).append(index)
    needs = tuple(tuple(frozenset(one.split("|")) for one in rule.all[1:]) for rule in rules())
    return {concept: tuple(found) for concept, found in by_first.items()}, needs


def _may_fit(rule: Rule, sentence: Sentence) -> bool:
    if any(sentence.has(concept) for concept in rule.none):
        return False
    titled = rule.type.startswith(_OF_TITLE) and _is_titled(sentence)
    return all(sentence.about(topic) or (titled and "cookie" in topic) for topic in rule.topic)


def _is_titled(sentence: Sentence) -> bool:
    """Tell whether the whole document is about cookies, by its title."""
    return bool(sentence.heads) and sentence.heads[0].has("cookie_title")


def _found(concept: str, sentence: Sentence, reader: Reader) -> tuple[Span, ...]:
    found = sentence.spans(concept)
    if "service" in concept.split("|"):
        found += tuple(span for span, _ in reader.services(sentence))
    return found


def _choices(rule: Rule, sentence: Sentence, reader: Reader) -> Iterator[tuple[Span, ...]]:
    """Yield for each place of the first concept the nearest places of the others."""
    found: list[tuple[Span, ...]] = []
    stem = sentence.stem
    for concept in rule.all:
        spans = _found(concept, sentence, reader)
        if not spans and not (stem is not None and _found(concept, stem, reader)):
            return
        found.append(spans)
    if not any(found):
        return
    if stem is not None and not all(found) and any(map(stem.has, rule.none)):
        return  # what it takes from its stem is not meant there
    first = next(spans for spans in found if spans)
    for anchor in first[:12]:
        others = (spans for spans in found if spans and spans is not first)
        yield (anchor, *(_nearest(spans, anchor) for spans in others))


def _nearest(spans: tuple[Span, ...], anchor: Span) -> Span:
    return min(spans, key=lambda span: abs(span.start - anchor.start))
