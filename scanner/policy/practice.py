"""What kind of sentence it is: the site's practice, or one of the things that are no claims."""

from __future__ import annotations

from enum import StrEnum

from scanner.policy.segments import Sentence
from scanner.policy.text import BlockKind


class Kind(StrEnum):
    """What a sentence is about; only ``practice`` is the site's own doing."""

    PRACTICE = "practice"
    HEADING = "heading"
    QUESTION = "question"
    DEFINITION = "definition"
    RIGHT = "right"
    DUTY = "duty"
    ABILITY = "ability"  # what the visitor can do
    OTHER_SITE = "other_site"
    VENDOR = "vendor"  # what a named service does
    PAST = "past"  # what was, is planned, or is said by others
    CUSTOMER = "customer"  # what customers do with what they hire
    REFERENCE = "reference"  # where more is to be read
    QUOTED = "quoted"  # somebody else's words
    GENERAL = "general"  # what the law asks, other sites do, or a word stands for


_BY_WORDS = (
    (Kind.GENERAL, "is_general"),
    (Kind.DEFINITION, "is_definition"),
    (Kind.CUSTOMER, "is_customer"),
    (Kind.PAST, "is_past"),
    (Kind.RIGHT, "is_right"),
    (Kind.OTHER_SITE, "is_other_site"),
    (Kind.REFERENCE, "is_reference"),
    (Kind.DUTY, "is_duty"),
    (Kind.ABILITY, "is_ability"),
    (Kind.VENDOR, "is_vendor"),
)
_BY_STEM = (
    (Kind.RIGHT, "is_right"),
    (Kind.CUSTOMER, "is_customer"),
    (Kind.ABILITY, "ability_stem"),
)
_TURNED = {  # what makes a statement of ours of it all the same
    Kind.PAST: "stopped",
    Kind.ABILITY: "own_practice",
    Kind.DEFINITION: "we_do_not",
    Kind.GENERAL: "we_do_not",
    Kind.OTHER_SITE: "we_do_not|sets_these",
    Kind.RIGHT: "own_insight",
    Kind.VENDOR: "own_practice",
}
_BY_HEADING = (
    (Kind.RIGHT, "rights_heading"),
    (Kind.OTHER_SITE, "other_site_heading"),
    (Kind.CUSTOMER, "customer_heading"),
    (Kind.DEFINITION, "definition_heading"),
)


def kind_of(sentence: Sentence) -> Kind:
    """Return the kind of a sentence, from its own words first, then its stem and heading."""
    if sentence.kind is BlockKind.HEADING and not _goes_on(sentence):
        return Kind.HEADING
    if sentence.quoted:
        return Kind.QUOTED
    if sentence.text.endswith("?") and not sentence.whole:
        return Kind.QUESTION
    for kind, concept in _BY_WORDS:
        if sentence.has(concept) and not sentence.has(_TURNED.get(kind, "")):
            return kind
    return _kind_around(sentence) or Kind.PRACTICE


def _goes_on(heading: Sentence) -> bool:
    """Tell whether a heading leads in what follows, or is a statement of ours itself."""
    return heading.text.endswith(":") or (heading.text.endswith(".") and heading.has("we_word"))


def _kind_around(sentence: Sentence) -> Kind | None:
    """Return the kind that what a sentence stands under makes it; None when that makes it none."""
    stem, before = sentence.stem, sentence.before
    goes_on = before is not None and sentence.has("defining_on") and before.has("any_site")
    if goes_on and before is not None and kind_of(before) is Kind.DEFINITION:
        return Kind.DEFINITION  # of a site that was any in it
    for kind, concept in _BY_STEM:
        if stem is not None and stem.has(concept) and not stem.has(_TURNED.get(kind, "")):
            return kind
    for kind, concept in _BY_HEADING:
        own = kind is Kind.DEFINITION and sentence.has("own_practice")
        if sentence.heads and sentence.heads[-1].has(concept) and not own:
            return kind
    return None
