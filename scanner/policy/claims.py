"""Read a policy: its text in, its claims out, each with a verbatim quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scanner.models import Claim
from scanner.policy.answers import join_answers
from scanner.policy.identity import read_identity
from scanner.policy.lexicon import lexicon
from scanner.policy.match import LOW, Draft, Filled, Match, Reader, match_sentence
from scanner.policy.merge import merge
from scanner.policy.practice import Kind
from scanner.policy.segments import lower, make_sentences
from scanner.policy.services import Gazetteer, NamedService, known_services
from scanner.policy.silences import find_silences
from scanner.policy.slots import fill
from scanner.policy.tables import read_tables
from scanner.policy.text import BlockKind, PolicyText
from scanner.policy.tongue import find_language, find_languages
from scanner.words import ClaimParty, PolicyStatus

# How sure a claim is in a sentence of a kind, against one that states a practice.
_SURE = {Kind.HEADING: 0.8, Kind.DEFINITION: 0.55, Kind.VENDOR: 0.9}


@dataclass(frozen=True)
class Reading:
    """What came of reading a policy for claims."""

    status: PolicyStatus  # read, or language_unsupported: then there are no claims
    language: str | None
    claims: tuple[Claim, ...]


def read_claims(text: PolicyText, services: Sequence[NamedService] = ()) -> Reading:
    """Return what a policy claims, and what of the list of silences it leaves unsaid.

    Args:
        text: the policy.
        services: services it may name, beside those this stage knows.
    """
    language = find_language(text)
    if language is None:
        return Reading(PolicyStatus.LANGUAGE_UNSUPPORTED, None, ())
    drafts = tuple(make_drafts(text, language, services))
    claims = merge(drafts, read_tables(text, language), text)
    return Reading(PolicyStatus.READ, language, claims + find_silences(claims, language))


def make_drafts(
    text: PolicyText, language: str, services: Iterable[NamedService] = ()
) -> Iterator[Draft]:
    """Yield everything that a policy's sentences claim, in their order."""
    languages = find_languages(text, language)
    sentences = make_sentences(text, lambda index: lexicon(languages[index]))
    title = next((s.text for s in sentences if s.kind is BlockKind.HEADING), "")
    reader = Reader(Gazetteer([*known_services(), *services]), language, title)
    seen = set()
    for sentence in join_answers(sentences, lower(text.text)):
        said = (sentence.text, sentence.stem and sentence.stem.text, sentence.heads[-1:])
        if sentence.kind is BlockKind.ROW or said in seen:
            continue
        seen.add(said)
        for match in match_sentence(sentence, reader):
            yield from (_draft(match, filled) for filled in fill(match))
    yield from read_identity(text, sentences, languages)


def _draft(match: Match, filled: Filled) -> Draft:
    rule, stance, sentence = match.rule, match.stance, match.sentence
    return Draft(
        type=rule.type,
        polarity=filled.polarity or stance.polarity,
        modality=filled.modality or stance.modality,
        condition=None if filled.free else filled.condition or stance.condition,
        party=filled.party or rule.party or ClaimParty.FIRST,
        params=filled.params,
        sentence=sentence,
        start=sentence.start,
        end=sentence.end,
        confidence=_confidence(match, filled),
        service=filled.service,
    )


def _confidence(match: Match, filled: Filled) -> float:
    if not match.stance.sure and match.rule.polarity is None:
        return LOW
    return (filled.confidence or match.rule.confidence) * _SURE.get(match.kind, 1)
