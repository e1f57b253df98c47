"""Cookie syncing: identifiers that one third party's users pass on to another third party.

An identifier counts only when it was seen being stored, so that what a site itself gives to all
its services (a site key, an order number) accuses nobody. Every doubt is decided against a mark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from scanner.browser.bounces import is_page
from scanner.browser.exchange import Exchange
from scanner.browser.holding import SLACK_S, Holding, When, is_third, make_holdings
from scanner.browser.identifiers import find_identifiers
from scanner.browser.record import Record
from scanner.models import Synced
from scanner.urls import host_of, registrable_domain

_BROADCAST = 3  # third parties; what at least so many, and all there are, are told is no secret


@dataclass(frozen=True)
class _Carry:
    """One request that carries a value, in its URL or in what it sends along."""

    when: When
    index: int  # in the log
    url: str
    part: str  # the value in the clear
    domain: str
    third: bool
    senders: frozenset[str]  # domains of the scripts, the frame and the redirects it came from
    hops: tuple[int, ...]  # of the redirects, by index, first first


@dataclass
class _Value:
    """One value: who stored it, and which requests carry it, in order of time."""

    length: int
    holdings: list[Holding] = field(default_factory=list)
    carries: list[_Carry] = field(default_factory=list)

    def is_sent_to(self, domain: str | None) -> bool:
        return any(carry.domain == domain for carry in self.carries)


def find_synced(record: Record, log: Sequence[Exchange]) -> list[tuple[Synced, ...]]:
    """Return for each request of the log the identifiers of others that it handed over."""
    values: dict[str, _Value] = {}
    for carry, sha256, length in _carried(record, log):
        values.setdefault(sha256, _Value(length)).carries.append(carry)
    for holding, stored in make_holdings(record, log):
        for part in stored.parts:
            if part.sha256 in values:
                values[part.sha256].holdings.append(holding)
    third = {registrable_domain(each.host) for each in log if is_third(record, each.host)}
    marks: list[dict[tuple[str, str | None], Synced]] = [{} for _ in log]
    for value in sorted(values.values(), key=lambda each: each.length):
        for carry, origin, cookie in _handed_over(record, value, third):
            mark = Synced(origin=origin, cookie=cookie, length=value.length)
            marks[carry.index][origin, cookie] = mark  # of several parts the longest stays
    return [tuple(each.values()) for each in marks]


# -- what was carried ------------------------------------------------------------------------------


def _carried(record: Record, log: Sequence[Exchange]) -> Iterator[tuple[_Carry, str, int]]:
    """Return each identifier that a request carries, with its hash and length."""
    public = _public(record, log)
    index_of = {id(each): index for index, each in enumerate(log)}
    for index, each in enumerate(log):
        found = find_identifiers(each.url, each.at, each.body)
        if not found:
            continue
        before = _before(each)
        carry = _Carry(
            when=(each.at, index),
            index=index,
            url=each.url,
            part="",
            domain=registrable_domain(each.host),
            third=is_third(record, each.host),
            senders=_senders(each, before),
            hops=tuple(index_of[id(hop)] for hop in before if id(hop) in index_of),
        )
        for part in found:
            if part.lower() not in public:
                yield replace(carry, part=part), *record.hasher.identify(part)


def _public(record: Record, log: Sequence[Exchange]) -> str:
    """Return what everybody can know of the pages: their addresses, and the hosts called."""
    pages = (each.url for each in log if is_page(record, each) and not is_third(record, each.host))
    moments = (each.moment.page for each in log)
    hosts = (each.host for each in log)
    return " ".join(dict.fromkeys((*record.site.start_urls, *pages, *moments, *hosts))).lower()


def _before(exchange: Exchange) -> list[Exchange]:
    """Return the hops that redirected here, first first."""
    hops = []
    while exchange.previous:
        exchange = exchange.previous
        hops.append(exchange)
    return hops[::-1]


def _senders(exchange: Exchange, before: list[Exchange]) -> frozenset[str]:
    urls = [*exchange.stack, *(hop.url for hop in before)]
    if exchange.resource_type != "document":  # a document names itself
        urls.append(exchange.document)
    return frozenset(registrable_domain(host_of(url)) for url in urls)


# -- whose it is, and to whom it went --------------------------------------------------------------


def _handed_over(
    record: Record, value: _Value, third: set[str]
) -> Iterator[tuple[_Carry, str, str | None]]:
    """Return each request that handed a value over, the third party it came from, its cookie."""
    if not value.holdings or _is_broadcast(value, third):
        return
    first = min(value.holdings, key=lambda each: each.when)
    known, later = _parted(first, value)
    owner = None if _is_told(record, first, value) else _owner(first, value, known)
    if owner is None and known:
        return  # somebody had it before it was stored: it may be the site's key for all
    for carry in later:
        if carry.third and not (owner and _same_owner(owner, carry.domain)):
            direct = owner if owner and not _collects(first, value, carry) else None
            if origin := direct or _passer(value, carry):
                yield carry, origin, first.cookie


def _parted(first: Holding, value: _Value) -> tuple[list[_Carry], list[_Carry]]:
    """Return the requests that carried a value before it was stored, and those that did after.

    Times alone do not tell of a script that stored what stands in its own address.
    """
    at = bisect_right(value.carries, first.when, key=lambda each: each.when)
    own = [each for each in value.carries[at:] if each.url in first.stack]
    return value.carries[:at] + own, [each for each in value.carries[at:] if each not in own]


def _is_told(record: Record, first: Holding, value: _Value) -> bool:
    """Tell whether a page's own document said a value before it was stored: it is the site's."""
    by = first.when[0] + SLACK_S
    texts = [text for started, text in record.documents.items() if started <= by]
    parts = {carry.part for carry in value.carries}
    return any(part in text for text in texts for part in parts)


def _is_broadcast(value: _Value, third: set[str]) -> bool:
    return len(third) >= _BROADCAST and all(value.is_sent_to(domain) for domain in third)


def _owner(first: Holding, value: _Value, earlier: list[_Carry]) -> str | None:
    """Return the third party that a value belongs to; None: the site's, or nobody can say.

    Before it was stored only its own scripts and redirects may have sent it, and only to itself.
    Of a cookie that its script set at the site, no other's code may have had a hand in it (one
    library writes cookies for many), unless its servers were sent the value as well.
    """
    own = all(each.domain == first.domain in each.senders for each in earlier)
    if first.by_script and not first.alone and not value.is_sent_to(first.domain):
        return None
    return first.domain if own else None


def _collects(first: Holding, value: _Value, carry: _Carry) -> bool:
    """Tell whether a domain may merely be where a script's own maker collects its data.

    Scripts are often loaded from one domain and report to another: where the script's domain was
    never sent what it stored at the site, the domain its script sends that to is taken for its own.
    """
    if not first.by_script or value.is_sent_to(first.domain):
        return False
    return any(
        first.domain in each.senders for each in value.carries if each.domain == carry.domain
    )


def _passer(value: _Value, carry: _Carry) -> str | None:
    """Return the third party that was sent a value stored at the site and redirected it here."""
    sent = {each.index: each.domain for each in value.carries if each.third}
    passers = (sent[hop] for hop in carry.hops if hop in sent)
    return next((each for each in passers if not _same_owner(each, carry.domain)), None)


def _same_owner(one: str, other: str) -> bool:
    """Tell whether two registrable domains are alike in name, as facebook.com and facebook.net."""
    return one.partition(".")[0] == other.partition(".")[0]
