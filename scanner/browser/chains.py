"""What led to a request or a script's call: the URLs, outermost last."""

from __future__ import annotations

from scanner.browser.network import Exchange, NetworkLog
from scanner.urls import without_values

_LONGEST = 20


def initiators(log: NetworkLog, exchange: Exchange) -> tuple[str, ...]:
    """Return what led to an exchange: redirects, scripts, documents, the page."""
    redirects: list[str] = []
    first = exchange
    while first.previous:
        first = first.previous
        redirects.append(first.url)
    if first.frame_id in log.main_frames and first.resource_type == "document":
        above = tuple(filter(None, (*first.stack, first.document)))
    else:
        above = chain(log, first.stack, _asked_in(first), first.moment.page)
    return tuple(url for url in dict.fromkeys((*redirects, *above)) if url != exchange.url)


def chain(log: NetworkLog, stack: tuple[str, ...], document: str, page: str) -> tuple[str, ...]:
    """Return what is behind a script's call: its stack, what loaded that, ... the page.

    Args:
        log: the visit's network log.
        stack: URLs of the scripts that called, innermost first.
        document: URL of the document or worker they ran in.
        page: URL of the page, without query values.
    """
    found = [*dict.fromkeys(hop for url in stack for hop in log.landed(url))]
    while len(found) < _LONGEST:
        loader = log.loader(found[-1]) if found else None
        above = (*loader.stack, _asked_in(loader)) if loader else ()
        more = [url for url in dict.fromkeys(above) if url and url not in found]
        if not more and document in (*found, ""):
            break
        found += more or [document]
    if page not in map(without_values, found):
        found.append(page)
    return tuple(found)


def _asked_in(exchange: Exchange) -> str:
    """Return the document that asked; for a frame's own document the page around it."""
    return exchange.moment.page if exchange.resource_type == "document" else exchange.document
