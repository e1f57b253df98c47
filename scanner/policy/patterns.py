"""A regular expression as its branches and tokens, and where a word must begin or end in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = frozenset(" ,;:!%&'\"/@<>=-")  # that stand for themselves, and are part of no word
_OPTIONAL = ("?", "*", "{0")
_REPEATS = ("*", "+", "{")
_NO_LETTER_AHEAD = "(?!"
# Letters of which none is quantified; or an escape, a set, the start of a group, any other letter.
_TEXT = re.compile(r"(?:[^\W_](?![?*+{]))+|\\.|\[.[^]]*\]|\((?:\?(?:<?[=!]|:))?|[^[]")


class Token(NamedTuple):
    """Letters, an escape, a set or a group of a pattern, and how often it may come."""

    text: str  # of a group, what it begins with
    quantifier: str
    branches: tuple[Branch, ...] = ()  # of a group

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
        return self.text in ("(", "(?:")

    @property
    def is_mark(self) -> bool:
        """Whether it matches a character that is part of no word."""
        escaped = self.text[0] == "\\" and (self.text == r"\s" or not self.text[1].isalnum())
        return self.text in _MARKS or (escaped and self.text != r"\_")

    @property
    def takes_nothing(self) -> bool:
        """Whether it only looks at what stands around its place."""
        return self.text in ("^", "$") or (self.text.startswith("(?") and self.text != "(?:")

    @property
    def no_letter_follows(self) -> bool:
        """Whether it looks that the text or the word ends at its place."""
        alone = ((Token(r"\w", ""),),)
        return self.text == "$" or (self.text == _NO_LETTER_AHEAD and self.branches == alone)


Branch = Sequence[Token]


def branches_of(pattern: str) -> tuple[Branch, ...]:
    """Return what a pattern matches one or the other of, each as its tokens.

    Raises:
        re.error: a group or set of it does not end, or a group ends that has not begun.
    """
    branches, at = _read(pattern, 0)
    if at < len(pattern):
        raise re.error("unbalanced parenthesis", pattern, at)
    return branches


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
            ends = all(is_bound_before(inner, first) for inner in token.branches)
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
        ahead = token.text == "(?=" and all(is_bound_after(b, False) for b in token.branches)
        return ahead or token.no_letter_follows or is_bound_after(rest, closes)
    if token.is_mark:
        return not token.optional or is_bound_after(rest, closes)
    if not token.is_group:
        return False
    last = is_bound_after(rest, closes)
    ends = last and not token.repeats
    begins = all(is_bound_after(inner, ends) for inner in token.branches)
    return begins and (last or not token.optional)


def _read(pattern: str, at: int) -> tuple[tuple[Branch, ...], int]:
    """Return the branches of a pattern or of a group in it, and the place behind them."""
    branches: list[tuple[Token, ...]] = []
    branch: list[Token] = []
    while at < len(pattern) and pattern[at] != ")":
        text = _text(pattern, at)
        at += len(text)
        if text == "|":
            branches.append(tuple(branch))
            branch = []
            continue
        inside: tuple[Branch, ...] = ()
        if text.startswith("("):
            inside, at = _read(pattern, at)
            if at == len(pattern):
                raise re.error("missing )", pattern, at)
            at += 1
        end = _skip_quantifier(pattern, at)
        branch.append(Token(text, pattern[at:end], inside))
        at = end
    return (*branches, tuple(branch)), at


def _text(pattern: str, at: int) -> str:
    found = _TEXT.match(pattern, at)
    if found is None:
        raise re.error("a set does not end", pattern, at)
    return found[0]


def _skip_quantifier(text: str, at: int) -> int:
    if at < len(text) and text[at] == "{":
        at = text.index("}", at) + 1
    while at < len(text) and text[at] in "?*+":
        at += 1
    return at
