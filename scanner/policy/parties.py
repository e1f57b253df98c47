"""Which named services a sentence says are used."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.models import ParamValue
from scanner.policy.match import LOW, Filled, Match
from scanner.words import ClaimParty, Polarity


def find_third_parties(match: Match) -> Iterator[Filled]:
    """Yield the service that a sentence says is used, or is not."""
    sentence = match.sentence
    if sentence.has("service_not_used") or match.kind.value == "heading":
        return
    if _is_elsewhere(match) or _does_less(match):
        return
    span, named = match.spans[0], match.reader.services(sentence)
    sells = any(service.role == "advertising" for _, service in named)
    for place, service in named:
        if place == span and not (sells and service.role == "social"):
            role: dict[str, ParamValue] = {"service": service.id, "role": service.role}
            says = sentence.has("set|service_use") and not sentence.has("outside_eea")
            sure = says or match.stance.polarity is Polarity.DENIES
            own = ClaimParty.FIRST if sentence.has("own_server") else None
            yield Filled(role, own, service.id, confidence=None if sure else LOW)


def find_opted_out_of(match: Match) -> Iterator[Filled]:
    """Yield the service that a sentence says can be opted out of: it is used, then."""
    for place, service in match.reader.services(match.sentence):
        if place == match.spans[0]:
            params = {"service": service.id, "role": service.role}
            yield Filled(params, None, service.id, free=True)


def _is_elsewhere(match: Match) -> bool:
    """Tell whether a service is only where we are found, or where a plain link leads."""
    place = match.spans[0].start
    return any(there.start <= place < there.end for there in match.sentence.spans("used_there"))


def _does_less(match: Match) -> bool:
    """Tell whether it is something a service does that is denied, and not the service."""
    if match.stance.polarity is not Polarity.DENIES:
        return False
    place = match.spans[0]
    within = any(s.end + 1 == place.start for s in match.sentence.spans("set_within"))
    acts = any(s.start == place.end + 1 for s in match.sentence.spans("acts"))
    return within or acts or match.sentence.has("no_cookie_of|vendor_not|no_control")
