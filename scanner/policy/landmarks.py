"""Letters that every match of a pattern holds, so that most patterns need not be tried at all.

A landmark is a run of letters within one word; a blank before or after it says that the word
begins or ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from scanner.policy.patterns import Branch, branches_of, is_bound_after, is_bound_before

_LEAST = 2  # letters of a landmark, or one and where its word ends; less tells nothing
_WIDTH = 4  # letters of a landmark to look it up by
_WORDS = 30_000  # of which is kept what they hint at
WORD = re.compile(r"\w+")


class _Hints(NamedTuple):
    """What a word tells of the patterns."""

    landmarks: frozenset[str]  # that it holds
    sure: tuple[int, ...]  # the patterns that need nothing else
    others: tuple[int, ...]  # those of which it holds the first of the landmarks they need


class Landmarks:
    """Tells which of some patterns may match in a text, by the letters they cannot do without.

    The patterns are matched between the ends of words: no letter stands right before or after.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._needs = [required(pattern) for pattern in patterns]
        self._rest = [sets[1:] for sets in self._needs]  # beside the first
        self._always: list[int] = []
        self._firsts: dict[str, list[int]] = {}  # landmark -> the patterns it is the first of
        for index, sets in enumerate(self._needs):
            if not sets:
                self._always.append(index)
            for letters in sets[0] if sets else ():
                self._firsts.setdefault(letters, []).append(index)
        self._by_letters: dict[str, list[str]] = {}
        for letters in {*self._firsts, *chain.from_iterable(chain.from_iterable(self._rest))}:
            self._by_letters.setdefault(letters[:_WIDTH], []).append(letters)
        self._hints = lru_cache(maxsize=_WORDS)(self._find_hints)

    def candidates(self, text: str) -> list[int]:
        """Return the indexes of the patterns that may match in a text, in order; others do not."""
        found, others, here = set(self._always), set[int](), set[str]()
        for word in set(WORD.findall(text)):
            hints = self._hints(word)
            here |= hints.landmarks
            found.update(hints.sure)
            others.update(hints.others)
        for index in others - found:
            for letters in self._rest[index]:
                if letters.isdisjoint(here):
                    break
            else:
                found.add(index)
        return sorted(found)

    def may_match(self, index: int, words: str) -> bool:
        """Tell whether a pattern may match in a text of these words; blanks stand around each."""
        return all(any(letters in words for letters in one) for one in self._needs[index])

    def _find_hints(self, word: str) -> _Hints:
        padded = f" {word} "
        pieces = {
            padded[start : start + width]
            for width in range(_LEAST, _WIDTH + 1)
            for start in range(len(padded) - width + 1)
        }
        known = chain.from_iterable(self._by_letters[p] for p in pieces & self._by_letters.keys())
        held = frozenset(letters for letters in known if letters in padded)
        first = {index for letters in held for index in self._firsts.get(letters, ())}
        sure = {index for index in first if not any(map(held.isdisjoint, self._rest[index]))}
        return _Hints(held, tuple(sure), tuple(first - sure))


def required(pattern: str, opens: bool = True, closes: bool = True) -> tuple[frozenset[str], ...]:
    """Return what every match of a pattern holds: of each set one landmark.

    The most telling set comes first; a pattern that needs nothing gives none.

    Args:
        pattern: a regular expression.
        opens: no letter stands right before it.
        closes: no letter stands right after it.
    """
    return _needed(branches_of(pattern), opens, closes)


def _needed(branches: Sequence[Branch], opens: bool, closes: bool) -> tuple[frozenset[str], ...]:
    needed = [_of_branch(branch, opens, closes) for branch in branches]
    if len(needed) == 1:
        return needed[0]
    if not all(needed):
        return ()
    return (frozenset(chain.from_iterable(sets[0] for sets in needed)),)


def _of_branch(branch: Branch, opens: bool, closes: bool) -> tuple[frozenset[str], ...]:
    parts = _parts(branch, opens, closes)
    options = {run for run in parts if run and min(map(len, run)) >= _LEAST}
    if len(options) < 2:
        return tuple(options)
    return tuple(
        sorted(options, key=lambda run: (min(map(len, run)), -len(run), sorted(run)), reverse=True)
    )


def _parts(branch: Branch, opens: bool, closes: bool) -> Iterator[frozenset[str]]:
    """Yield what each certain part of a branch needs: a landmark, or one of a group's branches."""
    run = ""
    for at, token in enumerate(branch):
        if token.text.isalnum() and not token.optional:
            run += token.text if run else " " * is_bound_before(branch[:at], opens) + token.text
            rest = branch[at + 1 :]
            if token.repeats or not rest or not rest[0].text.isalnum() or rest[0].optional:
                ends = not token.repeats and is_bound_after(rest, closes)
                yield frozenset({run + " " * ends})
                run = ""
        elif token.is_group and not token.optional:
            once = not token.repeats
            before = once and is_bound_before(branch[:at], opens)
            after = once and is_bound_after(branch[at + 1 :], closes)
            yield from _needed(token.branches, before, after)
