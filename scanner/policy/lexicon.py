"""The words of a language by concept, and the rules that make claims of them.

A concept is a list of patterns over lower-case text: regular expressions in which a blank stands
for any white space, ``~`` for an optional blank or hyphen, and ``{name}`` for another concept. The
``claims.words`` table of a language file holds them; ``rules.toml`` says which of them make which
claim, whatever the language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from scanner.errors import PluginError
from scanner.languages import language_tables
from scanner.models import ParamValue, Value
from scanner.policy.landmarks import WORD, Landmarks
from scanner.words import ClaimParty, Condition, Modality, Polarity

_RULES = Path(__file__).with_name("rules.toml")
_SERVICES = Path(__file__).with_name("services.toml")
_LOOK_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")  # its width is fixed: one blank is one there
_STRESS = str.maketrans("áéíóú", "aeiou")  # "géén" and "één" are read as "geen" and "een"
_BY_CODE = {  # types that no rule makes, and the concept they are found by
    "policy.applies_to": "applies_word",
    "policy.controller": "controller_word",
    "policy.last_changed": "changed_word",
}
_MACRO = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Span(NamedTuple):
    """Where a concept stands in a sentence."""

    start: int
    end: int

    def meets(self, others: Iterable[Span]) -> bool:
        """Tell whether it has a letter in common with any of some others."""
        return any(self.start < other.end and other.start < self.end for other in others)

    def begins_in(self, others: Iterable[Span]) -> bool:
        """Tell whether it begins in any of some others."""
        return any(other.start <= self.start < other.end for other in others)


class Rule(Value):
    """One way a sentence makes a claim. Names of concepts may be alternatives: ``a|b``."""

    type: str
    all: tuple[str, ...]  # each stands in the sentence or, of a list item, in its stem
    clause: bool = False  # they all stand in one clause
    none: tuple[str, ...] = ()  # none of them stands in the sentence
    topic: tuple[str, ...] = ()  # what the sentence, its headings or those before it are about
    kinds: tuple[str, ...] = ("practice",)  # the kinds of sentence it is for
    polarity: Polarity | None = None  # None: as the sentence says
    drop: Polarity | None = None  # of this polarity it is no claim
    reach: bool = False  # a "no" anywhere in the clause denies it
    holds_no: bool = False  # the words it looks for may hold a "no" of their own
    modality: Modality | None = None
    condition: Condition | None = None
    party: ClaimParty | None = None
    params: dict[str, ParamValue] = Field(default_factory=dict)
    slot: str | None = None  # the function that fills in the parameters
    confidence: float = Field(default=0.8, ge=0, le=1)


class Scan:
    """What is known of one text: what may stand there of each concept, and where it does."""

    def __init__(self, text: str, candidates: Mapping[str, Sequence[int]]) -> None:
        self.text = text
        self.candidates = candidates  # concept -> which of a lexicon's patterns
        self.found: dict[str, tuple[Span, ...]] = {}

    def held(self, concepts: str) -> list[str]:
        """Return which of some concepts (``a|b``) may stand in the text."""
        return [name for name in _alternatives(concepts) if name in self.candidates]


class Lexicon:
    """The concepts of one language."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        pairs = [
            (name, _expand(item, words, (name,))) for name, items in words.items() for item in items
        ]
        self._concepts = [name for name, _ in pairs]
        self._items = [item for _, item in pairs]
        self._known = frozenset(words)
        self._patterns: dict[int, re.Pattern[str]] = {}  # made when first asked for
        self._landmarks = Landmarks(self._items)
        self.scan = lru_cache(maxsize=4096)(self._new_scan)

    def __contains__(self, concept: object) -> bool:
        return concept in self._known

    def find(self, concept: str, scan: Scan) -> tuple[Span, ...]:
        """Return where a concept stands in a lower-case text; one it does not know is nowhere."""
        if concept not in scan.candidates:
            return ()
        if concept not in scan.found:
            patterns = [self._pattern(index) for index in scan.candidates[concept]]
            found = find_first(patterns, scan.text)
            scan.found[concept] = tuple([Span(*match.span()) for _, match in found])
        return scan.found[concept]

    def among(self, texts: Sequence[str], concepts: Iterable[str]) -> list[int]:
        """Return which of many lower-case texts hold all of some concepts.

        It is for the rows of a long table, none of which is asked for much else: what no word of
        any of them can be part of is not looked for in each.
        """
        words = f" {' '.join({word for text in texts for word in WORD.findall(text)})} "
        found = list(range(len(texts)))
        for concept in concepts:
            patterns = [
                self._pattern(index)
                for index, name in enumerate(self._concepts)
                if name == concept and self._landmarks.may_match(index, words)
            ]
            found = [at for at in found if any(one.search(texts[at]) for one in patterns)]
        return found

    def compile_all(self) -> None:
        """Make every pattern now.

        Raises:
            re.error: one of them is not well-formed.
        """
        for index in range(len(self._items)):
            self._pattern(index)

    def _pattern(self, index: int) -> re.Pattern[str]:
        if index not in self._patterns:
            self._patterns[index] = _compile(self._concepts[index], self._items[index])
        return self._patterns[index]

    def _new_scan(self, text: str) -> Scan:
        candidates: dict[str, list[int]] = {}
        for index in self._landmarks.candidates(text):
            candidates.setdefault(self._concepts[index], []).append(index)
        return Scan(text, candidates)


