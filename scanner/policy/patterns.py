"""A regular expression as its branches and tokens, and where a word must begin or end in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = frozenset(" ,;:!%&'\"/@<>=-")  # that stand for themselves, and are part of no word
_OPTIONAL = ("?", "*", "{0")
_REPEATS = ("*", "+", "{")
_NO_LETTER_AHEAD = "(?!"
# Letters of which none is quantified; or an escape, a set, the start of a group, any other letter;
# and how often that may come.
_TOKEN = re.compile(
    r"((?:[^\W_](?![?*+{]))+|\\.|\[.[^]]*\]|\((?:\?(?:<?[=!]|:))?|[^[])((?:\{[^}]*\})?[?*+]*)"
)


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
    outer: list[tuple[str, list[list[Token]]]] = []  # how each open group begins, and what it is in
    branches: list[list[Token]] = [[]]
    at = 0
    for found in _TOKEN.finditer(pattern):
        if found.start() != at:
            break
        at = found.end()
        text, quantifier = found.groups()
        if text == "|":
            branches.append([])
        elif text == ")":
            if not outer:
                raise re.error("unbalanced parenthesis", pattern, at)
            inside = tuple(branches)
            begins, branches = outer.pop()
            branches[-1].append(Token(begins, quantifier, inside))
        elif text[0] == "(":
            outer.append((text, branches))
            branches = [[]]
        else:
            branches[-1].append(Token(text, quantifier))
    if at < len(pattern):
        raise re.error("a set does not end", pattern, at)
    if outer:
        raise re.error("missing )", pattern, at)
    return tuple(branches)


def is_bound_before(branch: Branch, opens: bool) -> bool:
    """Tell whether no letter can stand right before what follows a branch.

    ``opens`` tells whether none can stand right before the branch.
    """
    if not branch:
        return opens
    token, rest = branch[-1], branch[:-1]
    if token.takes_nothing:
        return token.text == "^" or is_bound_before(rest, opens)
    if token.is_mark:
        return not token.optional or is_bound_before(rest, opens)
    if not token.is_group:
        return False
    first = is_bound_before(rest, opens)
    begins = first and not token.repeats
    ends = all(is_bound_before(inner, begins) for inner in token.branches)
    return ends and (first or not token.optional)


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
