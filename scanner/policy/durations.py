"""Durations as texts name them: "13 maanden", "anderhalf jaar", "until you close your browser"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import ValidationError

from scanner.errors import PluginError
from scanner.languages import language_tables
from scanner.models import Value

SESSION, INDEFINITE, VARIES = "session", "indefinite", "varies"
_ISO = re.compile(
    r"p(?=\d|t)(?:[\d.]+y)?(?:[\d.]+m)?(?:[\d.]+w)?(?:[\d.]+d)?(?:t(?:[\d.]+[hms])+)?"
)
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")  # longest first
_LETTERS = {"years": "Y", "months": "M", "weeks": "W", "days": "D"}
_TIME_LETTERS = {"hours": "H", "minutes": "M", "seconds": "S"}
_DAYS = (365.25, 30.44, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
_SMALLER = {"years": ("months", 12), "days": ("hours", 24), "hours": ("minutes", 60)}
_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d{1,5}(?:[.,]\d{1,2})?"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LONGEST_OPERATOR = 24  # letters before a duration to look at
_FALLBACK = "en"  # tools write their tables in it, whatever the language of the page


class DurationWords(Value):
    """How a language names durations: patterns over lower-case text."""

    years: tuple[str, ...]
    months: tuple[str, ...]
    weeks: tuple[str, ...]
    days: tuple[str, ...]
    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    seconds: tuple[str, ...]
    and_: tuple[str, ...]
    range: tuple[str, ...]
    session: tuple[str, ...]
    indefinite: tuple[str, ...]
    varies: tuple[str, ...]
    max: tuple[str, ...]
    min: tuple[str, ...]
    about: tuple[str, ...]
    exact: tuple[str, ...]
    numbers: dict[str, float]


@dataclass(frozen=True, slots=True)
class FoundDuration:
    """A duration in a text, and what the word before it makes of it."""

    start: int  # of the duration itself, without the operator
    end: int
    duration: str  # ISO 8601
    op: str | None = None  # max, min, about or exact; None: no such word


@dataclass(frozen=True, slots=True)
class _Part:
    """A number with a unit."""

    start: int
    end: int
    number: float
    unit: int  # index in _UNITS

    @property
    def days(self) -> float:
        return self.number * _DAYS[self.unit]


@dataclass(frozen=True)
class _Grammar:
    digits: re.Pattern[str]
    words: re.Pattern[str]
    units: tuple[re.Pattern[str], ...]
    stems: tuple[str, ...]  # a text without any of them names no unit in full
    numbers: dict[str, float]
    joint: re.Pattern[str]
    operators: tuple[tuple[str, re.Pattern[str]], ...]
    cells: tuple[tuple[str, re.Pattern[str]], ...]


def find_durations(text: str, language: str) -> tuple[FoundDuration, ...]:
    """Return the durations of a text in order; "5 maanden 27 dagen" is one."""
    grammar, low = _grammar(language), _lower(text)
    parts = sorted(_parts(low, grammar), key=lambda part: (part.start, -part.end))
    found: list[FoundDuration] = []
    group: list[_Part] = []
    for part in parts:
        if group and part.start < group[-1].end:
            continue
        if group and not _belongs(low, group, part, grammar):
            found.append(_found(low, group, grammar))
            group = []
        group.append(part)
    if group:
        found.append(_found(low, group, grammar))
    return tuple(found)


@lru_cache(maxsize=1024)
def parse_duration(text: str, language: str) -> str | None:
    """Return what a cell or phrase says of a lifetime; None when it names none.

    That is ISO 8601, the longest of those it names, or session, indefinite or varies.
    """
    low = _lower(text).strip()
    if _ISO.fullmatch(low):
        return low.upper()
    found = find_durations(text, language)
    if found:
        return max(found, key=lambda one: days_of(one.duration)).duration
    grammar = _grammar(language)
    return next((word for word, pattern in grammar.cells if pattern.search(low)), None)


def days_of(duration: str) -> float:
    """Return a duration of ISO 8601 in days; a month is 30.44 of them."""
    day, _, time = duration.removeprefix("P").partition("T")
    total = 0.0
    for part, letters, lengths in ((day, "YMWD", _DAYS[:4]), (time, "HMS", _DAYS[4:])):
        for number, letter in re.findall(r"([\d.]+)([A-Z])", part):
            total += float(number) * lengths[letters.index(letter)]
    return total


def _lower(text: str) -> str:
    """Return a text in lower case and of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] for letter in text)


