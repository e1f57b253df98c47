"""What imported lists answer, after our own signatures: whose a URL or cookie is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import adblock

from scanner.catalogue.imports import read_list
from scanner.catalogue.index import AddressIndex, PatternIndex, below
from scanner.catalogue.listed import ListContent, ListedCookie, ListedService
from scanner.catalogue.saved import SavedList
from scanner.words import Category, Party

# Filters may ask for the kind of request, which is not known of an address alone.
_KINDS = ("script", "image", "xmlhttprequest", "subdocument")
_ELSEWHERE = "https://elsewhere.invalid/"  # the page that asks: filters may ask for a third party


class Filters:
    """Filter rules, and which of them an address of a third party falls under."""

    def __init__(self, rules: Sequence[str]) -> None:
        filters = adblock.FilterSet(debug=True)  # or it does not tell by which rule
        filters.add_filters(list(rules))
        self._engine = adblock.Engine(filters, optimize=False)

    def find(self, url: str) -> str | None:
        """Return the rule that an address falls under."""
        for kind in _KINDS:
            result = self._engine.check_network_urls(url, _ELSEWHERE, kind)
            if result.matched and result.filter:
                return result.filter
        return None


class Lists:
    """Imported lists, asked in the order of their ids: filters of paths before domains."""

    def __init__(self, saved: Iterable[SavedList] = ()) -> None:
        read = [(each, read_list(each.data, each.record.id)[1]) for each in saved]
        contents = [content for _, content in read]
        self._filters = [
            (Filters(list(content.filters)), content.filters)
            for content in contents
            if content.filters
        ]
        self._rules = [
            (Filters(content.rules), each.record.id, each.record.category)
            for each, content in read
            if content.rules and each.record.category
        ]
        self._domains = [AddressIndex(content.domains.items()) for content in contents]
        self._cookies = [
            PatternIndex((cookie.name, cookie) for cookie in content.cookies)
            for content in contents
        ]
        self.services = {service.id: service for each in contents for service in _services(each)}

    def find_by_url(self, url: str) -> ListedService | None:
        """Return whose a URL of a third party is."""
        for filters, services in self._filters:
            rule = filters.find(url)
            if rule and rule in services:
                return services[rule]
        for domains in self._domains:
            found = max(domains.find(url), key=lambda pair: len(pair[0]), default=None)
            if found:
                return found[1]
        return None

    def find_by_cookie(
        self, name: str, party: Party, domain: str
    ) -> tuple[ListedService, ListedCookie] | None:
        """Return whose a cookie is by its name, and as what it is listed."""
        for cookies in self._cookies:
            found = [
                cookie
                for cookie in cookies.find(name)
                if cookie.party is party and (not cookie.domain or below(domain, cookie.domain))
            ]
            if found:
                best = max(found, key=lambda cookie: ("*" not in cookie.name, len(cookie.name)))
                return best.service, best
        return None

    def find_category(self, url: str) -> tuple[Category, str] | None:
        """Return what a URL of a third party is for as a filter list has it, and what says so."""
        for filters, list_id, category in self._rules:
            if rule := filters.find(url):
                return category, f"list {list_id}: {rule}"
        return None


def _services(content: ListContent) -> Iterable[ListedService]:
    placed: tuple[Mapping[str, ListedService], ...] = (content.domains, content.filters)
    for services in placed:
        yield from services.values()
    yield from (cookie.service for cookie in content.cookies)
