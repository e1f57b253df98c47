"""The entities of third-party-web, as JSON: who is behind a domain, and what kind it is."""

from __future__ import annotations

import json

from scanner.catalogue.imports import ListFormat
from scanner.catalogue.listed import ListContent, ListedService
from scanner.errors import ListError
from scanner.urls import registrable_domain
from scanner.words import Category

# Its other kinds (cdn, hosting, utility, tag-manager ...) say nothing of what storage is for.
_CATEGORIES = {
    "ad": Category.ADVERTISING,
    "analytics": Category.ANALYTICS,
    "social": Category.SOCIAL_MEDIA,
}


def recognise(text: str) -> bool:
    """Tell whether a file is its list of entities."""
    return text.lstrip().startswith("[") and '"domains"' in text


def read(text: str, list_id: str) -> ListContent:
    """Return its domains; one that many owners share, a public suffix, is refused."""
    try:
        entities = json.loads(text)
    except ValueError as error:
        raise ListError(f"not JSON, perhaps cut off: {error}") from error
    domains: dict[str, ListedService] = {}
    refused = 0
    for number, entity in enumerate(entities, start=1):
        service, service_domains = _service(number, entity, list_id)
        for domain in service_domains:
            host = str(domain).removeprefix("*.").lower()
            if registrable_domain(f"any.{host}") != registrable_domain(host):
                refused += 1
            else:
                domains.setdefault(host, service)
    return ListContent("third-party-web entities", domains=domains, refused=refused)


def _service(number: int, entity: object, list_id: str) -> tuple[ListedService, list[object]]:
    if not isinstance(entity, dict) or not isinstance(entity.get("name"), str):
        raise ListError(f"entity {number}: expected an object with a name")
    name = entity["name"]
    if not isinstance(entity.get("domains"), list):
        raise ListError(f"entity {number} ({name}): expected a list of domains")
    words = entity.get("categories") or [entity.get("category")]
    known = (_CATEGORIES[word] for word in words if word in _CATEGORIES)
    service = ListedService(
        list_id=list_id,
        name=name,
        owner=str(entity.get("company") or name),
        category=next(known, Category.UNCLASSIFIED),
    )
    return service, entity["domains"]


FORMAT = ListFormat(id="third-party-web", recognise=recognise, read=read)
