"""Which language a policy is in, as a whole and block by block.

Function words tell most; what they leave open a model tells, which takes long to load.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import TYPE_CHECKING

from scanner.languages import function_words, language_tables
from scanner.policy.text import Block, PolicyText

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000  # characters that tell the language of a document
_ENOUGH = 200  # characters of a block that are looked at
_SHORTEST = 40  # characters of a block that tell its own; a shorter one is in the document's
_DIFFERENT = 10  # function words of a language that is sure; its neighbours share a few
_TIMES = 4  # as many of them as of any other language
_WORD = re.compile(r"[^\W\d_]+")


def find_language(text: PolicyText) -> str | None:
    """Return the language of a policy (ISO 639-1); None when it is none that can be read."""
    sample = _sample(text.text)
    if not any(letter.isalpha() for letter in sample):
        return None
    language = _by_function_words(sample) or str(_identifier(()).classify(sample)[0])
    return language if language in supported() else None


class Languages:
    """The languages of the blocks of a policy; of each it is found out when first asked for."""

    def __init__(self, text: PolicyText, language: str) -> None:
        self._text = text
        self._language = language  # of the policy as a whole
        self._known: dict[str, str] = {}  # how a block starts -> its language
        self._found: dict[int, str] = {}  # index of a block -> its language

    def of(self, index: int) -> str:
        """Return the language of a block; a short one that continues a list has the one before."""
        first = index
        while first not in self._found:
            language = self._find(self._text.blocks[first])
            if language is None and first:
                first -= 1
            else:
                self._found[first] = language or self._language
        for later in range(first, index):
            self._found[later + 1] = self._found[first]
        return self._found[index]

    def _find(self, block: Block) -> str | None:
        """Return the language of a block; None when it has that of the block before it."""
        piece = self._text.text[block.start : min(block.end, block.start + _ENOUGH)]
        if len(piece) < _SHORTEST:
            return self._language if block.stem is None else None
        if piece not in self._known:
            counts = _count(piece)
            if counts[self._language] == max(counts.values()):
                self._known[piece] = self._language
            else:
                self._known[piece] = str(_identifier(supported()).classify(piece)[0])
        return self._known[piece]


def _by_function_words(text: str) -> str | None:
    counts = _count(text)
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    different = function_words()[first] & set(_WORD.findall(text.lower()))
    is_sure = len(different) >= _DIFFERENT and counts[first] >= _TIMES * counts[second]
    return first if is_sure else None


def _count(text: str) -> dict[str, int]:
    """Return how many function words of each language a text holds."""
    words = _WORD.findall(text.lower())
    return {
        language: sum(word in known for word in words)
        for language, known in function_words().items()
    }


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third = _SAMPLE // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


@cache
def supported() -> tuple[str, ...]:
    """Return the languages whose files say what a policy claims in them."""
    return tuple(code for code, tables in language_tables().items() if "claims" in tables)


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    if not languages:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads numpy

        return LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier = copy(_identifier(()))  # reading the model takes longest
    identifier.set_languages(list(languages))
    return identifier
