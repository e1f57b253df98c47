"""Press something in a page as a visitor does: with the mouse, where it is seen."""

from __future__ import annotations

from scanner.browser.channel import Channel, ChannelClosedError, Params
from scanner.browser.consent.surface import Click, Finder
from scanner.browser.consent.worlds import World, Worlds

_MOVE = {"type": "mouseMoved", "button": "none", "clickCount": 0}
_CLICK = (
    {"type": "mousePressed", "button": "left", "clickCount": 1},
    {"type": "mouseReleased", "button": "left", "clickCount": 1},
)


class Mouse:
    """The mouse over a page, its frames in other processes included."""

    def __init__(self, worlds: Worlds) -> None:
        self._worlds = worlds

    async def press(self, finder: Finder, element: int) -> bool:
        """Press an element; one that something else covers is pressed by its own ``click()``.

        False: the page moved under the mouse, and something else was pressed.

        Raises:
            ChannelClosedError: the frame is gone or does not answer.
            ScriptFailedError: the frame's answer is not what it must be.
        """
        await finder.heard()
        place = await self._place(finder, element)
        if place is not None:
            await self._send(*place, _MOVE)
            if await self._place(finder, element) == place:  # still there under the mouse
                await self._send(*place, *_CLICK)
                if clicks := await self._felt(finder):
                    return not all(each.astray for each in clicks)
        await finder.press(element)
        return True

    async def _place(self, finder: Finder, element: int) -> tuple[float, float] | None:
        """Return where in the page's window to press; None: something lies over it."""
        point = await finder.aim(element)
        return await self._in_page(finder.world, point) if point else None

    async def _send(self, x: float, y: float, *steps: Params) -> None:
        page = self._worlds.channels()[0]
        for step in steps:
            await page.send("Input.dispatchMouseEvent", {**step, "x": x, "y": y})

    async def _felt(self, finder: Finder) -> list[Click]:
        """Return the presses that arrived; a document that is gone since has felt this one."""
        try:
            return list(await finder.heard())
        except ChannelClosedError:
            return [Click(label="", box=False, astray=False)]

    async def _in_page(
        self, world: World, point: tuple[float, float]
    ) -> tuple[float, float] | None:
        """Return a frame's point as one of the page's window; None: something lies over it."""
        x, y = point
        channel, frame_id, at_root = world.channel, world.frame_id, world.is_root
        while not (at_root and channel.kind == "page"):
            holder = await self._holder(channel, frame_id, at_root)
            if holder is None:
                return None
            channel, owner = holder
            left, top = await _corner(channel, owner)
            x, y = x + left, y + top
            if not await _is_on_top(channel, owner, frame_id, (x, y)):
                return None
            # The corner counts from the window of the channel's own root.
            frame_id, at_root = await _root_id(channel), True
        return x, y

    async def _holder(
        self, channel: Channel, frame_id: str, at_root: bool
    ) -> tuple[Channel, int] | None:
        """Return the channel of the document that holds a frame, and the frame's element."""
        others = [each for each in self._worlds.channels() if each is not channel]
        for each in others if at_root else [channel]:
            try:
                owner = await each.send("DOM.getFrameOwner", {"frameId": frame_id})
            except ChannelClosedError:
                continue
            return each, owner["backendNodeId"]
        return None


async def _root_id(channel: Channel) -> str:
    tree = await channel.send("Page.getFrameTree")
    return str(tree["frameTree"]["frame"]["id"])


async def _corner(channel: Channel, owner: int) -> tuple[float, float]:
    node: Params = {"backendNodeId": owner}
    await channel.send("DOM.scrollIntoViewIfNeeded", node)
    box = (await channel.send("DOM.getBoxModel", node))["model"]["content"]
    return float(box[0]), float(box[1])


async def _is_on_top(
    channel: Channel, owner: int, frame_id: str, point: tuple[float, float]
) -> bool:
    x, y = point
    try:
        hit = await channel.send("DOM.getNodeForLocation", {"x": int(x), "y": int(y)})
    except ChannelClosedError:
        return False
    return hit.get("frameId") == frame_id or hit.get("backendNodeId") == owner
