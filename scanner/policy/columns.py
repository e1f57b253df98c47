"""What the columns of a table of cookies are: by their names, or by what their cells hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape

from pydantic import ValidationError

from scanner.errors import PluginError
from scanner.languages import language_tables
from scanner.models import Value
from scanner.policy.durations import parse_duration

# In the order in which they are tried: "cookies used" is a party before it is a name.
COLUMNS = ("party", "lifetime", "name", "category", "type", "purpose", "provider")
CATEGORIES = (
    "unclassified",
    "necessary",
    "preferences",
    "analytics",
    "advertising",
    "social_media",
    "functional",
)
# What a cookie does, where nothing says which category it is in; the first that fits counts.
DOES = ("does_advertising", "does_analytics", "does_necessary", "does_preferences")
KINDS = ("session_storage", "local", "indexeddb", "pixel")
# A cookie's name by its form: an underscore or a dot inside, capitals and digits as no word has.
_LETTERS = r"[\w.…$%@!:~*#<>{}\[\]-]*"
STRICT_NAME = re.compile(
    rf"(?=\S{{1,120}}\Z)(?=\S*[A-Za-z])(?:{_LETTERS}[_*#<{{\[]{_LETTERS}|[A-Z]{{2,}}[A-Z0-9-]*|[a-z0-9]+[A-Z]\w+|[A-Z][a-z]+[A-Z]\w+"
    r"|[a-z]+(?:-[a-z0-9]+){2,6}|[a-z]+-?[a-z]*\d\w*|[a-z]+(?:\.[a-zA-Z]+){2,6}|(?:\.[a-zA-Z]+){2,6}|[a-z]\w*:[a-z]\w+)"
)
# Of these those that are no abbreviation or compound either.
SURE_NAME = re.compile(r"(?=\S{1,120}\Z)\S*(?:[_*]|[a-z][A-Z]|[A-Za-z]\d)\S*")
ANY_NAME = re.compile(r"(?=[^\s]*[A-Za-z])[\w.…$%@!:~*#<>{}\[\]+/=-]{1,120}")
_NOISE = re.compile(r"[\s:*†‡▲▼⇅↕()]+$|^[\s*]+")
_IN_ROUND = re.compile(r"\s*\([^()]*\)")
_NO_WORD = r"(?<![\w-])(?<!niet )(?<!not )(?<!non )(?<!nicht )"
_CELLS = 4096  # of which is kept what they say: those of a table say little that is new
_MOST_HEADER = 60  # letters of a column's name


class TableWords(Value):
    """The words of a language for tables of cookies: patterns over lower-case text."""

    name: tuple[str, ...]
    provider: tuple[str, ...]
    purpose: tuple[str, ...]
    category: tuple[str, ...]
    lifetime: tuple[str, ...]
    type: tuple[str, ...]
    party: tuple[str, ...]
    necessary: tuple[str, ...]
    functional: tuple[str, ...]
    preferences: tuple[str, ...]
    analytics: tuple[str, ...]
    advertising: tuple[str, ...]
    social_media: tuple[str, ...]
    unclassified: tuple[str, ...]
    first: tuple[str, ...]
    third: tuple[str, ...]
    local: tuple[str, ...]
    session_storage: tuple[str, ...]
    indexeddb: tuple[str, ...]
    pixel: tuple[str, ...]
    does_advertising: tuple[str, ...]
    does_analytics: tuple[str, ...]
    does_necessary: tuple[str, ...]
    does_preferences: tuple[str, ...]
    not_: tuple[str, ...]
    noise: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The words of all languages together: tools do not always speak the page's."""

    whole: re.Pattern[str]  # a whole cell that is a column's name; the group says which column
    label: re.Pattern[str]  # a column's name at the start of a text, with the colon or blank behind
    inside: Mapping[str, re.Pattern[str]]  # category, party or kind -> anywhere in a cell
    noise: re.Pattern[str]  # what a tool adds to a cell that says nothing


