"""A regular expression as its branches and tokens, and where a word must begin or end in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_MARKS = frozenset(" ,;:!%&'\"/@<>=-")  # that stand for themselves, and are part of no word
_OPTIONAL = ("?", "*", "{0")
_REPEATS = ("*", "+", "{")


class Token(NamedTuple):
    """One letter, escape, set or group of a pattern, and how often it may come."""

    text: str
    quantifier: str

    @property
    def optional(self) -> bool:
        """Whether a match may go without it."""
        return self.quantifier.startswith(_OPTIONAL)

    @property
    def repeats(self) -> bool:
        """Whether it may come more than once."""
        return self.quantifier.startswith(_REPEATS)

    @property
    def is_group(self) -> bool:
        """Whether it is a group that is part of the match."""
        return self.text.startswith("(") and (self.text[1] != "?" or self.text[2] == ":")

    @property
    def inside(self) -> str:
        """What stands in a group."""
        return self.text[3 if self.text.startswith("(?") else 1 : -1]

    @property
    def is_mark(self) -> bool:
        """Whether it matches a character that is part of no word."""
        escaped = self.text[0] == "\\" and (self.text == r"\s" or not self.text[1].isalnum())
        return self.text in _MARKS or (escaped and self.text != r"\_")

    @property
    def takes_nothing(self) -> bool:
        """Whether it only looks at what stands around its place."""
        return self.text in "^$" or (self.text.startswith("(?") and self.text[2] in "=!<")


Branch = Sequence[Token]


@cache  # a part is asked for again with every pattern that it is in
def branches_of(pattern: str) -> tuple[Branch, ...]:
    """Return what a pattern matches one or the other of, each as its tokens."""
    branches: list[Branch] = []
    branch: list[Token] = []
    at = 0
    while at < len(pattern):
        end = _end(pattern, at)
        after = _skip_quantifier(pattern, end)
        if pattern[at] == "|":
            branches.append(branch)
            branch = []
        else:
            branch.append(Token(pattern[at:end], pattern[end:after]))
        at = after
    return (*branches, branch)


def is_bound_before(branch: Branch, opens: bool) -> bool:
    """Tell whether no letter can stand right before what follows a branch.

    ``opens`` tells whether none can stand right before the branch.
    """
    bound = opens
    for token in branch:
        if token.takes_nothing:
            bound = bound or token.text == "^"
        elif token.is_mark:
            bound = bound or not token.optional
        elif token.is_group:
            first = bound and not token.repeats
            ends = all(is_bound_before(inner, first) for inner in branches_of(token.inside))
            bound = ends and (bound or not token.optional)
        else:
            bound = False
    return bound


def is_bound_after(branch: Branch, closes: bool) -> bool:
    """Tell whether no letter can stand right after what comes before a branch.

    ``closes`` tells whether none can stand right after the branch.
    """
    if not branch:
        return closes
    token, rest = branch[0], branch[1:]
    if token.takes_nothing:
        ahead = token.text.startswith("(?=") and all(
            is_bound_after(inner, False) for inner in branches_of(token.text[3:-1])
        )
        return ahead or token.text in ("$", r"(?!\w)") or is_bound_after(rest, closes)
    if token.is_mark:
        return not token.optional or is_bound_after(rest, closes)
    if not token.is_group:
        return False
    last = is_bound_after(rest, closes)
    ends = last and not token.repeats
    begins = all(is_bound_after(inner, ends) for inner in branches_of(token.inside))
    return begins and (last or not token.optional)


def _end(text: str, at: int) -> int:
    """Return where the token that begins at a place ends: a letter, an escape, a set, a group."""
    if text[at] == "\\":
        return at + 2
    if text[at] == "[":
        return text.index("]", at + 2) + 1
    if text[at] != "(":
        return at + 1
    depth, end = 0, at
    while True:
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return end + 1
        end = _end(text, end) if text[end] in "\\[" else end + 1


def _skip_quantifier(text: str, at: int) -> int:
    if at < len(text) and text[at] == "{":
        at = text.index("}", at) + 1
    while at < len(text) and text[at] in "?*+":
        at += 1
    return at
