"""What led to a request or a script's call: the URLs, outermost last."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.browser.exchange import Exchange
from scanner.browser.network import NetworkLog
from scanner.urls import without_values

_LONGEST = 20
_NAMED = ("http:", "https:")


def initiators(log: NetworkLog, exchange: Exchange) -> tuple[str, ...]:
    """Return what led to an exchange: redirects, scripts, documents, the page."""
    redirects = _redirects(exchange)
    first = exchange
    while first.previous:
        first = first.previous
    above: tuple[str, ...] = ()
    if first.stack or first.document or not log.is_page(first):  # not what the visit itself opened
        above = chain(log, first.stack, _asked_in(log, first), first.moment.page)
    return tuple(url for url in dict.fromkeys((*redirects, *above)) if url != exchange.url)


def chain(log: NetworkLog, stack: tuple[str, ...], document: str, page: str) -> tuple[str, ...]:
    """Return what is behind a script's call: its stack, what loaded that, ... the page.

    Code in a blob or a data URL is that of whoever made the URL: what loaded it. The page stands
    last, also where code of its own called further in, unless that made the call itself; behind
    it stands only what led to it.

    Args:
        log: the visit's network log.
        stack: URLs of the scripts that called, innermost first.
        document: URL of the document or worker they ran in.
        page: URL of the page, without query values.
    """
    document = _bare(document)
    asked = [*dict.fromkeys(_landed(log, stack, page))]
    found = asked[:1] + [url for url in asked[1:] if without_values(url) != page]
    while len(found) < _LONGEST:
        loader = log.loader(found[-1], page) if found else None
        above = [*_redirects(loader), *_landed(log, loader.stack, page)] if loader else []
        above += [_asked_in(log, loader)] if loader else []
        more = [url for url in dict.fromkeys(map(_bare, above)) if url and url not in found]
        if not more and document in (*found, ""):
            break
        found += [url for url in more if without_values(url) != page] or more or [document]
    found = [url for url in found if url.startswith(_NAMED)]
    if all(without_values(url) != page for url in found):
        found.append(page)
    return tuple(found)


def _landed(log: NetworkLog, stack: tuple[str, ...], page: str) -> Iterator[str]:
    """Return the scripts of a stack, each by where its URL led, with the redirects behind it."""
    return (hop for url in stack for hop in log.landed(_bare(url), page))


def _bare(url: str) -> str:
    """Return a URL without its fragment, which workers and documents bear and requests do not."""
    return url.partition("#")[0]


def _redirects(exchange: Exchange) -> list[str]:
    """Return the hops that redirected to an exchange, the nearest first."""
    hops = []
    while exchange.previous:
        exchange = exchange.previous
        hops.append(exchange.url)
    return hops


def _asked_in(log: NetworkLog, exchange: Exchange) -> str:
    """Return the document that asked; of a frame's own document who asked is on its stack alone.

    Without one the frame went on by itself, or stands in the page.
    """
    framed = exchange.resource_type == "document" and not log.is_page(exchange)
    if not framed:
        return exchange.document
    return "" if exchange.stack else exchange.document or exchange.moment.page