@cache
def table_words() -> Words:
    """Return the words for tables.

    Raises:
        PluginError: a language file has no table of them, or one that is wrong.
    """
    languages = [_words_of(code) for code in language_tables()]

    def either(name: str) -> str:
        return "|".join(dict.fromkeys(one for words in languages for one in getattr(words, name)))

    whole = "|".join(rf"(?P<{name}>{either(name)})" for name in COLUMNS)
    every = {one for name in COLUMNS for words in languages for one in getattr(words, name)}
    known = {one.replace("(?: .*)?", "") for one in every}
    labels = sorted((one for one in known if ".*" not in one), key=lambda one: (-len(one), one))
    inside = (*CATEGORIES, *KINDS, *DOES, "first", "third", "not_")
    return Words(
        re.compile(whole),
        re.compile(rf"(?P<label>{'|'.join(labels)})\s*(?P<mark>:\s*|$|(?<=\s))"),
        {name: re.compile(rf"{_NO_WORD}(?:{either(name)})(?!\w)") for name in inside},
        re.compile(rf"\s*(?<!\w)(?:{either('noise')})", re.IGNORECASE),
    )


@cache
def _words_of(language: str) -> TableWords:
    table = language_tables()[language].get("tables", {})
    if isinstance(table, dict):
        table = {"not_" if key == "not" else key: value for key, value in table.items()}
    try:
        return TableWords.model_validate(table)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in fault["loc"])
        raise PluginError(f"{language}.toml: tables.{where}: {fault['msg']}") from error


@lru_cache(maxsize=_CELLS)
def column_of(cell: str) -> str | None:
    """Return which column a cell names; None when it names none."""
    low = _NOISE.sub("", cell.lower())
    if not low or len(low) > _MOST_HEADER:
        return None
    for text in dict.fromkeys((low, _IN_ROUND.sub("", low))):
        if text and (found := table_words().whole.fullmatch(text)):
            return found.lastgroup
    return None


def count_names(cells: Iterable[str]) -> Counter[str]:
    """Return how many cells are a column's name in each language (ISO 639-1)."""
    named = [low for cell in cells if (low := _NOISE.sub("", cell.lower()))]
    return Counter(
        code for code in language_tables() for one in named if _names_of(code).fullmatch(one)
    )


@cache
def _names_of(language: str) -> re.Pattern[str]:
    words = _words_of(language)
    return re.compile("|".join(one for column in COLUMNS for one in getattr(words, column)))


@lru_cache(maxsize=_CELLS)
def without_noise(cell: str) -> str:
    """Return a cell without what a tool adds to it."""
    return table_words().noise.sub("", cell).strip()


@lru_cache(maxsize=_CELLS)
def find_word(names: tuple[str, ...], cell: str) -> str | None:
    """Return which of some categories, kinds or parties a cell names first."""
    low = cell.lower()
    found = (
        (match.start(), name) for name in names if (match := table_words().inside[name].search(low))
    )
    return min(found, default=(0, None), key=lambda pair: pair[0])[1]


def map_columns(
    header: Sequence[str] | None, rows: Sequence[Sequence[str]], language: str
) -> dict[str, int] | None:
    """Return which column is which; None when the table is not one of cookies."""
    columns = _by_names(header) if header else {}
    filled = [row for row in rows if sum(bool(cell) for cell in row) > 1]
    names = columns.get("name", ())
    width = max(map(len, filled), default=0)
    places = names or _unnamed(columns, width) if header else range(width)
    strict = [(_share(filled, place, STRICT_NAME), -place) for place in places]
    share, place = max(strict, default=(0.0, 0))
    if not names and (share < 0.5 or (header is None and not _has_lifetimes(filled, language))):
        return None
    mapped = {column: places[0] for column, places in columns.items()}
    mapped["name"] = -place
    if not header or len(mapped) < 2:
        mapped = {**_by_content(filled, -place, language), **mapped}
    return mapped


def _by_names(header: Sequence[str]) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for place, cell in enumerate(header):
        if column := column_of(cell):
            columns.setdefault(column, []).append(place)
    return columns


def _unnamed(columns: Mapping[str, Sequence[int]], width: int) -> list[int]:
    """Return the columns without a known name, in which cookies may be named: not the last one."""
    taken = {place for places in columns.values() for place in places}
    return [place for place in range(width - 1) if place not in taken]


