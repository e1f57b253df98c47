"""Who does what a sentence tells of: the site, a service that it names, or one named before it."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.policy.match import Filled, Match
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind
from scanner.words import ClaimParty


def find_agent(match: Match) -> Iterator[Filled]:
    """Yield who a sentence says collects an address."""
    if service := _agent(match):
        yield Filled({"by": service}, party=ClaimParty.SERVICE, service=service)
    elif match.sentence.has("by_other"):
        yield Filled({"by": "other"}, party=ClaimParty.THIRD)
    else:
        yield Filled({"by": "first_party"})


def _agent(match: Match) -> str | None:
    """Return the service that a sentence is about: named in it, or what its pronoun stands for."""
    sentence = match.sentence
    if found := match.reader.services(sentence):
        return found[0][1].id
    if labelled := _label_service(match):
        return labelled
    if sentence.has("that_company") and _has_before(sentence, "r_processors"):
        return None  # who keeps the site running
    if not sentence.has("pronoun|vendor_name|fragment_start"):
        around = () if sentence.has("own_start") else (sentence.stem, *sentence.heads[-1:])
        named = (match.reader.services(other) for other in around if other is not None)
        return next((found[0][1].id for found in named if found), None)
    return _named_before(match)


def _has_before(sentence: Sentence, concept: str) -> bool:
    return sentence.before is not None and sentence.before.has(concept)


def _named_before(match: Match) -> str | None:
    """Return the service that was named last in what a sentence continues."""
    named = map(match.reader.services, match.sentence.context())
    return next((found[0][1].id for found in named if found), None)


def _label_service(match: Match) -> str | None:
    """Return the service that an item begins with, where its next sentence only says what it does.

    "Acme, our host. Keeps logs of your visit."
    """
    sentence = match.sentence
    before = sentence.before
    if sentence.kind is not BlockKind.ITEM or before is None:
        return None
    if not any(span.start == 0 for span in sentence.spans("acts")):
        return None
    found = match.reader.services(before)
    return found[0][1].id if found and found[0][0].start == 0 else None


def find_masking(match: Match) -> Iterator[Filled]:
    """Yield which service a sentence says masks an address; none: it is the site."""
    service = _agent(match) or _named_before(match)
    party = ClaimParty.SERVICE if service else None
    yield Filled({"service": service or "first_party"}, party=party, service=service)
