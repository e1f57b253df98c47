"""A world of our own in every frame of a page: it sees the documents, and no page sees it.

Isolated worlds are made when they are needed (``Page.createIsolatedWorld``), so pages without a
banner pay for one look only, and a content security policy does not stop them.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from scanner.browser.channel import Channel, ChannelClosedError, Params

Channels = Callable[[], list[Channel]]  # of the page as it is now: itself first, then its frames

_MOST_FRAMES = 40
_LONGEST_ANSWER = 100_000
_PROMISE_S = 1.5
_DOCUMENTS = ("page", "iframe")


class ScriptFailedError(Exception):
    """A script of ours ended with an exception in the page."""


@dataclass(frozen=True)
class World:
    """A frame's document, seen from our own world."""

    channel: Channel
    frame_id: str
    context: int
    is_top: bool  # of the page
    is_root: bool  # of its channel

    async def run(self, expression: str) -> object:
        """Return the value of an expression, as JSON gives it.

        Raises:
            ChannelClosedError: the page is gone or does not answer.
            ScriptFailedError: the script threw.
        """
        answer = await self.channel.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": self.context, "returnByValue": True},
        )
        return _value(answer)

    async def run_outside(self, body: str) -> object:
        """Return what the statements ``body`` return in the page's own world; they may await.

        The page may have changed everything there: the answer is its word, cut to a size.

        Raises:
            ChannelClosedError: the page is gone or does not answer.
            ScriptFailedError: the script threw, or its answer came late, was too long or no JSON.
        """
        function = f"""async function () {{
          const said = JSON.stringify((await (async () => {{ {body} }})()) ?? null);
          return typeof said === "string" && said.length <= {_LONGEST_ANSWER} ? said : undefined;
        }}"""
        call = {
            "objectId": await self._document_outside(),
            "functionDeclaration": function,
            "returnByValue": True,
            "awaitPromise": True,
        }
        try:
            async with asyncio.timeout(_PROMISE_S):
                answer = await self.channel.send("Runtime.callFunctionOn", call)
        except TimeoutError as error:
            raise ScriptFailedError("the page gave no answer in time") from error
        said = _value(answer)
        if not isinstance(said, str):
            raise ScriptFailedError("the page gave no answer that could be read")
        try:
            value: object = json.loads(said)
        except (ValueError, RecursionError) as error:
            raise ScriptFailedError("the page's answer is no JSON") from error
        return value

    async def _document_outside(self) -> str:
        inside = await self.channel.send(
            "Runtime.evaluate", {"expression": "document", "contextId": self.context}
        )
        node = await self.channel.send(
            "DOM.describeNode", {"objectId": _object_id(inside["result"])}
        )
        backend_id = node["node"]["backendNodeId"]
        outside = await self.channel.send("DOM.resolveNode", {"backendNodeId": backend_id})
        return _object_id(outside["object"])


class Worlds:
    """Makes the worlds of a page's frames, as it has them at the moment."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels
        self._name = secrets.token_hex(8)

    async def all(self) -> list[World]:
        """Return a world for each frame that has a document, the page's own first.

        Raises:
            ChannelClosedError: the page itself is gone or does not answer.
        """
        worlds: list[World] = []
        for channel in self._channels():
            if channel.kind not in _DOCUMENTS:
                continue
            try:
                tree = (await channel.send("Page.getFrameTree"))["frameTree"]
                worlds += [
                    await self._make(channel, frame, tree["frame"]["id"])
                    for frame in _frames(tree)[: _MOST_FRAMES - len(worlds)]
                ]
            except ChannelClosedError:
                if channel.kind == "page":
                    raise
        return worlds

    async def _make(self, channel: Channel, frame_id: str, root_id: str) -> World:
        answer = await channel.send(
            "Page.createIsolatedWorld", {"frameId": frame_id, "worldName": self._name}
        )
        is_root = frame_id == root_id
        return World(
            channel=channel,
            frame_id=frame_id,
            context=answer["executionContextId"],
            is_top=is_root and channel.kind == "page",
            is_root=is_root,
        )

    def channels(self) -> list[Channel]:
        """Return the page's channels that have documents, the page's own first."""
        return [each for each in self._channels() if each.kind in _DOCUMENTS]


def _frames(tree: Params) -> list[str]:
    """Return the ids of the frames of a tree, outermost first."""
    below = [each for child in tree.get("childFrames", ()) for each in _frames(child)]
    return [tree["frame"]["id"], *below]


def _value(answer: Params) -> object:
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        what = details.get("exception", {}).get("description") or details.get("text", "")
        raise ScriptFailedError(str(what).partition("\n")[0][:200])
    value: object = answer["result"].get("value")
    return value


def _object_id(remote: Params) -> str:
    """Return the handle of an object.

    Raises:
        ChannelClosedError: there is no such object: the frame is gone.
    """
    try:
        return str(remote["objectId"])
    except KeyError as error:
        raise ChannelClosedError("the frame's document is gone") from error
