"""What the words on a control mean: accept, refuse, settings, keep the boxes, hands off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

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


# By the names of the patterns, the first that is found: "accept only what is necessary" refuses,
# "accept selection" saves, "accept all and save" does not, "save settings" opens none.
_ORDER = {
    "never": Wording.NEVER,
    "explains": None,
    "some": Wording.SOME,
    "either": Wording.SETTINGS,
    "reject": Wording.REJECT,
    "all": Wording.ACCEPT,
    "save": Wording.SAVE,
    "settings": Wording.SETTINGS,
    "accept": Wording.ACCEPT,
}


@cache
def wording_of(label: str) -> Wording | None:
    """Return what a control with these words does, in whatever language; None: not known."""
    text = plain(label)
    if not text or len(text) > _LONGEST:
        return None
    for name, meant in _ORDER.items():
        denied = meant is Wording.ACCEPT and _pattern("denies").search(text)
        if not denied and _pattern(name).search(text):
            return meant
    return None


@cache
def option_wording_of(name: str) -> Wording | None:
    """Return whether an option allows all or refuses all that may be; None: neither."""
    heading = name.splitlines()[0] if name else ""  # of a card that goes on to explain
    text = plain(heading)
    for kind, meant in (("options_none", Wording.REJECT), ("options_all", Wording.ACCEPT)):
        if _pattern(kind).search(text):
            return meant
    wording = wording_of(heading)
    return wording if wording in (Wording.ACCEPT, Wording.REJECT) else None


def words_of(label: str) -> str:
    """Return the words of a control without ticks, crosses and arrows around them."""
    return _SIGNS.sub("", label) or label


def plain(text: str) -> str:
    """Return a text in lower case without the signs around it, its apostrophes straight."""
    text = _SPACE.sub(" ", text.lower().replace("’", "'").replace("\xad", ""))
    return _EDGES.sub("", text)


def banner_pattern() -> str:
    """Return a regular expression, for Python and JavaScript, that finds the text of a banner."""
    return _pattern("banner").pattern


def notice_pattern() -> re.Pattern[str]:
    """Return what finds the text of a banner that says outright that cookies are used."""
    return _pattern("notice")


@cache
def is_about_consent(text: str) -> bool:
    """Tell whether a text is a banner's by more than naming the cookie policy."""
    return bool(re.search(banner_pattern(), _pattern("policy").sub(" ", text.lower())))


@cache
def asks_again(text: str) -> bool:
    """Tell whether a text asks if the visitor is sure of a choice that was made about cookies."""
    text = text.lower()
    return bool(_pattern("sure").search(text) and _pattern("plain").search(text))


def is_here(label: str) -> bool:
    """Tell whether the words of a link say only where to press: what for, its sentence says."""
    return bool(_pattern("here").search(plain(label)))


def is_yes_to_that(label: str) -> bool:
    """Tell whether a control answers such a question with yes, and says nothing else."""
    return bool(_pattern("confirms").search(plain(label)))


def is_plain_choice(label: str) -> bool:
    """Tell whether a control speaks of consent itself, not only of yes, no or okay."""
    choice = wording_of(label) in (Wording.ACCEPT, Wording.REJECT)
    return choice and bool(_pattern("plain").search(plain(label)))


def gate_pattern() -> re.Pattern[str]:
    """Return what finds the text of a window that asks for the visitor's age."""
    return _pattern("gate")


def other_pattern() -> re.Pattern[str]:
    """Return what finds the text of a window that asks for something else than consent."""
    return _pattern("other")


def objects_pattern() -> re.Pattern[str]:
    """Return what finds the words of a box that refuses when it is on."""
    return _pattern("objects")


def locked_pattern() -> re.Pattern[str]:
    """Return what finds the words beside a box that is to be left as it is."""
    return _pattern("locked")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds the words of a kind, in whatever language."""
    every = banner_words().values()
    return re.compile(_either(each for words in every for each in getattr(words, name)))


def _either(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{each})" for each in patterns)
