"""What the words on a control mean: accept, refuse, settings, keep the boxes, hands off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from itertools import chain

from scanner.languages import banner_words

_LONGEST = 80  # characters: what is longer is a text, not a button's words
_EDGES = re.compile(r"^[\W_]+|[^\w€$£]+$")
_SIGNS = re.compile(r"^[^\w(\"'€$£]+|[^\w)\"'!?.€$£]+$")
_SPACE = re.compile(r"\s+")


class Wording(StrEnum):
    """What pressing a control comes to, by its words."""

    ACCEPT = "accept"
    REJECT = "reject"
    SETTINGS = "settings"
    SAVE = "save"
    NEVER = "never"
    SOME = "some"


# "Accept only what is necessary" refuses, "accept selection" saves, "save settings" opens none.
_ORDER = (
    Wording.NEVER,
    Wording.SOME,
    Wording.REJECT,
    Wording.SAVE,
    Wording.SETTINGS,
    Wording.ACCEPT,
)


@cache
def wording_of(label: str) -> Wording | None:
    """Return what a control with these words does, in whatever language; None: not known."""
    text = plain(label)
    if not text or len(text) > _LONGEST:
        return None
    return next((each for each in _ORDER if _patterns()[each].search(text)), None)


@cache
def option_wording_of(name: str) -> Wording | None:
    """Return whether an option allows all or refuses all that may be; None: neither."""
    text = plain(name)
    for meant, patterns in _option_patterns().items():
        if patterns.search(text):
            return meant
    wording = wording_of(name)
    return wording if wording in (Wording.ACCEPT, Wording.REJECT) else None


def words_of(label: str) -> str:
    """Return the words of a control without ticks, crosses and arrows around them."""
    return _SIGNS.sub("", label) or label


def plain(text: str) -> str:
    """Return a text in lower case without the signs around it, its apostrophes straight."""
    text = _SPACE.sub(" ", text.lower().replace("’", "'").replace("\xad", ""))
    return _EDGES.sub("", text)


@cache
def banner_pattern() -> str:
    """Return a regular expression, for Python and JavaScript, that finds the text of a banner."""
    return _either(pattern for words in banner_words().values() for pattern in words.banner)


@cache
def notice_pattern() -> re.Pattern[str]:
    """Return what finds the text of a banner that says outright that cookies are used."""
    return re.compile(_either(each for words in banner_words().values() for each in words.notice))


@cache
def is_about_consent(text: str) -> bool:
    """Tell whether a text is a banner's by more than naming the cookie policy."""
    return bool(re.search(banner_pattern(), _policy_pattern().sub(" ", text.lower())))


def is_plain_choice(label: str) -> bool:
    """Tell whether a control speaks of consent itself, not only of yes, no or okay."""
    choice = wording_of(label) in (Wording.ACCEPT, Wording.REJECT)
    return choice and bool(_plain_pattern().search(plain(label)))


@cache
def _policy_pattern() -> re.Pattern[str]:
    return re.compile(_either(each for words in banner_words().values() for each in words.policy))


@cache
def _plain_pattern() -> re.Pattern[str]:
    return re.compile(_either(each for words in banner_words().values() for each in words.plain))


@cache
def gate_pattern() -> re.Pattern[str]:
    """Return what finds the text of a window that asks for the visitor's age."""
    return re.compile(_either(each for words in banner_words().values() for each in words.gate))


@cache
def locked_pattern() -> re.Pattern[str]:
    """Return what finds the words beside a box that the visitor cannot change."""
    return re.compile(_either(each for words in banner_words().values() for each in words.locked))


@cache
def _option_patterns() -> dict[Wording, re.Pattern[str]]:
    every = banner_words().values()
    return {
        Wording.REJECT: re.compile(_either(word for each in every for word in each.options_none)),
        Wording.ACCEPT: re.compile(_either(word for each in every for word in each.options_all)),
    }


@cache
def _patterns() -> dict[Wording, re.Pattern[str]]:
    every = banner_words().values()
    words = {
        Wording.ACCEPT: [each.accept for each in every],
        Wording.REJECT: [each.reject for each in every],
        Wording.SETTINGS: [each.settings for each in every],
        Wording.SAVE: [each.save for each in every],
        Wording.NEVER: [each.never for each in every],
        Wording.SOME: [each.some for each in every],
    }
    return {each: re.compile(_either(chain.from_iterable(words[each]))) for each in _ORDER}


def _either(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{each})" for each in patterns)
