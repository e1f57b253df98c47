"""Which named services a sentence says are used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.models import ParamValue
from scanner.policy.match import LOW, Filled, Match
from scanner.policy.practice import Kind, kind_of
from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind
from scanner.words import ClaimParty, Polarity

_LABEL = re.compile(r"[\"'(]?|[^.()]{0,40}\([^()]*")  # before the name of what an item is about


def find_third_parties(match: Match) -> Iterator[Filled]:
    """Yield the service that a sentence says is used, or is not."""
    sentence = match.sentence
    if match.kind is Kind.HEADING and not sentence.has("cookie_label"):
        return
    if sentence.has("service_not_used") or _is_elsewhere(match) or _does_less(match):
        return
    span, named = match.spans[0], match.reader.services(sentence)
    sells = any(service.role == "advertising" for _, service in named)
    embeds = sentence.has("social_embed")
    for place, service in named:
        if place == span and not (sells and service.role == "social" and not embeds):
            role: dict[str, ParamValue] = {"service": service.id, "role": service.role}
            abroad = sentence.has("outside_eea") and not sentence.has("cookie")
            says = sentence.has("set|service_use") and not abroad
            sure = says or match.stance.polarity is Polarity.DENIES or _is_label(match)
            own = ClaimParty.FIRST if sentence.has("own_server") else None
            yield Filled(role, own, service.id, confidence=None if sure else LOW)


def find_opted_out_of(match: Match) -> Iterator[Filled]:
    """Yield the service that a sentence says can be opted out of: it is used, then."""
    settings = match.sentence.spans("tool_ad_settings")
    for place, service in match.reader.services(match.sentence):
        if place == match.spans[0] and not place.meets(settings):
            params = {"service": service.id, "role": service.role}
            yield Filled(params, None, service.id, free=True)


def _is_elsewhere(match: Match) -> bool:
    """Tell whether a service is only where we are found, or where a plain link leads."""
    if match.stance.polarity is Polarity.DENIES and match.sentence.has("own_server"):
        return False  # "on our own server, not on theirs"
    return match.spans[0].begins_in(match.sentence.spans("used_there"))


def _is_label(match: Match) -> bool:
    """Tell whether a service is what an item, a row, or the name of a kind of cookie is of."""
    sentence, place = match.sentence, match.spans[0]
    if place.meets(sentence.spans("cookie_label")):
        return True
    stem = sentence.stem
    if sentence.kind is BlockKind.ROW and stem is not None:
        return place.start == 0 and stem.has("service_column")
    if sentence.kind is not BlockKind.ITEM or stem is None:
        return False
    if not _LABEL.fullmatch(sentence.text, 0, place.start):
        return False
    leads = kind_of(stem) in (Kind.PRACTICE, Kind.HEADING, Kind.VENDOR)
    return leads and any(one.has("cookie|third|own_practice") for one in _before(stem))


def _before(stem: Sentence) -> tuple[Sentence, ...]:
    return (stem, stem.before) if stem.before is not None else (stem,)


def _does_less(match: Match) -> bool:
    """Tell whether it is something a service does that is denied, and not the service."""
    if match.stance.polarity is not Polarity.DENIES:
        return False
    place = match.spans[0]
    shares = match.sentence.has("share") and match.sentence.has("data")
    before = "set_within|given_to" if shares else "set_within"
    within = any(s.end + 1 == place.start for s in match.sentence.spans(before))
    acts = any(s.start == place.end + 1 for s in match.sentence.spans("acts"))
    return within or acts or match.sentence.has("no_cookie_of|vendor_not|no_control")
