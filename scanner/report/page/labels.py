"""The words of the page in the language of its reader: one TOML file a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from scanner.models import Sentence

LANGUAGES = ("en", "nl")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Labels:
    """Every label of the page in one language."""

    language: str
    page: dict[str, str]
    counts: dict[str, list[str]]  # what one is called, and what many are
    words: dict[str, dict[str, str]]  # by the name of their closed list

    def text(self, key: str, /, **values: object) -> str:
        """Return a label, with values put where it names them."""
        return self.page[key].format(**values)

    def counted(self, key: str, number: int) -> str:
        """Return a number with its noun: "1 page", "2 pages"."""
        return f"{number:,} ".replace(",", " ") + self.counts[key][number != 1]

    def word(self, word: StrEnum | str, kind: str = "") -> str:
        """Return a word of a closed list: ``not_observed`` is "not observed"."""
        return self.words[kind or type(word).__name__][str(word)]

    def sentence(self, sentence: Sentence) -> str:
        """Return a sentence of a rule in the page's language."""
        return sentence.nl if self.language == "nl" else sentence.en


@cache
def load_labels(language: str) -> Labels:
    """Return the labels of one of the languages.

    Raises:
        ValueError: there is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"report language: expected {' or '.join(LANGUAGES)}, found {language!r}")
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Labels(language, tables["page"], tables["counts"], tables["words"])
