"""Who stored something: the response or the script, and what led to it."""

from __future__ import annotations

from scanner.browser.chains import chain as make_chain
from scanner.browser.chains import initiators
from scanner.browser.exchange import Exchange
from scanner.browser.record import Record
from scanner.models import Setter
from scanner.urls import host_of, without_values
from scanner.words import SetVia

_NAMED = ("http:", "https:")


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
    # Code in a blob or a data URL is that of whoever made the URL: what loaded it.
    own = next((index for index, url in enumerate(chain) if url.startswith(_NAMED)), 0)
    chain = chain[own:]
    url = chain[0] if chain else frame
    host = host_of(url) or host_of(frame)
    return Setter(
        via=SetVia.SCRIPT,
        api=api,
        url=without_values(url),
        host=host,
        party=record.party(host),
        initiators=tuple(map(without_values, chain[1:])),
    )
