"""Letters that every match of a pattern holds, so that most patterns need not be tried at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

_LEAST = 2  # letters of a landmark; one tells nothing
_WIDTH = 4  # letters of a landmark to look it up by
_WORDS = 30_000  # of which is kept what they hint at
_WORD = re.compile(r"\w+")
_OPTIONAL = ("?", "*", "{0")
_AROUND = ("(?=", "(?!", "(?<")


class Landmarks:
    """Tells which of some patterns may match in a text, by the letters they cannot do without."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._rest: list[tuple[frozenset[str], ...]] = []  # what a pattern needs beside the first
        self._always: list[int] = []
        self._by_letters: dict[str, list[tuple[str, int]]] = {}
        for index, pattern in enumerate(patterns):
            first, *rest = required(pattern) or (frozenset[str](),)
            self._rest.append(tuple(rest))
            if not first:
                self._always.append(index)
            for letters in first:
                self._by_letters.setdefault(letters[:_WIDTH], []).append((letters, index))
        self._hints = lru_cache(maxsize=_WORDS)(self._find_hints)

    def candidates(self, text: str) -> list[int]:
        """Return the indexes of the patterns that may match in a text, in order; others do not."""
        found = set(self._always)
        found.update(*map(self._hints, set(_WORD.findall(text))))
        return [index for index in sorted(found) if self._has_rest(index, text)]

    def _has_rest(self, index: int, text: str) -> bool:
        for runs in self._rest[index]:
            for letters in runs:
                if letters in text:
                    break
            else:
                return False
        return True

    def _find_hints(self, word: str) -> tuple[int, ...]:
        """Return the patterns that a word holds the first landmark of."""
        pieces = {
            word[start : start + width]
            for width in range(_LEAST, _WIDTH + 1)
            for start in range(len(word) - width + 1)
        }
        known = chain.from_iterable(self._by_letters[p] for p in pieces & self._by_letters.keys())
        return tuple({index for letters, index in known if letters in word})


def required(pattern: str) -> tuple[frozenset[str], ...]:
    """Return what every match of a pattern holds: of each set one run of letters.

    The most telling set comes first; a pattern that needs nothing gives none.
    """
    branches = [_of_branch(branch) for branch in _branches(pattern)]
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return ()
    return (frozenset(chain.from_iterable(needed[0] for needed in branches)),)


def _of_branch(branch: str) -> tuple[frozenset[str], ...]:
    options = {run for run in _parts(branch) if run and min(map(len, run)) >= _LEAST}
    return tuple(
        sorted(options, key=lambda run: (min(map(len, run)), -len(run), sorted(run)), reverse=True)
    )


def _parts(branch: str) -> Iterator[frozenset[str]]:
    """Yield what each certain part of a branch needs: a run of letters, or a group's branches."""
    run, at = "", 0
    while at < len(branch):
        end = _end(branch, at)
        token, optional = branch[at:end], branch[end : end + 2].startswith(_OPTIONAL)
        if token.isalnum() and not optional:
            run += token
        else:
            yield frozenset({run} if run else ())
            run = ""
            if token.startswith("(") and not optional and not token.startswith(_AROUND):
                yield from required(token[3 if token.startswith("(?:") else 1 : -1])
        at = _skip_quantifier(branch, end)
        if at > end and run:
            yield frozenset({run})
            run = ""
    yield frozenset({run} if run else ())


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


def _branches(pattern: str) -> Iterator[str]:
    start = at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            yield pattern[start:at]
            start = at + 1
        at = _end(pattern, at)
    yield pattern[start:]
