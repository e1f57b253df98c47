"""The network log of a visit: every hop of every request, from the browser's own events.

The events of one request come from several sessions and in no fixed order: headers as sent and
received (``*ExtraInfo``) may come before or after the request they belong to. They are kept by
request id and joined when the log is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scanner.browser.setcookie import Offer, parse_date, parse_line
from scanner.urls import host_of

if TYPE_CHECKING:
    from scanner.browser.record import Moment
    from scanner.browser.secrets import Hasher

Params = dict[str, Any]  # Any: see channel.Params

MOST_REQUESTS = 10_000  # reliability.md V7
_LONGEST_CHAIN = 20
_OPEN_ENDED = frozenset({"eventsource", "websocket", "media", "ping"})


@dataclass(frozen=True)
class Refusal:
    """A cookie that the browser did not store, with its reasons."""

    line_hash: str
    reasons: tuple[str, ...]


@dataclass
class Exchange:
    """One hop of one request; the URL is kept whole only while the visit runs."""

    url: str
    method: str
    resource_type: str
    document: str  # URL of the document that asked
    stack: tuple[str, ...]  # URLs of the scripts that asked, innermost first; empty: the parser
    at: float
    moment: Moment
    frame_id: str | None
    previous: Exchange | None = None  # the hop that redirected here
    expects_headers: bool = True  # its ExtraInfo events come
    status: int | None = None
    remote_address: str | None = None
    mime_type: str = ""
    sent: tuple[str, ...] = ()  # names of the cookies sent
    offers: tuple[Offer, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    server_time: float | None = None  # of its Date header
    answered_at: float | None = None
    failure: str | None = None
    ended: bool = False

    @property
    def host(self) -> str:
        """The host it went to."""
        return host_of(self.url)


@dataclass(frozen=True)
class _Headers:
    """What an ExtraInfo event of a response says."""

    status: int
    offers: tuple[Offer, ...]
    refusals: tuple[Refusal, ...]
    server_time: float | None
    at: float


@dataclass
class NetworkLog:
    """All exchanges of a visit."""

    _hops: dict[str, list[Exchange]] = field(default_factory=dict)
    _sent: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    _received: dict[str, list[_Headers]] = field(default_factory=lambda: defaultdict(list))
    _loaders: dict[str, Exchange] = field(default_factory=dict)  # URL -> what first loaded it
    _count: int = 0
    cut: int = 0  # requests beyond the limit
    main_frames: set[str] = field(default_factory=set)  # ids of the pages' own frames

    @property
    def readers(self) -> dict[str, Callable[[Params], None]]:
        """What takes the events that need nothing but themselves."""
        return {
            "Network.requestWillBeSentExtraInfo": self.on_request_extra,
            "Network.responseReceived": self.on_response,
            "Network.loadingFinished": self.on_finished,
            "Network.loadingFailed": self.on_failure,
        }

    def on_request(
        self, params: Params, stack: tuple[str, ...], moment: Moment, now: float
    ) -> None:
        """Take ``Network.requestWillBeSent``; ``stack``: the scripts that asked."""
        request_id, request = params["requestId"], params["request"]
        hops = self._hops.setdefault(request_id, [])
        redirect = params.get("redirectResponse")
        if hops and not redirect:
            return  # the same request, told by a second session
        if self._count >= MOST_REQUESTS:
            self.cut += 1
            return
        self._count += 1
        if hops and redirect:
            _take_response(hops[-1], redirect)
            hops[-1].expects_headers = bool(params.get("redirectHasExtraInfo", True))
        initiator = params.get("initiator") or {}
        hops.append(
            Exchange(
                url=request["url"],
                method=request["method"],
                resource_type=str(params.get("type", "Other")).lower(),
                document=params.get("documentURL", ""),
                stack=stack or tuple(filter(None, [initiator.get("url")])),
                at=min(float(params["wallTime"]), now),  # virtual time may run ahead
                moment=moment,
                frame_id=params.get("frameId"),
                previous=hops[-1] if hops else None,
            )
        )
        self._loaders.setdefault(request["url"], hops[-1])

    def on_request_extra(self, params: Params) -> None:
        """Take ``Network.requestWillBeSentExtraInfo``: the cookies that really went out."""
        sent = (
            each["cookie"]["name"]
            for each in params.get("associatedCookies", ())
            if not each.get("blockedReasons")
        )
        self._sent[params["requestId"]].append(tuple(dict.fromkeys(sent)))

    def on_response(self, params: Params) -> None:
        """Take ``Network.responseReceived``."""
        if hops := self._hops.get(params["requestId"]):
            _take_response(hops[-1], params["response"])
            hops[-1].expects_headers = bool(params.get("hasExtraInfo", True))

    def on_response_extra(self, params: Params, hasher: Hasher, at: float) -> bool:
        """Take ``Network.responseReceivedExtraInfo``; return whether a cookie was offered."""
        headers = {key.lower(): value for key, value in params.get("headers", {}).items()}
        lines = [line for line in headers.get("set-cookie", "").split("\n") if line.strip()]
        self._received[params["requestId"]].append(
            _Headers(
                status=int(params.get("statusCode", 0)),
                offers=tuple(parse_line(line, hasher) for line in lines),
                refusals=tuple(
                    Refusal(hasher.digest(each["cookieLine"]), tuple(each["blockedReasons"]))
                    for each in params.get("blockedCookies", ())
                ),
                server_time=parse_date(headers.get("date", "")),
                at=at,
            )
        )
        return bool(lines)

    def on_finished(self, params: Params) -> None:
        """Take ``Network.loadingFinished``."""
        if hops := self._hops.get(params["requestId"]):
            hops[-1].ended = True

    def on_failure(self, params: Params) -> None:
        """Take ``Network.loadingFailed``."""
        if hops := self._hops.get(params["requestId"]):
            hops[-1].failure = params.get("blockedReason") or params.get("errorText") or "failed"
            hops[-1].ended = True

    def exchanges(self) -> Iterator[Exchange]:
        """Return every exchange in order of time, headers joined."""
        for request_id, hops in self._hops.items():
            _join(hops, self._sent[request_id], self._received[request_id])
        yield from sorted(
            (hop for hops in self._hops.values() for hop in hops), key=lambda each: each.at
        )

    def pending(self) -> int:
        """Return how many requests that end by themselves have not ended yet."""
        last = (hops[-1] for hops in self._hops.values() if hops)
        return sum(1 for hop in last if not hop.ended and hop.resource_type not in _OPEN_ENDED)

    def initiators(self, exchange: Exchange) -> tuple[str, ...]:
        """Return the URLs that led to an exchange, outermost last: redirects, scripts, document."""
        redirects: list[str] = []
        first = exchange
        while first.previous:
            first = first.previous
            redirects.append(first.url)
        chain = self.chain(first.stack, self._asked_in(first))
        return tuple(url for url in dict.fromkeys((*redirects, *chain)) if url != exchange.url)

    def chain(self, stack: tuple[str, ...], document: str) -> tuple[str, ...]:
        """Return the URLs behind a script's call: its stack, what loaded that, ... the page."""
        chain = [*dict.fromkeys(stack)]
        while len(chain) < _LONGEST_CHAIN:
            loader = self._loaders.get(chain[-1]) if chain else None
            above = (*loader.stack, self._asked_in(loader)) if loader else ()
            more = [url for url in dict.fromkeys(above) if url and url not in chain]
            if not more and document in (*chain, ""):
                break
            chain += more or [document]
        return tuple(chain)

    def _asked_in(self, exchange: Exchange) -> str:
        """Return the document that asked; for a frame's own document the page around it."""
        if exchange.resource_type != "document":
            return exchange.document
        return "" if exchange.frame_id in self.main_frames else exchange.moment.page


def _join(hops: list[Exchange], sent: list[tuple[str, ...]], received: list[_Headers]) -> None:
    """Give each hop its headers: those that expect them take them in order."""
    expecting = [hop for hop in hops if hop.expects_headers]
    for hop, names in zip(expecting, sent, strict=False):
        hop.sent = names
    for hop, headers in zip(expecting, received, strict=False):
        hop.offers, hop.refusals = headers.offers, headers.refusals
        hop.server_time, hop.answered_at = headers.server_time, headers.at
        hop.status = hop.status if hop.status is not None else headers.status or None


def _take_response(hop: Exchange, response: Params) -> None:
    hop.status = int(response["status"]) or None
    hop.remote_address = response.get("remoteIPAddress") or None
    hop.mime_type = response.get("mimeType", "")
