"""Headers as they really came and went, told apart from the request they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scanner.browser.exchange import Exchange, Refusal
from scanner.browser.secrets import Hasher
from scanner.browser.setcookie import Offer, parse_date, parse_line

Params = dict[str, Any]  # Any: see channel.Params

_STORES = ("fromDiskCache", "fromServiceWorker", "fromPrefetchCache")


@dataclass(frozen=True)
class Headers:
    """What an ExtraInfo event of a response says."""

    status: int
    offers: tuple[Offer, ...]
    refusals: tuple[Refusal, ...]
    server_time: float | None
    at: float


def read_headers(params: Params, hasher: Hasher, at: float) -> Headers:
    """Return what ``Network.responseReceivedExtraInfo`` says of cookies and of the time."""
    headers = {key.lower(): value for key, value in params.get("headers", {}).items()}
    lines = [_as_utf8(each) for each in headers.get("set-cookie", "").split("\n") if each]
    refusals = (
        Refusal(hasher.digest(_as_utf8(each["cookieLine"])), tuple(each["blockedReasons"]))
        for each in params.get("blockedCookies", ())
    )
    return Headers(
        status=int(params.get("statusCode", 0)),
        offers=tuple(parse_line(line, hasher) for line in lines),
        refusals=tuple(refusals),
        server_time=parse_date(headers.get("date", "")),
        at=at,
    )


def join_headers(
    hops: list[Exchange], sent: list[tuple[str, ...]], received: list[Headers]
) -> None:
    """Give each hop its headers: those that expect them take them in order."""
    # Some come unannounced: a document's that its service worker took from a preload.
    expecting = [hop for hop in hops if hop.expects_headers] or hops[-1:]
    for hop, names in zip(expecting, sent, strict=False):
        hop.sent = names
    for hop, headers in zip(expecting, received, strict=False):
        hop.offers, hop.refusals, hop.heard = headers.offers, headers.refusals, True
        hop.server_time = headers.server_time
        # The headers are told late when much is going on; the browser's own time is the truer.
        hop.answered_at = min(hop.answered_at or headers.at, headers.at)
        hop.status = hop.status if hop.status is not None else headers.status or None


def take_response(hop: Exchange, response: Params) -> None:
    """Take what an event says of a hop's answer, its headers apart."""
    hop.status = int(response["status"]) or None
    hop.remote_address = response.get("remoteIPAddress") or None
    hop.from_store |= any(response.get(store) for store in _STORES)
    # Of a socket's handshake no other event tells what went out; here are a site's own cookies.
    asked = {key.lower(): value for key, value in response.get("requestHeaders", {}).items()}
    pairs = filter(None, asked.get("cookie", "").split("; "))
    hop.sent = tuple(pair.partition("=")[0] for pair in pairs) or hop.sent


def _as_utf8(line: str) -> str:
    """Return a header's text as the browser's jar reads it: the protocol shows each byte."""
    try:
        return line.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return line
