"""Sentences and rules give claims: each with its stance, its parameters and where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from scanner.models import ParamValue
from scanner.policy.clauses import Role, clause_at, split_clauses
from scanner.policy.lexicon import Rule, Span, rules
from scanner.policy.practice import Kind, kind_of
from scanner.policy.segments import Sentence
from scanner.policy.services import Gazetteer, NamedService
from scanner.policy.stance import Stance, read_stance
from scanner.words import ClaimParty, Condition, Modality, Polarity

_COOKIES = ("cookies.", "tracking.", "storage.web", "captcha.", "ip_address.")
_ONLY_OF = {  # the types of claim that a condition can be meant for
    Condition.LEGAL_OBLIGATION: ("sharing.third_party", "transfer."),
    Condition.NECESSARY_FOR_SERVICE: ("sharing.third_party", "transfer."),
    Condition.SETTINGS: ("refusal.",),
    Condition.EMBEDDED_CONTENT: ("cookies.third_party", "tracking.", "sharing."),
    Condition.SIGN_IN: _COOKIES,
    Condition.UNLESS_REFUSED: (*_COOKIES, "sharing.", "usage_data.", "profiling.", "advertising."),
}
_OF_VISITS = ("cookies.", "tracking.", "usage_data.", "device_data.", "ip_address.")
_OF_KIND = ("cookies.advertising", "cookies.analytics", "cookies.social_media")
_OF_TITLE = ("cookies.", "consent.required")  # what a document about cookies says of them
_OF_READINGS = ("usage_data.", "device_data.", "ip_address.")
_OF_PERSONS = (*_OF_VISITS, "advertising.", "profiling.")
_OF_DATA = ("sharing.", "transfer.")  # of which "no personal data" is a denial
_GRAVE = ("sharing.sale",)  # hardly ever declared: a "no" near it makes that unsure
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

    def __init__(self, gazetteer: Gazetteer, language: str, title: str = "") -> None:
        self.gazetteer = gazetteer
        self.language = language
        self.title = title

    def services(self, sentence: Sentence) -> tuple[tuple[Span, NamedService], ...]:
        """Return the services a sentence names."""
        return self.gazetteer.find(sentence.text)


def match_sentence(sentence: Sentence, reader: Reader) -> Iterator[Match]:
    """Yield how a sentence fits the rules."""
    kind = kind_of(sentence)
    for rule in _rules_for(sentence, reader):
        if kind.value not in rule.kinds or not _may_fit(rule, sentence):
            continue
        seen = set()
        for spans in _choices(rule, sentence, reader):
            stance = _stance(rule, sentence, spans)
            mark = (stance, spans[0] if rule.all[0] == "service" else None)
            if (
                stance.polarity == rule.drop
                or mark in seen
                or _is_effect(rule, sentence, stance, spans[0])
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


def _denies_little(rule: Rule, sentence: Sentence, stance: Stance) -> bool:
    """Tell whether a denial of cookies names no use of them, as in "they do not identify you"."""
    if stance.polarity is not Polarity.DENIES or not rule.type.startswith("cookies."):
        return False
    return rule.polarity is None and not sentence.has("set|no|answer_within|gone|denied")


def _is_gone_without(rule: Rule, sentence: Sentence, span: Span) -> bool:
    """Tell whether cookies are only what something is done without."""
    without = sentence.spans("without_cookies") if rule.type.startswith("cookies.") else ()
    return span.begins_in(without)


def _is_refused(sentence: Sentence, span: Span) -> bool:
    """Tell whether a condition is that the visitor refuses what a span names."""
    refusals = sentence.spans("refuse")
    if not refusals:
        return False
    clauses = split_clauses(sentence)
    own = clauses[clause_at(clauses, span)]
    return own.role is Role.IF and any(map(own.holds, refusals))


def _is_qualified(rule: Rule, sentence: Sentence, span: Span) -> bool:
    """Tell whether what a "no" is about is presupposed, or less than the type of claim."""
    if rule.type.startswith(_OF_READINGS) and sentence.has("other_uses|no_such_cookies"):
        return True  # "not for other purposes, such as ...", "no cookies that follow ..."
    if rule.type == "consent.mechanism":  # "clicking the banner away is no consent"
        return any(word.end + 1 == span.start for word in sentence.spans("definite"))
    own = sentence.spans("own_cookies") if rule.type in _OF_KIND else ()
    return span.meets(own)


def _is_effect(rule: Rule, sentence: Sentence, stance: Stance, span: Span) -> bool:
    """Tell whether a "no" says something of cookies other than that there are none."""
    if stance.polarity is not Polarity.DENIES:
        return False
    if rule.type == "consent.implied":
        return stance.condition is Condition.OTHER  # "if you do not agree, we ..."
    if rule.type.startswith(_OF_PERSONS) and _ends_by_refusal(sentence):
        return True
    return rule.type.startswith(_OF_VISITS) and _is_less_than_none(rule, sentence, span)


def _is_less_than_none(rule: Rule, sentence: Sentence, span: Span) -> bool:
    """Tell whether what a sentence denies of cookies, or of data, is not that there are any."""
    if sentence.has("dnt") and sentence.has("dnt_kept"):
        return True
    if any(one is not None and one.has("opt_out_tool") for one in (sentence, sentence.before)):
        return True
    if rule.type in ("cookies.session", "cookies.persistent") and sentence.has("kept_after"):
        return True
    if sentence.has("expires"):
        return True  # what a cookie no longer does
    if rule.type in _OF_KIND and sentence.has("first_party_cookie"):
        return True  # others may set them
    if kind_of(sentence) is Kind.ABILITY:
        return True
    if _stands_with(sentence, span, sentence.spans("consent_not_needed")):
        return True
    if _is_denied_a_use(rule, sentence, span):
        return True
    return sentence.has("site_breaks") and sentence.has("refuse|visitor_cannot")


def _ends_by_refusal(sentence: Sentence) -> bool:
    """Tell whether something is no longer done to who refuses it: to others it is."""
    if not sentence.has("no_more"):
        return False
    before = sentence.before if sentence.has("then_word") else None
    return any(one is not None and one.has("opts_out") for one in (sentence, before))


def _is_denied_a_use(rule: Rule, sentence: Sentence, span: Span) -> bool:
    """Tell whether the clause of a span says what something is not for, though it is there.

    "No cookies for ads" says that there are no cookies of a kind.
    """
    none = sentence.spans("no_cookies_for") if rule.type in _OF_KIND else ()
    uses = [use for use in sentence.spans("not_for") if not use.meets(none)]
    return _stands_with(sentence, span, uses)


def _stands_with(sentence: Sentence, span: Span, others: Sequence[Span]) -> bool:
    """Tell whether a span is in the clause of any of some others."""
    if not others:
        return False
    clauses = split_clauses(sentence)
    own = clauses[clause_at(clauses, span)].group
    return any(clauses[clause_at(clauses, other)].group == own for other in others)


def _nearest(spans: tuple[Span, ...], anchor: Span) -> Span:
    return min(spans, key=lambda span: abs(span.start - anchor.start))


def _stance(rule: Rule, sentence: Sentence, spans: tuple[Span, ...]) -> Stance:
    nos = ("no", "no_personal") if rule.type.startswith(_OF_DATA) else ("no",)
    stance = read_stance(sentence, spans, rule.reach, rule.holds_no, nos)
    if rule.polarity is not None:
        stance = replace(stance, polarity=rule.polarity)
    if rule.modality is not None:
        stance = replace(stance, modality=rule.modality)
    if rule.condition is not None:
        stance = replace(stance, condition=rule.condition)
    if _denies_little(rule, sentence, stance) or _is_gone_without(rule, sentence, spans[0]):
        stance = replace(stance, sure=False)
    if rule.type in _OF_KIND and _is_refused(sentence, spans[0]):
        stance = replace(stance, condition=None)  # they are there for who does not refuse them
    if stance.polarity is Polarity.DENIES and _is_qualified(rule, sentence, spans[0]):
        stance = replace(stance, sure=False)
    if rule.type in _GRAVE and stance.polarity is Polarity.DECLARES and sentence.has("no|not"):
        stance = replace(stance, sure=False)
    if stance.condition in _ONLY_OF and not rule.type.startswith(_ONLY_OF[stance.condition]):
        stance = replace(stance, condition=None)
    return stance
