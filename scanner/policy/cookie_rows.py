"""What the rows of a table of cookies say: each cookie, and what else is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from scanner.models import ParamValue
from scanner.policy.columns import DOES, KINDS, STRICT_NAME, find_word
from scanner.policy.durations import INDEFINITE, VARIES, parse_duration
from scanner.policy.owners import Owners
from scanner.policy.services import Gazetteer
from scanner.policy.text import Block

_REMARK = re.compile(r"\(([^()]{2,60})\)")
_STORES = {"session_storage": "session", "local": "local", "indexeddb": "indexeddb"}
_CODE = re.compile(r"[_.:*-]")  # in a cookie's name, in no other
MOST_WORDS = 4  # of a label, and of a name that is no single word


@dataclass(frozen=True)
class Row:
    """What one row says of one or more cookies."""

    block: Block
    names: tuple[str, ...]
    cells: dict[str, str]  # column -> text
    category: str | None
    provider: str | None  # where the heading before the table says it
    section: str | None


def named(
    rows: Sequence[Row], owners: Owners, language: str
) -> Iterator[tuple[Row, dict[str, ParamValue]]]:
    """Yield the parameters of each cookie that the rows name."""
    categories = {row.category for row in rows}
    for row in rows:
        lifetimes = _lifetimes(row, language)
        for place, name in enumerate(row.names):
            found: dict[str, ParamValue] = {
                "name": name,
                "purpose": _purpose(row, categories),
                "lifetime": lifetimes[min(place, len(lifetimes) - 1)],
                **_provided(row, owners),
            }
            yield row, {key: value for key, value in found.items() if value}


def _lifetimes(row: Row, language: str) -> list[str | None]:
    """Return the lifetimes of a row: one, or one for each of its names."""
    cell = row.cells.get("lifetime", "")
    parts = re.split(r"\s*[,;]\s+", cell)
    if ":" in cell and (labelled := _by_name(cell, row.names)):
        parts = [labelled.get(name.lower(), "") for name in row.names]
    elif len(parts) != len(row.names):
        parts = [cell]
    found = [parse_duration(part, language) for part in parts]
    return [None if one in (INDEFINITE, VARIES) else one for one in found]


def _by_name(cell: str, names: Sequence[str]) -> dict[str, str]:
    """Return what a cell says of each name: "a: session b, c: 2 years"."""
    longest = sorted(map(re.escape, names), key=lambda name: -len(name))
    marks = list(re.finditer(rf"({'|'.join(longest)})\s*(?:(:)|,)\s*", cell, re.IGNORECASE))
    said: dict[str, str] = {}
    pending: list[str] = []
    for mark, after in zip_longest(marks, marks[1:]):
        pending.append(mark[1].lower())
        if mark[2]:
            value = cell[mark.end() : after.start() if after else len(cell)]
            said.update(dict.fromkeys(pending, value.strip(" ,;.")))
            pending = []
    return said


def _purpose(row: Row, categories: set[str | None]) -> str | None:
    """Return what a cookie is for: as it is sorted, else as its row describes it.

    "Functional" is what a site cannot do without, unless the necessary ones are a group apart.
    """
    if row.category == "functional":
        return "preferences" if "necessary" in categories else "necessary"
    if row.category:
        return row.category
    described = row.cells.get("purpose", "")
    does = next((word for word in DOES if find_word((word,), described)), None)
    return does.removeprefix("does_") if does else None


def _provided(row: Row, owners: Owners) -> dict[str, ParamValue]:
    """Return the provider of a row's cookies, and whether that is the site itself."""
    provider, said = row.cells["provider"], row.cells["party"]
    party = find_word(("first", "third"), said)
    if not party and said and not provider:
        provider = said
    remark = _REMARK.search(said) or _REMARK.search(provider)
    if provider:
        party = party or owners.party_of(provider)
        if len(provider.split()) <= MOST_WORDS and find_word(("first", "third"), provider):
            provider = remark[1] if remark else ""
    elif remark:
        provider = remark[1]
    return {"provider": provider or row.provider, "party": party}


def stores(rows: Sequence[Row]) -> Iterator[tuple[str, Row, dict[str, ParamValue]]]:
    """Yield each other store, and the pixel, that a row is about, once."""
    seen = set()
    for row in rows:
        kind = find_word(KINDS, row.cells.get("type", ""))
        kind = kind or find_word(tuple(_STORES), row.cells.get("lifetime", ""))
        for column in ("purpose", "name"):
            kind = kind or find_word(tuple(_STORES), _remarks(row.cells.get(column, "")))
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        if kind == "pixel":
            yield "tracking.pixel", row, {"context": "web"}
        else:
            yield "storage.web_storage", row, {"kind": _STORES[kind]}


def _remarks(text: str) -> str:
    return " ".join(_REMARK.findall(text))


def services(
    rows: Sequence[Row], gazetteer: Gazetteer
) -> Iterator[tuple[Row, dict[str, ParamValue]]]:
    """Yield each service that a row names: beside its cookie, as who provides it, what it is for.

    A network that provides a cookie may do so for one service or another.
    """
    seen = set()
    for row in rows:
        words = re.split(r"[\s(),;]+", row.cells.get("name", ""))
        beside = " ".join(
            word
            for word in words
            if not (_CODE.search(word) or STRICT_NAME.fullmatch(word))
            and (word not in row.names or word[:1].isupper())
        )
        of_cookie = {service for _, service in gazetteer.find(beside.lower())}
        found = gazetteer.find(row.cells.get("provider", "").lower())
        if not find_word(("not_",), row.cells.get("purpose", "")):
            found += gazetteer.find(row.cells.get("purpose", "").lower())
        provided = {service for _, service in found if service.role != "social"}
        for service in sorted(of_cookie | provided, key=lambda one: one.id):
            if service.id not in seen and service.role != "consent":
                seen.add(service.id)
                yield row, {"service": service.id, "role": service.role}
