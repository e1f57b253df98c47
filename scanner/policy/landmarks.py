"""Letters that every match of a pattern holds, so that most patterns need not be tried at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

_WIDTH = 4  # letters of a landmark; a shorter one is taken whole
_LEAST = 3  # fewer tell nothing
_OPTIONAL = ("?", "*", "{0")


class Landmarks:
    """Tells which concepts may stand in a text, by the letters they cannot do without."""

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        self._by_letters: dict[str, list[str]] = {}
        self._always: set[str] = set()
        for concept, items in patterns.items():
            needed = [required(item) for item in items]
            if not all(needed):
                self._always.add(concept)
                continue
            for letters in set(chain.from_iterable(needed)):
                self._by_letters.setdefault(letters[:_WIDTH], []).append(concept)

    def candidates(self, text: str) -> frozenset[str]:
        """Return the concepts that may stand in a text; the others do not."""
        found = set(self._always)
        letters = {text[i : i + _WIDTH] for i in range(len(text))}
        if self._short():
            letters |= {text[i : i + _LEAST] for i in range(len(text))}
        for known in letters & self._by_letters.keys():
            found.update(self._by_letters[known])
        return frozenset(found)

    def _short(self) -> bool:
        return any(len(letters) < _WIDTH for letters in self._by_letters)


def required(pattern: str) -> frozenset[str]:
    """Return letters of which every match of a pattern holds one run; none when it needs none."""
    branches = [_of_branch(branch) for branch in _branches(pattern)]
    return frozenset(chain.from_iterable(branches)) if all(branches) else frozenset()


def _of_branch(branch: str) -> frozenset[str]:
    options = [run for run in _parts(branch) if run and min(map(len, run)) >= _LEAST]
    return max(options, key=lambda run: (min(map(len, run)), -len(run)), default=frozenset())


def _parts(branch: str) -> Iterator[frozenset[str]]:
    """Yield what each certain part of a branch needs: a run of letters, or a group's branches."""
    run, at = "", 0
    while at < len(branch):
        end = _end(branch, at)
        token, after = branch[at:end], branch[end : end + 2]
        optional = after.startswith(_OPTIONAL)
        if token.isalpha() and not optional:
            run += token
        else:
            yield frozenset({run} if run else ())
            run = ""
            if (
                token.startswith("(")
                and not optional
                and not token.startswith(("(?=", "(?!", "(?<"))
            ):
                yield required(token.removeprefix("(?:").removeprefix("(")[:-1])
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
