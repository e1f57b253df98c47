"""Read what the operator lists: the sites to visit, and the documents that govern them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from scanner.errors import SeedError
from scanner.models import Claim, ClaimScope, Document, Site, Value
from scanner.taxonomy import is_date
from scanner.urls import host_of, make_host, make_url, party_of
from scanner.words import DocumentSource, Party, Polarity, PolicyStatus

_Table = Mapping[str, object]
_V = TypeVar("_V", bound=Value)

_SCOPE_KEYS = frozenset(ClaimScope.model_fields)
_CLAIM_KEYS = _SCOPE_KEYS | {
    *("id", "type", "polarity", "modality", "condition"),
    *("params", "section", "statement", "statement_nl", "readings"),
}
_DOCUMENT_KEYS = frozenset(Document.model_fields) - {
    *("source", "claims"),
    *("reason", "kind", "found_by", "file"),  # of a document that is found on a site
}


def load_sites(path: Path) -> tuple[Site, ...]:
    """Return the sites a file lists: ``[[site]]`` tables (.toml), else one URL or host a line.

    Raises:
        SeedError: the file, or an entry of it, is not as it must be.
    """
    entries = _sites_of_toml(path) if path.suffix.lower() == ".toml" else _sites_of_lines(path)
    places: dict[str, str] = {}
    sites = []
    for place, site in entries:
        if (first := places.setdefault(site.domain, place)) != place:
            raise SeedError(f"{path}: {place}: {site.domain} is listed already, at {first}")
        sites.append(site)
    if not sites:
        raise SeedError(f"{path}: lists no site")
    return tuple(sites)


def load_documents(folder: Path) -> tuple[Document, ...]:
    """Return the pinned documents of a folder, one of every ``ID.toml``, in order of file name.

    Raises:
        SeedError: the folder, or a file of it, is not as it must be.
    """
    if not folder.is_dir():
        raise SeedError(f"{folder}: no such folder")
    return tuple(_load_document(path) for path in sorted(folder.glob("*.toml")))


# -- sites -----------------------------------------------------------------------------------------


def _sites_of_lines(path: Path) -> Iterable[tuple[str, Site]]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        entry = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if entry:
            place = f"line {number}"
            try:
                yield place, _site_of_line(entry)
            except ValueError as error:
                raise SeedError(f"{path}: {place}: {error}") from error


def _site_of_line(entry: str) -> Site:
    if "://" in entry:
        url = make_url(entry)
    elif "." in entry and re.fullmatch(r"[^/?#@:]+(:\d+)?", entry):
        url = make_url(f"https://{entry}/")
    else:
        raise ValueError("expected an http(s) URL or a host")
    bare = host_of(url).removeprefix("www.")
    return Site(domain=bare if "." in bare else host_of(url), start_urls=(url,))


def _sites_of_toml(path: Path) -> Iterable[tuple[str, Site]]:
    content = _toml(path)
    _check_keys(f"{path}", content, {"site"})
    for place, table in _tables(path, content, "site", "domain"):
        site = _make(Site, f"{path}: {place}", table)
        try:
            yield place, _checked(site)
        except ValueError as error:
            raise SeedError(f"{path}: {place}: {error}") from error


def _checked(site: Site) -> Site:
    domain = make_host(site.domain)
    own_domains = tuple(make_host(own) for own in site.own_domains)
    start_urls = tuple(make_url(url) for url in site.start_urls)
    if not start_urls:
        raise ValueError("start_urls is empty")
    for url in start_urls:
        if party_of(host_of(url), domain, own_domains) is not Party.FIRST:
            raise ValueError(f"{url} lies outside {domain} and its own_domains")
    if not site.enabled and not (site.why_not or "").strip():
        raise ValueError("a site that is not enabled needs a why_not")
    return Site(
        domain=domain,
        start_urls=start_urls,
        own_domains=own_domains,
        enabled=site.enabled,
        why_not=site.why_not,
        why_not_nl=site.why_not_nl,
    )


# -- documents -------------------------------------------------------------------------------------


def _load_document(path: Path) -> Document:
    content = _toml(path)
    _check_keys(f"{path}", content, _DOCUMENT_KEYS | {"claim"})
    claims = tuple(
        _load_claim(f"{path}: {place}", table)
        for place, table in _tables(path, content, "claim", "id")
    )
    places: dict[str, int] = {}
    for number, claim in enumerate(claims, 1):
        if (first := places.setdefault(claim.id, number)) != number:
            raise SeedError(
                f"{path}: claim {number} ({claim.id}): claim {first} has this id already"
            )
    fields = {"status": PolicyStatus.READ, **content, "source": DocumentSource.PINNED}
    fields.pop("claim", None)
    document = _make(Document, f"{path}", fields)
    try:
        return document.model_copy(
            update={"claims": claims, **_document_hosts(document, path.stem)}
        )
    except ValueError as error:
        raise SeedError(f"{path}: {error}") from error


def _document_hosts(document: Document, expected_id: str) -> dict[str, object]:
    if document.id != expected_id:
        raise ValueError(f"id is {document.id!r}, its file name says {expected_id!r}")
    if document.date is not None and not is_date(document.date):
        raise ValueError(f"date should be YYYY, YYYY-MM or YYYY-MM-DD, got {document.date!r}")
    if not document.governs:
        raise ValueError("governs is empty")
    if document.notes_nl and len(document.notes_nl) != len(document.notes):
        raise ValueError(f"{len(document.notes)} notes, and {len(document.notes_nl)} notes_nl")
    return {
        "governs": tuple(make_host(host) for host in document.governs),
        "other_controllers": {
            make_host(host): whose for host, whose in document.other_controllers.items()
        },
    }


def _load_claim(place: str, table: _Table) -> Claim:
    _check_keys(place, table, _CLAIM_KEYS)
    fields = {key: value for key, value in table.items() if key not in _SCOPE_KEYS}
    scope = {key: value for key, value in table.items() if key in _SCOPE_KEYS}
    claim = _make(Claim, place, {**fields, "scope": scope})
    if claim.statement is None and claim.polarity is not Polarity.SILENT:
        raise SeedError(f"{place}: missing key 'statement'")
    return claim


# -- files and tables ------------------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SeedError(f"{path}: no such file") from error
    except OSError as error:
        raise SeedError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SeedError(f"{path}: line {line}: not UTF-8") from error


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise SeedError(f"{path}: not TOML: {error}") from error


def _tables(path: Path, content: _Table, key: str, name: str) -> Iterable[tuple[str, _Table]]:
    tables = content.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SeedError(f"{path}: expected [[{key}]] tables")
    for number, table in enumerate(tables, 1):
        label = table.get(name)
        known = f" ({label})" if isinstance(label, str) and label.isprintable() and label else ""
        yield f"{key} {number}{known}", table


def _check_keys(place: str, table: _Table, known: Iterable[str]) -> None:
    if unknown := sorted(set(table) - set(known)):
        raise SeedError(f"{place}: unknown key {unknown[0]!r}")


def _make(model: type[_V], place: str, fields: _Table) -> _V:
    # By way of JSON, where strict means: no "yes" for true, but a list for a tuple.
    # A date that TOML reads as one is the text it was.
    try:
        return model.model_validate_json(json.dumps(fields, default=str), strict=True)
    except ValidationError as error:
        raise SeedError(f"{place}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in fault["loc"])
    if fault["type"] == "missing":
        return f"missing key {where!r}"
    if fault["type"] == "extra_forbidden":
        return f"unknown key {where!r}"
    message = " ".join(fault["msg"].split())
    if fault["type"] == "value_error":
        return message.removeprefix("Value error, ")
    got = repr(fault["input"])[:80]
    if fault["loc"][0] == "params" and len(fault["loc"]) > 1:
        return f"params.{fault['loc'][1]} cannot be {got}"
    return f"{where} {message.removeprefix('Input ')}, got {got}"
