"""The words of the page in the language of its reader: one TOML file a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import overload

from scanner.dutch import in_dutch
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

    @overload
    def sentence(self, said: Sentence) -> str: ...

    @overload
    def sentence(self, said: str, dutch: str | None = None) -> str | None: ...

    def sentence(self, said: Sentence | str, dutch: str | None = None) -> str | None:
        """Return words of ours in the page's language; None: only their English tells.

        Args:
            said: in both languages; or in English.
            dutch: the same in Dutch; None: as ``scanner/dutch.toml`` has it.
        """
        if isinstance(said, Sentence):
            return said.nl if self.language == "nl" else said.en
        return (dutch or in_dutch(said)) if self.language == "nl" else said


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
