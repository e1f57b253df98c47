"""Which language a text is in: its function words tell, or a model that takes long to load."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import TYPE_CHECKING

from scanner.languages import function_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_TIMES = 4  # as many function words of the one as of any other
_WORD = re.compile(r"[^\W\d_]+")


def count_function_words(text: str) -> dict[str, int]:
    """Return how many function words of each language that has a file a text holds."""
    return _count(_words(text))


def tell_by_words(text: str, different: int) -> str | None:
    """Return the language of which a text holds so many function words and hardly one of others.

    Of a text that holds as many of two languages it is the one with more. None: it is left open.
    """
    words = _words(text)
    counts = _count(words)
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    holds = [len(function_words()[one].intersection(words)) >= different for one in (first, second)]
    is_sure = holds[0] and (holds[1] or counts[first] >= _TIMES * counts[second])
    return first if is_sure else None


def tell_by_model(text: str, among: tuple[str, ...] = ()) -> str:
    """Return the likeliest language of a text (ISO 639-1), among these or all that are known."""
    return str(_identifier(among).classify(text)[0])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _count(words: list[str]) -> dict[str, int]:
    return {
        language: sum(word in known for word in words)
        for language, known in function_words().items()
    }


@cache
def _identifier(among: tuple[str, ...]) -> LanguageIdentifier:
    if not among:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads numpy

        return LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier = copy(_identifier(()))  # reading the model takes longest
    identifier.set_languages(list(among))
    return identifier
