"""What the language files say: the words of a language, by what they are for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from scanner.errors import PluginError
from scanner.models import Value
from scanner.words import Category

FOLDER = Path(__file__).with_name("policy") / "languages"


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


_V = TypeVar("_V", bound=Value)
Patterns = tuple[Annotated[str, AfterValidator(_compiles)], ...]
_MONTHS = TypeAdapter(Annotated[Patterns, Field(min_length=12, max_length=12)])


class BannerWords(Value):
    """What a consent banner says, as regular expressions that are searched in lower-case text.

    ``banner`` is read by the browser as well: only what Python and JavaScript both know.
    """

    accept: Patterns
    reject: Patterns
    settings: Patterns
    save: Patterns  # keeps what the boxes say
    all: Patterns  # allows all, and may keep it by the same press
    denies: Patterns  # in words that are no consent, whatever else they say
    either: Patterns  # names two ways: it opens what they are chosen in
    explains: Patterns  # begins a question or an explanation
    options_all: Patterns  # of options beside each other, besides ``accept`` and ``reject``
    options_none: Patterns
    some: Patterns  # allows some of what needs consent: neither accepts nor refuses
    never: Patterns  # pay, subscribe, log in, say an age: not pressed whatever else is said
    banner: Patterns  # what a text says that is a consent banner's
    notice: Patterns  # what it says where its controls are not understood: that cookies are used
    policy: Patterns  # the name of a cookie policy, which other windows link to as well
    plain: Patterns  # in the words of controls that speak of consent, not only of yes or no
    gate: Patterns  # what a window says that asks for the visitor's age
    other: Patterns  # what a window says that asks for an answer, a chat, a place; not for consent
    here: Patterns  # the whole words of a link whose sentence says what it does
    sure: Patterns  # what a window says that asks whether the visitor is sure of a choice
    confirms: Patterns  # the whole words of a control that is the yes to it
    objects: Patterns  # in the words of a box that refuses when it is on
    locked: Patterns  # beside a box that cannot be changed, or had better not be
    remembered: Patterns  # in a sentence on how long the choice is kept
    purposes: dict[Category, Patterns]


class LinkWords(Value):
    """What links say of where they lead, as regular expressions for lower-case text."""

    privacy: Patterns
    cookies: Patterns
    document: Patterns  # it is the policy itself
    elsewhere: Patterns  # it is about privacy or cookies, and no policy
    form: Patterns
    perhaps_form: Patterns = ()  # where no link says it surely
    sign_in: Patterns
    sign_out: Patterns


@cache
def language_tables() -> dict[str, dict[str, object]]:
    """Return the tables of every language file by language (ISO 639-1), in order of file name.

    Raises:
        PluginError: a file is not TOML.
    """
    tables = {}
    for path in sorted(FOLDER.glob("*.toml")):
        try:
            tables[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise PluginError(f"{path.name}: not TOML: {error}") from error
    return tables


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the words by language of which every text in it holds some, and no other language.

    Raises:
        PluginError: a language file has no list of them, or shares one with another.
    """
    words: dict[str, frozenset[str]] = {}
    for language, tables in language_tables().items():
        listed = tables.get("function_words")
        if not isinstance(listed, list) or not listed:
            raise PluginError(f"{language}.toml: missing list 'function_words'")
        for other, known in words.items():
            if shared := sorted(known & set(listed)):
                raise PluginError(f"{language}.toml: function_words: {shared[0]!r} is in {other}")
        words[language] = frozenset(listed)
    return words


@cache
def month_names() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the names of the months by language, January first, for lower-case text.

    Raises:
        PluginError: a language file has no list of twelve patterns.
    """
    names = {}
    for language, tables in language_tables().items():
        try:
            names[language] = _MONTHS.validate_python(tables.get("months"))
        except ValidationError as error:
            raise PluginError(f"{language}.toml: months: {error.errors()[0]['msg']}") from error
    return {language: tuple(map(re.compile, months)) for language, months in names.items()}


@cache
def banner_words() -> dict[str, BannerWords]:
    """Return the words of banners by language.

    Raises:
        PluginError: a language file has no table of them, or one that is not as it must be.
    """
    return _words("banner", BannerWords)


@cache
def link_words() -> dict[str, LinkWords]:
    """Return the words of links by language.

    Raises:
        PluginError: a language file has no table of them, or one that is not as it must be.
    """
    return _words("links", LinkWords)


@cache
def says(use: str) -> re.Pattern[str]:
    """Return what finds the words of links for one use, a field of ``LinkWords``, in any language.

    A visitor's language does not tell that of a link: many Dutch sites link a "privacy statement".
    """
    patterns = (one for words in link_words().values() for one in getattr(words, use))
    return re.compile("|".join(dict.fromkeys(patterns)), re.IGNORECASE)


def _words(name: str, kind: type[_V]) -> dict[str, _V]:
    words = {}
    for language, tables in language_tables().items():
        try:
            words[language] = kind.model_validate(tables.get(name, {}))
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in fault["loc"])
            raise PluginError(f"{language}.toml: {name}.{where}: {fault['msg']}") from error
    return words
