"""What imported lists say of services and cookies, beside our own signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scanner.models import Service, Value
from scanner.words import Category, Party

NO_OWNER = "unknown"
NO_COUNTRY = "ZZ"  # ISO 3166-1 keeps it for whoever needs a code of his own: not known here


class ListedService(Value):
    """A service as an imported list knows it; what a list does not say, a signature would."""

    list_id: str
    name: str
    owner: str = NO_OWNER
    country: str = NO_COUNTRY
    category: Category

    @property
    def id(self) -> str:
        """The list's id and the service's name: never that of a signature."""
        return f"{self.list_id}:{re.sub(r'[^a-z0-9]+', '-', self.name.lower()).strip('-')}"

    @property
    def says(self) -> str:
        """What tells of it, for the source of a category."""
        return f"list {self.list_id}: {self.name}"

    @property
    def service(self) -> Service:
        """The service as reports name it."""
        return Service(
            id=self.id,
            name=self.name,
            owner=self.owner,
            country=self.country,
            category=self.category,
            basis=f"the imported list {self.list_id} says so",
        )


class ListedCookie(Value):
    """A cookie as an imported list knows it; ``*`` in its name stands for anything."""

    name: str
    party: Party
    domain: str | None  # None: in any
    purpose: str | None
    lifetime: str | None
    category: Category
    service: ListedService


@dataclass(frozen=True)
class ListContent:
    """Everything of one list that is used, and how many of its entries are not."""

    title: str
    licence: str | None = None  # None: it does not state one
    dated: date | None = None  # None: it does not state a day
    cookies: tuple[ListedCookie, ...] = ()
    domains: Mapping[str, ListedService] = field(default_factory=dict)
    filters: Mapping[str, ListedService] = field(default_factory=dict)  # rule -> whose it finds
    rules: tuple[str, ...] = ()  # filters that tell what a URL is for, and not whose it is
    refused: int = 0  # entries that say too little to go by

    @property
    def entries(self) -> int:
        """How many entries are used."""
        return len(self.cookies) + len(self.domains) + len(self.filters) + len(self.rules)