def _parts(low: str, grammar: _Grammar) -> list[_Part]:
    parts = []
    spelt = any(stem in low for stem in grammar.stems)
    for pattern in (grammar.digits, grammar.words) if spelt else (grammar.digits,):
        for found in pattern.finditer(low):
            number = _number(found["number"], grammar)
            unit = next(
                place for place, one in enumerate(grammar.units) if one.fullmatch(found["unit"])
            )
            parts.append(_Part(found.start(), found.end(), number, unit))
    return parts


def _stem(pattern: str) -> str:
    """Return the letters that every form of a unit starts with: "year" of "years?"."""
    letters = re.match(r"[^\W\d_]*", pattern)
    stem = letters.group() if letters else ""
    return stem[:-1] if pattern[len(stem) : len(stem) + 1] == "?" else stem


def _number(text: str, grammar: _Grammar) -> float:
    if text in grammar.numbers:
        return grammar.numbers[text]
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(".", ""))
    return float(text.replace(",", "."))


def _belongs(low: str, group: list[_Part], part: _Part, grammar: _Grammar) -> bool:
    """Tell whether a part is added to those before it: a smaller unit right behind them."""
    between = low[group[-1].end : part.start]
    return part.unit > group[-1].unit and grammar.joint.fullmatch(between) is not None


def _found(low: str, group: list[_Part], grammar: _Grammar) -> FoundDuration:
    start = group[0].start
    before = low[max(0, start - _LONGEST_OPERATOR) : start]
    op = next((word for word, pattern in grammar.operators if pattern.search(before)), None)
    return FoundDuration(start, group[-1].end, _iso(group), op)


def _iso(group: list[_Part]) -> str:
    amounts: dict[str, float] = {}
    for part in group:
        unit, number = _UNITS[part.unit], part.number
        if not number.is_integer() and unit in _SMALLER:
            unit, factor = _SMALLER[unit]
            number *= factor
        amounts[unit] = amounts.get(unit, 0) + number
    day = "".join(
        f"{amounts[unit]:g}{letter}" for unit, letter in _LETTERS.items() if unit in amounts
    )
    time = "".join(
        f"{amounts[unit]:g}{letter}" for unit, letter in _TIME_LETTERS.items() if unit in amounts
    )
    return f"P{day}T{time}" if time else f"P{day}"


@cache
def _words_of(language: str) -> DurationWords:
    table = language_tables().get(language, {}).get("durations", {})
    if isinstance(table, dict):
        table = {"and_" if key == "and" else key: value for key, value in table.items()}
    try:
        return DurationWords.model_validate(table)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in fault["loc"])
        raise PluginError(f"{language}.toml: durations.{where}: {fault['msg']}") from error


@cache
def _grammar(language: str) -> _Grammar:
    """Return the patterns of a language; those of English stand behind them.

    Raises:
        PluginError: the language file has no table of durations, or one that is wrong.
    """
    known = language if language in language_tables() else _FALLBACK
    tables = [_words_of(code) for code in dict.fromkeys((known, _FALLBACK))]

    def either(name: str) -> str:
        patterns = dict.fromkeys(word for table in tables for word in getattr(table, name))
        return "|".join(patterns)

    numbers = {word: value for table in reversed(tables) for word, value in table.numbers.items()}
    words = "|".join(map(re.escape, sorted(numbers, key=lambda word: (-len(word), word))))
    unit = "|".join(either(name) for name in _UNITS)
    tail = rf"(?:\s*\([^()]{{1,20}}\))?[\s\u00a0-]*(?P<unit>{unit})(?![\w-])"
    span = rf"(?:\d{{1,3}}\s*(?:[-–]|{either('range')})\s*)?"
    return _Grammar(
        re.compile(rf"(?<![\w.,:]){span}(?P<number>{_DIGITS}){tail}"),
        re.compile(rf"\b(?P<number>{words})(?=\W|\w\w){tail}"),  # "and" is not "an d"
        tuple(re.compile(either(name)) for name in _UNITS),
        tuple(sorted({stem for stem in map(_stem, unit.split("|")) if len(stem) > 1})),
        numbers,
        re.compile(rf"[\s,&+]*(?:(?:{either('and_')})\s+)?"),
        tuple(
            (
                name,
                re.compile(rf"(?:^|(?<!\w))(?:{either(name)})\s*(?:de |van |of |a |ein\w* |d')?$"),
            )
            for name in ("max", "min", "about", "exact")
        ),
        tuple(
            (word, re.compile(rf"(?<!\w)(?:{either(word)})(?!\w)"))
            for word in (SESSION, INDEFINITE, VARIES)
        ),
    )
