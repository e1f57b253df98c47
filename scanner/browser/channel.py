"""One conversation with one debugging target: the page, a cross-site frame, a worker.

Playwright gives a session on a page. Its children are attached by hand, each paused until its
observers are in place, and spoken to through their parent (``Target.sendMessageToTarget``),
because Playwright's own session objects come only after a child has begun to run.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from itertools import count
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

logger = logging.getLogger(__name__)

COMMAND_LIMIT_S = 5.0
WITH_DOCUMENT = frozenset({"page", "iframe"})  # kinds of target
_WITH_CHILDREN = frozenset({"iframe", "worker"})

# Any: the protocol's parameters are JSON objects whose shape each reader checks by key.
Params = dict[str, Any]
Listener = Callable[["Channel", str, Params], None]
Preparer = Callable[["Channel"], Awaitable[None]]


class ChannelClosedError(Exception):
    """The target is gone or did not answer within the limit."""


def first_line(error: Exception) -> str:
    """Return what an error says; the lines below hold the browser's log, which may name values."""
    return str(error).partition("\n")[0] or type(error).__name__


class Channel:
    """A target that commands are sent to and that events come from."""

    def __init__(self, kind: str, url: str, listener: Listener, prepare: Preparer) -> None:
        self.kind = kind  # page, iframe, worker, service_worker, shared_worker
        self.url = url
        self._listener = listener
        self._prepare = prepare
        self._children: dict[str, _ChildChannel] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def send(self, method: str, params: Params | None = None) -> Params:
        """Return the target's answer.

        Raises:
            ChannelClosedError: the target is gone, refused, or did not answer in time.
        """
        try:
            async with asyncio.timeout(COMMAND_LIMIT_S):
                return await self._send(method, params or {})
        except (TimeoutError, PlaywrightError) as error:
            raise ChannelClosedError(f"{self.kind} {method}: {first_line(error)}") from error

    async def _send(self, method: str, params: Params) -> Params:
        raise NotImplementedError

    async def attach_children(self) -> None:
        """Have every child target pause before its first instruction and attach to it."""
        await self.send(
            "Target.setAutoAttach",
            {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False},
        )

    def channels(self) -> list[Channel]:
        """Return this channel and all below it."""
        return [self, *(each for child in self._children.values() for each in child.channels())]

    def dispatch(self, method: str, params: Params) -> None:
        """Pass an event on: to a child when it is a child's, else to the listener."""
        if method == "Target.receivedMessageFromTarget":
            if child := self._children.get(params["sessionId"]):
                child.receive(params["message"])
        elif method == "Target.attachedToTarget":
            self._attach(params)
        elif method == "Target.detachedFromTarget":
            if child := self._children.pop(params["sessionId"], None):
                child.close()
        else:
            self._listener(self, method, params)

    def close(self) -> None:
        """Fail what still waits for an answer."""
        for task in self._tasks:
            task.cancel()
        for child in self._children.values():
            child.close()

    def _attach(self, params: Params) -> None:
        info = params["targetInfo"]
        child = _ChildChannel(self, params["sessionId"], info["type"], info["url"])
        self._children[params["sessionId"]] = child
        self._run(child.start())

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class PageChannel(Channel):
    """The page itself, over Playwright's session."""

    def __init__(self, session: CDPSession, listener: Listener, prepare: Preparer) -> None:
        super().__init__("page", "", listener, prepare)
        self._session = session
        _listen(session, self._on_event)

    async def start(self) -> None:
        """Put the observers in place."""
        await self._prepare(self)
        await self.attach_children()

    async def _send(self, method: str, params: Params) -> Params:
        answer: Params = await self._session.send(method, params)
        return answer

    def _on_event(self, event: Params) -> None:
        self.dispatch(event["method"], event.get("params") or {})


class BrowserChannel(Channel):
    """The browser, for what belongs to no page: shared workers are attached as they appear."""

    def __init__(
        self,
        session: CDPSession,
        listener: Listener,
        prepare: Preparer,
        is_ours: Callable[[Params], bool],
    ) -> None:
        super().__init__("browser", "", listener, prepare)
        self._session = session
        self._is_ours = is_ours  # by the target's context: other visits use the same browser
        _listen(session, self._on_event)

    async def start(self) -> None:
        """Have the browser tell of every shared worker."""
        await self.send(
            "Target.setDiscoverTargets",
            {"discover": True, "filter": [{"type": "shared_worker"}]},
        )

    async def detach(self) -> None:
        """Let go of the browser; never raises."""
        self.close()
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(COMMAND_LIMIT_S):
                await self._session.detach()

    async def _send(self, method: str, params: Params) -> Params:
        answer: Params = await self._session.send(method, params)
        return answer

    def _on_event(self, event: Params) -> None:
        method, params = event["method"], event.get("params") or {}
        if method == "Target.targetCreated" and self._is_ours(params["targetInfo"]):
            target = {"targetId": params["targetInfo"]["targetId"], "flatten": False}
            self._run(self._adopt(target))
        elif not method.startswith("Target.target"):
            self.dispatch(method, params)

    async def _adopt(self, target: Params) -> None:
        with suppress(ChannelClosedError):
            await self.send("Target.attachToTarget", target)


class _ChildChannel(Channel):
    """A child target, spoken to through its parent."""

    def __init__(self, parent: Channel, session_id: str, kind: str, url: str) -> None:
        super().__init__(kind, url, parent._listener, parent._prepare)
        self._parent = parent
        self._session_id = session_id
        self._ids = count(1)
        self._waiting: dict[int, asyncio.Future[Params]] = {}

    async def start(self) -> None:
        try:
            await self._prepare(self)
            if self.kind in _WITH_CHILDREN:
                await self.attach_children()
        except ChannelClosedError as error:
            logger.debug("%s not observed: %s", self.kind, error)
        finally:
            # Without this the target stays paused, and the page with it.
            try:
                await self.send("Runtime.runIfWaitingForDebugger")
            except ChannelClosedError as error:
                logger.debug("%s gone before it ran: %s", self.kind, error)

    async def _send(self, method: str, params: Params) -> Params:
        number = next(self._ids)
        answer: asyncio.Future[Params] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        message = json.dumps({"id": number, "method": method, "params": params})
        try:
            await self._parent._send(
                "Target.sendMessageToTarget", {"sessionId": self._session_id, "message": message}
            )
            return await answer
        finally:
            self._waiting.pop(number, None)
            if answer.done() and not answer.cancelled():
                answer.exception()  # the target went while it was told: nobody waits for this one

    def receive(self, message: str) -> None:
        """Take one message of the target: an answer or an event."""
        body = json.loads(message)
        if "id" not in body:
            self.dispatch(body["method"], body.get("params") or {})
            return
        answer = self._waiting.get(body["id"])
        if answer is None or answer.done():
            return
        if "error" in body:
            answer.set_exception(ChannelClosedError(str(body["error"].get("message"))))
        else:
            answer.set_result(body.get("result") or {})

    def close(self) -> None:
        super().close()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ChannelClosedError(f"{self.kind} is gone"))


def _listen(session: CDPSession, take: Callable[[Params], None]) -> None:
    """Have every event of a session taken as the driver sent it.

    Playwright's wrapper copies each event, and looks up its listener's signature for each: a
    third of the CPU time of this process on pages of an everyday weight (2026-11-22).
    """
    emitter = getattr(session, "_impl_obj", session)  # private: without it, the slower way
    emitter.on("event", take)
