"""One request of a visit: what was asked, by whom, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanner.browser.setcookie import Offer
from scanner.urls import host_of

if TYPE_CHECKING:
    from scanner.browser.record import Moment


_SENT = ("http://", "https://", "ws://", "wss://")


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
    document: str  # URL of the document or worker that asked
    stack: tuple[str, ...]  # URLs of the scripts that asked, innermost first; empty: the parser
    at: float
    moment: Moment
    frame_id: str | None
    request_id: str = ""
    clock: float = 0.0  # seconds since 1970 at which the browser's own clock was nought
    previous: Exchange | None = None  # the hop that redirected here
    leave_for: str = ""  # of a preflight: the id of the request it asks leave for
    body: str = ""  # what it sent, as far as it is text; kept like the URL, and cut
    expects_headers: bool = True  # its ExtraInfo events come
    heard: bool = False  # they came: what it offered is known
    status: int | None = None
    remote_address: str | None = None
    sent: tuple[str, ...] = ()  # names of the cookies sent
    offers: tuple[Offer, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    server_time: float | None = None  # of its Date header
    answered_at: float | None = None
    ended: bool = False
    from_store: bool = False  # answered by a cache or a service worker: nothing came from its host
    held_back: bool = False  # by a rule of the page itself: it never left the browser

    @property
    def is_sent(self) -> bool:
        """Whether it went to a host: what a page made itself, a blob or data, goes nowhere."""
        return self.url.startswith(_SENT)

    @property
    def host(self) -> str:
        """The host it went to."""
        return host_of(self.url)


@dataclass(frozen=True)
class Told:
    """A request that no event of its own told."""

    url: str
    resource_type: str
    method: str
    stack: tuple[str, ...]  # what asked for it, innermost first
    moment: Moment
    at: float
    document: str = ""  # URL of the document or worker whose call it was; empty: not told


def make_exchange(told: Told, request_id: str) -> Exchange:
    """Return the exchange of a request that no event of its own told."""
    return Exchange(
        url=told.url,
        method=told.method,
        resource_type=told.resource_type,
        document=told.document,
        stack=told.stack,
        at=told.at,
        moment=told.moment,
        frame_id=None,
        request_id=request_id,
    )


def asks_leave_for(params: dict[str, Any]) -> str:  # Any: see channel.Params
    """Return the id of the request that a preflight asks leave for; empty for any other."""
    initiator = params.get("initiator") or {}
    return str(initiator.get("requestId", "")) if initiator.get("type") == "preflight" else ""
