"""Page loads that pass through a third party, which sees or sets a cookie of its own there."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.browser.exchange import Exchange
from scanner.browser.holding import is_third, stored_offers
from scanner.browser.record import Record
from scanner.urls import registrable_domain


def find_bounces(record: Record, log: Sequence[Exchange]) -> list[bool]:
    """Return for each request of the log whether it is a bounce.

    It is one when the page's own frame went on from there to another domain, by redirect or by
    itself (nobody clicks during a visit), and the third party was sent, or stored, a cookie.
    """
    ended: dict[float, str] = {}  # by when the navigation began
    for each in log:
        if is_page(record, each):
            ended[each.moment.started] = registrable_domain(each.host)
    return [
        is_page(record, each)
        and is_third(record, each.host)
        and registrable_domain(each.host) != ended[each.moment.started]
        and bool(each.sent or stored_offers(each) or _has_written(record, each))
        for each in log
    ]


def _has_written(record: Record, exchange: Exchange) -> bool:
    """Tell whether a script wrote a cookie in a document of the page's own frame."""
    return any(
        write.kept
        and write.moment.started == exchange.moment.started
        and write.frame.partition("#")[0] == exchange.url
        for write in record.script_writes
    )


def is_page(record: Record, exchange: Exchange) -> bool:
    """Tell whether a request was for the document of the page itself, not of a frame."""
    return record.network.is_page(exchange)
