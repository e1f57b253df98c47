"""Who stored something: the response or the script, and what led to it."""

from __future__ import annotations

from scanner.browser.chains import chain as make_chain
from scanner.browser.chains import initiators
from scanner.browser.exchange import Exchange
from scanner.browser.record import Record
from scanner.models import Setter
from scanner.urls import host_of, without_values
from scanner.words import SetVia


def response_setter(record: Record, exchange: Exchange) -> Setter:
    """Return the setter of what a response stored."""
    return Setter(
        via=SetVia.HTTP,
        api="Set-Cookie",
        url=without_values(exchange.url),
        host=exchange.host,
        party=record.party(exchange.host),
        initiators=tuple(map(without_values, initiators(record.network, exchange))),
    )


def script_setter(
    record: Record, api: str | None, stack: tuple[str, ...], frame: str, page: str
) -> Setter:
    """Return who stored something, from the scripts on the stack of the call."""
    chain = make_chain(record.network, stack, frame, page)
    url = chain[0]
    host = host_of(url)
    return Setter(
        via=SetVia.SCRIPT,
        api=api,
        url=without_values(url),
        host=host,
        party=record.party(host),
        initiators=tuple(map(without_values, chain[1:])),
    )
