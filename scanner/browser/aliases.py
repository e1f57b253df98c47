"""First-party hosts that are another name (CNAME) of a third party's host.

The browser does not tell. The chain of names is asked of the system's resolver after the pages
are done, for hosts that the visit has called anyway.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from dns.asyncresolver import Resolver
from dns.exception import DNSException
from dns.name import from_text
from dns.resolver import NoResolverConfiguration

from scanner.browser.record import Record
from scanner.urls import host_of, is_address
from scanner.words import Party

# From a host to the names it is an alias of, in order, the canonical name last.
Resolve = Callable[[str], Awaitable[tuple[str, ...]]]

LOOKUP_LIMIT_S = 2.0
MOST_HOSTS = 30
# With these the browser's names are not the system's, which must not be asked for them.
_OTHER_NAMES = ("--host-resolver-rules", "--host-rules", "--proxy-server", "--proxy-pac-url")


def find_resolve(switches: Iterable[str]) -> Resolve | None:
    """Return how to look names up; None: nobody is to be asked.

    That is so where the system has no resolver, and where one of the browser's switches makes it
    look names up in another way.
    """
    if any(switch.partition("=")[0] in _OTHER_NAMES for switch in switches):
        return None
    try:
        return make_resolve(Resolver())
    except NoResolverConfiguration:
        return None


def make_resolve(resolver: Resolver) -> Resolve:
    """Return a lookup that asks this resolver; a host without an answer has no other names."""

    async def resolve(host: str) -> tuple[str, ...]:
        try:
            answer = await resolver.resolve(
                from_text(host), "A", raise_on_no_answer=False, lifetime=LOOKUP_LIMIT_S
            )
        except (DNSException, OSError):
            return ()
        targets = (link[0].target for link in answer.chaining_result.cnames)
        return tuple(target.to_text(omit_final_dot=True).lower() for target in targets)

    return resolve


async def find_aliases(record: Record, resolve: Resolve | None) -> dict[str, str]:
    """Return the first-party hosts that are aliases of hosts outside the site, with that name.

    The name is the first one that is not the site's: the one its own zone points to. What that
    host points to in turn (often a hoster's machine) is the third party's business. A host whose
    chain ends at the site again is no alias. Takes ``LOOKUP_LIMIT_S`` at most and never raises.
    """
    if resolve is None:
        return {}
    hosts = _hosts_to_ask(record)
    chains = await asyncio.gather(*(_chain(host, resolve) for host in hosts))
    aliases = {}
    for host, chain in zip(hosts, chains, strict=True):
        outside = [name for name in chain if record.party(name) is Party.THIRD]
        if outside and outside[-1] == chain[-1]:
            aliases[host] = outside[0]
    return aliases


def _hosts_to_ask(record: Record) -> list[str]:
    """Return the first-party hosts that were called and are not themselves where a page stood."""
    pages = {record.landing, *(host_of(page.url) for page in record.pages)}
    called = dict.fromkeys(exchange.host for exchange in record.network.exchanges())
    return [
        host
        for host in called
        if host and host not in pages and not is_address(host) and record.party(host) is Party.FIRST
    ][:MOST_HOSTS]


async def _chain(host: str, resolve: Resolve) -> tuple[str, ...]:
    try:
        async with asyncio.timeout(LOOKUP_LIMIT_S):
            return await resolve(host)
    except (TimeoutError, OSError):
        return ()
