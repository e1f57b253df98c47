"""The network log of a visit: every hop of every request, from the browser's own events.

The events of one request come from several sessions and in no fixed order: headers as sent and
received (``*ExtraInfo``) may come before or after the request they belong to. They are kept by
request id and joined when the log is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scanner.browser.calls import CallLog
from scanner.browser.exchange import Exchange, Told, asks_leave_for, make_exchange
from scanner.browser.frames import FrameLog, is_of_a_tag
from scanner.browser.headers import Headers, join_headers, read_headers, take_response
from scanner.browser.setcookie import Offer, parse_line
from scanner.urls import host_of

if TYPE_CHECKING:
    from scanner.browser.record import Moment
    from scanner.browser.secrets import Hasher

Params = dict[str, Any]  # Any: see channel.Params

MOST_REQUESTS = 10_000  # reliability.md V7
_LONGEST_BODY = 8_192  # characters
_OPEN_ENDED = frozenset({"eventsource", "websocket", "media", "ping"})
_STAYS = frozenset({204, 205})  # with such an answer a frame keeps its document
_HELD_BACK = frozenset({"csp", "mixed-content"})  # reasons that count before anything is sent


@dataclass
class NetworkLog:
    """All exchanges of a visit."""

    _hops: dict[str, list[Exchange]] = field(default_factory=dict)
    _sent: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    _received: dict[str, list[Headers]] = field(default_factory=lambda: defaultdict(list))
    _loaders: dict[str, list[Exchange]] = field(default_factory=dict)  # by URL, what loaded it
    _early: dict[str, tuple[Params, str, Moment, float]] = field(default_factory=dict)  # headers
    _beacons: list[Told] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)  # URLs that answered, as Playwright saw
    _order: list[Exchange] = field(default_factory=list)
    _worker_answers: list[tuple[str, tuple[Offer, ...], str, Moment, float]] = field(
        default_factory=list
    )
    _finished: bool = False
    cut: int = 0  # requests beyond the limit
    frames: FrameLog = field(default_factory=FrameLog)
    calls: CallLog = field(default_factory=CallLog)

    @property
    def readers(self) -> dict[str, Callable[[Params], None]]:
        """What takes the events that need nothing but themselves."""
        return {
            "Network.loadingFinished": self.on_ended,
            "Network.loadingFailed": self.on_failed,
            "Network.requestServedFromCache": self.on_stored,
            "Page.frameAttached": self.frames.on_attached,
        }

    def on_request(
        self, params: Params, stack: tuple[str, ...], moment: Moment, now: float
    ) -> None:
        """Take ``Network.requestWillBeSent``; ``stack``: what asked, innermost first."""
        request_id, request = params["requestId"], params["request"]
        hops = self._hops.setdefault(request_id, [])
        redirect = params.get("redirectResponse")
        if hops and not redirect:
            return  # the same request, told by a second session
        if len(self._order) >= MOST_REQUESTS:
            self.cut += 1
            return
        if hops and redirect:
            take_response(hops[-1], redirect)
            hops[-1].expects_headers = bool(params.get("redirectHasExtraInfo", True))
            hops[-1].answered_at = hops[-1].clock + float(params["timestamp"])
        document = self._document(params, moment)
        leave_for = asks_leave_for(params)
        if not hops and document and is_of_a_tag(params):
            stack = ()  # the tag says whose the frame is, not what had it go on
        wall_time = float(params["wallTime"])
        self._add(
            Exchange(
                request_id=request_id,
                url=request["url"],
                method=request["method"],
                resource_type="preflight" if leave_for else params.get("type", "Other").lower(),
                document=document,
                stack=stack,
                at=min(wall_time, now),  # virtual time may run ahead
                clock=wall_time - float(params["timestamp"]),
                moment=moment,
                frame_id=params.get("frameId"),
                previous=hops[-1] if hops else None,
                leave_for=leave_for,
                body=request.get("postData", "")[:_LONGEST_BODY],
            )
        )

    def on_socket(self, params: Params, stack: tuple[str, ...], moment: Moment, now: float) -> None:
        """Take ``Network.webSocketCreated``; its headers come as those of any request."""
        told = Told(params["url"], "websocket", "GET", stack, moment, now)
        self._add_told(told, params["requestId"])

    def _add(self, exchange: Exchange) -> None:
        self._hops.setdefault(exchange.request_id, []).append(exchange)
        self._order.append(exchange)
        self._loaders.setdefault(exchange.url, []).append(exchange)

    def _document(self, params: Params, moment: Moment) -> str:
        """Return the document that asked for a request; for a document the one that led to it.

        It is known by the URL it came from, not by one that a script gave it since.
        """
        frame = params.get("frameId", "")
        if params.get("type") == "Document":
            return self.frames.open(frame, params["request"]["url"], moment.started)
        if hops := self._hops.get(params.get("loaderId", "")):
            return hops[-1].url
        return self.frames.place(frame, str(params.get("documentURL", "")))

    def on_answer(self, params: Params, stack: tuple[str, ...], moment: Moment, now: float) -> None:
        """Take ``Network.responseReceived`` of a worker, whose request may have come too early.

        A worker can be on its way before its observer is: its first answers then tell of requests
        that nobody saw.
        """
        if params["requestId"] not in self._hops:
            kind, url = str(params.get("type", "Other")).lower(), params["response"]["url"]
            self._add_told(Told(url, kind, "GET", stack, moment, now), params["requestId"])
        self.on_response(params)

    def on_handshake(self, params: Params, hasher: Hasher, at: float) -> bool:
        """Take ``Network.webSocketHandshakeResponseReceived``; return whether a cookie came."""
        request_id, response = params["requestId"], params["response"]
        if hops := self._hops.get(request_id):
            take_response(hops[-1], response)
        if not any(name.lower() == "set-cookie" for name in response.get("headers", {})):
            return False  # none, or one of another site: those the browser keeps to itself
        extra = {**response, "requestId": request_id, "statusCode": response["status"]}
        return self.on_response_extra(extra, hasher, at)

    def on_seen(self, url: str) -> None:
        """Take the URL of an answer as Playwright saw it."""
        if len(self._seen) < MOST_REQUESTS or url in self._seen:
            self._seen[url] += 1

    def on_beacon(self, told: Told) -> None:
        """Take a beacon as the page's own call told it: its events may come after its page."""
        self._beacons.append(told)

    def on_asked(self, told: Told) -> None:
        """Take a call that asks for something whose own event does not say who asked."""
        self.calls.on_asked(told)

    def on_request_extra(self, params: Params, worker: str, moment: Moment, now: float) -> None:
        """Take ``Network.requestWillBeSentExtraInfo``: the cookies that really went out."""
        if params["requestId"] not in self._hops:
            self._early[params["requestId"]] = (params.get("headers", {}), worker, moment, now)
        sent = (
            each["cookie"]["name"]
            for each in params.get("associatedCookies", ())
            if not each.get("blockedReasons")
        )
        self._sent[params["requestId"]].append(tuple(dict.fromkeys(sent)))

    def on_body(self, request_id: str, text: str) -> None:
        """Take what a request sent along, where its event did not show it."""
        for hop in self._hops.get(request_id, ()):
            hop.body = text[:_LONGEST_BODY]

    def on_response(self, params: Params) -> None:
        """Take ``Network.responseReceived``."""
        if hops := self._hops.get(params["requestId"]):
            take_response(hops[-1], params["response"])
            if hops[-1].clock:
                hops[-1].answered_at = hops[-1].clock + float(params["timestamp"])
            hops[-1].expects_headers = bool(params.get("hasExtraInfo", True))
            if hops[-1].resource_type == "document" and hops[-1].status not in _STAYS:
                self._leave(hops[-1])

    def _leave(self, opened: Exchange) -> None:
        """Take what a frame had asked for as over: once it goes on, no event may tell the end."""
        for hop in self._order:
            if hop.frame_id == opened.frame_id and hop.request_id != opened.request_id:
                hop.ended = True

    def on_stored(self, params: Params) -> None:
        """Take ``Network.requestServedFromCache``."""
        if hops := self._hops.get(params["requestId"]):
            hops[-1].from_store = True

    def on_response_extra(self, params: Params, hasher: Hasher, at: float) -> bool:
        """Take ``Network.responseReceivedExtraInfo``; return whether a cookie was offered."""
        headers = read_headers(params, hasher, at)
        self._received[params["requestId"]].append(headers)
        return bool(headers.offers)

    def on_ended(self, params: Params) -> None:
        """Take ``Network.loadingFinished``."""
        if hops := self._hops.get(params["requestId"]):
            hops[-1].ended = True

    def on_failed(self, params: Params) -> None:
        """Take ``Network.loadingFailed``."""
        self.on_ended(params)
        hops = self._hops.get(params["requestId"])
        if hops and params.get("blockedReason") in _HELD_BACK:
            hops[-1].held_back = hops[-1].status is None

    def exchanges(self) -> Iterator[Exchange]:
        """Return every exchange in the order in which they were asked for, headers joined."""
        self.finish()
        yield from (each for each in self._order if not each.held_back)

    def finish(self) -> None:
        """Add what no event of its own told and give each hop its headers, when all is over."""
        if self._finished:
            return
        self._finished = True
        self._add_unseen()
        for request_id, hops in self._hops.items():
            join_headers(hops, self._sent[request_id], self._received[request_id])
        for url, offers, worker, moment, at in self._worker_answers:
            hops = [hop for hop in self._order if hop.url == url and not hop.from_store]
            if not any(hop.heard for hop in hops):
                told = Told(url, "fetch", "GET", (worker,), moment, at)
                answer = hops[-1] if hops else self._add_told(told)
                answer.offers, answer.answered_at = offers, at
                # Of a worker's own script the browser keeps the headers to itself.
                answer.heard = bool(offers) or url != worker
        self.calls.name_askers(self._order, self.is_page, self._add_told)

    def pending(self, started: float) -> Iterator[str]:
        """Return the URLs a page asked for that end by themselves and have not ended yet."""
        last = (hops[-1] for hops in self._hops.values() if hops[-1].moment.started == started)
        awaited = (hop for hop in last if hop.is_sent and hop.resource_type not in _OPEN_ENDED)
        return (hop.url for hop in awaited if not hop.ended)

    def on_worker_answer(
        self, url: str, lines: Iterable[str], worker: str, moment: Moment, hasher: Hasher, at: float
    ) -> None:
        """Take an answer to a service worker as Playwright saw it; used if its events were not."""
        offers = tuple(parse_line(line, hasher) for line in lines)
        self._worker_answers.append((url, offers, worker, moment, at))

    def _add_unseen(self) -> None:
        """Add the requests of which only the headers were told: those of a worker's first moment.

        Their headers name the host, and the referrer names who asked, if not the worker did.
        """
        for told in self._beacons:
            if not any(hop.url == told.url and hop.moment is told.moment for hop in self._order):
                self._add_told(told)
        for request_id, (headers, worker, moment, at) in self._early.items():
            named = {key.lower(): value for key, value in headers.items()}
            host = named.get(":authority") or named.get("host")
            if request_id in self._hops or not host:
                continue
            url = f"https://{host}{named[':path']}" if ":path" in named else self._find_seen(host)
            referrer = named.get("referer", "")
            whole = referrer.count("/") > 3 or not referrer.endswith("/")  # else a mere origin
            asked = tuple(filter(None, (referrer if whole else worker,)))
            self._add_told(Told(url, "other", "GET", asked, moment, at), request_id)

    def _find_seen(self, host: str) -> str:
        """Return the URL of a host that no event of ours told: HTTP/1 shows no path."""
        name = host.partition(":")[0]
        ours = (url for url in self._seen if host_of(url) == name)
        left = (url for url in ours if self._seen[url] > len(self._loaders.get(url, ())))
        return next(left, f"https://{host}")

    def _add_told(self, told: Told, request_id: str = "") -> Exchange:
        exchange = make_exchange(told, request_id or f"{told.resource_type} {len(self._order)}")
        self._add(exchange)
        return exchange

    def loader(self, url: str, page: str) -> Exchange | None:
        """Return what first loaded a URL on a page, or else on any page of the visit."""
        loads = self._loaders.get(url, [])
        here = [each for each in loads if each.moment.page == page]
        return next(iter(here or loads), None)

    def is_page(self, exchange: Exchange) -> bool:
        """Tell whether an exchange was for the document of a page itself, not of a frame."""
        return exchange.resource_type == "document" and exchange.frame_id in self.frames.main

    def landed(self, url: str, page: str) -> tuple[str, ...]:
        """Return where a URL led, the redirects that led there behind it, itself last.

        Scripts are known by the URL that was asked for, not by the one that answered.
        """
        loader = self.loader(url, page)
        if loader is None or loader.previous:
            return (url,)
        hops = self._hops[loader.request_id]
        return tuple(hop.url for hop in reversed(hops))
