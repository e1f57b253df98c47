"""What a sentence says of the thing a rule looks for, and what a "no" in it is really about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scanner.policy.clauses import Role, clause_at, split_clauses
from scanner.policy.lexicon import Rule, Span
from scanner.policy.practice import Kind, kind_of
from scanner.policy.segments import Sentence
from scanner.policy.stance import Stance, read_stance
from scanner.words import Condition, Polarity

_COOKIES = ("cookies.", "tracking.", "storage.web", "captcha.", "ip_address.")
_ONLY_OF = {  # the types of claim that a condition can be meant for
    Condition.LEGAL_OBLIGATION: ("sharing.third_party", "transfer."),
    Condition.NECESSARY_FOR_SERVICE: ("sharing.third_party", "transfer."),
    Condition.SETTINGS: ("refusal.",),
    Condition.EMBEDDED_CONTENT: ("cookies.third_party", "tracking.", "sharing."),
    Condition.SIGN_IN: _COOKIES,
    Condition.UNLESS_REFUSED: (*_COOKIES, "sharing.", "usage_data.", "profiling.", "advertising."),
}
_OF_VISITS = ("cookies.", "tracking.", "usage_data.", "device_data.", "ip_address.", "storage.web")
_OF_SERVICES = ("tracking.",)
_OF_KIND = ("cookies.advertising", "cookies.analytics", "cookies.social_media")
_OF_READINGS = ("usage_data.", "device_data.", "ip_address.")
_OF_PERSONS = (*_OF_VISITS, "advertising.", "profiling.")
_OF_DATA = ("sharing.", "transfer.")  # of which "no personal data" is a denial
_BESIDE_NO = (  # words that beside a "no" make it deny less than claims of these types do
    (("consent.mechanism",), "again"),  # to who has seen it
    (("sharing.", "profiling.", "advertising."), "others_may_not"),  # and we may
    (("ip_address.collected",), "not_in_it"),  # in what is reported
    (_OF_READINGS, "only_with_it"),
    (_OF_VISITS, "expires|until_then|no_longer_than"),  # no longer, not yet, not for ever
    (("cookies.session", "cookies.persistent"), "kept_after"),
    (_OF_KIND, "first_party_cookie"),  # others may set them
)
_BESIDE = 12  # letters between a service and what it does
_GRAVE = ("sharing.sale",)  # hardly ever declared: a "no" near it makes that unsure


def stance_of(rule: Rule, sentence: Sentence, spans: tuple[Span, ...]) -> Stance:
    """Return the stance of a sentence towards what a rule looks for, found at some spans of it."""
    nos = ("no", "no_personal") if rule.type.startswith(_OF_DATA) else ("no",)
    stance = read_stance(sentence, spans, rule.reach, rule.holds_no, nos)
    stance = replace(
        stance,
        polarity=rule.polarity or stance.polarity,
        modality=rule.modality or stance.modality,
        condition=rule.condition or stance.condition,
    )
    if rule.type.startswith(_OF_SERVICES) and _comes_later(sentence, stance):
        stance = replace(stance, polarity=Polarity.DECLARES, condition=Condition.CONSENT)
    if not _is_sure(rule, sentence, stance, spans[0]):
        stance = replace(stance, sure=False)
    if rule.type.startswith(_OF_READINGS) and _is_of_a_part(sentence, stance):
        stance = replace(stance, condition=Condition.OTHER)
    if rule.type in _OF_KIND and _is_refused(sentence, spans[0]):
        stance = replace(stance, condition=None)  # they are there for who does not refuse them
    if stance.condition in _ONLY_OF and not rule.type.startswith(_ONLY_OF[stance.condition]):
        stance = replace(stance, condition=None)
    return stance


def _is_of_a_part(sentence: Sentence, stance: Stance) -> bool:
    """Tell whether something is denied of some visits only: "on orders by telephone, never"."""
    denied = stance.polarity is Polarity.DENIES and stance.condition is None
    return denied and sentence.has("limited_no")


def _comes_later(sentence: Sentence, stance: Stance) -> bool:
    """Tell whether what is denied is there once the visitor agrees: "not before you say yes"."""
    denied = stance.polarity is Polarity.DENIES and stance.condition is Condition.UNLESS_CONSENT
    return denied and sentence.has("not_before")


def _is_sure(rule: Rule, sentence: Sentence, stance: Stance, span: Span) -> bool:
    """Tell whether a stance is what the sentence says of the thing itself."""
    if _denies_little(rule, sentence, stance) or _is_gone_without(rule, sentence, span):
        return False
    if stance.polarity is Polarity.DENIES:
        return stance.sure and not _is_qualified(rule, sentence, span)
    return stance.sure and not (rule.type in _GRAVE and sentence.has("no|not"))


def is_less_than_no(rule: Rule, sentence: Sentence, stance: Stance, span: Span) -> bool:
    """Tell whether a "no" says something of cookies other than that there are none."""
    if stance.polarity is not Polarity.DENIES:
        return False
    if rule.type == "consent.implied":
        return stance.condition is Condition.OTHER  # "if you do not agree, we ..."
    if any(rule.type.startswith(types) and sentence.has(words) for types, words in _BESIDE_NO):
        return True
    if rule.type.startswith(_OF_PERSONS) and (
        _ends_by_refusal(sentence) or _is_what_it_rests_on(rule, sentence, span)
    ):
        return True
    if rule.type == "tracking.third_party" and _is_used_all_the_same(sentence, span):
        return True
    return rule.type.startswith(_OF_VISITS) and _is_less_than_none(rule, sentence, span)


def _is_what_it_rests_on(rule: Rule, sentence: Sentence, span: Span) -> bool:
    """Tell whether something is not denied itself, as in "no ads based on your visits"."""
    if rule.type == "advertising.third_party_served":
        return sentence.has("targeted_ads")
    return rule.type != "advertising.targeted" and span.begins_in(sentence.spans("based_on"))


def _is_used_all_the_same(sentence: Sentence, service: Span) -> bool:
    """Tell whether a service sets no cookies, or is not linked or made a use of, but is there."""
    if any(0 <= none.start - service.end <= _BESIDE for none in sentence.spans("sets_none")):
        return True
    if any(means.end + 1 == service.start for means in sentence.spans("by_means")):
        return not sentence.has("work_with")
    return _stands_with(sentence, service, sentence.spans("couples"))


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


def _is_less_than_none(rule: Rule, sentence: Sentence, span: Span) -> bool:
    """Tell whether what a sentence denies of cookies, or of data, is not that there are any."""
    if sentence.has("dnt") and sentence.has("dnt_kept"):
        return True
    if any(one is not None and one.has("opt_out_tool") for one in (sentence, sentence.before)):
        return True
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