def _share(rows: Sequence[Sequence[str]], place: int, pattern: re.Pattern[str]) -> float:
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    fitting = sum(all(map(pattern.fullmatch, split_names(cell))) for cell in cells)
    return fitting / len(cells) if cells else 0.0


def _has_lifetimes(rows: Sequence[Sequence[str]], language: str) -> bool:
    return "lifetime" in _by_content(rows, -1, language)


def _by_content(rows: Sequence[Sequence[str]], name: int, language: str) -> dict[str, int]:
    """Return what the columns beside the name are, by what most of their cells hold."""
    mapped: dict[str, int] = {}
    for place in range(max(map(len, rows), default=0)):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        if place == name or not cells:
            continue
        column = _kind_of_cells(cells, language)
        mapped.setdefault(column, place)
    return mapped


def _kind_of_cells(cells: Sequence[str], language: str) -> str:
    def most(fits: Sequence[bool]) -> bool:
        return sum(fits) > len(cells) / 2

    short = [len(cell.split()) <= 4 for cell in cells]
    if most(
        [
            one and parse_duration(cell, language) is not None
            for one, cell in zip(short, cells, strict=True)
        ]
    ):
        return "lifetime"
    for column, words in (("category", CATEGORIES), ("type", KINDS), ("party", ("first", "third"))):
        if most(
            [
                one and find_word(words, cell) is not None
                for one, cell in zip(short, cells, strict=True)
            ]
        ):
            return column
    return "provider" if most(short) else "purpose"


_COMMA = re.compile(r"\s*[,;|\n]\s*")
_AND = re.compile(r"\s+(?:en|and|und|et|of|or|&|/|\|)\s+")
_LISTED = re.compile(r"(?P<maker>[^()]{2,60}?)\s*\((?P<names>[^()]{2,400})\)\.?")
_AROUND = " \"'“”‘’`"
_LEAST_ALONE = 6  # letters of the only name in brackets, which may be an abbreviation


def split_names(cell: str) -> list[str]:
    """Return the names that a cell holds, one or more, cleaned of quotes and remarks."""
    cell = unescape(cell)  # "&lt;id&gt;", in Markdown
    if listed := _in_brackets(cell):
        return listed
    parts = _cut(_IN_ROUND.sub("", cell))
    if len(parts) == 1 and " " in parts[0]:
        words = parts[0].split()
        if all(map(STRICT_NAME.fullmatch, words)):
            return words
        first = [word for word in words if STRICT_NAME.fullmatch(word) and "_" in word]
        return first[:1] or parts
    return parts


def _in_brackets(cell: str) -> list[str]:
    """Return the names of "Maker (name, name)"; none: the brackets hold anything else."""
    found = _LISTED.fullmatch(cell.strip())
    if found is None or "_" in found["maker"]:
        return []
    parts = _cut(found["names"])
    strict = [part for part in parts if STRICT_NAME.fullmatch(part)]
    if STRICT_NAME.fullmatch(found["maker"]) or len(parts) == 1:
        fits = any("_" in part or len(part) >= _LEAST_ALONE for part in strict)
        fits = fits and (len(parts) > 1 or not STRICT_NAME.fullmatch(found["maker"]))
    else:
        fits = bool(strict) or len(parts) > 2
    plain = all(ANY_NAME.fullmatch(part) and not part.istitle() for part in parts)
    return parts if fits and plain and not find_word((*CATEGORIES, *KINDS), found["names"]) else []


def _cut(cell: str) -> list[str]:
    """Return the parts of a list; names of more words are not cut at an "and"."""
    parts = []
    for part in _COMMA.split(cell.strip(_AROUND)):
        words = _AND.split(part)
        parts += [part] if any(" " in word.strip() for word in words) else words
    return [plain for part in parts if (plain := _bare(part))]


def _bare(part: str) -> str:
    """Return a name without the full stop that ends a list; three of them are part of it."""
    plain = part.strip(_AROUND)
    return plain if plain.endswith("..") else plain.removesuffix(".")
