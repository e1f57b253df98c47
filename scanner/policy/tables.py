"""Read the tables of a policy: a claim for each cookie a row names, and that there is a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from scanner.models import Claim, ClaimScope, ParamValue
from scanner.policy.columns import (
    ANY_NAME,
    CATEGORIES,
    STRICT_NAME,
    SURE_NAME,
    column_of,
    find_word,
    map_columns,
    split_names,
    without_noise,
)
from scanner.policy.cookie_rows import MOST_WORDS, Row, named, services, stores
from scanner.policy.durations import SESSION, find_durations, parse_duration
from scanner.policy.grids import Grid, Line, cut_grids
from scanner.policy.labels import without_labels
from scanner.policy.owners import Owners
from scanner.policy.services import Gazetteer, make_gazetteer
from scanner.policy.text import Block, PolicyText
from scanner.words import ClaimParty, Modality, Polarity

_PARTS = re.compile(r"\s*(?:/|[,;]\s|\b(?:of|or)\b)\s*")  # of "session / 30 days"
_COOKIE = re.compile(r"cookie|témoin|tracker", re.IGNORECASE)
_REMARK = re.compile(r"\(([^()]{2,60})\)")
_Fact = tuple[str, str | None, Block, dict[str, ParamValue]]  # type, section, row, parameters
_SURE = 0.95
_LONGEST_HEADING = 80  # letters
_SAMPLE = 200  # rows that tell what a table is
_INTRO = 200  # letters of a line that leads a table in
_NO_NAME = re.compile(r".*-|\w?[a-zà-ÿ]{2,}cookies")  # what only sorts cookies


def read_tables(
    text: PolicyText, language: str, gazetteer: Gazetteer | None = None
) -> tuple[Claim, ...]:
    """Return what the tables of cookies claim; a table about anything else gives nothing.

    A row gives ``cookies.named`` for each name in it, and the tables together ``cookies.list``; a
    row about another store than cookies gives that as well, and one that names a service that.
    """
    grids = tuple(map(without_labels, cut_grids(text)))
    sure = {grid for grid in grids if _is_of_cookies(grid, language)}
    headers = {_header_texts(grid) for grid in sure} - {()}
    listed = [grid for grid in grids if grid in sure or _header_texts(grid) in headers]
    rows = [row for grid in listed for row in _read(grid, language)]
    facts: list[_Fact] = []
    if rows:
        cookies = list(named(rows, Owners(text), language))
        count = len({params["name"] for _, params in cookies})
        place = _with_lead(text, listed[0])
        facts.append(("cookies.list", rows[0].section, place, {"count": count}))
        facts += [("cookies.named", row.section, row.block, params) for row, params in cookies]
        facts += [(kind, row.section, row.block, params) for kind, row, params in stores(rows)]
        used = services(rows, gazetteer or make_gazetteer())
        facts += [("tracking.third_party", row.section, row.block, who) for row, who in used]
    facts += _kinds(grids)
    facts += [fact for grid in grids if grid not in listed for fact in _terms(grid, language)]
    return tuple(_claim(text, f"table-{number}", fact) for number, fact in enumerate(facts, 1))


def _claim(text: PolicyText, name: str, fact: _Fact) -> Claim:
    kind, section, block, params = fact
    quote, start, end = text.quote(block.start, block.end)
    party = ClaimParty.THIRD if params.get("party") == "third" else ClaimParty.FIRST
    service = str(params["service"]) if "service" in params else None
    return Claim(
        id=name,
        type=kind,
        polarity=Polarity.DECLARES,
        modality=Modality.UNCONDITIONAL,
        scope=_scope(ClaimParty.SERVICE if service else party, service),
        params=params,
        section=section,
        quote=quote,
        start=start,
        end=end,
        confidence=_SURE,
    )


@cache
def _scope(party: ClaimParty, service: str | None) -> ClaimScope:
    return ClaimScope(party=party, service=service)


def _with_lead(text: PolicyText, grid: Grid) -> Block:
    """Return the first row of a table together with the line that leads it in."""
    first = grid.rows[0]
    lead = text.blocks[text.blocks.index(first) - 1] if grid.before else first
    return replace(first, start=lead.start) if lead.end - lead.start < _INTRO else first


# -- from a table to its rows ----------------------------------------------------------------------


def _columns(grid: Grid, language: str) -> dict[str, int] | None:
    """Return which column is which; None when none of them names cookies."""
    if grid.columns:
        return {column: place for place, column in enumerate(grid.columns)}
    header = _header(grid)
    body = [texts for place, texts in enumerate(grid.texts[:_SAMPLE]) if place != header]
    return map_columns(grid.texts[header] if header is not None else None, body, language)


def _header_texts(grid: Grid) -> tuple[str, ...]:
    header = _header(grid)
    return () if header is None else tuple(cell.lower() for cell in grid.texts[header])


def _read(grid: Grid, language: str) -> Iterator[Row]:
    """Yield the rows of a table of cookies that name one."""
    header, columns = _header(grid), _columns(grid, language) or {}
    category, provider = _context(grid.before, "provider" in columns)
    kept: dict[str, str] = {}  # of cells that reach over several rows
    for place, texts in enumerate(grid.texts):
        filled = [cell for cell in texts if cell]
        if len(filled) == 1 and not STRICT_NAME.fullmatch(filled[0]):
            category = _label_category(filled[0]) or category
            continue
        cells = {name: texts[at] for name, at in columns.items() if at < len(texts)}
        cells = {name: without_noise(cell) for name, cell in cells.items()}
        for name in ("provider", "category", "party"):
            kept[name] = cells.get(name) or kept.get(name, "")
            cells[name] = kept[name]
        names = tuple(filter(_is_name, split_names(cells.get("name", ""))))
        if names and place != header and column_of(cells["name"]) != "name":
            said = find_word(CATEGORIES, cells["category"]) or category
            yield Row(grid.rows[place], names, cells, said, provider, grid.section)


def _header(grid: Grid) -> int | None:
    """Return which row names the columns: one of the first two, with at least two known names."""
    for place, texts in enumerate(grid.texts[:2]):
        known = sum(column_of(cell) is not None for cell in texts)
        if known > 1 and known * 2 >= sum(bool(cell) for cell in texts):
            return place
    return None


def _is_of_cookies(grid: Grid, language: str) -> bool:
    """Tell whether a table names cookies: it says so, or most of its names have their form."""
    header, columns = _header(grid), _columns(grid, language)
    if columns is None:
        return False
    cells = [texts[columns["name"] : columns["name"] + 1] for texts in grid.texts[:_SAMPLE]]
    names = [cell[0] for place, cell in enumerate(cells) if place != header and any(cell)]
    names = list(map(without_noise, names))
    strict = sum(any(map(STRICT_NAME.fullmatch, split_names(name))) for name in names)
    described = header is not None and {"lifetime", "provider"} <= columns.keys()
    if strict >= 0.6 * len(names) and (described or any(map(SURE_NAME.fullmatch, names))):
        return True
    if _COOKIE.search(" ".join(_header_texts(grid))):
        return strict > 0 or all(len(name.split()) == 1 for name in names)
    about = " ".join(line.text for line in grid.before if line.heading or len(line.text) < _INTRO)
    return _COOKIE.search(about) is not None and strict > 0


def _kinds(grids: Sequence[Grid]) -> Iterator[_Fact]:
    """Yield the categories of cookies that rows declare: "Analytische cookies | om te meten"."""
    found = []
    for grid in grids:
        header = " ".join(_header_texts(grid))
        if _sorts_cookies(grid):
            header += " cookies"
        for block, texts in zip(grid.rows, grid.texts, strict=True):
            label = next(filter(None, texts), "")
            if len(label) > _LONGEST_HEADING or STRICT_NAME.fullmatch(label):
                continue
            kind = _label_category(label) if _COOKIE.search(f"{label} {header}") else None
            if kind and kind != "unclassified" and not column_of(label) and not _denies(texts):
                found.append((kind, grid.section, block))
    apart = any(kind == "necessary" for kind, _, _ in found)
    for kind, section, block in found:
        name = ("preferences" if apart else "necessary") if kind == "functional" else kind
        yield f"cookies.{name}", section, block, {}


def _terms(grid: Grid, language: str) -> Iterator[_Fact]:
    """Yield how long a category of cookies lives: "Functionele cookies | hooguit een jaar"."""
    header = _header(grid)
    places = [column_of(cell) for cell in grid.texts[header]] if header is not None else []
    if "lifetime" not in places:
        return
    at = places.index("lifetime")
    for block, texts in zip(grid.rows, grid.texts, strict=True):
        label, cell = next(filter(None, texts), ""), texts[at] if at < len(texts) else ""
        if not _COOKIE.search(label) or len(label) > _LONGEST_HEADING or _denies(texts):
            continue
        if any(parse_duration(part, language) == SESSION for part in _PARTS.split(cell)):
            yield "cookies.session", grid.section, block, {"lifetime": SESSION}
        for found in find_durations(cell, language)[:1]:
            op = found.op if found.op in ("max", "min") else "exact"
            params = {"duration": found.duration, "op": op, "applies_to": "category"}
            yield "cookies.lifetime", grid.section, block, dict(params)


def _sorts_cookies(grid: Grid) -> bool:
    """Tell whether a table that stands under cookies tells of several categories of them."""
    labels = [next(filter(None, texts), "") for texts in grid.texts[:_SAMPLE]]
    known = {_label_category(label) for label in labels} - {None, "unclassified"}
    around = " ".join([grid.section or "", *(line.text for line in grid.before)])
    return len(known) > 1 and _COOKIE.search(around) is not None


def _denies(texts: Sequence[str]) -> bool:
    return find_word(("not_",), " ".join(texts)) is not None


def _is_name(name: str) -> bool:
    words = name.split()
    if _NO_NAME.fullmatch(name):
        return False
    if len(words) == 1:
        return ANY_NAME.fullmatch(name) is not None
    return len(words) <= MOST_WORDS and name[0].isupper() and not name.endswith(".")


def _context(before: Sequence[Line], has_provider: bool) -> tuple[str | None, str | None]:
    """Return the category and the provider that the lines before a table name."""
    category = provider = None
    for line in before:
        if category is None:
            category = _label_category(line.text, heading=line.heading)
        if line.heading:
            if not has_provider and category and (remark := _REMARK.search(line.text)):
                provider = line.text[: remark.start()].strip() or None
                provider = None if find_word(CATEGORIES, provider or "") else provider
            break
    return category, provider


def _label_category(text: str, heading: bool = False) -> str | None:
    """Return the category that a label names; a sentence is no label."""
    limit = _LONGEST_HEADING if heading else _LONGEST_HEADING // 2
    if len(text) > limit or (not heading and len(text.split()) > MOST_WORDS):
        return None
    return find_word(CATEGORIES, text)
