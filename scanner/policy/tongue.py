"""Which language a policy is in, as a whole and block by block."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from scanner.languages import language_tables
from scanner.policy.text import PolicyText

_SAMPLE = 20_000  # characters that tell the language of a document
_ENOUGH = 200  # characters of a block that are looked at
_SHORTEST = 40  # characters of a block that tell its own; a shorter one is in the document's


def find_language(text: PolicyText) -> str | None:
    """Return the language of a policy (ISO 639-1); None when it is none that can be read."""
    sample = _sample(text.text)
    if not any(letter.isalpha() for letter in sample):
        return None
    language = str(_identifier(()).classify(sample)[0])
    return language if language in supported() else None


def find_languages(text: PolicyText, language: str) -> list[str]:
    """Return the language of each block of a policy that is in ``language`` as a whole."""
    known: dict[str, str] = {}
    found: list[str] = []
    for block in text.blocks:
        piece = text.text[block.start : min(block.end, block.start + _ENOUGH)]
        if len(piece) < _SHORTEST:
            found.append(found[-1] if found and block.stem is not None else language)
            continue
        if piece not in known:
            known[piece] = str(_identifier(supported()).classify(piece)[0])
        found.append(known[piece])
    return found


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
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if languages:
        identifier.set_languages(list(languages))
    return identifier
