"""The events of requests and answers, each with the target that it came from and who asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response

from scanner.browser.channel import WITH_DOCUMENT, Channel, ChannelClosedError, Params
from scanner.browser.record import Record
from scanner.urls import host_of
from scanner.words import Party

_HEADERS_LIMIT_S = 3.0
_TEXTS = ("text/", "json", "x-www-form-urlencoded")  # kinds of content


class Traffic:
    """Writes a visit's requests to its record."""

    def __init__(self, record: Record, stored: asyncio.Event) -> None:
        """Take nothing yet.

        Args:
            record: what is written to.
            stored: is set when an answer may have stored something.
        """
        self._record = record
        self._network = record.network
        self._stored = stored
        self._tasks: set[asyncio.Task[None]] = set()
        plain = {name: _without_channel(read) for name, read in self._network.readers.items()}
        self.readers: dict[str, Callable[[Channel, Params], None]] = {
            **plain,
            "Network.requestWillBeSent": self._on_request,
            "Network.requestWillBeSentExtraInfo": self._on_sent,
            "Network.responseReceived": self._on_response,
            "Network.webSocketCreated": self._on_socket,
            "Network.webSocketHandshakeResponseReceived": self._on_handshake,
            "Network.responseReceivedExtraInfo": self._on_headers,
        }

    async def on_any_response(self, response: Response) -> None:
        """Take the answers to workers, which are on their way before our observers are."""
        worker = response.request.service_worker
        self._network.on_seen(response.url)
        if worker is None:
            return
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_HEADERS_LIMIT_S):
                headers = await response.headers_array()
            lines = [each["value"] for each in headers if each["name"].lower() == "set-cookie"]
            self._network.on_worker_answer(
                response.url,
                lines,
                worker.url,
                self._record.moment,
                self._record.hasher,
                self._record.now(),
            )
            self._stored.set()

    def _on_request(self, channel: Channel, params: Params) -> None:
        asked = self._asked(channel, params)
        if params.get("type") == "Document":
            self._record.scripts.documents.add(params["request"]["url"])
        self._network.on_request(params, asked, self._record.moment, self._record.now())
        if self._has_body_apart(params["request"]):
            task = asyncio.ensure_future(self._take_body(channel, params["requestId"]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _has_body_apart(self, request: Params) -> bool:
        """Tell whether a third party is sent text that the event does not show: a Blob's."""
        headers = {key.lower(): value for key, value in request["headers"].items()}
        return (
            bool(request.get("hasPostData"))
            and "postData" not in request
            and any(kind in headers.get("content-type", "") for kind in _TEXTS)
            and self._record.party(host_of(request["url"])) is Party.THIRD
        )

    async def _take_body(self, channel: Channel, request_id: str) -> None:
        with suppress(ChannelClosedError):  # its page has gone
            body = await channel.send("Network.getRequestPostData", {"requestId": request_id})
            if not body.get("base64Encoded"):
                self._network.on_body(request_id, str(body["postData"]))

    def _on_sent(self, channel: Channel, params: Params) -> None:
        now, worker = self._record.now(), _worker_of(channel)
        self._network.on_request_extra(params, worker, self._record.moment, now)

    def _on_response(self, channel: Channel, params: Params) -> None:
        if channel.kind in WITH_DOCUMENT:
            self._network.on_response(params)
        else:
            now, asked = self._record.now(), self._asked(channel, params)
            self._network.on_answer(params, asked, self._record.moment, now)

    def _on_handshake(self, _: Channel, params: Params) -> None:
        if self._network.on_handshake(params, self._record.hasher, self._record.now()):
            self._stored.set()

    def _on_socket(self, channel: Channel, params: Params) -> None:
        asked = self._asked(channel, params)
        self._network.on_socket(params, asked, self._record.moment, self._record.now())

    def _asked(self, channel: Channel, params: Params) -> tuple[str, ...]:
        """Return what asked for a request: scripts, what the parser read, or the worker."""
        initiator = params.get("initiator") or {}
        scripts = self._record.scripts.urls(id(channel), initiator.get("stack"))
        named = initiator.get("url") or _worker_of(channel)
        if initiator.get("type") == "parser":
            named = self._reader(params, named)
        return scripts or ((named,) if named and not named.startswith("about:") else ())

    def _reader(self, params: Params, named: str) -> str:
        """Return what is behind what the parser read; empty: the document itself.

        Of what no script is known to ask for, the browser names the document it still reads,
        which may be that around the frame that asked, and by an address that a script gave it.
        """
        is_document = named in self._record.scripts.documents
        if params.get("type") == "Document":
            around = self._network.frames.around(params.get("frameId", ""))
            return named if is_document else around or named
        return "" if is_document or named == params.get("documentURL", named) else named

    def _on_headers(self, _: Channel, params: Params) -> None:
        if self._network.on_response_extra(params, self._record.hasher, self._record.now()):
            self._stored.set()


def _worker_of(channel: Channel) -> str:
    """Return the URL of the worker that a channel is to; empty: it is to documents."""
    return "" if channel.kind in WITH_DOCUMENT else channel.url


def _without_channel(read: Callable[[Params], None]) -> Callable[[Channel, Params], None]:
    return lambda _, params: read(params)
