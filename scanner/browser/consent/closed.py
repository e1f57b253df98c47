"""Shadow roots that a page keeps closed, handed to the finder in that page.

No script sees into them, ours neither; the browser's own view of the document does. Taking that
document down whole costs half a second for ten thousand elements (2026-11-22), so only what stands
over the page is asked for (some 10 ms), and the elements that a site made up itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanner.browser.channel import Channel, ChannelClosedError, Params
from scanner.browser.consent.surface import Finder

_OVER = ("fixed", "sticky")
_MOST_NODES = 40
# An attribute of what the browser itself puts into video and audio elements: a page that is handed
# such a part never answers again (measured, Chromium 156).
_OF_THE_BROWSER = "pseudo"
_MOST_OWN = 20
_OWN_ELEMENTS = f"""(() => {{
  const own = [...document.querySelectorAll("*")]
    .filter((each) => each.localName.includes("-") && !each.shadowRoot);
  return own.length ? own.slice(0, {_MOST_OWN}) : null;
}})()"""


async def open_closed(finder: Finder) -> None:
    """Have a finder look into the closed shadow roots of a page's own document.

    Raises:
        ChannelClosedError: the frame is gone or does not answer.
        ScriptFailedError: the finder could not be put in place.
    """
    await finder.start()
    channel = finder.world.channel
    try:
        for node in [*await _over_the_page(channel), *await _own_elements(finder)]:
            await _adopt(finder, node)
    finally:
        await channel.send("DOM.disable")


async def _over_the_page(channel: Channel) -> list[Params]:
    """Return what stands over the page, and what closed shadow roots it has."""
    document = await channel.send("DOM.getDocument", {"depth": 0})
    wanted = {
        "nodeId": document["root"]["nodeId"],
        "computedStyles": [{"name": "position", "value": each} for each in _OVER],
        "pierce": True,
    }
    found = await channel.send("DOM.getNodesForSubtreeByStyle", wanted)
    nodes: list[Params] = []
    for each in found["nodeIds"][:_MOST_NODES]:
        seen = (await channel.send("DOM.describeNode", {"nodeId": each}))["node"]
        if _OF_THE_BROWSER not in seen.get("attributes", ())[::2]:
            nodes += [{"nodeId": each}, *_closed_roots(seen)]
    return nodes


async def _own_elements(finder: Finder) -> list[Params]:
    """Return the closed shadow roots of a site's own elements."""
    channel, context = finder.world.channel, finder.world.context
    listed = await channel.send(
        "Runtime.evaluate", {"expression": _OWN_ELEMENTS, "contextId": context}
    )
    handle = listed["result"].get("objectId")
    if handle is None:
        return []
    had = await channel.send("Runtime.getProperties", {"objectId": handle, "ownProperties": True})
    elements = _handles(each["value"] for each in had["result"] if "value" in each)
    described = [await channel.send("DOM.describeNode", {"objectId": each}) for each in elements]
    return [root for each in described for root in _closed_roots(each["node"])]


def _handles(values: Iterable[Params]) -> list[str]:
    return [each["objectId"] for each in values if each.get("subtype") == "node"]


def _closed_roots(node: Params) -> list[Params]:
    return [
        {"backendNodeId": each["backendNodeId"]}
        for each in node.get("shadowRoots", ())
        if each.get("shadowRootType") == "closed"
    ]


async def _adopt(finder: Finder, node: Params) -> None:
    """Hand a node to the finder; one of another frame's document is left."""
    context = finder.world.context
    try:
        found = await finder.world.channel.send(
            "DOM.resolveNode", {**node, "executionContextId": context}
        )
    except ChannelClosedError:
        return
    await finder.world.channel.send(
        "Runtime.callFunctionOn",
        {
            "objectId": found["object"]["objectId"],
            "functionDeclaration": "function () { globalThis.finder.adopt(this); }",
        },
    )
