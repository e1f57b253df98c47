"""Read every signature, check it, and answer which service something belongs to."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ValidationError

from scanner.catalogue.index import AddressIndex, PatternIndex, below, fits
from scanner.catalogue.listed import ListedCookie, ListedService
from scanner.catalogue.lists import Lists
from scanner.catalogue.saved import SavedList
from scanner.catalogue.signature import CookiePattern, Signature, StoragePattern
from scanner.errors import PluginError
from scanner.models import Service
from scanner.urls import registrable_domain
from scanner.words import Category, Party

SIGNATURES = Path(__file__).with_name("signatures")
Known = Signature | ListedService
# A leading word of a file's name that is no part of the id: the services of the fictional web.
DEMO_PREFIX = "demo_"


@dataclass(frozen=True)
class Catalogue:
    """The services that are known, and which of them a URL, cookie or key belongs to."""

    signatures: tuple[Signature, ...]
    lists: Lists = field(default_factory=Lists)  # asked where our own say nothing

    @cached_property
    def by_id(self) -> dict[str, Signature]:
        """Every signature by the id of its service."""
        return {signature.id: signature for signature in self.signatures}

    def find_service(self, service: str) -> Service | None:
        """Return a service by its id, also one that only an imported list knows."""
        known = self.by_id.get(service) or self.lists.services.get(service)
        return known.service if known else None

    @property
    def names(self) -> tuple[str, ...]:
        """What texts call the services: their names and aliases, each once."""
        names = (name for each in self.signatures for name in (each.name, *each.aliases))
        return tuple(dict.fromkeys(names))

    @cached_property
    def _addresses(self) -> AddressIndex[Signature]:
        return AddressIndex((entry, s) for s in self.signatures for entry in s.addresses)

    @cached_property
    def _cookies(self) -> PatternIndex[tuple[Signature, CookiePattern]]:
        return PatternIndex((c.name, (s, c)) for s in self.signatures for c in s.cookies)

    @cached_property
    def _keys(self) -> PatternIndex[tuple[Signature, StoragePattern]]:
        return PatternIndex((item.key, (s, item)) for s in self.signatures for item in s.storage)

    def find_by_url(self, url: str) -> Known | None:
        """Return whose a URL is: the signature whose address says most, paths before hosts.

        What no signature knows, an imported list may.
        """
        return self._remembered(url)

    @cached_property
    def _remembered(self) -> Callable[[str], Known | None]:
        # The pages of a site, and many sites, ask the same URLs.
        return lru_cache(maxsize=20_000)(self._search)

    def _search(self, url: str) -> Known | None:
        return self.find_signature(url) or self.lists.find_by_url(url)

    def find_signature(self, url: str) -> Signature | None:
        """Return whose a URL is as our own signatures have it, whatever the lists say."""
        found = ((s.rank(entry), s) for entry, s in self._addresses.find(url))
        return max(found, key=lambda pair: pair[0], default=(None, None))[1]

    def find_category(self, url: str) -> tuple[Category, str] | None:
        """Return what a third party's URL is for as a filter list has it, and what says so."""
        return self._remembered_category(url)

    @cached_property
    def _remembered_category(self) -> Callable[[str], tuple[Category, str] | None]:
        return lru_cache(maxsize=20_000)(self.lists.find_category)

    def find_captcha(self, url: str) -> tuple[str, str | None] | None:
        """Return the id and variant of the CAPTCHA that a URL, with its values, calls."""
        signature = self.find_by_url(url)
        if not isinstance(signature, Signature) or not signature.captcha:
            return None
        return signature.id, next((v.name for v in signature.variants if v.matches(url)), None)

    def find_by_cookie(
        self, name: str, party: Party, domain: str, setter: str | None
    ) -> tuple[Known, CookiePattern | ListedCookie] | None:
        """Return whose a cookie is by its name, and by which pattern; exact names come first."""
        found = (
            (signature, pattern)
            for signature, pattern in self._cookies.find(name)
            if pattern.party is party and _from_there(pattern, domain, setter)
        )
        own = max(found, key=lambda pair: _strictness(pair[1]), default=None)
        return own or self._owned(self.lists.find_by_cookie(name, party, domain))

    def _owned(
        self, listed: tuple[ListedService, ListedCookie] | None
    ) -> tuple[Known, ListedCookie] | None:
        """Put our own signature in the place of a listed service of the same name."""
        if listed is None:
            return None
        service, cookie = listed
        return self._by_name.get(service.name.lower(), service), cookie

    @cached_property
    def _by_name(self) -> dict[str, Signature]:
        return {name.lower(): s for s in self.signatures for name in (*s.aliases, s.name)}

    def find_by_key(self, key: str) -> tuple[Signature, StoragePattern] | None:
        """Return whose an item of a store is, and by which pattern; longer ones come first."""
        return max(self._keys.find(key), key=lambda pair: len(pair[1].key), default=None)

    def have_one_owner(self, domain: str, other: str) -> bool:
        """Tell whether one owner is known to have hosts of both registrable domains."""
        return not self._owners.get(domain, set()).isdisjoint(self._owners.get(other, ()))

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for signature in self.signatures:
            for entry in () if signature.carrier else signature.hosts:
                owners[registrable_domain(entry.partition("/")[0])].add(signature.owner)
        return owners


