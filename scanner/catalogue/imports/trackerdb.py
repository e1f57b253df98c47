"""Ghostery's tracker database, as JSON: patterns by domain and by filter, with their owners.

Its licence allows non-commercial use only: it is the operator who decides to import it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scanner.catalogue.imports import ListFormat
from scanner.catalogue.listed import NO_COUNTRY, NO_OWNER, ListContent, ListedService
from scanner.errors import ListError
from scanner.urls import registrable_domain
from scanner.words import Category

_PARTS = ("categories", "organizations", "patterns", "domains", "filters")
# Its other kinds (hosting, utilities, consent ...) say nothing of what storage is for.
_CATEGORIES = {
    "advertising": Category.ADVERTISING,
    "pornvertising": Category.ADVERTISING,
    "site_analytics": Category.ANALYTICS,
    "social_media": Category.SOCIAL_MEDIA,
}

Json = Mapping[str, Any]  # Any: JSON of others


def recognise(text: str) -> bool:
    """Tell whether a file is the database."""
    return text.lstrip().startswith("{") and '"organizations"' in text and '"patterns"' in text


def read(text: str, list_id: str) -> ListContent:
    """Return its filters and domains; a domain that many owners share is refused."""
    try:
        database = json.loads(text)
    except ValueError as error:
        raise ListError(f"not JSON, perhaps cut off: {error}") from error
    for part in _PARTS:
        if not isinstance(database.get(part), dict):
            raise ListError(f"{part}: expected an object")
    services = {
        key: _service(key, pattern, database["organizations"], list_id)
        for key, pattern in database["patterns"].items()
    }
    domains = _placed("domains", database["domains"], services)
    own = {
        domain: service
        for domain, service in domains.items()
        if registrable_domain(f"any.{domain}") == registrable_domain(domain)
    }
    return ListContent(
        "Ghostery tracker database",
        domains=own,
        filters=_placed("filters", database["filters"], services),
        refused=len(domains) - len(own),
    )


def _service(key: str, pattern: object, organizations: Json, list_id: str) -> ListedService:
    if not isinstance(pattern, dict) or not isinstance(pattern.get("name"), str):
        raise ListError(f"patterns.{key}: expected an object with a name")
    organization = organizations.get(pattern.get("organization") or "") or {}
    return ListedService(
        list_id=list_id,
        name=pattern["name"],
        owner=organization.get("name") or NO_OWNER,
        country=organization.get("country") or NO_COUNTRY,
        category=_CATEGORIES.get(pattern.get("category", ""), Category.UNCLASSIFIED),
    )


def _placed(
    part: str, entries: Mapping[str, str], services: Mapping[str, ListedService]
) -> dict[str, ListedService]:
    for entry, key in entries.items():
        if key not in services:
            raise ListError(f"{part}.{entry}: there is no pattern {key!r}")
    return {entry: services[key] for entry, key in entries.items()}


FORMAT = ListFormat(id="trackerdb", recognise=recognise, read=read)
