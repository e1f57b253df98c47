"""With whom a sentence says data is shared."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.models import ParamValue
from scanner.policy.match import Filled, Match
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind
from scanner.words import ClaimParty, Condition, Polarity

_RECIPIENTS = ("advertisers", "processors", "authorities", "group", "partners", "named")


def find_recipients(match: Match) -> Iterator[Filled]:
    """Yield the recipients a sentence names, each with the condition it is named under."""
    sentence, stance = match.sentence, match.stance
    words = _recipient_words(sentence, match)
    if not words and sentence.has("r_pronoun"):
        words = next(
            (found for other in sentence.context() if (found := _recipient_words(other, match))), []
        )
    general = sentence.has("anybody") and not sentence.has("r_helpers")
    by_law = sentence.has("cond_legal_obligation")
    if not words or (general and stance.polarity is Polarity.DENIES):
        words = ["any", *(["authorities"] if "authorities" in words or by_law else [])]
    if words[0] == "any" and stance.polarity is Polarity.DECLARES:
        if sentence.kind is BlockKind.ITEM and not sentence.has("r_users"):
            return
        if stance.condition is Condition.LEGAL_OBLIGATION:
            words = ["authorities"]
    for word in dict.fromkeys(words):
        filled = _recipient(word, match)
        yield filled._replace(polarity=Polarity.DENIES) if sentence.has("no_data") else filled


def find_excepted(match: Match) -> Iterator[Filled]:
    """Yield the recipients that a denial excepts."""
    for filled in find_recipients(match):
        if filled.params["recipient"] != "any":
            yield filled._replace(free=True, condition=None)


def find_passed_on(match: Match) -> Iterator[Filled]:
    """Yield to whom nothing is passed on: to anybody, where what comes after a colon tells more."""
    ends = match.spans[0].end
    if match.sentence.text[ends : ends + 1] == ":":
        yield Filled({"recipient": "any"})
    else:
        yield from find_recipients(match)


def _recipient_words(sentence: Sentence, match: Match) -> list[str]:
    words = [word for word in _RECIPIENTS if sentence.has(f"r_{word}")]
    if sentence.has("r_helpers"):
        words = ["processors", *(word for word in words if word not in ("partners", "processors"))]
    before = sentence.before
    if words == ["partners"] and before is not None and before.has("r_named"):
        words = ["named"]
    if match.reader.services(sentence) and "processors" not in words:
        words.append("named")
    if match.stance.polarity is Polarity.DENIES and sentence.has("dpa") and len(words) > 1:
        words = [word for word in words if word != "processors"]  # they only have a contract
    if "advertisers" in words and "partners" in words:
        words.remove("partners")
    return words


def _recipient(word: str, match: Match) -> Filled:
    condition, polarity = match.stance.condition, None
    params: dict[str, ParamValue] = {"recipient": word}
    if word == "authorities":
        if condition is not Condition.CONSENT:
            condition = Condition.LEGAL_OBLIGATION
        polarity = Polarity.DECLARES
    if word == "advertisers":
        params["aggregated"] = match.sentence.has("aggregated")
    party = ClaimParty.ADVERTISER if word == "advertisers" else None
    return Filled(params, party=party, condition=condition, polarity=polarity)