def load_catalogue(folder: Path = SIGNATURES, *, lists: tuple[SavedList, ...] = ()) -> Catalogue:
    """Return the catalogue of all ``*.toml`` in a folder, in order of file name.

    Imported lists are asked where our own signatures say nothing.

    Raises:
        PluginError: a signature is wrong, or two claim the same; names file and entry.
        ListError: a list is broken.
    """
    files = sorted(folder.glob("*.toml"))
    catalogue = Catalogue(tuple(_load_one(file) for file in files))
    _check_unique(files, catalogue)
    for file, signature in zip(files, catalogue.signatures, strict=True):
        _check_examples(_place(file), signature, catalogue)
    return replace(catalogue, lists=Lists(lists)) if lists else catalogue


def _load_one(file: Path) -> Signature:
    try:
        signature = Signature.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise PluginError(f"{_place(file)}: {_first_of(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PluginError(f"{_place(file)}: {error}") from error
    expected = file.stem.removeprefix(DEMO_PREFIX).replace("_", "-")
    if signature.id != expected:
        raise PluginError(
            f"{_place(file)}: id is {signature.id!r}, its file name says {expected!r}"
        )
    return signature


def _first_of(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"missing key {where!r}"
    return ": ".join(filter(None, (where, first["msg"])))


def _check_unique(files: Iterable[Path], catalogue: Catalogue) -> None:
    seen: dict[str, Path] = {}
    for file, signature in zip(files, catalogue.signatures, strict=True):
        for key in (f"id {signature.id}", *signature.keys()):
            if key in seen:
                raise PluginError(f"{_place(file)}: {key} is claimed by {_place(seen[key])} too")
            seen[key] = file


def _check_examples(place: str, signature: Signature, catalogue: Catalogue) -> None:
    """Examples are matched against the whole catalogue, so that precedence is checked as well."""
    for url in signature.examples.urls:
        if (found := catalogue.find_by_url(url)) is not signature:
            raise PluginError(f"{place}: examples: {url} {_instead(found)}")
    for url in signature.counter_examples.urls:
        if catalogue.find_by_url(url) is signature:
            raise PluginError(f"{place}: counter_examples: {url} matches")
    for name in signature.examples.cookies:
        for found in _owners(signature, name, catalogue) or (None,):
            if found is not signature:
                raise PluginError(f"{place}: examples: cookie {name} {_instead(found)}")
    for name in signature.counter_examples.cookies:
        if _owners(signature, name, catalogue):
            raise PluginError(f"{place}: counter_examples: cookie {name} matches")


def _owners(signature: Signature, name: str, catalogue: Catalogue) -> list[Known]:
    """Whose a cookie is that is stored as the signature says; empty: it has no such pattern."""
    patterns = (pattern for pattern in signature.cookies if fits(pattern.name, name))
    found = (catalogue.find_by_cookie(name, p.party, p.domain or "", p.setter) for p in patterns)
    return [owner for owner, _ in filter(None, found)]


def _instead(found: Known | None) -> str:
    return f"matches signature {found.id!r} instead" if found else "does not match"


def _place(file: Path) -> str:
    return f"signatures/{file.name}"


def _from_there(pattern: CookiePattern, domain: str, setter: str | None) -> bool:
    if pattern.domain is not None and not below(domain, pattern.domain):
        return False
    return pattern.setter is None or (setter is not None and below(setter, pattern.setter))


def _strictness(pattern: CookiePattern) -> tuple[bool, bool, int]:
    placed = pattern.domain is not None or pattern.setter is not None
    return ("*" not in pattern.name, placed, len(pattern.name))
