"""Take the document of a navigation as it comes, within a size limit, before the page does."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

_PART_BYTES = 262_144
_HTML = ("text/html", "application/xhtml+xml")
# A body that is handed on is whole and unpacked.
_NOT_HANDED_ON = frozenset({"content-encoding", "content-length", "transfer-encoding"})

# Any: the protocol's parameters are JSON objects whose shape each reader checks by key.
Params = dict[str, Any]


@dataclass(frozen=True)
class Caught:
    """The document of a navigation, after redirects."""

    url: str
    media_type: str | None  # its Content-Type
    data: bytes
    cut: bool  # it is longer than the limit
    opened: bool  # the page got it as well; else the navigation was ended


class Catch:
    """Stands between the network and one page: what is no HTML, or too much, never gets there.

    With ``render`` off nothing gets there: the document is only fetched.
    """

    def __init__(self, page: Page, most_bytes: int, *, render: bool) -> None:
        self.caught: Caught | None = None
        self._page = page
        self._most_bytes = most_bytes
        self.renders = render
        self._main_frame = ""
        self._tasks: set[asyncio.Task[None]] = set()

    async def arm(self) -> None:
        """Put the catch in place.

        Raises:
            PlaywrightError: the page is gone.
        """
        session = await self._page.context.new_cdp_session(self._page)
        target = await session.send("Target.getTargetInfo")
        self._main_frame = target["targetInfo"]["targetId"]
        session.on("Fetch.requestPaused", lambda event: self._run(self._take(session, event)))
        pattern = {"resourceType": "Document", "requestStage": "Response"}
        await session.send("Fetch.enable", {"patterns": [pattern]})

    async def _take(self, session: CDPSession, event: Params) -> None:
        request = {"requestId": event["requestId"]}
        with suppress(PlaywrightError):  # the page is gone, and the navigation ends by itself
            if not self._is_document(event):
                await session.send("Fetch.continueRequest", request)
                return
            headers = event.get("responseHeaders") or []
            media_type = _media_type(headers)
            data = await self._read(session, request)
            cut = len(data) > self._most_bytes
            opened = self.renders and not cut and _is_html(media_type)
            url = event["request"]["url"]
            self.caught = Caught(url, media_type, data[: self._most_bytes], cut, opened)
            if opened:
                await _hand_on(session, request, event, data)
            else:
                await session.send("Fetch.failRequest", {**request, "errorReason": "Aborted"})

    def _is_document(self, event: Params) -> bool:
        status = event.get("responseStatusCode") or 0
        return event.get("frameId") == self._main_frame and 200 <= status < 300

    async def _read(self, session: CDPSession, request: Params) -> bytes:
        opened = await session.send("Fetch.takeResponseBodyAsStream", request)
        stream = {"handle": opened["stream"]}
        data = bytearray()
        while len(data) <= self._most_bytes:
            part = await session.send("IO.read", {**stream, "size": _PART_BYTES})
            text = part["data"]
            data += base64.b64decode(text) if part.get("base64Encoded") else text.encode()
            if part["eof"]:
                break
        await session.send("IO.close", stream)
        return bytes(data)

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _hand_on(session: CDPSession, request: Params, event: Params, data: bytes) -> None:
    headers = [
        each
        for each in event.get("responseHeaders") or []
        if each["name"].lower() not in _NOT_HANDED_ON
    ]
    answer = {
        **request,
        "responseCode": event["responseStatusCode"],
        "responseHeaders": headers,
        "body": base64.b64encode(data).decode(),
    }
    await session.send("Fetch.fulfillRequest", answer)


def _media_type(headers: list[Params]) -> str | None:
    given = (each["value"] for each in headers if each["name"].lower() == "content-type")
    return next((str(value) for value in given), None)


def _is_html(media_type: str | None) -> bool:
    return (media_type or "").partition(";")[0].strip().lower() in _HTML
