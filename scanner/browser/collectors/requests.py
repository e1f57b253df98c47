"""Every request of a visit, with its party and what asked for it."""

from __future__ import annotations

from scanner.browser.collector import Collector
from scanner.browser.network import Exchange
from scanner.browser.record import Record
from scanner.models import Request
from scanner.urls import registrable_domain, without_values

_SCHEMES = ("http://", "https://", "ws://", "wss://")


def collect(record: Record) -> dict[str, tuple[Request, ...]]:
    """Return the requests in order of time."""
    exchanges = record.network.exchanges()
    made = (_request(each, record) for each in exchanges if each.url.startswith(_SCHEMES))
    return {"requests": tuple(made)}


def _request(exchange: Exchange, record: Record) -> Request:
    return Request(
        url=without_values(exchange.url),
        host=exchange.host,
        domain=registrable_domain(exchange.host),
        party=record.party(exchange.host),
        resource_type=exchange.resource_type,
        method=exchange.method,
        page=exchange.moment.page,
        at_ms=exchange.moment.ms(exchange.at),
        phase=exchange.moment.phase,
        initiators=tuple(map(without_values, record.network.initiators(exchange))),
        redirected_from=without_values(exchange.previous.url) if exchange.previous else None,
        cookies_sent=exchange.sent,
        status=exchange.status,
        remote_address=exchange.remote_address,
    )


COLLECTOR = Collector(id="requests", collect=collect)
