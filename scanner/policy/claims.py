"""Read a policy: its text in, its claims out, each with a verbatim quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scanner.models import Claim
from scanner.policy.answers import join_answers
from scanner.policy.identity import read_identity
from scanner.policy.lexicon import lexicon
from scanner.policy.match import COOKIE_KINDS, LOW, Draft, Filled, Match, Reader, match_sentence
from scanner.policy.merge import merge
from scanner.policy.practice import Kind
from scanner.policy.row_words import Rows
from scanner.policy.segments import Sentence, cut, lower, make_sentences
from scanner.policy.services import Gazetteer, NamedService, make_gazetteer
from scanner.policy.silences import find_silences
from scanner.policy.slots import fill
from scanner.policy.tables import read_tables
from scanner.policy.text import Block, BlockKind, PolicyText
from scanner.policy.tongue import Languages, find_language
from scanner.words import ClaimParty, Polarity, PolicyStatus

_MOST = 200_000  # characters of different paragraphs; no policy that was seen has half of it
# How sure a claim is in a sentence of a kind, against one that states a practice.
_SURE_OF_ROW = 0.75
_SURE_OF_TERM = 0.85  # "Statistics cookies: 1 year" says less of them than a sentence does
_SURE_OF_CHOICE = 0.85  # "we ask you for consent to statistics cookies", likewise
_SURE_OF_REFUSAL = 0.7  # "if you refuse statistics cookies, we remove them"
_WEAK = 0.6  # a rule that is no surer is not enough to deny something
_SURE = {Kind.HEADING: 0.8, Kind.DEFINITION: 0.55, Kind.VENDOR: 0.9}


@dataclass(frozen=True)
class Reading:
    """What came of reading a policy for claims."""

    status: PolicyStatus  # read, partial, or language_unsupported: then there are no claims
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
    start = _start_of(text)
    sentences = _sentences_of(start, language)
    gazetteer = make_gazetteer(tuple(services))
    tables = read_tables(text, language, gazetteer)
    rows = Rows(start, tables)
    drafts = _drafts(start, rows.readable(sentences), language, gazetteer)
    claims = merge(filter(rows.may_say, drafts), tables, text)
    if start is not text:
        return Reading(PolicyStatus.PARTIAL, language, claims)
    silences = find_silences(claims, sentences, language)
    return Reading(PolicyStatus.READ, language, claims + silences)


def make_drafts(text: PolicyText, language: str) -> Iterator[Draft]:
    """Yield everything that the sentences of a policy in one language claim, in their order."""
    told = Rows(text, ()).readable(_sentences_of(text, language))
    return _drafts(text, told, language, make_gazetteer())


def _start_of(text: PolicyText) -> PolicyText:
    """Return as much of a text as is read; what is said twice counts once."""
    length, seen = 0, set()
    for index, block in enumerate(text.blocks):
        words = text.text[block.start : block.end]
        if block.kind is BlockKind.ROW or words in seen:
            continue
        seen.add(words)
        length += len(words)
        if length > _MOST:
            part = _start_of_block(text, block, _MOST + len(words) - length)
            return replace(text, blocks=(*text.blocks[:index], *part))
    return text


def _start_of_block(text: PolicyText, block: Block, length: int) -> tuple[Block, ...]:
    """Return the sentences of a block that stand whole within a length; none: there are none."""
    whole = cut(text.text, block.start, block.start + length)[:-1]
    return (replace(block, end=whole[-1].end),) if whole else ()


def _sentences_of(text: PolicyText, language: str) -> list[Sentence]:
    """Return the sentences of a policy, each once of those under headings of the same words."""
    languages = Languages(text, language)
    made = make_sentences(text, lambda index: lexicon(languages.of(index)))
    seen: dict[object, Sentence] = {}
    for sentence in join_answers(made, lower(text.text)):
        stem = sentence.stem.text if sentence.stem else None
        heads = tuple(head.text for head in sentence.heads)
        seen.setdefault((sentence.text, stem, heads), sentence)
    return list(seen.values())


def _drafts(
    text: PolicyText,
    sentences: Sequence[Sentence],
    language: str,
    gazetteer: Gazetteer,
) -> Iterator[Draft]:
    title = next((s.text for s in sentences if s.kind is BlockKind.HEADING), "")
    reader = Reader(gazetteer, language, title, text.text)
    for sentence in sentences:
        for match in match_sentence(sentence, reader):
            yield from (_draft(match, filled) for filled in fill(match))
    yield from read_identity(text, sentences, reader)


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
    denied = match.stance.polarity is Polarity.DENIES and filled.polarity is None
    weak = denied and match.rule.confidence <= _WEAK
    if match.rule.polarity is None and (weak or not match.stance.sure):
        return LOW
    less = _SURE_OF_ROW if match.sentence.kind is BlockKind.ROW else 1
    if match.rule.type in COOKIE_KINDS and match.sentence.has("retention_label"):
        less *= _SURE_OF_TERM
    if match.rule.type in COOKIE_KINDS and match.sentence.has("visitor_acts"):
        less *= _SURE_OF_REFUSAL
    elif match.rule.type in COOKIE_KINDS and match.sentence.has("asks_consent"):
        less *= _SURE_OF_CHOICE
    return (filled.confidence or match.rule.confidence) * _SURE.get(match.kind, 1) * less
