"""The parameters of a claim, read from the sentence that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from scanner.policy.agents import find_agent, find_masking
from scanner.policy.documents import find_documents
from scanner.policy.match import LOW, Filled, Match
from scanner.policy.parties import find_opted_out_of, find_third_parties
from scanner.policy.recipients import find_excepted, find_passed_on, find_recipients
from scanner.policy.segments import Sentence
from scanner.policy.terms import (
    durations_of,
    fill_as_needed,
    fill_for_ever,
    fill_legal_term,
    fill_retention,
)
from scanner.words import ClaimParty, Condition, Modality, Polarity

Slot = Callable[[Match], Iterator[Filled]]
_NO_BANNER = 0.7  # confidence where the word for what asks is missing
_BESIDE = 12  # characters between a "no" and what it may still deny
_CATEGORIES = {
    "analytics_adj|analytics_cookie|measure_visits": "analytics",
    "advertising_adj|advertising_cookie": "advertising",
    "third_party_cookie": "third_party",
}


def fill(match: Match) -> Iterator[Filled]:
    """Yield the parameters a match gives, once for every claim it makes."""
    if match.rule.slot is None:
        yield Filled(match.rule.params)
    else:
        yield from SLOTS[match.rule.slot](match)


def _named(match: Match) -> list[str]:
    found = match.reader.services(match.sentence)
    if not found and match.sentence.heads:
        found = match.reader.services(match.sentence.heads[-1])
    return list(dict.fromkeys(service.id for _, service in found))


def _no_cookies(match: Match) -> Iterator[Filled]:
    named = match.reader.services(match.sentence)  # then it may be that one which sets none
    yield Filled({}, confidence=LOW if named else None)


def _session(match: Match) -> Iterator[Filled]:
    leaves = match.sentence.has("until_leave")
    yield Filled({"lifetime": "until_leave_site" if leaves else "session"})


def _persistent(match: Match) -> Iterator[Filled]:
    found = durations_of(match)
    yield Filled({"lifetime": found[0][0] if found else "varies"})


def _parties(match: Match) -> Iterator[Filled]:
    yield Filled({"parties": tuple(_named(match))})


def _services(match: Match) -> Iterator[Filled]:
    yield Filled({"services": tuple(_named(match))})


def _sellers(match: Match) -> Iterator[Filled]:
    """Yield that a cookie of a service which sells or places advertisements is set."""
    named = match.reader.services(match.sentence)
    sellers = [one.id for span, one in named if one.role == "advertising"]
    if any(span == match.spans[0] and one.id in sellers for span, one in named):
        kind = "parties" if match.rule.type == "cookies.third_party" else "services"
        yield Filled({kind: tuple(dict.fromkeys(sellers))})


def _cookie_names(match: Match) -> Iterator[Filled]:
    for span in match.sentence.spans("cookie_name"):
        yield Filled({"name": match.reader.written(match.sentence, span)})


def _lifetimes(match: Match) -> Iterator[Filled]:
    category = match.sentence.has("analytics_adj|advertising_adj|necessary_cookie|session_cookie")
    applies = "service" if match.reader.services(match.sentence) else "category"
    for duration, op, _ in durations_of(match):
        yield Filled(
            {
                "duration": duration,
                "op": op if op in ("max", "min") else "exact",
                "applies_to": applies if category or applies == "service" else "all",
            }
        )


def _no_condition(match: Match) -> Iterator[Filled]:
    yield Filled(match.rule.params, free=True)


def _storage_kind(match: Match) -> Iterator[Filled]:
    text = match.sentence.text
    kind = "session" if "session" in text and "local" not in text else "local"
    yield Filled({"kind": "indexeddb" if "indexed" in text else kind})


def _pixel_context(match: Match) -> Iterator[Filled]:
    mail = match.sentence.about("email")
    yield Filled({"context": "email" if mail else "web"})


def _captchas(match: Match) -> Iterator[Filled]:
    named = [s for _, s in match.reader.services(match.sentence) if s.captcha]
    for service in named:
        yield Filled({"service": service.id}, service=service.id)
    if not named and match.stance.polarity is Polarity.DENIES:
        yield Filled({}, party=ClaimParty.FIRST)


def _anonymous_what(match: Match) -> Iterator[Filled]:
    sentence, place = match.sentence, match.spans[0]
    if place.begins_in(sentence.spans("ip_masked|ip_aside")):
        return  # "the last octet is anonymised": of the address, not of the visitor
    about = "statistics"
    if sentence.has("ip"):
        about = "ip"
    elif sentence.has("cookie") and not sentence.has("measure_visits|statistics"):
        about = "cookies"
    elif not sentence.about("statistics|usage_data|measure_visits"):
        about = "users"
    yield Filled({"about": about})


def _categories(match: Match) -> Iterator[Filled]:
    sentence = match.sentence
    found = [word for concept, word in _CATEGORIES.items() if _is_meant(concept, match)]
    if not found and _is_meant("marketing", match):
        found = ["marketing"]
    if match.stance.polarity is Polarity.DENIES:
        found = [word for word in found if word != "third_party"]
    elif not found and sentence.about("cookie"):
        found = ["all_non_necessary"]
    yield Filled({"categories": tuple(dict.fromkeys(found))}, free=True)


def _is_meant(concept: str, match: Match) -> bool:
    """Tell whether a category is what consent is said to be needed for, or not to be."""
    spans, needs = match.sentence.spans(concept), match.sentence.spans("does_need")
    denied = match.stance.polarity is Polarity.DENIES
    return any(span.meets(needs) is not denied for span in spans) if needs else bool(spans)


def _mechanism(match: Match) -> Iterator[Filled]:
    named = [s.id for _, s in match.reader.services(match.sentence) if s.role == "consent"]
    centre = match.sentence.has("preference_centre") and not match.sentence.has("banner_word")
    kind = f"cmp:{named[0]}" if named else "preference_center" if centre else "banner"
    sure = named or match.sentence.has("banner_word|preference_centre")
    kept = match.sentence.spans("choice_kept")  # "to remember your cookie preferences"
    if not match.spans[0].meets(kept) or not all(
        span.meets(kept) for span in match.sentence.spans("consent_banner")
    ):
        yield Filled({"kind": kind}, free=True, confidence=None if sure else _NO_BANNER)


def _via(match: Match) -> Iterator[Filled]:
    for word in ("email", "browser", "banner", "link"):
        if match.sentence.has(f"via_{word}"):
            yield Filled({"via": word}, free=True)
            return
    yield Filled({"via": "unspecified"}, free=True)


def _breaks(match: Match) -> Iterator[Filled]:
    if match.reader.services(match.sentence) and not match.sentence.has("visitor_acts|browser"):
        return  # it is a service that works without them
    works = match.sentence.has("unaffected") or _works_on(match.sentence)
    polarity = Polarity.DENIES if works else Polarity.DECLARES
    may = match.sentence.has("may_break") and not works
    modality = Modality.MAY if may else Modality.UNCONDITIONAL
    yield Filled({}, condition=Condition.SETTINGS, polarity=polarity, modality=modality)


def _works_on(sentence: Sentence) -> bool:
    """Tell whether a site is said to work without cookies, with no "but not" behind it."""
    works, nos = sentence.spans("works_without|works_on"), sentence.spans("not|no")
    return any(all(no.end < span.start - _BESIDE for no in nos) for span in works)


def _tools(match: Match) -> Iterator[Filled]:
    for tool in ("ga_optout_addon", "your_online_choices", "ad_settings", "matomo_optout"):
        if match.sentence.has(f"tool_{tool}"):
            yield Filled({"tool": tool}, free=True)
            return
    yield Filled({"tool": "other"}, free=True)


def _signal(match: Match) -> Iterator[Filled]:
    gpc = match.sentence.has("gpc")
    kept, ignored = match.sentence.has("dnt_kept"), match.sentence.has("dnt_ignored")
    polarity = None
    if match.sentence.has("dnt_double"):
        polarity = Polarity.DECLARES
    elif kept != ignored:  # what it stops is not done: the signal works
        polarity = Polarity.DECLARES if kept else Polarity.DENIES
    yield Filled({"signal": "gpc" if gpc else "dnt"}, free=True, polarity=polarity)


def _countries(match: Match) -> Iterator[Filled]:
    us = match.sentence.has("country_us")
    yield Filled({"countries": ("US",)} if us else {})


def _region(match: Match) -> Iterator[Filled]:
    for concept, region in (("in_nl", "NL"), ("in_eea", "EEA"), ("in_us", "US")):
        if match.sentence.has(concept):
            yield Filled({"region": region})


def _encrypted_what(match: Match) -> Iterator[Filled]:
    sentence, free = match.sentence, match.rule.all == ("as_encrypted",)
    found = [concept for concept in ("transport", "at_rest") if sentence.has(concept)]
    for what in found or ["unspecified"]:
        yield Filled({"what": what}, free=free)


def _excluded(match: Match) -> Iterator[Filled]:
    sentence = match.sentence
    about = "third_party_services"
    if sentence.has("cookie"):
        about = "third_party_cookies"
    elif sentence.has("link_word"):
        about = "external_links"
    yield Filled({"about": about}, free=True)


def _plain(match: Match) -> Iterator[Filled]:
    yield Filled(match.rule.params)


SLOTS: Mapping[str, Slot] = {
    "no_cookies": _no_cookies,
    "session": _session, "persistent": _persistent, "parties": _parties, "services": _services,
    "sellers": _sellers,
    "cookie_names": _cookie_names, "lifetimes": _lifetimes, "no_condition": _no_condition,
    "storage_kind": _storage_kind, "pixel_context": _pixel_context, "plain": _plain,
    "third_parties": find_third_parties, "opted_out_of": find_opted_out_of, "captchas": _captchas,
    "by": find_agent, "masked_by": find_masking, "anonymous_what": _anonymous_what,
    "categories": _categories, "mechanism": _mechanism, "via": _via, "breaks": _breaks,
    "tools": _tools, "signal": _signal, "retention": fill_retention, "as_needed": fill_as_needed,
    "legal_term": fill_legal_term, "for_ever": fill_for_ever,
    "recipients": find_recipients, "excepted": find_excepted,
    "passed_on": find_passed_on, "countries": _countries,
    "region": _region,
    "encrypted_what": _encrypted_what, "excluded": _excluded, "documents": find_documents,
}  # fmt: skip