def find_first(
    patterns: Sequence[re.Pattern[str]], text: str
) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what one pattern with these for its branches would match, and which branch did.

    It takes the branches apart so that those which cannot match need not be tried.
    """
    if len(patterns) == 1:
        yield from ((0, match) for match in patterns[0].finditer(text))
        return
    ahead = [pattern.search(text) for pattern in patterns]
    at = 0
    while at <= len(text):
        for place, match in enumerate(ahead):
            if match is not None and match.start() < at:
                ahead[place] = patterns[place].search(text, at)
        found = [match for match in ahead if match is not None]
        if not found:
            return
        first = min(found, key=lambda match: match.start())
        yield ahead.index(first), first
        at = max(first.end(), first.start() + 1)


@cache
def _alternatives(concepts: str) -> tuple[str, ...]:
    return tuple(concepts.split("|"))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the concepts of a language.

    Raises:
        PluginError: its file has no such table, or one with a pattern that is not well-formed.
    """
    claims = language_tables().get(language, {}).get("claims")
    words = claims.get("words") if isinstance(claims, dict) else None
    if not isinstance(words, dict):
        raise PluginError(f"{language}.toml: missing table 'claims.words'")
    try:
        concepts = {name: tuple(items) for name, items in words.items()}
        return Lexicon(concepts | _names())
    except (re.error, KeyError, TypeError) as error:
        raise PluginError(f"{language}.toml: claims.words: {error}") from error


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the names of whose services sites embed: concepts that need no language."""
    tables = tomllib.loads(_SERVICES.read_text(encoding="utf-8"))
    named = {"maker": tables["makers"], "network": tables["networks"]}
    return {concept: tuple(map(re.escape, names)) for concept, names in named.items()}


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, in the order of their file.

    Raises:
        PluginError: a rule is not as it must be.
    """
    tables = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    try:
        return tuple(Rule.model_validate(table) for table in tables["rule"])
    except ValidationError as error:
        raise PluginError(f"rules.toml: {error.errors(include_url=False)[0]}") from error


@cache
def claimable(language: str) -> frozenset[str]:
    """Return the types of claim that a language has the words for."""
    words = lexicon(language)

    def known(concepts: str) -> bool:
        return any(name == "service" or name in words for name in concepts.split("|"))

    by_rule = {rule.type for rule in rules() if all(map(known, rule.all))}
    return frozenset(by_rule | {kind for kind, concept in _BY_CODE.items() if concept in words})


def _compile(name: str, item: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<!\w)(?:{_regex(item)})(?!\w)")
    except re.error as error:
        raise re.error(f"{name}: {error}") from error


def _expand(item: str, words: Mapping[str, tuple[str, ...]], within: tuple[str, ...]) -> str:
    """Return a pattern with the concepts it names written out."""

    def written_out(macro: re.Match[str]) -> str:
        name = macro[1]
        if name in within:
            raise KeyError(f"{name} is part of itself")
        return f"(?:{'|'.join(_expand(part, words, (*within, name)) for part in words[name])})"

    return _MACRO.sub(written_out, item.translate(_STRESS))


def _regex(item: str) -> str:
    if item.endswith(" "):  # what follows is another word, and not part of this one
        item = item.rstrip() + r"(?=\s)"
    fixed = _LOOK_BEHIND.sub(lambda found: found[0].replace(" ", r"\s"), item)
    return fixed.replace("~", r"[\s-]?").replace(" ?", r"\s*").replace(" ", r"\s+")
