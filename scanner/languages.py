"""What the language files say: the words of a language, by what they are for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from scanner.errors import PluginError
from scanner.models import Value

FOLDER = Path(__file__).with_name("policy") / "languages"


class BannerWords(Value):
    """What the controls of a consent banner say, as regular expressions on lower-case text."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    settings: tuple[str, ...]
    save: tuple[str, ...]  # keeps what the boxes say
    never: tuple[str, ...]  # pay, subscribe, log in: not pressed whatever else is said
    banner: tuple[str, ...]  # what a text says that is a consent banner's


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
def banner_words() -> dict[str, BannerWords]:
    """Return the words of banners by language.

    Raises:
        PluginError: a language file has no table of them, or one that is not as it must be.
    """
    words = {}
    for language, tables in language_tables().items():
        try:
            words[language] = BannerWords.model_validate(tables.get("banner", {}))
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in fault["loc"])
            raise PluginError(f"{language}.toml: banner.{where}: {fault['msg']}") from error
    return words
