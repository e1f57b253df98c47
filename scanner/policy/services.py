"""The named services of a policy: which one a name means, and what it does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from scanner.models import Value
from scanner.policy.landmarks import Landmarks
from scanner.policy.lexicon import Span, find_first

_FILE = Path(__file__).with_name("services.toml")
# Before a name stands no letter or mark of an address; a slash behind a single word does, as in
# "Facebook/Twitter". Python looks back at a fixed width only.
_LONGEST_BEFORE = 12
_BESIDE_WORD = "".join(rf"|(?<=[\s(][^\W\d]{{{n}}}/)" for n in range(1, _LONGEST_BEFORE + 1))
_OPENS = r"(?<![\w.@-])"
_OPENS_BY_SLASH = rf"{_OPENS}(?:(?<!/){_BESIDE_WORD})"  # takes five times as long to make


class NamedService(Value):
    """A service that policies name."""

    id: str
    role: str
    names: tuple[str, ...]  # as policies write it, in lower case; regular expressions
    captcha: bool = False
    listed: bool = False  # in the taxonomy's list; claims call any other one `other`


class Gazetteer:
    """Finds the services a text names; the longest name wins."""

    def __init__(self, services: Iterable[NamedService]) -> None:
        known: dict[str, NamedService] = {}
        for service in services:
            known.setdefault(service.id, service)
        names = sorted(
            ((name, service) for service in known.values() for name in service.names),
            key=lambda pair: -len(pair[0]),
        )
        self._names = [name for name, _ in names]
        self._services = [service for _, service in names]
        self._pattern = cache(self._make_pattern)
        self._landmarks = Landmarks(self._names)
        self._find = lru_cache(maxsize=4096)(self._find_new)

    def find(self, text: str) -> tuple[tuple[Span, NamedService], ...]:
        """Return the services a lower-case text names, each with where it does so."""
        return self._find(text)

    def _find_new(self, text: str) -> tuple[tuple[Span, NamedService], ...]:
        known = self._landmarks.candidates(text)
        slashed = "/" in text
        found = find_first([self._pattern(index, slashed) for index in known], text)
        return tuple([(Span(*m.span()), self._services[known[place]]) for place, m in found])

    def _make_pattern(self, index: int, slashed: bool) -> re.Pattern[str]:
        opens = _OPENS_BY_SLASH if slashed else _OPENS
        return re.compile(rf"{opens}(?:{self._names[index]})(?![\w@]|\.\w)")


@cache
def known_services() -> tuple[NamedService, ...]:
    """Return the services of ``services.toml``."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    listed = (NamedService(listed=True, **table) for table in tables["service"])
    others = ((name, role) for role, names in tables["others"].items() for name in names)
    return (*listed, *(_unlisted(name, role) for name, role in others))


def _unlisted(name: str, role: str) -> NamedService:
    spelt = re.escape(name).replace(r"\ ", "[ -]?")
    return NamedService(id=re.sub(r"\W", "_", name), role=role, names=(spelt,))


@lru_cache(maxsize=4)
def make_gazetteer(services: tuple[NamedService, ...] = ()) -> Gazetteer:
    """Return what finds the services of ``services.toml``, and others where they are given."""
    return Gazetteer([*known_services(), *services])
