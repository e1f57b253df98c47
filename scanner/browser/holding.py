"""Who stored a value: each storing that a visit saw, by a third party or by the site itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanner.browser.exchange import Exchange
from scanner.browser.identifiers import tells_consent
from scanner.browser.record import Record
from scanner.browser.setcookie import Offer
from scanner.models import HashedValue
from scanner.urls import host_of, registrable_domain
from scanner.words import Party

SLACK_S = 0.05  # a script's write may be stamped a little after the request that followed it

When = tuple[float, int]  # a time, and the place in the log among what happened at that time
_Made = tuple["Holding", str, HashedValue | None]  # with the name or key it is held by


@dataclass(frozen=True)
class Holding:
    """One storing of a value."""

    when: When
    cookie: str | None  # None: an item of a store
    domain: str | None  # of the third party that stored it; None: the site did
    by_script: bool = False  # by its script, in the site's own jar or store
    alone: bool = True  # no other's code was on that script's stack
    stack: tuple[str, ...] = ()  # URLs of the scripts that stored it


def make_holdings(record: Record, log: Sequence[Exchange]) -> Iterator[tuple[Holding, HashedValue]]:
    """Return each storing with what was stored; a visitor's choices are nobody's identifier."""
    made = (*_by_response(record, log), *_by_script(record), *_in_stores(record), *_in_jar(record))
    for holding, name, value in made:
        if value is not None and not tells_consent(name):
            yield holding, value


def is_third(record: Record, host: str) -> bool:
    """Tell whether a host is a third party's; no host is nobody's."""
    return bool(host) and record.party(host) is Party.THIRD


def stored_offers(exchange: Exchange) -> list[Offer]:
    """Return the cookies of a response that the browser gave no reason against."""
    refused = {each.line_hash for each in exchange.refusals}
    return [offer for offer in exchange.offers if offer.line_hash not in refused]


def _by_response(record: Record, log: Sequence[Exchange]) -> Iterator[_Made]:
    for index, each in enumerate(log):
        third = registrable_domain(each.host) if is_third(record, each.host) else None
        for offer in stored_offers(each):
            yield Holding((each.at, index), offer.name, third), offer.name, offer.value


def _by_script(record: Record) -> Iterator[_Made]:
    in_jar = {(cookie.name, cookie.value.sha256) for read in record.jar for cookie in read.cookies}
    for write in record.script_writes:
        offer = write.offer
        if write.kept or (offer.name, offer.value.sha256) in in_jar:
            holding = _scripted(record, write.frame, write.stack, write.at, offer.name)
            yield holding, offer.name, offer.value


def _in_stores(record: Record) -> Iterator[_Made]:
    for write in record.store_writes:
        # The browser's own event does not say whose script it was: at the site it tells nothing.
        if write.api or is_third(record, host_of(write.origin)):
            stack = write.stack if write.api else ()
            holding = _scripted(record, write.frame or write.origin, stack, write.at, None)
            yield holding, write.key, write.value


def _in_jar(record: Record) -> Iterator[_Made]:
    """Return cookies of third parties as the jar shows them: no event may explain them."""
    for read in record.jar:
        for cookie in read.cookies:
            if is_third(record, cookie.domain):
                domain = registrable_domain(cookie.domain)
                yield Holding((read.at, 0), cookie.name, domain), cookie.name, cookie.value


def _scripted(
    record: Record, place: str, stack: tuple[str, ...], at: float, cookie: str | None
) -> Holding:
    """Return a storing by a script in a frame of the third party, or by its script at the site."""
    when = (at - SLACK_S, 0)
    host = host_of(place)
    if is_third(record, host):
        return Holding(when, cookie, registrable_domain(host))
    hosts = [host for host in map(host_of, stack) if host]
    if not hosts or not is_third(record, hosts[0]):
        return Holding(when, cookie, None)
    domain = registrable_domain(hosts[0])
    alone = all(registrable_domain(host) == domain for host in hosts)
    return Holding(when, cookie, domain, by_script=True, alone=alone, stack=stack)
