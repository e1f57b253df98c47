"""One signature: how a service that sites embed is known by its hosts, cookies and storage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, field_validator, model_validator

from scanner.catalogue.index import below, fits, lies_under
from scanner.models import Service, Value
from scanner.urls import registrable_domain
from scanner.words import Category, Party

_HOST = r"^[a-z0-9_-]+(\.[a-z0-9-]+)+$"
_LIFETIME = r"^(session|P\d+[YMD]|PT\d+[HMS])$"  # ISO 8601, of one unit

_SHORTEST_PATH = 7  # characters; /js, /app.js or /api says nothing

# Names that many services and sites give to quite different cookies and stored items; so are
# those of a single letter.
_MEANINGLESS = """
ab cart cid consent cookie cookies country currency data dc debug device gid guid id ids info lang
language locale mode opt pid ref referrer region sess session session_id sessionid settings sid
state test theme tid time token tracking ts uid uids user user_id userid uu uuid version vid visit
visitor visitor_id
"""


class CookiePattern(Value):
    """A cookie that a service stores, by name; ``*`` stands for anything.

    A name that means nothing alone says in whose domain, or by whose script, it must be stored.
    """

    name: str
    party: Party
    purpose: str | None = None  # what its maker says it is for; None: not known
    lifetime: str | None = Field(default=None, pattern=_LIFETIME)  # usual; None: not known
    category: Category | None = None  # where it differs from the service's
    # The cookie's domain, or the host of its setter, must be this one or below it.
    domain: str | None = Field(default=None, pattern=_HOST)
    setter: str | None = Field(default=None, pattern=_HOST)

    @field_validator("name")
    @classmethod
    def _says_something(cls, name: str) -> str:
        return _checked_pattern(name)

    @model_validator(mode="after")
    def _is_placed(self) -> CookiePattern:
        if self.domain is None and self.setter is None:
            _check_meaning(self.name, "give the domain or the setter")
        return self


class StoragePattern(Value):
    """An item that a service keeps in a store of the browser, by key; ``*`` stands for anything."""

    key: str

    @field_validator("key")
    @classmethod
    def _says_something(cls, key: str) -> str:
        checked = _checked_pattern(key)
        _check_meaning(key, "leave it out")
        return checked


class Variant(Value):
    """A way to embed a CAPTCHA, as a URL gives it away.

    A variant that asks for a parameter needs its value: a URL without values leaves it open.
    """

    name: str
    path: str  # the URL's path starts with this
    parameter: str | None = None
    values: tuple[str, ...] = ()  # empty: any value
    except_values: tuple[str, ...] = ()
    unless: str | None = None  # not told apart from this variant: left out where both are seen

    def matches(self, url: str) -> bool:
        """Tell whether a URL of the service shows this variant."""
        parts = urlsplit(url)
        if not parts.path.startswith(self.path):
            return False
        if self.parameter is None:
            return True
        given = parse_qs(parts.query).get(self.parameter, [])
        return any(
            value not in self.except_values and (not self.values or value in self.values)
            for value in given
        )


class Examples(Value):
    """URLs and cookie names that a signature must match, or must not."""

    urls: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()


class Signature(Value):
    """One service, and what gives it away."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    owner: str
    country: str = Field(pattern=r"^[A-Z]{2}$")
    category: Category
    basis: str
    source: str
    hosts: tuple[str, ...] = ()  # host, or host/path where a host is shared
    paths: tuple[str, ...] = ()  # whole segments of a path by which it is known on any host
    auctions: tuple[str, ...] = ()  # host/path that is asked for bids on advertising space
    cookies: tuple[CookiePattern, ...] = ()
    storage: tuple[StoragePattern, ...] = ()
    captcha: bool = False
    records_sessions: bool = False  # it can play back what a visitor did on a page
    carrier: bool = False  # its hosts serve other people's scripts: what these store is not its own
    variants: tuple[Variant, ...] = ()
    examples: Examples
    counter_examples: Examples

    @field_validator("hosts")
    @classmethod
    def _hosts_are_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for entry in hosts:
            if not re.match(_HOST, entry.partition("/")[0]):
                raise ValueError(f"{entry!r} is no host, nor host/path")
        return hosts

    @field_validator("paths")
    @classmethod
    def _paths_say_something(cls, paths: tuple[str, ...]) -> tuple[str, ...]:
        for entry in paths:
            if not re.fullmatch(r"(/[\w.-]+)+", entry) or len(entry) < _SHORTEST_PATH:
                raise ValueError(f"{entry!r} is no path, or one that nearly every site has")
        return paths

    @model_validator(mode="after")
    def _hosts_have_one_owner(self) -> Signature:
        for entry in self.hosts:
            host, slash, _ = entry.partition("/")
            shared = registrable_domain(f"any.{host}") != registrable_domain(host)
            if shared and not (slash or self.carrier):
                raise ValueError(f"hosts: {entry!r} is shared by many owners (a public suffix)")
        return self

    @model_validator(mode="after")
    def _auctions_are_its_own(self) -> Signature:
        if self.auctions and self.category is not Category.ADVERTISING:
            raise ValueError("only a service for advertising asks for bids")
        for entry in self.auctions:
            host, slash, _ = entry.partition("/")
            if not slash or not any(below(host, known) for known in self.hosts):
                raise ValueError(f"auctions: {entry!r} is no host/path of its hosts")
        return self

    @model_validator(mode="after")
    def _is_known_by_something(self) -> Signature:
        if not (self.hosts or self.paths or self.cookies or self.storage):
            raise ValueError("no hosts, paths, cookies or storage: it could never match")
        if self.variants and not self.captcha:
            raise ValueError("only a CAPTCHA has variants")
        for kind in ("examples", "counter_examples"):
            given: Examples = getattr(self, kind)
            if not (given.urls or given.cookies):
                raise ValueError(f"{kind}: none given")
        return self

    @property
    def service(self) -> Service:
        """The service as reports name it."""
        return Service(
            id=self.id,
            name=self.name,
            owner=self.owner,
            country=self.country,
            category=self.category,
            basis=self.basis,
            aliases=self.aliases,
            records_sessions=self.records_sessions,
        )

    @property
    def says(self) -> str:
        """What tells of it, for the source of a category."""
        return f"catalogue: {self.id}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every host, host with path, and path on any host that gives the service away."""
        return (*self.hosts, *self.paths)

    def asks_for_bids(self, url: str) -> bool:
        """Tell whether a URL of the service asks it for bids on advertising space."""
        return any(lies_under(url, entry) for entry in self.auctions)

    def rank(self, entry: str) -> tuple[int, int]:
        """Return how much one of its addresses says: paths before hosts, then the longer one.

        A path on any host says more than a host that carries other people's scripts.
        """
        host, slash, _ = entry.partition("/")
        if not host:
            return (1, len(entry))
        return (3 if slash else 0 if self.carrier else 2, len(entry))

    def keys(self) -> Iterator[str]:
        """Yield what no other signature may claim as well."""
        yield from (f"host {entry}" for entry in self.hosts)
        yield from (f"path {entry}" for entry in self.paths)
        yield from (
            f"cookie {cookie.name} ({cookie.party} party, domain {cookie.domain or 'any'}, "
            f"setter {cookie.setter or 'any'})"
            for cookie in self.cookies
        )
        yield from (f"storage {item.key}" for item in self.storage)


def is_meaningless(pattern: str) -> bool:
    """Tell whether a name, or a pattern of names, may as well be anybody's."""
    vague = len(_letters(pattern)) < 2
    return vague or any(fits(pattern, name) for name in _MEANINGLESS.split())


def _check_meaning(pattern: str, remedy: str) -> None:
    if is_meaningless(pattern):
        raise ValueError(f"{pattern!r} means nothing alone: {remedy}")


def _checked_pattern(pattern: str) -> str:
    # Short wildcards match nonsense: measured on the Open Cookie Database (design, section 3).
    if len(_letters(pattern)) < (2 if "*" in pattern else 1):
        raise ValueError(f"pattern {pattern!r} matches nearly everything")
    return pattern


def _letters(pattern: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", pattern)
