"""What patterns and addresses belong to, found without trying every one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from scanner.urls import host_of

T = TypeVar("T")
_LEAD = 4  # letters before the first star by which patterns are told apart


class PatternIndex(Generic[T]):
    """Things by a pattern of a name, in which ``*`` stands for anything."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._exact: defaultdict[str, list[T]] = defaultdict(list)
        self._starred: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
        for pattern, thing in things:
            lead, star, _ = pattern.partition("*")
            if star:
                self._starred[lead[:_LEAD]].append((pattern, thing))
            else:
                self._exact[pattern].append(thing)

    def find(self, name: str) -> Iterator[T]:
        """Yield everything whose pattern a name fits."""
        yield from self._exact.get(name, ())
        for length in range(min(_LEAD, len(name)) + 1):
            for pattern, thing in self._starred.get(name[:length], ()):
                if fits(pattern, name):
                    yield thing


class AddressIndex(Generic[T]):
    """Things by a host, a host with the start of a path, or a path that any host may have."""

    def __init__(self, things: Iterable[tuple[str, T]]) -> None:
        self._hosts: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
        self._paths: defaultdict[str, list[tuple[str, T]]] = defaultdict(list)
        for entry, thing in things:
            if entry.startswith("/"):
                self._paths[entry.rpartition("/")[2]].append((entry, thing))
            else:
                self._hosts[entry.partition("/")[0]].append((entry, thing))

    def find(self, url: str) -> Iterator[tuple[str, T]]:
        """Yield every entry that a URL falls under, with what it stands for."""
        path = _path_of(url)
        labels = host_of(url).split(".")
        for at in range(len(labels)):
            for entry, thing in self._hosts.get(".".join(labels[at:]), ()):
                if _starts_with(path, entry.partition("/")[2]):
                    yield entry, thing
        for segment in {*path.split("/")}:
            for entry, thing in self._paths.get(segment, ()):
                if f"{entry}/" in f"{path}/":
                    yield entry, thing


def fits(pattern: str, text: str) -> bool:
    """Tell whether a text is as a pattern says, in which ``*`` stands for anything."""
    lead, star, _ = pattern.partition("*")
    if not star:
        return pattern == text
    return text.startswith(lead) and _compiled(pattern).fullmatch(text) is not None


def below(host: str, domain: str) -> bool:
    """Tell whether a host is a domain or lies below it."""
    return host == domain or host.endswith(f".{domain}")


def lies_under(url: str, entry: str) -> bool:
    """Tell whether a URL falls under a host, or a host with the start of a path."""
    host, _, start = entry.partition("/")
    return below(host_of(url), host) and _starts_with(_path_of(url), start)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path or "/"
    except ValueError:  # a host in brackets that are not closed
        return "/"


def _starts_with(path: str, start: str) -> bool:
    prefix = f"/{start}"
    return not start or path == prefix or path.startswith((f"{prefix}/", f"{prefix}@"))
