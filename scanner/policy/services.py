"""The named services of a policy: which one a name means, and what it does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scanner.models import Value
from scanner.policy.landmarks import Landmarks
from scanner.policy.lexicon import Span

_FILE = Path(__file__).with_name("services.toml")


class NamedService(Value):
    """A service that policies name."""

    id: str
    role: str
    names: tuple[str, ...]  # as policies write it, in lower case; regular expressions
    captcha: bool = False


class Gazetteer:
    """Finds the services a text names; the longest name wins."""

    def __init__(self, services: Iterable[NamedService]) -> None:
        known: dict[str, NamedService] = {}
        for service in services:
            known.setdefault(service.id, service)
        self._services = tuple(known.values())
        names = sorted(
            ((name, index) for index, s in enumerate(self._services) for name in s.names),
            key=lambda pair: -len(pair[0]),
        )
        groups = "|".join(f"(?P<s{number}>{name})" for number, (name, _) in enumerate(names))
        self._by_group = {f"s{number}": index for number, (_, index) in enumerate(names)}
        self._pattern = re.compile(rf"(?<![\w.@/-])(?:{groups})(?![\w@]|\.\w)")
        self._landmarks = Landmarks({"service": [name for name, _ in names]})

    def find(self, text: str) -> tuple[tuple[Span, NamedService], ...]:
        """Return the services a lower-case text names, each with where it does so."""
        if not self._landmarks.candidates(text):
            return ()
        found = []
        for match in self._pattern.finditer(text):
            if match.lastgroup is not None:
                service = self._services[self._by_group[match.lastgroup]]
                found.append((Span(*match.span()), service))
        return tuple(found)


@cache
def known_services() -> tuple[NamedService, ...]:
    """Return the services of ``services.toml``."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(NamedService.model_validate(table) for table in tables["service"])
