"""One signature: how a service that sites embed is known by its hosts, cookies and storage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, field_validator, model_validator

from scanner.models import Service, Value
from scanner.urls import host_of
from scanner.words import Category, Party


class CookiePattern(Value):
    """A cookie that a service stores, by name; ``*`` stands for anything.

    A name that means nothing alone says in whose domain, or by whose script, it must be stored.
    """

    name: str
    party: Party
    category: Category | None = None  # where it differs from the service's
    domain: str | None = None  # the cookie's domain must be this one or below it
    setter: str | None = None  # its setter's host must be this one or below it

    @field_validator("name")
    @classmethod
    def _says_something(cls, name: str) -> str:
        return _checked_pattern(name)


class StoragePattern(Value):
    """An item that a service keeps in a store of the browser, by key; ``*`` stands for anything."""

    key: str

    @field_validator("key")
    @classmethod
    def _says_something(cls, key: str) -> str:
        return _checked_pattern(key)


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
    cookies: tuple[CookiePattern, ...] = ()
    storage: tuple[StoragePattern, ...] = ()
    captcha: bool = False
    carrier: bool = False  # its hosts serve other people's scripts: what these store is not its own
    variants: tuple[Variant, ...] = ()
    examples: Examples
    counter_examples: Examples

    @field_validator("hosts")
    @classmethod
    def _hosts_are_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for entry in hosts:
            host = entry.partition("/")[0]
            if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
                raise ValueError(f"{entry!r} is no host, nor host/path")
        return hosts

    @model_validator(mode="after")
    def _is_known_by_something(self) -> Signature:
        if not (self.hosts or self.cookies or self.storage):
            raise ValueError("no hosts, cookies or storage: it could never match")
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
        )

    def host_match(self, url: str) -> str | None:
        """Return the most specific entry of ``hosts`` that a URL falls under."""
        host, path = host_of(url), urlsplit(url).path or "/"
        fits = [entry for entry in self.hosts if _under(entry, host, path)]
        return max(fits, key=specificity, default=None)

    def keys(self) -> Iterator[str]:
        """Yield what no other signature may claim as well."""
        yield from (f"host {entry}" for entry in self.hosts)
        yield from (
            f"cookie {cookie.name} ({cookie.party} party, domain {cookie.domain or 'any'}, "
            f"setter {cookie.setter or 'any'})"
            for cookie in self.cookies
        )
        yield from (f"storage {item.key}" for item in self.storage)


def specificity(entry: str) -> tuple[bool, int]:
    """Return how specific a host entry is: paths before hosts, then the longer one."""
    return ("/" in entry, len(entry))


def fits(pattern: str, text: str) -> bool:
    """Tell whether a text is as a pattern says, in which ``*`` stands for anything."""
    return _compiled(pattern).fullmatch(text) is not None


def below(host: str, domain: str) -> bool:
    """Tell whether a host is a domain or lies below it."""
    return host == domain or host.endswith(f".{domain}")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in pattern.split("*")), re.DOTALL)


def _under(entry: str, host: str, path: str) -> bool:
    entry_host, slash, entry_path = entry.partition("/")
    prefix = f"/{entry_path}"
    return below(host, entry_host) and (
        not slash or path == prefix or path.startswith((f"{prefix}/", f"{prefix}@"))
    )


def _checked_pattern(pattern: str) -> str:
    # Short wildcards match nonsense: measured on the Open Cookie Database (design, section 3).
    if len(re.sub(r"[^A-Za-z0-9]", "", pattern)) < (2 if "*" in pattern else 1):
        raise ValueError(f"pattern {pattern!r} matches nearly everything")
    return pattern
